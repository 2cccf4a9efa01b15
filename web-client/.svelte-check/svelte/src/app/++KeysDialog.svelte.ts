///<reference types="svelte" />
;
import { LISTED } from './keys.ts';

;type $$ComponentProps =  { onclose: () => void };function $$render() {

  

  const { onclose }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  function opened(dialog: HTMLDialogElement) {
    dialog.showModal();
  }
;
async () => {



  {const $$action_0 = __sveltets_2_ensureAction(opened(svelteHTML.mapElementTag('dialog')));{ svelteHTML.createElement("dialog", __sveltets_2_union($$action_0), {      onclose,"aria-labelledby":`keys-title`,"onclick":(e) => {
    if (e.target === e.currentTarget) {
      e.currentTarget.close();
    }
  },});
   { svelteHTML.createElement("form", { "method":`dialog`,});
     { svelteHTML.createElement("h2", { "id":`keys-title`,});  }
     { svelteHTML.createElement("dl", {});
         for(let { keys, does } of __sveltets_2_ensureArray(LISTED)){does;
         { svelteHTML.createElement("div", {});
           { svelteHTML.createElement("dt", {});does; }
           { svelteHTML.createElement("dd", {});
               for(let key of __sveltets_2_ensureArray(keys)){key;
               { svelteHTML.createElement("kbd", {});key; }
            }
           }
         }
      }
     }
     { svelteHTML.createElement("p", {});       }
     { svelteHTML.createElement("button", {   "class":`button`,"type":`submit`,});  }
   }
 }}


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const KeysDialog__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type KeysDialog__SvelteComponent_ = ReturnType<typeof KeysDialog__SvelteComponent_>;
/*Ωignore_endΩ*/export default KeysDialog__SvelteComponent_;