///<reference types="svelte" />
;
import Brand from './Brand.svelte';
import { router } from './route.svelte.ts';

;type $$ComponentProps =  { title: string; detail: string };function $$render() {

  
  

  const { title, detail }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});title;   } }

 { svelteHTML.createElement("header", {}); { const $$_dnarB1C = __sveltets_2_ensureComponent(Brand); new $$_dnarB1C({ target: __sveltets_2_any(), props: {}});} }
 { svelteHTML.createElement("main", {});
   { svelteHTML.createElement("h1", {});title; }
   { svelteHTML.createElement("p", {});detail; }
   { svelteHTML.createElement("a", {     "class":`button`,"href":`/`,"onclick":router.follow,});  }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Nowhere__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Nowhere__SvelteComponent_ = ReturnType<typeof Nowhere__SvelteComponent_>;
/*Ωignore_endΩ*/export default Nowhere__SvelteComponent_;