///<reference types="svelte" />
;
import type { Changes } from '../api/changes.ts';
import { type Client, renderPeaksPath } from '../api/client.ts';
import { type Trouble, troubleOf } from '../api/errors.ts';
import type { Note } from '../api/types.ts';
import { sampleRate } from '../mix/format.ts';
import { Desk } from '../review/desk.ts';
import NotesPanel from '../review/NotesPanel.svelte';
import { endOf, pinLabel, startOf } from '../review/notes.ts';
import Console from '../timeline/Console.svelte';
import Overview, { type Pin } from '../timeline/Overview.svelte';
import { PeaksShelf } from '../timeline/shelf.svelte.ts';
import Icon from '../ui/Icon.svelte';
import TroubleBox from '../ui/TroubleBox.svelte';
import Brand from './Brand.svelte';
import Compare from './Compare.svelte';
import Hearing from './Hearing.svelte';
import KeysDialog from './KeysDialog.svelte';
import { type Command, commandFor } from './keys.ts';
import { Listening } from './listening.svelte.ts';
import Mixdowns from './Mixdowns.svelte';
import Nowhere from './Nowhere.svelte';
import { SessionModel } from './session.svelte.ts';
import Transport from './Transport.svelte';

;type $$ComponentProps =  { client: Client; changes: Changes; id: string };function $$render() {
   const overview/*Ωignore_positionΩ*/ = (compact: boolean)/*Ωignore_startΩ*/: ReturnType<import('svelte').Snippet>/*Ωignore_endΩ*/ => { async ()/*Ωignore_positionΩ*/ => {
  if(listening){
     { const $$_weivrevO0C = __sveltets_2_ensureComponent(Overview); new $$_weivrevO0C({ target: __sveltets_2_any(), props: {               axis,peaks,position,pins,selected,compact,"playing":listening.playing,"roughly":listening.roughly,"onseek":(to) => listening?.seek(to),"onpin":select,}});}
  }
};return __sveltets_2_any(0)};  const notes/*Ωignore_positionΩ*/ = ()/*Ωignore_startΩ*/: ReturnType<import('svelte').Snippet>/*Ωignore_endΩ*/ => { async ()/*Ωignore_positionΩ*/ => {
  if(session && listening){
     { const $$_lenaPsetoN0C = __sveltets_2_ensureComponent(NotesPanel); const $$_lenaPsetoN0 = new $$_lenaPsetoN0C({ target: __sveltets_2_any(), props: {                             "notes":model.notes,"mix":session.mix,"processors":model.processors,"revisions":session.revisions,"current":listening.current?.revision ?? null,"mixDocument":render?.mixDocument ?? null,desk,"duration":seconds,position,"roughly":listening.roughly,selected,"pause":() => {
        const playing = listening?.playing ?? false;
        listening?.pause();
        return playing;
      },"resume":() => void listening?.play(),"onplay":play,"onselect":(noteId) => {
        selected = noteId;
      },}});panel = $$_lenaPsetoN0;}
  }
};return __sveltets_2_any(0)};  const troubles/*Ωignore_positionΩ*/ = ()/*Ωignore_startΩ*/: ReturnType<import('svelte').Snippet>/*Ωignore_endΩ*/ => { async ()/*Ωignore_positionΩ*/ => {
  if(model.trouble && session){
     { svelteHTML.createElement("div", { "class":`banner`,});
       { const $$_xoBelbuorT1C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT1C({ target: __sveltets_2_any(), props: {           "title":model.trouble.title,"detail":model.trouble.detail,"kept":`You see the session as it was last, and what you typed is kept. It is tried again every 3 seconds.`,"retry":() => void model.refresh(),"retryLabel":`Try now`,}});}
     }
  }
  if(renderTrouble){
     { svelteHTML.createElement("div", { "class":`banner`,});
       { const $$_xoBelbuorT1C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT1C({ target: __sveltets_2_any(), props: {       "title":renderTrouble.title,"detail":renderTrouble.detail,"kept":`Nothing was rendered; the session is as it was.`,}});}
     }
  }
};return __sveltets_2_any(0)};
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  
  

  const { client, changes, id }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  /** From a note, one hears how the music gets there. */
  const RUN_UP_SECONDS = 2;
  const NARROW = matchMedia('(max-width: 859px)');

  // The page is made anew for another session: see the key in App.svelte.
  // svelte-ignore state_referenced_locally
  const model = new SessionModel(client, id);
  // svelte-ignore state_referenced_locally
  const shelf = new PeaksShelf((path) => client.bytes(path));
  // svelte-ignore state_referenced_locally
  const desk = new Desk(
    client,
    changes,
    id,
    (note) => model.put(note),
    () => void model.refresh(),
  );

  let listening = $state.raw<Listening | null>(null);
  let panel: NotesPanel | undefined = $state();
  let selected: string | null = $state(null);
  let keysShown = $state(false);
  let narrow = $state(NARROW.matches);
  let renderTrouble: Trouble | null = $state.raw(null);

  const session = $derived(model.session);
  const rate = $derived(session?.mix.sampleRate ?? null);
  const render = $derived(listening?.current?.render ?? null);
  const shelved = $derived(render?.state === 'finished' ? shelf.get(renderPeaksPath(render.id)) : null);
  const peaks = $derived(shelved?.state === 'here' ? shelved.peaks : null);
  /** The end of what can be heard, or is placed: the time axis of everything on this page. */
  const seconds = $derived.by(() => {
    const clips = session?.mix.tracks.flatMap((t) => t.clips) ?? [];
    const mixdown = render?.audio ? render.audio.frames / render.audio.sampleRate : 0;
    const placed = Math.max(0, ...clips.map((c) => c.startFrame + c.lengthFrames)) / (rate ?? 1);
    return Math.max(mixdown, placed) || 1;
  });
  const axis = $derived({ seconds });
  const pins: Pin[] = $derived(
    model.notes.map((note) => ({
      id: note.id,
      seconds: startOf(note),
      endSeconds: endOf(note),
      resolved: note.resolved !== null,
      label: pinLabel(note),
    })),
  );
  const position = () => listening?.position() ?? 0;

  $effect(() => model.open());
  $effect(() => {
    if (rate === null) {
      return;
    }
    const made = new Listening(client, rate);
    listening = made;
    return () => made.close();
  });
  $effect(() => {
    listening?.offer(model.mixdowns);
  });
  $effect(() => {
    listening?.settle();
  });
  $effect(() => {
    if (model.trouble === null) {
      shelf.retry();
    }
  });
  $effect(() => {
    const changed = () => {
      narrow = NARROW.matches;
    };
    NARROW.addEventListener('change', changed);
    return () => NARROW.removeEventListener('change', changed);
  });

  function play(note: Note) {
    selected = note.id;
    listening?.seek(startOf(note) - RUN_UP_SECONDS);
    void listening?.play();
  }

  function select(noteId: string) {
    selected = noteId;
    void panel?.reveal(noteId);
  }

  async function ask(revision: string) {
    try {
      renderTrouble = null;
      await model.render(revision);
    } catch (error) {
      renderTrouble = troubleOf(error);
    }
  }

  function run(command: Command) {
    switch (command) {
      case 'toggle':
        return listening?.toggle();
      case 'start':
        return listening?.seek(0);
      case 'back5':
        return listening?.nudge(-5);
      case 'forward5':
        return listening?.nudge(5);
      case 'back1':
        return listening?.nudge(-1);
      case 'forward1':
        return listening?.nudge(1);
      case 'hearA':
        return listening?.switchTo('A');
      case 'hearB':
        return listening?.switchTo('B');
      case 'swap':
        return listening?.switchTo(listening.side === 'A' ? 'B' : 'A');
      case 'note':
        return panel?.here();
      case 'keys':
        keysShown = true;
    }
  }

  function pressed(event: KeyboardEvent) {
    const command = session ? commandFor(event) : null;
    if (command) {
      event.preventDefault();
      run(command);
    }
  }
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});session ? `${session.name} · Foldback` : 'Foldback'; } }
 { svelteHTML.createElement("svelte:window", {  "onkeydown":pressed,});}







