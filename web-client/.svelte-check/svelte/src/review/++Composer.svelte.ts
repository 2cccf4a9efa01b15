///<reference types="svelte" />
;
import { type Trouble, troubleOf } from '../api/errors.ts';
import type { NewNote, Note, Revision } from '../api/types.ts';
import { clock, parseClock } from '../mix/format.ts';
import Icon from '../ui/Icon.svelte';
import TroubleBox from '../ui/TroubleBox.svelte';
import { author, LONGEST_NAME } from './author.svelte.ts';

;type $$ComponentProps =  {
    revision: Revision;
    mixDocument: string | null;
    sampleRate: number;
    duration: number;
    position: () => number;
    roughly: number;
    /** Answers whether it was playing. */
    pause: () => boolean;
    resume: () => void;
    pin: (note: NewNote) => Promise<Note>;
    onpinned: (note: Note) => void;
  };function $$render() {

  
  
  
  
  
  

  /** Writes a note to a moment. Playing pauses while somebody writes, and goes on afterwards. */
  const {
    revision,
    mixDocument,
    sampleRate,
    duration,
    position,
    roughly,
    pause,
    resume,
    pin,
    onpinned,
  }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const LONGEST_TEXT = 4000;

  let area: HTMLTextAreaElement;
  let open = $state(false);
  let text = $state('');
  let from = $state('');
  let to = $state('');
  let tried = $state(false);
  let busy = $state(false);
  let trouble: Trouble | null = $state.raw(null);
  let interrupted = false;

  const start = $derived(parseClock(from));
  const end = $derived(to.trim() === '' ? null : parseClock(to));
  const wrongFrom = $derived(
    start === null
      ? 'Write a time like 1:23.4'
      : start > duration
        ? `The mixdown is ${clock(duration)} long`
        : '',
  );
  const wrongTo = $derived(
    to.trim() === ''
      ? ''
      : end === null
        ? 'Write a time like 1:30.0'
        : end > duration
          ? `The mixdown is ${clock(duration)} long`
          : start !== null && end <= start
            ? 'The end must come after the start'
            : '',
  );
  const wrongText = $derived(text.trim() === '' ? 'Say what you hear' : '');

  /** Opens the form at what is heard now, ready for typing. */
   function here(): void {
    begin();
    from = clock(position());
    area.scrollIntoView({ block: 'center' });
    area.focus();
  }

  function begin() {
    if (!open) {
      interrupted = pause();
      open = true;
      from = clock(position());
    }
  }

  function cancel() {
    text = '';
    close();
  }

  function close() {
    open = false;
    to = '';
    tried = false;
    trouble = null;
    area.blur();
    if (interrupted) {
      interrupted = false;
      resume();
    }
  }

  async function submit(event?: Event) {
    event?.preventDefault();
    tried = true;
    if (busy || wrongFrom || wrongTo || wrongText || start === null) {
      return;
    }
    busy = true;
    try {
      const note = await pin({
        revision: revision.id,
        mixDocument,
        frame: Math.round(start * sampleRate),
        ...(end === null ? {} : { endFrame: Math.round(end * sampleRate) }),
        sampleRate,
        text: text.trim(),
      });
      text = '';
      close();
      onpinned(note);
    } catch (error) {
      trouble = troubleOf(error);
    } finally {
      busy = false;
    }
  }

  function keys(event: KeyboardEvent) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      void submit();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      if (text.trim() === '') {
        cancel();
      } else {
        area.blur();
      }
    }
  }
