///<reference types="svelte" />
;
import { downloadPath } from '../api/client.ts';
import { bytes, measured, sampleRate } from '../mix/format.ts';
import CopyHash from '../ui/CopyHash.svelte';
import Icon from '../ui/Icon.svelte';
import type { Mixdown } from './session.svelte.ts';

;type $$ComponentProps =  { mixdowns: readonly Mixdown[]; version: number };function $$render() {

  
  
  
  
  

  /** Every revision with its file. */
  const { mixdowns, version }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {

 { svelteHTML.createElement("section", { "aria-labelledby":`mixdowns-title`,});
   { svelteHTML.createElement("h2", { "id":`mixdowns-title`,});  { svelteHTML.createElement("span", {});mixdowns.length; } }
   { svelteHTML.createElement("ul", {});
       for(let { revision, render } of __sveltets_2_ensureArray(mixdowns)){revision.id;
       { svelteHTML.createElement("li", {});
         { svelteHTML.createElement("span", {  "class":`name`,}); { svelteHTML.createElement("strong", {   "class":`cut`,"title":revision.name,});revision.name; } { svelteHTML.createElement("small", {}); revision.version; } }
        if(render?.state === 'finished' && render.audio){
           { svelteHTML.createElement("span", {  "class":`figures`,}); { svelteHTML.createElement("span", {});measured(render.audio.integratedLufs);  { svelteHTML.createElement("small", {});  } } { svelteHTML.createElement("span", {});measured(render.audio.truePeakDbtp);  { svelteHTML.createElement("small", {});  } } }
           { svelteHTML.createElement("span", { "class":`format`,});render.audio.bitDepth; sampleRate(render.audio.sampleRate); }
           { const $$_hsaHypoC3C = __sveltets_2_ensureComponent(CopyHash); new $$_hsaHypoC3C({ target: __sveltets_2_any(), props: {    "hash":render.audio.sha256,"label":revision.name,}});}
           { svelteHTML.createElement("a", {        "class":`button`,"href":downloadPath(render.id),"download":true,"aria-label":`Download ${revision.name}, ${bytes(render.audio.bytes)}`,}); { const $$_nocI4C = __sveltets_2_ensureComponent(Icon); new $$_nocI4C({ target: __sveltets_2_any(), props: {    "name":`download`,"size":14,}});}bytes(render.audio.bytes); }
        }else{
           { svelteHTML.createElement("span", { "class":`state`,});
            !render
              ? 'not rendered'
              : render.state === 'failed'
                ? `failed: ${render.failure ?? 'no reason was given'}`
                : render.state === 'queued'
                  ? 'waiting for a render worker'
                  : `rendering, ${Math.round(render.progress * 100)} %`;
           }
        }
       }
    }
       { svelteHTML.createElement("li", { "class":`state`,});     version;        }
    
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Mixdowns__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Mixdowns__SvelteComponent_ = ReturnType<typeof Mixdowns__SvelteComponent_>;
/*Ωignore_endΩ*/export default Mixdowns__SvelteComponent_;