///<reference types="svelte" />
;
import { initials, personColour } from './person.ts';

;type $$ComponentProps =  { name: string; size?: number };function $$render() {

  

  const { name, size = 24 }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {

 { svelteHTML.createElement("span", {      "aria-hidden":`true`,});__sveltets_2_ensureType(String, Number, `${size} `);__sveltets_2_ensureType(String, Number, `${size} `);__sveltets_2_ensureType(String, Number, personColour(name));initials(name); }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Avatar__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Avatar__SvelteComponent_ = ReturnType<typeof Avatar__SvelteComponent_>;
/*Ωignore_endΩ*/export default Avatar__SvelteComponent_;