;
async () => {

 { svelteHTML.createElement("form", {     "onsubmit":submit,"aria-label":`Pin a note`,"novalidate":true,});open;
   { svelteHTML.createElement("div", { "class":`ask`,});
    if(!open){
       { svelteHTML.createElement("span", {   "class":`at`,"aria-hidden":`true`,}); { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`note`,"size":14,}});}clock(roughly); }
    }
     { const $$_textarea2 = svelteHTML.createElement("textarea", {                        "class":`field`,"bind:value":text,"rows":open ? 3 : 1,"maxlength":LONGEST_TEXT,"placeholder":open ? 'What do you hear?' : 'Note here …',"aria-label":`Note`,"aria-invalid":tried && wrongText !== '',"aria-describedby":tried && wrongText ? 'composer-wrong' : undefined,"onfocus":begin,"onkeydown":keys,"dir":`auto`,});area = $$_textarea2;/*Ωignore_startΩ*/() => text = __sveltets_2_any(null);/*Ωignore_endΩ*/ }
   }
  if(open){
     { svelteHTML.createElement("div", { "class":`times`,});
       { svelteHTML.createElement("label", {});
         { svelteHTML.createElement("span", {});  }
         { svelteHTML.createElement("input", {             "class":`field`,"bind:value":from,"inputmode":`decimal`,"autocomplete":`off`,"aria-invalid":wrongFrom !== '',"aria-describedby":wrongFrom ? 'composer-wrong' : undefined,});/*Ωignore_startΩ*/() => from = __sveltets_2_any(null);/*Ωignore_endΩ*/}
       }
       { svelteHTML.createElement("button", {         "type":`button`,"class":`button`,"title":`Take the time of the playhead`,"onclick":() => {
          from = clock(position());
        },});
        
       }
       { svelteHTML.createElement("label", {});
         { svelteHTML.createElement("span", {});  { svelteHTML.createElement("small", {});  } }
         { svelteHTML.createElement("input", {               "class":`field`,"bind:value":to,"inputmode":`decimal`,"autocomplete":`off`,"placeholder":`–`,"aria-invalid":wrongTo !== '',"aria-describedby":wrongTo ? 'composer-wrong' : undefined,});/*Ωignore_startΩ*/() => to = __sveltets_2_any(null);/*Ωignore_endΩ*/}
       }
       { svelteHTML.createElement("button", {         "type":`button`,"class":`button`,"title":`Let the range end at the playhead`,"onclick":() => {
          to = clock(position());
        },});
        
       }
     }
     { svelteHTML.createElement("label", { "class":`who`,});
       { svelteHTML.createElement("span", {});  }
       { svelteHTML.createElement("input", {               "class":`field`,"value":author.name,"oninput":(e) => author.remember(e.currentTarget.value),"maxlength":LONGEST_NAME,"autocomplete":`name`,"placeholder":`Owner`,"dir":`auto`,});}
     }
    if(wrongFrom || wrongTo || (tried && wrongText)){
       { svelteHTML.createElement("p", {     "class":`wrong`,"id":`composer-wrong`,"role":`alert`,});wrongFrom || wrongTo || wrongText; }
    }
    if(trouble){
       { const $$_xoBelbuorT1C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT1C({ target: __sveltets_2_any(), props: {         "title":trouble.title,"detail":trouble.detail,"kept":`What you wrote is still here.`,"retry":() => void submit(),}});}
    }
     { svelteHTML.createElement("div", { "class":`do`,});
       { svelteHTML.createElement("span", { "class":`on cut`,}); revision.name; }
       { svelteHTML.createElement("button", {     "type":`button`,"class":`button quiet`,"onclick":cancel,});  }
       { svelteHTML.createElement("button", {     "type":`submit`,"class":`button primary`,"disabled":busy,});
         { const $$_nocI3C = __sveltets_2_ensureComponent(Icon); new $$_nocI3C({ target: __sveltets_2_any(), props: {    "name":`note`,"size":14,}});}busy ? 'Pinning …' : 'Pin note';
       }
     }
  }
 }


};
return { props: {} as any as $$ComponentProps, exports: {} as any as { here: typeof here }, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const Composer__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type Composer__SvelteComponent_ = ReturnType<typeof Composer__SvelteComponent_>;
/*Ωignore_endΩ*/export default Composer__SvelteComponent_;