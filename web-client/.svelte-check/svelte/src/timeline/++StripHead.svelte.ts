///<reference types="svelte" />
;
import type { Strip } from '../api/types.ts';
import { decibels, level, pan, panInWords } from '../mix/format.ts';
import type { InsertSummary } from '../mix/inserts.ts';

;type $$ComponentProps =  {
    number: string;
    name: string;
    colour: string;
    output: string | null;
    strip: Strip;
    inserts?: readonly InsertSummary[];
    sends?: readonly { id: string; name: string; levelDb: number }[];
  };function $$render() {

  
  
  

  /** The name plate of a track, a bus or the master: what it is, where it goes, and how its strip is set. */
  const {
    number,
    name,
    colour,
    output,
    strip,
    inserts = [],
    sends = [],
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const MOST_CHIPS = 4;

  const chips = $derived([
    ...inserts.map((i) => ({
      key: `insert ${i.id}`,
      text: i.name,
      said: `${i.name}: ${i.bypassed ? 'bypassed' : i.settings || 'neutral'}`,
      kind: i.bypassed ? 'bypassed' : 'insert',
    })),
    ...sends.map((s) => ({
      key: `send ${s.id}`,
      text: `↗ ${s.name}`,
      said: `send to ${s.name} at ${decibels(s.levelDb)}`,
      kind: 'send',
    })),
  ]);
  const more = $derived(chips.slice(MOST_CHIPS));
;
async () => {

 { svelteHTML.createElement("div", {  "class":`head`,});__sveltets_2_ensureType(String, Number, colour);
   { svelteHTML.createElement("span", { "class":`number`,});number; }
   { svelteHTML.createElement("h3", {   "class":`cut`,"title":name,});name; }
   { svelteHTML.createElement("span", { "class":`states`,});
    if(strip.muted){
       { svelteHTML.createElement("abbr", {   "class":`mute`,"title":`muted`,});  }
    }
    if(strip.soloed){
       { svelteHTML.createElement("abbr", {   "class":`solo`,"title":`soloed`,});  }
    }
    if(strip.polarityInverted){
       { svelteHTML.createElement("abbr", {   "class":`polarity`,"title":`polarity inverted`,});  }
    }
    if(strip.trimDb !== 0){
       { svelteHTML.createElement("span", { "class":`trim`,}); level(strip.trimDb); }
    }
   }
   { svelteHTML.createElement("span", { "class":`fader`,}); { svelteHTML.createElement("span", { "class":`sr`,});  }decibels(strip.faderDb); }
   { svelteHTML.createElement("div", { "class":`second`,});
    if(output){
       { svelteHTML.createElement("span", {    "class":`output cut`,"title":`plays into ${output}`,}); { svelteHTML.createElement("span", { "class":`sr`,});   } { svelteHTML.createElement("span", { "aria-hidden":`true`,});  } output; }
    }
     { svelteHTML.createElement("span", {   "class":`pan`,"title":`pan ${panInWords(strip.pan)}`,});
       { svelteHTML.createElement("svg", {       "viewBox":`0 0 26 8`,"width":`26`,"height":`8`,"aria-hidden":`true`,});
         { svelteHTML.createElement("path", {  "d":`M1 4h24`,});}
         { svelteHTML.createElement("path", {  "d":`M13 1v6`,});}
         { svelteHTML.createElement("circle", {      "cx":13 + strip.pan * 11,"cy":`4`,"r":`3`,});}
       }
       { svelteHTML.createElement("span", { "class":`sr`,}); panInWords(strip.pan); } { svelteHTML.createElement("span", { "aria-hidden":`true`,});pan(strip.pan); }
     }
     { svelteHTML.createElement("ul", { "class":`chips`,});
         for(let chip of __sveltets_2_ensureArray((chips.slice(0, MOST_CHIPS)))){chip.key;
         { svelteHTML.createElement("li", {   "class":`chip ${chip.kind}`,"title":chip.said,});
           { svelteHTML.createElement("span", { "class":`sr`,});chip.said; } { svelteHTML.createElement("span", {   "class":`cut`,"aria-hidden":`true`,});chip.text; }
         }
      }
      if(more.length > 0){
         { svelteHTML.createElement("li", {   "class":`chip`,"title":more.map((c) => c.said).join('; '),});
           { svelteHTML.createElement("span", { "class":`sr`,});more.map((c) => c.said).join('; '); } { svelteHTML.createElement("span", { "aria-hidden":`true`,}); more.length; }
         }
      }
     }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const StripHead__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type StripHead__SvelteComponent_ = ReturnType<typeof StripHead__SvelteComponent_>;
/*Ωignore_endΩ*/export default StripHead__SvelteComponent_;