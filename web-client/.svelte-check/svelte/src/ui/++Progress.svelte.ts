///<reference types="svelte" />
;
;type $$ComponentProps =  { label: string; share: number | null };function $$render() {

  const { label, share }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
  const percent = $derived(share === null ? null : Math.round(share * 100));
;
async () => {

  { svelteHTML.createElement("div", {            "class":`progress`,"role":`progressbar`,"aria-label":label,"aria-valuemin":0,"aria-valuemax":100,"aria-valuenow":percent,});
   { svelteHTML.createElement("span", {  });percent === null;__sveltets_2_ensureType(String, Number, percent === null ? null : `${percent}%`); }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Progress__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Progress__SvelteComponent_ = ReturnType<typeof Progress__SvelteComponent_>;
/*Ωignore_endΩ*/export default Progress__SvelteComponent_;