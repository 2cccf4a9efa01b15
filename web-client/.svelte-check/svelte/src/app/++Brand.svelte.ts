///<reference types="svelte" />
;
import { router } from './route.svelte.ts';

;type $$ComponentProps =  { compact?: boolean };function $$render() {

  

  const { compact = false }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {

 { svelteHTML.createElement("a", {       "href":`/`,"class":`brand`,"onclick":router.follow,"aria-label":`Foldback: all sessions`,});
   { svelteHTML.createElement("svg", {       "viewBox":`0 0 32 32`,"width":`26`,"height":`26`,"aria-hidden":`true`,});
     { svelteHTML.createElement("path", {  "d":`M6 19v-6m5 10V9m5 12V6`,});}
     { svelteHTML.createElement("path", {  "d":`M16 21c0 5 10 5 10-2v-6`,});}
   }
  if(!compact){
     { svelteHTML.createElement("span", {});  }
  }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Brand__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Brand__SvelteComponent_ = ReturnType<typeof Brand__SvelteComponent_>;
/*Ωignore_endΩ*/export default Brand__SvelteComponent_;