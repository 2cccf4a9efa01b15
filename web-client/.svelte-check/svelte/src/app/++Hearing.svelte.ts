///<reference types="svelte" />
;
import { downloadPath } from '../api/client.ts';
import { bytes, measured, sampleRate } from '../mix/format.ts';
import CopyHash from '../ui/CopyHash.svelte';
import Icon from '../ui/Icon.svelte';
import Progress from '../ui/Progress.svelte';
import type { Listening } from './listening.svelte.ts';

;type $$ComponentProps =  { listening: Listening; onrender: (revision: string) => void };function $$render() {

  
  
  
  
  
  

  /** What is on the speakers: the mixdown, how loud it is, its file; or why it can't be heard yet. */
  const { listening, onrender }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const mixdown = $derived(listening.current);
  const render = $derived(mixdown?.render ?? null);
  const loading = $derived(listening.loading);
;
async () => {

 { svelteHTML.createElement("div", { "class":`hearing`,});
  if(!mixdown){
     { svelteHTML.createElement("h2", {});   }
     { svelteHTML.createElement("p", {});           { svelteHTML.createElement("code", {});  }      }
  }else{
     { svelteHTML.createElement("h2", {   "class":`cut`,"title":mixdown.revision.name,});
      if(listening.comparing){
         { svelteHTML.createElement("b", {});listening.side; }
      }
      mixdown.revision.name;
     }
    if(!render){
       { svelteHTML.createElement("p", {});     }
       { svelteHTML.createElement("button", {     "type":`button`,"class":`button`,"onclick":() => onrender(mixdown.revision.id),});  }
    } else if (render.state === 'failed'){
       { svelteHTML.createElement("p", { "class":`bad`,});
         { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {    "name":`away`,"size":14,}});}
         { svelteHTML.createElement("span", {});   render.failure ?? 'no reason was given'; }
       }
       { svelteHTML.createElement("button", {     "type":`button`,"class":`button`,"onclick":() => onrender(mixdown.revision.id),});
          
       }
    } else if (render.state !== 'finished'){
       { svelteHTML.createElement("p", {});
        render.state === 'queued'
          ? 'Waiting for a render worker'
          : `Rendering, ${Math.round(render.progress * 100)} %`;
       }
       { const $$_ssergorP1C = __sveltets_2_ensureComponent(Progress); new $$_ssergorP1C({ target: __sveltets_2_any(), props: {     "label":`Rendering ${mixdown.revision.name}`,"share":render.state === 'queued' ? null : render.progress,}});}
       { svelteHTML.createElement("p", { "class":`hint`,});          }
    }else{
      if(render.audio){
         { svelteHTML.createElement("dl", {});
           { svelteHTML.createElement("div", {});
             { svelteHTML.createElement("dt", {});  }
             { svelteHTML.createElement("dd", {});measured(render.audio.integratedLufs);  { svelteHTML.createElement("small", {});  } }
           }
           { svelteHTML.createElement("div", {});
             { svelteHTML.createElement("dt", {});  }
             { svelteHTML.createElement("dd", { });(render.audio.truePeakDbtp ?? -99) > 0;
              measured(render.audio.truePeakDbtp);  { svelteHTML.createElement("small", {});  }
             }
           }
         }
      }
      if(loading?.state === 'fetching'){
         { svelteHTML.createElement("div", { "class":`load`,});
           { svelteHTML.createElement("p", {}); Math.round(loading.share * 100);  }
           { const $$_ssergorP2C = __sveltets_2_ensureComponent(Progress); new $$_ssergorP2C({ target: __sveltets_2_any(), props: {    "label":`Loading ${mixdown.revision.name}`,"share":loading.share,}});}
         }
      } else if (loading?.state === 'decoding'){
         { svelteHTML.createElement("div", { "class":`load`,});
           { svelteHTML.createElement("p", {});  }
           { const $$_ssergorP2C = __sveltets_2_ensureComponent(Progress); new $$_ssergorP2C({ target: __sveltets_2_any(), props: {    "label":`Decoding`,"share":null,}});}
         }
      } else if (loading?.state === 'failed'){
         { svelteHTML.createElement("p", { "class":`bad`,}); { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {    "name":`away`,"size":14,}});} { svelteHTML.createElement("span", {});loading.why; } }
         { svelteHTML.createElement("button", {     "type":`button`,"class":`button`,"onclick":() => listening.retry(),});   }
      } else if (render.audio){
         { svelteHTML.createElement("div", { "class":`file`,});
           { svelteHTML.createElement("a", {        "class":`button`,"href":downloadPath(render.id),"download":true,"title":`Download the WAV, ${render.audio.bitDepth}-bit, ${sampleRate(render.audio.sampleRate)}`,});
             { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`download`,"size":14,}});}  { svelteHTML.createElement("small", {});bytes(render.audio.bytes); }
           }
           { const $$_hsaHypoC2C = __sveltets_2_ensureComponent(CopyHash); new $$_hsaHypoC2C({ target: __sveltets_2_any(), props: {    "hash":render.audio.sha256,"label":mixdown.revision.name,}});}
         }
      }
    }
  }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Hearing__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Hearing__SvelteComponent_ = ReturnType<typeof Hearing__SvelteComponent_>;
/*Ωignore_endΩ*/export default Hearing__SvelteComponent_;