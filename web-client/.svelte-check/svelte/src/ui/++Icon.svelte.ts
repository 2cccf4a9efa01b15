///<reference types="svelte" />
;
  /** Drawn on a grid of 16. */
  const PATHS = {
    play: 'M4.5 2.6v10.8c0 .5.5.8 1 .5l8-5.4c.4-.3.4-.8 0-1l-8-5.4c-.5-.3-1 0-1 .5z',
    pause: 'M4 2.5h2.6v11H4zM9.4 2.5H12v11H9.4z',
    start: 'M3 3h1.8v10H3zM13 3.6v8.8c0 .4-.4.6-.7.4L6 8.4a.5.5 0 0 1 0-.8l6.3-4.4c.3-.2.7 0 .7.4z',
    check: 'M6.4 12.6 2.2 8.4l1.5-1.5 2.7 2.7 5.9-6 1.5 1.5z',
    download: 'M7.1 2h1.8v6l2.2-2.2 1.3 1.3L8 11.5 3.6 7.1l1.3-1.3L7.1 8zM2.5 12.4h11V14h-11z',
    copy: 'M5 2h8.5v9H11V9.4h1V3.6H6.6v.9H5zM2.5 5H10v9H2.5zM4 6.6v5.8h4.5V6.6z',
    note: 'M8 1.5a5 5 0 0 1 5 5c0 3.4-5 8-5 8s-5-4.6-5-8a5 5 0 0 1 5-5zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
    equal: 'M2.500 5h11v2h-11zM2.500 9h11v2h-11z',
    away: 'M8 1.5 15 14H1zM7.200 6v4h1.600V6zm0 5v1.600h1.600V11z',
    bulb: 'M8 1.5a4.500 4.5 0 0 1 2.7 8.1V11.500H5.300V9.600A4.500 4.5 0 0 1 8 1.5zM5.800 12.5h4.400V14H5.800z',
    reply: 'M7 3v3c4 0 6.5 2 7 7-1.5-2.5-3.5-3.5-7-3.5v3L1.500 7.7z',
    down: 'M3.200 5.2 8 10l4.800-4.8 1.2 1.2L8 12.4 2 6.4z',
    back: 'M10.200 2.5 4.7 8l5.500 5.5 1.2-1.2L7.100 8l4.300-4.3z',
    right: 'M8.600 3.2 13.4 8l-4.8 4.8-1.2-1.2 2.7-2.7H2.500V7.100h7.600L7.400 4.4z',
  } as const;
  export type IconName = keyof typeof PATHS;
;;
;type $$ComponentProps =  { name: IconName; size?: number };function $$render() {

  const { name, size = 16 }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();
;
async () => {



 { svelteHTML.createElement("svg", {         "width":size,"height":size,"viewBox":`0 0 16 16`,"aria-hidden":`true`,"focusable":`false`,});
   { svelteHTML.createElement("path", {      "d":PATHS[name],"fill":`currentColor`,"fill-rule":`evenodd`,});}
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Icon__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Icon__SvelteComponent_ = ReturnType<typeof Icon__SvelteComponent_>;
/*Ωignore_endΩ*/export default Icon__SvelteComponent_;