/** Where we are, from the address bar; `/app/*` is always answered with this page. */
export type Route =
  | { screen: 'sessions' }
  | { screen: 'session'; id: string }
  | { screen: 'deliver'; id: string }
  | { screen: 'history'; id: string }
  | { screen: 'sound'; id: string }
  | { screen: 'review'; id: string; revision: string }
  | { screen: Door }
  /** Somebody without an account; the link's id, once its secret is spent. */
  | { screen: 'guest'; link: string | null; revision: string | null }
  | { screen: 'account' }
  | { screen: 'people' }
  | { screen: 'controls' }
  | { screen: 'nowhere' };

/** Pages for whoever is not signed in. Links to them have a token in the fragment, which no server sees. */
export type Door = 'sign-in' | 'arrived' | 'welcome' | 'invitation' | 'sign-up' | 'forgotten' | 'reset';

const DOORS: readonly string[] = [
  'sign-in',
  'arrived',
  'welcome',
  'invitation',
  'sign-up',
  'forgotten',
  'reset',
] satisfies Door[];

export function parseRoute(path: string): Route {
  const parts = path.replace(/\/+$/, '').split('/').slice(1);
  if (parts.length === 0 || (parts[0] === 'app' && parts.length === 1)) {
    return { screen: 'sessions' };
  }
  const [app, room, id, ...more] = parts;
  if (app === 'app' && room === 'guest' && more.length <= 1) {
    return asGuest(id, more[0]);
  }
  if (app === 'app' && room === 'sessions' && id !== undefined && more.length > 0) {
    return inSession(id, more);
  }
  if (app !== 'app' || room === undefined || more.length > 0) {
    return { screen: 'nowhere' };
  }
  if (id === undefined) {
    return room === 'account' || room === 'people' || room === 'controls'
      ? { screen: room }
      : isDoor(room)
        ? { screen: room }
        : { screen: 'nowhere' };
  }
  if ((room === 'sessions' || room === 'sound') && id !== '') {
    try {
      return { screen: room === 'sound' ? 'sound' : 'session', id: decodeURIComponent(id) };
    } catch {
      return { screen: 'nowhere' };
    }
  }
  return { screen: 'nowhere' };
}

/** A room of a session: the review of one of its revisions, or where a mix is handed over. */
function inSession(session: string, rest: readonly string[]): Route {
  const [room, revision, ...more] = rest;
  if (!session || more.length > 0) {
    return { screen: 'nowhere' };
  }
  try {
    const id = decodeURIComponent(session);
    if ((room === 'deliver' || room === 'history') && revision === undefined) {
      return { screen: room, id };
    }
    if (room === 'review' && revision) {
      return { screen: 'review', id, revision: decodeURIComponent(revision) };
    }
  } catch {
    // said below
  }
  return { screen: 'nowhere' };
}

function asGuest(link?: string, revision?: string): Route {
  try {
    return {
      screen: 'guest',
      link: link === undefined ? null : decodeURIComponent(link),
      revision: revision === undefined ? null : decodeURIComponent(revision),
    };
  } catch {
    return { screen: 'nowhere' };
  }
}

export function isDoor(screen: string): screen is Door {
  return DOORS.includes(screen);
}

/** Where somebody wants to be once they are signed in: a page of ours that is no door, or else all sessions. */
export function destination(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '';
  const { screen } = parseRoute(to);
  const ours = /^\/app\/[\w\-./%]*$/.test(to) && !isDoor(screen) && screen !== 'guest';
  return ours ? to : '/';
}

const DESTINATION = 'foldback.destination';

/** Keeps where somebody wants to be while they are away at the OpenID provider, in this tab. */
export function rememberDestination(path: string): void {
  try {
    sessionStorage.setItem(DESTINATION, path);
  } catch {
    // A browser that keeps nothing: then it is all sessions.
  }
}

/** That, once; checked as if a stranger had written it. */
export function rememberedDestination(): string {
  try {
    const path = sessionStorage.getItem(DESTINATION) ?? '';
    sessionStorage.removeItem(DESTINATION);
    return destination(new URLSearchParams({ to: path }).toString());
  } catch {
    return '/';
  }
}

export const sessionPath = (id: string) => `/app/sessions/${encodeURIComponent(id)}`;
export const deliverPath = (id: string) => `${sessionPath(id)}/deliver`;
export const historyPath = (id: string) => `${sessionPath(id)}/history`;
export const reviewPath = (id: string, revision: string) =>
  `${sessionPath(id)}/review/${encodeURIComponent(revision)}`;
export const guestPath = (link: string, revision?: string) =>
  `/app/guest/${encodeURIComponent(link)}${revision === undefined ? '' : `/${encodeURIComponent(revision)}`}`;
