///<reference types="svelte" />
;
import { clock } from '../mix/format.ts';
import Icon from '../ui/Icon.svelte';
import { addPainter, repaint } from '../ui/loop.ts';
import type { Listening } from './listening.svelte.ts';

;type $$ComponentProps =  { listening: Listening; seconds: number };function $$render() {

  
  
  
  

  const { listening, seconds }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  let shown: HTMLElement;

  $effect(() => {
    const node = document.createTextNode('');
    shown.append(node);
    // Ten times a second the text changes: written straight into its node, past every component.
    return addPainter(() => {
      const text = clock(listening.position());
      if (node.data !== text) {
        node.data = text;
      }
      if (listening.playing) {
        listening.tick();
      }
      return listening.playing;
    });
  });
  $effect(() => {
    void listening.playing;
    repaint();
  });
;
async () => {

 { svelteHTML.createElement("div", { "class":`transport`,});
   { svelteHTML.createElement("button", {           "type":`button`,"class":`button quiet start`,"aria-label":`Back to the start`,"title":`Back to the start (Home)`,"onclick":() => listening.seek(0),});
     { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {  "name":`start`,}});}
   }
   { svelteHTML.createElement("button", {             "type":`button`,"class":`button primary play`,"aria-label":listening.playing ? 'Stop' : 'Play',"title":`${listening.playing ? 'Stop' : 'Play'} (Space)`,"disabled":!listening.canPlay && !listening.playing,"onclick":() => listening.toggle(),});
     { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {    "name":listening.playing ? 'pause' : 'play',"size":18,}});}
   }
   { svelteHTML.createElement("span", {     "class":`clock`,"role":`timer`,"aria-label":`Position`,});
     { const $$_span2 = svelteHTML.createElement("span", {  "class":`now`,});shown = $$_span2; } { svelteHTML.createElement("span", { "class":`of`,}); clock(seconds); }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Transport__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Transport__SvelteComponent_ = ReturnType<typeof Transport__SvelteComponent_>;
/*Ωignore_endΩ*/export default Transport__SvelteComponent_;