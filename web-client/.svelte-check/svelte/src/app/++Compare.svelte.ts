///<reference types="svelte" />
;
import { fixed } from '../mix/format.ts';
import Icon from '../ui/Icon.svelte';
import type { Listening, Side } from './listening.svelte.ts';
import type { Mixdown } from './session.svelte.ts';

;type $$ComponentProps =  { listening: Listening; mixdowns: readonly Mixdown[] };function $$render() {

  
  
  
  

  /** Two mixdowns to change between at one position, at equal loudness unless asked otherwise. */
  const { listening, mixdowns }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const sides = $derived([
    { side: 'A' as Side, mixdown: listening.a },
    { side: 'B' as Side, mixdown: listening.b },
  ]);

  function attenuation(side: Side): string {
    const db = listening.attenuation(side);
    return db < -0.04 ? `${fixed(db, 1)} dB` : '';
  }
  const said = $derived.by(() => {
    if (!listening.matched.possible) {
      return 'Their loudness is not known yet, so each plays at its own level.';
    }
    if (!listening.equal) {
      return 'Each plays at its own level. Press to hear them equally loud.';
    }
    const turned = sides.find((s) => listening.attenuation(s.side) < -0.04);
    return turned
      ? `Equally loud: ${turned.mixdown?.revision.name} is turned down by ${fixed(-listening.attenuation(turned.side), 1)} dB. Press to hear each at its own level.`
      : 'They are equally loud as they are.';
  });
;
async () => {

 { svelteHTML.createElement("div", {     "class":`compare`,"role":`group`,"aria-label":`Compare mixdowns`,});
     for(let { side, mixdown } of __sveltets_2_ensureArray(sides)){side;
     { svelteHTML.createElement("div", {  "class":`side`,});listening.side === side;
       { svelteHTML.createElement("button", {         "type":`button`,"aria-pressed":listening.side === side,"title":`Hear ${mixdown?.revision.name} (${side})`,"onclick":() => listening.switchTo(side),});
         { svelteHTML.createElement("b", {});side; }
         { svelteHTML.createElement("span", { "class":`name cut`,});mixdown?.revision.name; }
        if(attenuation(side)){
           { svelteHTML.createElement("small", {});attenuation(side); }
        }
       }
      if(mixdowns.length > 2){
         { svelteHTML.createElement("span", { "class":`pick`,});
           { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`down`,"size":12,}});}
           { svelteHTML.createElement("select", {       "aria-label":`Mixdown ${side}`,"value":mixdown?.revision.id,"onchange":(e) => listening.choose(side, e.currentTarget.value),});
               for(let m of __sveltets_2_ensureArray(mixdowns)){m.revision.id;
               { svelteHTML.createElement("option", { "value":m.revision.id,});m.revision.name; }
            }
           }
         }
      }
     }
  }
   { svelteHTML.createElement("button", {             "type":`button`,"class":`equal`,"aria-pressed":listening.equal,"disabled":!listening.matched.possible,"title":said,"onclick":() => {
      listening.equal = !listening.equal;
    },});
     { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {    "name":`equal`,"size":14,}});} { svelteHTML.createElement("span", {});listening.equal ? 'Equal loudness' : 'Own levels'; }
   }
   { svelteHTML.createElement("span", {   "class":`sr`,"role":`status`,});said; }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Compare__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Compare__SvelteComponent_ = ReturnType<typeof Compare__SvelteComponent_>;
/*Ωignore_endΩ*/export default Compare__SvelteComponent_;