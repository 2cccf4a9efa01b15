///<reference types="svelte" />
;
import type { Client } from '../api/client.ts';
import { type Trouble, troubleOf } from '../api/errors.ts';
import type { SessionSummary } from '../api/types.ts';
import { ago, counted, sampleRate } from '../mix/format.ts';
import Avatar from '../ui/Avatar.svelte';
import TroubleBox from '../ui/TroubleBox.svelte';
import Brand from './Brand.svelte';
import { router, sessionPath } from './route.svelte.ts';

;type $$ComponentProps =  { client: Client };function $$render() {

  
  
  
  
  
  
  
  

  const { client }:/*Ωignore_startΩ*/$$ComponentProps/*Ωignore_endΩ*/ = $props();

  const POLL_MS = 5000;

  let sessions: SessionSummary[] | null = $state.raw(null);
  let trouble: Trouble | null = $state.raw(null);
  let now = $state(Date.now());

  async function load() {
    try {
      sessions = await client.sessions();
      trouble = null;
    } catch (error) {
      trouble = troubleOf(error);
    }
    now = Date.now();
  }

  $effect(() => {
    void load();
    const look = () => {
      if (document.visibilityState === 'visible') {
        void load();
      }
    };
    const timer = setInterval(look, POLL_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  });
;
async () => {

 { svelteHTML.createElement("svelte:head", {}); { svelteHTML.createElement("title", {});   } }

 { svelteHTML.createElement("div", { "class":`page scroll`,});
   { svelteHTML.createElement("header", {}); { const $$_dnarB2C = __sveltets_2_ensureComponent(Brand); new $$_dnarB2C({ target: __sveltets_2_any(), props: {}});} }
   { svelteHTML.createElement("main", {});
     { svelteHTML.createElement("h1", {});  }
    if(trouble){
       { const $$_xoBelbuorT2C = __sveltets_2_ensureComponent(TroubleBox); new $$_xoBelbuorT2C({ target: __sveltets_2_any(), props: {         "title":trouble.title,"detail":trouble.detail,"kept":sessions ? 'The list below is how it was last.' : '',"retry":() => void load(),}});}
    }
    if(sessions === null){
      if(!trouble){
         { svelteHTML.createElement("ul", {     "class":`list`,"aria-busy":`true`,"aria-label":`Loading sessions`,});
             for(let i of __sveltets_2_ensureArray(([0, 1, 2]))){i;
             { svelteHTML.createElement("li", { "class":`ghost`,}); }
          }
         }
      }
    } else if (sessions.length === 0){
       { svelteHTML.createElement("section", {   "class":`empty`,"aria-label":`No sessions yet`,});
         { svelteHTML.createElement("p", { "class":`lead`,});   }
         { svelteHTML.createElement("p", {});
                             
           
         }
         { svelteHTML.createElement("pre", {}); { svelteHTML.createElement("code", {});   } }
         { svelteHTML.createElement("p", {});                    }
         { svelteHTML.createElement("pre", {}); { svelteHTML.createElement("code", {});  } }
         { svelteHTML.createElement("p", { "class":`hint`,});     }
       }
    }else{
       { svelteHTML.createElement("ul", { "class":`list`,});
           for(let session of __sveltets_2_ensureArray(sessions)){session.id;
           { svelteHTML.createElement("li", {});
             { svelteHTML.createElement("a", {   "href":sessionPath(session.id),"onclick":router.follow,});
               { svelteHTML.createElement("span", {   "class":`name cut`,"title":session.name,});session.name; }
               { svelteHTML.createElement("span", { "class":`facts`,});
                 { svelteHTML.createElement("span", {});counted(session.tracks, 'track'); }
                 { svelteHTML.createElement("span", { });session.revisions === 0 ? 'no mixdown yet' : counted(session.revisions, 'revision'); }
                 { svelteHTML.createElement("span", {});sampleRate(session.sampleRate); }
               }
               { svelteHTML.createElement("span", { "class":`last`,});
                 { const $$_ratavA6C = __sveltets_2_ensureComponent(Avatar); new $$_ratavA6C({ target: __sveltets_2_any(), props: {  "name":session.changedBy,}});}
                 { svelteHTML.createElement("span", { "class":`who cut`,});session.changedBy; }
                 { svelteHTML.createElement("time", {    "datetime":session.changedAt,"title":session.changedAt,});ago(session.changedAt, now); }
               }
             }
           }
        }
       }
    }
   }
 }


};
return { props: {} as any as $$ComponentProps, exports: {}, bindings: __sveltets_$$bindings(''), slots: {}, events: {} }}
const SessionsPage__SvelteComponent_ = __sveltets_2_fn_component($$render());
/*Ωignore_startΩ*/type SessionsPage__SvelteComponent_ = ReturnType<typeof SessionsPage__SvelteComponent_>;
/*Ωignore_endΩ*/export default SessionsPage__SvelteComponent_;