/** What every page about accounts needs, without being handed it through all that is between. */
import { getContext, setContext } from 'svelte';
import type { Accounts, Entrance } from '../../api/accounts.ts';
import type { Auth } from '../../api/auth.svelte.ts';

export interface Identity {
  auth: Auth;
  entrance: Entrance;
  accounts: Accounts;
}

const KEY = Symbol('identity');

export const provide = (identity: Identity) => setContext(KEY, identity);
export const identity = () => getContext<Identity>(KEY);

/** The token of the link that led here: behind the #, so that no server and no log ever sees it. */
export const linkToken = () => location.hash.slice(1);
