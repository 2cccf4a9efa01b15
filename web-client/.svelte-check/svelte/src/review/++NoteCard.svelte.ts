///<reference types="svelte" />
;
import { ProblemError, type Trouble, troubleOf } from '../api/errors.ts';
import type { Mix, Note, Processor, Revision } from '../api/types.ts';
import { describe, valuesInWords } from '../mix/describe.ts';
import { ago } from '../mix/format.ts';
import Avatar from '../ui/Avatar.svelte';
import Icon from '../ui/Icon.svelte';
import TroubleBox from '../ui/TroubleBox.svelte';
import { author } from './author.svelte.ts';
import type { Desk } from './desk.ts';
import { answer, timecode } from './notes.ts';
;

  type Action = 'apply' | 'resolve' | 'reply';;
;type $$ComponentProps =  {
    note: Note;
    mix: Mix;
    processors: readonly Processor[];
    revisions: readonly Revision[];
    desk: Desk;
    now: number;
    selected: boolean;
    onplay: (note: Note) => void;
  };function $$render() {

  
  
  
  
  
  
  
  
  
  

  const {
    note,
    mix,
    processors,
    revisions,
    desk,
    now,
    selected,
    onplay,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();


  let replying = $state(false);
  let text = $state('');
  let busy: Action | null = $state(null);
  let failed: { action: Action; trouble: Trouble; kept: string } | null = $state.raw(null);

  const moves = $derived(note.suggestion?.events.map((e) => describe(e, mix, processors)) ?? []);
  const revision = $derived(revisions.find((r) => r.id === note.revision)?.name ?? note.revision);
  const answered = $derived(answer(note, revisions));

  async function run(action: Action) {
    if (busy) {
      return;
    }
    busy = action;
    failed = null;
    try {
      if (action === 'apply') {
        await desk.apply(note);
      } else if (action === 'resolve') {
        await desk.resolve(note);
      } else {
        await desk.reply(note, text.trim());
        text = '';
        replying = false;
      }
    } catch (error) {
      failed = { action, trouble: troubleOf(error), kept: kept(action, error) };
    } finally {
      busy = null;
    }
  }

  function kept(action: Action, error: unknown): string {
    if (action === 'reply') {
      return 'What you wrote is still here.';
    }
    if (action === 'apply') {
      if (desk.isApplied(note)) {
        return 'The change is in the mix; only the note is still open.';
      }
      if (error instanceof ProblemError) {
        return 'The mix is as it was, and the note stays open.';
      }
      return 'Trying again is safe: the change is never made twice.';
    }
    return 'The note stays open.';
  }

  const focus = (field: HTMLElement) => field.focus();
;
async () => {

  { svelteHTML.createElement("article", {      "id":`note-${note.id}`,"aria-label":`${note.resolved ? 'Resolved' : 'Open'} note at ${timecode(note)} by ${note.author}`,});note.resolved;selected;
   { svelteHTML.createElement("header", {});
     { svelteHTML.createElement("button", {           "type":`button`,"class":`time`,"onclick":() => onplay(note),"title":`Play from 2 seconds before`,"aria-label":`Play from ${timecode(note)}`,});
       { svelteHTML.createElement("svg", {       "viewBox":`0 0 16 16`,"width":`16`,"height":`16`,"aria-hidden":`true`,});
        if(note.resolved){
           { svelteHTML.createElement("rect", {          "x":`1`,"y":`1`,"width":`14`,"height":`14`,"rx":`3.5`,});}
           { svelteHTML.createElement("path", {    "class":`mark`,"d":`M4.500 8.2 7 10.7l4.600-5.2`,});}
        }else{
           { svelteHTML.createElement("circle", {      "cx":`8`,"cy":`8`,"r":`7`,});}
           { svelteHTML.createElement("path", {    "class":`glyph`,"d":`M6.200 4.8v6.400l5-3.2z`,});}
        }
       }
      timecode(note);
     }
     { svelteHTML.createElement("span", {   "class":`chip cut`,"title":`Written about ${revision}`,});revision; }
   }

   { svelteHTML.createElement("p", {   "class":`text`,"dir":`auto`,});note.text; }
   { svelteHTML.createElement("p", { "class":`by`,});
     { const $$_ratavA2C = __sveltets_2_ensureComponent(Avatar); new $$_ratavA2C({ target: __sveltets_2_any(), props: {    "name":note.author,"size":20,}});}
     { svelteHTML.createElement("span", { "class":`cut`,});note.author; }
     { svelteHTML.createElement("time", {   "datetime":note.at,"title":note.at,});ago(note.at, now); }
   }

  if(note.suggestion){
     { svelteHTML.createElement("div", { "class":`suggestion`,});
       { svelteHTML.createElement("p", { "class":`summary`,});
         { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`bulb`,"size":14,}});}
         { svelteHTML.createElement("span", { "dir":`auto`,}); { svelteHTML.createElement("span", { "class":`sr`,});  }note.suggestion.summary; }
       }
       { svelteHTML.createElement("ul", {});
            for(let m of __sveltets_2_ensureArray(moves)){let i = 1;i;
           { svelteHTML.createElement("li", { });m.gone;
             { svelteHTML.createElement("span", {   "class":`subject`,"dir":`auto`,});m.subject; }
             { svelteHTML.createElement("span", {  "class":`values`,});valuesInWords(m);
              if(m.gone){
                 { svelteHTML.createElement("em", {});   }
              } }
           }
        }
       }
      if(!note.resolved){
         { svelteHTML.createElement("button", {       "type":`button`,"class":`button`,"disabled":busy !== null,"onclick":() => void run('apply'),});
          busy === 'apply' ? 'Applying …' : 'Apply suggestion';
         }
      }
     }
  }

  if(note.replies.length > 0){
     { svelteHTML.createElement("ol", { "class":`replies`,});
         for(let reply of __sveltets_2_ensureArray(note.replies)){reply.id;
         { svelteHTML.createElement("li", {});
           { svelteHTML.createElement("p", { "class":`by`,});
             { const $$_ratavA4C = __sveltets_2_ensureComponent(Avatar); new $$_ratavA4C({ target: __sveltets_2_any(), props: {    "name":reply.author,"size":20,}});} { svelteHTML.createElement("span", { "class":`cut`,});reply.author; } { svelteHTML.createElement("time", {   "datetime":reply.at,"title":reply.at,});ago(reply.at, now); }
           }
           { svelteHTML.createElement("p", {   "class":`text`,"dir":`auto`,});reply.text; }
         }
      }
     }
  }

  if(note.resolved){
     { svelteHTML.createElement("p", { "class":`answer`,});
       { const $$_nocI2C = __sveltets_2_ensureComponent(Icon); new $$_nocI2C({ target: __sveltets_2_any(), props: {    "name":`check`,"size":14,}});}
       { svelteHTML.createElement("span", {});  note.resolved.by;answered ? `, ${answered}` : ''; }
     }
  }

  if(failed){
     { const $$_xoBelbuorT1C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT1C({ target: __sveltets_2_any(), props: {        "title":failed.trouble.title,"detail":failed.trouble.detail,"kept":failed.kept,...failed.trouble.away || failed.action === 'reply' || desk.isApplied(note)
        ? { retry: () => void run(failed?.action ?? 'reply') }
        : {},}});}
  }

  if(replying){
     { svelteHTML.createElement("form", {     "onsubmit":(e) => {
        e.preventDefault();
        void run('reply');
      },"aria-label":`Reply`,});
       {const $$action_0 = __sveltets_2_ensureAction(focus(svelteHTML.mapElementTag('textarea')));{ svelteHTML.createElement("textarea", __sveltets_2_union($$action_0), {                  "class":`field`,"rows":2,"maxlength":4000,"bind:value":text,"placeholder":`Reply${author.name ? ` as ${author.name}` : ''} …`,"aria-label":`Reply`,"dir":`auto`,"onkeydown":(e) => {
          if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
            e.preventDefault();
            void run('reply');
          } else if (e.key === 'Escape' && text.trim() === '') {
            replying = false;
          }
        },});/*Ωignore_startΩ*/() => text = __sveltets_2_any(null);/*Ωignore_endΩ*/ }}
       { svelteHTML.createElement("div", { "class":`do`,});
         { svelteHTML.createElement("button", {       "type":`button`,"class":`button quiet`,"onclick":() => {
            replying = false;
            text = '';
            failed = null;
          },});
          
         }
         { svelteHTML.createElement("button", {     "type":`submit`,"class":`button primary`,"disabled":busy !== null || text.trim() === '',});
          busy === 'reply' ? 'Sending …' : 'Reply';
         }
       }
     }
  }else{
     { svelteHTML.createElement("div", { "class":`do`,});
       { svelteHTML.createElement("button", {       "type":`button`,"class":`button quiet`,"onclick":() => {
          replying = true;
        },});
         { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`reply`,"size":14,}});}
       }
      if(!note.resolved){
         { svelteHTML.createElement("button", {         "type":`button`,"class":`button quiet`,"disabled":busy !== null,"onclick":() => void run('resolve'),});
           { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`check`,"size":14,}});}busy === 'resolve' ? 'Resolving …' : 'Resolve';
         }
      }
     }
  }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const NoteCard__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type NoteCard__SvelteComponent_ = ReturnType<typeof NoteCard__SvelteComponent_>;
/*Ωignore_endΩ*/export default NoteCard__SvelteComponent_;