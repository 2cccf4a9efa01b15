///<reference types="svelte" />
;
import { Changes } from '../api/changes.ts';
import { Client } from '../api/client.ts';
import { author } from '../review/author.svelte.ts';
import Nowhere from './Nowhere.svelte';
import { router } from './route.svelte.ts';
import SessionPage from './SessionPage.svelte';
import SessionsPage from './SessionsPage.svelte';
function $$render() {

  
  
  
  
  
  
  

  const client = new Client(() => author.name);
  const changes = new Changes(client);
;
async () => {

if(router.route.screen === 'sessions'){
   { const $$_egaPsnoisseS0C = __sveltets_2_ensureComponent(SessionsPage); new $$_egaPsnoisseS0C({ target: __sveltets_2_any(), props: { client,}});}
} else if (router.route.screen === 'session'){
  router.route.id; {
     { const $$_egaPnoisseS0C = __sveltets_2_ensureComponent(SessionPage); new $$_egaPnoisseS0C({ target: __sveltets_2_any(), props: {    client,changes,"id":router.route.id,}});}
  }
}else{
   { const $$_erehwoN0C = __sveltets_2_ensureComponent(Nowhere); new $$_erehwoN0C({ target: __sveltets_2_any(), props: {    "title":`There is no such page`,"detail":`The address may have been cut off on its way to you.`,}});}
}
};
return { props: {} as Record<string, never>, exports: {}, bindings: "", slots: {}, events: {} }}
const App__SvelteComponent_ = __sveltets_2_isomorphic_component(__sveltets_2_with_any_event($$render()));
/*Ωignore_startΩ*/type App__SvelteComponent_ = InstanceType<typeof App__SvelteComponent_>;
/*Ωignore_endΩ*/export default App__SvelteComponent_;