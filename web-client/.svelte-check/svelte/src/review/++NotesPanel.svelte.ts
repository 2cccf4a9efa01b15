///<reference types="svelte" />
;
import { tick } from 'svelte';
import type { Mix, Note, Processor, Revision } from '../api/types.ts';
import Composer from './Composer.svelte';
import type { Desk } from './desk.ts';
import NoteCard from './NoteCard.svelte';

;type $$ComponentProps =  {
    notes: readonly Note[];
    mix: Mix;
    processors: readonly Processor[];
    revisions: readonly Revision[];
    /** What is being listened to: a note is about it. */
    current: Revision | null;
    mixDocument: string | null;
    desk: Desk;
    duration: number;
    position: () => number;
    roughly: number;
    selected: string | null;
    pause: () => boolean;
    resume: () => void;
    onplay: (note: Note) => void;
    onselect: (id: string) => void;
  };function $$render() {

  
  
  
  
  

  const {
    notes,
    mix,
    processors,
    revisions,
    current,
    mixDocument,
    desk,
    duration,
    position,
    roughly,
    selected,
    pause,
    resume,
    onplay,
    onselect,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  let composer: Composer | undefined = $state();
  let show: 'all' | 'open' | 'resolved' = $state('all');
  let now = $state(Date.now());

  const open = $derived(notes.filter((n) => !n.resolved));
  const resolved = $derived(notes.filter((n) => n.resolved));
  const shown = $derived(show === 'all' ? notes : show === 'open' ? open : resolved);

  $effect(() => {
    const timer = setInterval(() => {
      now = Date.now();
    }, 30_000);
    return () => clearInterval(timer);
  });

  /** Starts a note at the playhead. */
   function here(): void {
    composer?.here();
  }

  /** Brings a note into view, whatever was filtered. */
   async function reveal(id: string): Promise<void> {
    if (!shown.some((n) => n.id === id)) {
      show = 'all';
      await tick();
    }
    document.getElementById(`note-${id}`)?.scrollIntoView({ block: 'nearest' });
  }

  async function pinned(note: Note) {
    now = Date.now();
    onselect(note.id);
    await tick();
    void reveal(note.id);
  }
;
async () => {

 { svelteHTML.createElement("section", {   "class":`notes`,"aria-labelledby":`notes-title`,});
   { svelteHTML.createElement("header", {});
     { svelteHTML.createElement("h2", { "id":`notes-title`,});  }
     { svelteHTML.createElement("div", {     "class":`filter`,"role":`group`,"aria-label":`Show`,});
       { svelteHTML.createElement("button", {       "type":`button`,"aria-pressed":show === 'all',"onclick":() => {
          show = 'all';
        },});
          { svelteHTML.createElement("b", {});notes.length; }
       }
       { svelteHTML.createElement("button", {       "type":`button`,"aria-pressed":show === 'open',"onclick":() => {
          show = 'open';
        },});
          { svelteHTML.createElement("b", {});open.length; }
       }
       { svelteHTML.createElement("button", {       "type":`button`,"aria-pressed":show === 'resolved',"onclick":() => {
          show = 'resolved';
        },});
          { svelteHTML.createElement("b", {});resolved.length; }
       }
     }
   }
  if(current){
     { const $$_resopmoC1C = __sveltets_2_ensureComponent(Composer); const $$_resopmoC1 = new $$_resopmoC1C({ target: __sveltets_2_any(), props: {                "revision":current,mixDocument,"sampleRate":mix.sampleRate,duration,position,roughly,pause,resume,"pin":(note) => desk.pin(note),"onpinned":(note) => void pinned(note),}});composer = $$_resopmoC1;}
  }
  
  
   { svelteHTML.createElement("div", {       "class":`list scroll`,"role":`group`,"aria-label":`Notes in the order of the song`,"tabindex":0,});
       for(let note of __sveltets_2_ensureArray(shown)){note.id;
       { const $$_draCetoN2C = __sveltets_2_ensureComponent(NoteCard); new $$_draCetoN2C({ target: __sveltets_2_any(), props: {         note,mix,processors,revisions,desk,now,onplay,"selected":note.id === selected,}});}
    }
       { svelteHTML.createElement("div", { "class":`empty`,});
        if(notes.length > 0){
           { svelteHTML.createElement("p", {});show === 'open' ? 'Every note is resolved.' : 'No note is resolved yet.'; }
        } else if (current){
           { svelteHTML.createElement("p", {}); { svelteHTML.createElement("strong", {});   } }
           { svelteHTML.createElement("p", {});    { svelteHTML.createElement("kbd", {});  }          }
        }else{
           { svelteHTML.createElement("p", {});          }
        }
       }
    
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {} as any as { here: typeof here,reveal: typeof reveal }, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const NotesPanel__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type NotesPanel__SvelteComponent_ = ReturnType<typeof NotesPanel__SvelteComponent_>;
/*Ωignore_endΩ*/export default NotesPanel__SvelteComponent_;