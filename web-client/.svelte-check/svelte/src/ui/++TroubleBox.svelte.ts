///<reference types="svelte" />
;
import type { Snippet } from 'svelte';
import Icon from './Icon.svelte';

;type $$ComponentProps =  {
    title: string;
    detail: string;
    kept?: string;
    retry?: () => void;
    retryLabel?: string;
    children?: Snippet;
  };function $$render() {

  
  

  /** What happened, what was kept, what to do: said where it happened. */
  const {
    title,
    detail,
    kept = '',
    retry,
    retryLabel = 'Try again',
    children,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {

 { svelteHTML.createElement("div", {   "class":`trouble`,"role":`alert`,});
   { const $$_nocI1C = __sveltets_2_ensureComponent(Icon); new $$_nocI1C({ target: __sveltets_2_any(), props: {  "name":`away`,}});}
   { svelteHTML.createElement("div", {});
     { svelteHTML.createElement("strong", {});title; }
    if(detail){
       { svelteHTML.createElement("p", {});detail; }
    }
    if(kept){
       { svelteHTML.createElement("p", {});kept; }
    }
    ;__sveltets_2_ensureSnippet(children?.());
    if(retry){
       { svelteHTML.createElement("button", {     "type":`button`,"class":`button`,"onclick":retry,});retryLabel; }
    }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const TroubleBox__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type TroubleBox__SvelteComponent_ = ReturnType<typeof TroubleBox__SvelteComponent_>;
/*Ωignore_endΩ*/export default TroubleBox__SvelteComponent_;