if(model.missing){
   { const $$_erehwoN0C = __sveltets_2_ensureComponent(Nowhere); new $$_erehwoN0C({ target: __sveltets_2_any(), props: {     "title":`There is no such session`,"detail":model.trouble?.detail || 'It may have been on another server, or its address was cut off.',}});}
} else if (!session || !listening){
   { svelteHTML.createElement("div", {   "class":`page waiting`,"aria-busy":model.trouble === null,});
     { svelteHTML.createElement("header", { "class":`top`,}); { const $$_dnarB2C = __sveltets_2_ensureComponent(Brand); new $$_dnarB2C({ target: __sveltets_2_any(), props: {}});} }
    if(model.trouble){
       { svelteHTML.createElement("main", { "class":`away`,});
         { svelteHTML.createElement("h1", { "class":`sr`,});  }
         { const $$_xoBelbuorT2C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT2C({ target: __sveltets_2_any(), props: {       "title":model.trouble.title,"detail":model.trouble.detail,"retry":() => void model.refresh(),}});}
       }
    }else{
       { svelteHTML.createElement("main", { "aria-label":`Loading the session`,});
         { svelteHTML.createElement("h1", { "class":`sr`,});   }
         { svelteHTML.createElement("div", { "class":`ghost tall`,}); }
           for(let i of __sveltets_2_ensureArray(([0, 1, 2, 3, 4, 5, 6]))){i;
           { svelteHTML.createElement("div", { "class":`ghost`,}); }
        }
       }
    }
   }
}else{
   { svelteHTML.createElement("div", {  "class":`page`,});narrow;
     { svelteHTML.createElement("header", { "class":`top`,});
       { const $$_dnarB2C = __sveltets_2_ensureComponent(Brand); new $$_dnarB2C({ target: __sveltets_2_any(), props: {  "compact":narrow,}});}
       { svelteHTML.createElement("div", { "class":`title`,});
         { svelteHTML.createElement("h1", {   "class":`cut`,"title":session.name,});session.name; }
         { svelteHTML.createElement("p", { "class":`cut`,});
          sampleRate(session.mix.sampleRate);  session.version;listening.current
            ? `, ${listening.current.revision.name}`
            : '';
         }
       }
      if(!narrow){
         { const $$_tropsnarT2C = __sveltets_2_ensureComponent(Transport); new $$_tropsnarT2C({ target: __sveltets_2_any(), props: {  listening,seconds,}});}
         { svelteHTML.createElement("span", { "class":`grow`,}); }
        if(listening.comparing){
           { const $$_erapmoC2C = __sveltets_2_ensureComponent(Compare); new $$_erapmoC2C({ target: __sveltets_2_any(), props: {   listening,"mixdowns":model.mixdowns,}});}
        }
         { svelteHTML.createElement("button", {           "type":`button`,"class":`button quiet keys`,"aria-label":`Keys`,"title":`Keys (?)`,"onclick":() => {
            keysShown = true;
          },});
          
         }
      }
     }
    if(narrow){
       { svelteHTML.createElement("main", { "class":`column`,});
        ;__sveltets_2_ensureSnippet(troubles());
         { const $$_gniraeH2C = __sveltets_2_ensureComponent(Hearing); new $$_gniraeH2C({ target: __sveltets_2_any(), props: {   listening,"onrender":(revision) => void ask(revision),}});}
        ;__sveltets_2_ensureSnippet(notes());
         { const $$_elosnoC2C = __sveltets_2_ensureComponent(Console); new $$_elosnoC2C({ target: __sveltets_2_any(), props: {          "mix":session.mix,"processors":model.processors,axis,shelf,"playing":listening.playing,position,}});}
         { const $$_snwodxiM2C = __sveltets_2_ensureComponent(Mixdowns); new $$_snwodxiM2C({ target: __sveltets_2_any(), props: {    "mixdowns":model.mixdowns,"version":session.version,}});}
       }
       { svelteHTML.createElement("footer", {   "class":`dock`,"aria-label":`Transport`,});
        ;__sveltets_2_ensureSnippet(overview(true));
         { svelteHTML.createElement("div", { "class":`deck`,});
           { const $$_tropsnarT3C = __sveltets_2_ensureComponent(Transport); new $$_tropsnarT3C({ target: __sveltets_2_any(), props: {  listening,seconds,}});}
          if(listening.comparing){
             { const $$_erapmoC3C = __sveltets_2_ensureComponent(Compare); new $$_erapmoC3C({ target: __sveltets_2_any(), props: {   listening,"mixdowns":model.mixdowns,}});}
          }
          if(listening.current){
             { svelteHTML.createElement("button", {       "type":`button`,"class":`button here`,"aria-label":`Note here`,"onclick":() => panel?.here(),});
               { const $$_nocI4C = __sveltets_2_ensureComponent(Icon); new $$_nocI4C({ target: __sveltets_2_any(), props: {    "name":`note`,"size":18,}});}
             }
          }
         }
       }
    }else{
       { svelteHTML.createElement("main", { "class":`wide`,});
        
        
         { svelteHTML.createElement("div", {       "class":`timeline scroll`,"role":`group`,"aria-label":`Mixdown and tracks`,"tabindex":0,});
          ;__sveltets_2_ensureSnippet(troubles());
           { svelteHTML.createElement("div", { "class":`now`,});
             { const $$_gniraeH4C = __sveltets_2_ensureComponent(Hearing); new $$_gniraeH4C({ target: __sveltets_2_any(), props: {   listening,"onrender":(revision) => void ask(revision),}});}
            ;__sveltets_2_ensureSnippet(overview(false));
           }
           { const $$_elosnoC3C = __sveltets_2_ensureComponent(Console); new $$_elosnoC3C({ target: __sveltets_2_any(), props: {          "mix":session.mix,"processors":model.processors,axis,shelf,"playing":listening.playing,position,}});}
           { const $$_snwodxiM3C = __sveltets_2_ensureComponent(Mixdowns); new $$_snwodxiM3C({ target: __sveltets_2_any(), props: {    "mixdowns":model.mixdowns,"version":session.version,}});}
         }
        ;__sveltets_2_ensureSnippet(notes());
       }
    }
   }
}

if(keysShown){
   { const $$_golaiDsyeK0C = __sveltets_2_ensureComponent(KeysDialog); new $$_golaiDsyeK0C({ target: __sveltets_2_any(), props: {   "onclose":() => {
      keysShown = false;
    },}});}
}


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const SessionPage__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type SessionPage__SvelteComponent_ = ReturnType<typeof SessionPage__SvelteComponent_>;
/*Ωignore_endΩ*/export default SessionPage__SvelteComponent_;