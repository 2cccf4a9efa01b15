///<reference types="svelte" />
;
import Icon from './Icon.svelte';

;type $$ComponentProps =  { hash: string; label: string };function $$render() {

  

  const { hash, label }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
  let copied = $state(false);
  let box: HTMLElement | undefined = $state();

  async function copy() {
    try {
      await navigator.clipboard.writeText(hash);
      copied = true;
      setTimeout(() => {
        copied = false;
      }, 1500);
    } catch {
      // No clipboard without a secure context: select it, so that the hand can copy it.
      if (box) {
        box.textContent = hash;
        getSelection()?.selectAllChildren(box);
      }
    }
  }
;
async () => {

 { svelteHTML.createElement("button", {       "type":`button`,"title":`SHA-256 ${hash}: copy`,"aria-label":`Copy the SHA-256 of ${label}`,"onclick":copy,});
   { const $$_code1 = svelteHTML.createElement("code", { });box = $$_code1;hash.slice(0, 8); }
   { const $$_nocI1C = __sveltets_2_ensureComponent(Icon); new $$_nocI1C({ target: __sveltets_2_any(), props: {    "name":copied ? 'check' : 'copy',"size":12,}});}
   { svelteHTML.createElement("span", {   "class":`sr`,"role":`status`,});copied ? 'Copied' : ''; }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const CopyHash__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type CopyHash__SvelteComponent_ = ReturnType<typeof CopyHash__SvelteComponent_>;
/*Ωignore_endΩ*/export default CopyHash__SvelteComponent_;