/** Where we are, from the address bar; `/app/*` is always answered with this page. */
export type Route =
  | { screen: 'sessions' }
  | { screen: 'session'; id: string }
  | { screen: 'deliver'; id: string }
  | { screen: 'nowhere' };

export function parseRoute(path: string): Route {
  const parts = path.replace(/\/+$/, '').split('/').slice(1);
  if (parts.length === 0 || (parts[0] === 'app' && parts.length === 1)) {
    return { screen: 'sessions' };
  }
  const [app, sessions, id, ...more] = parts;
  const within = more.join('/');
  if (app === 'app' && sessions === 'sessions' && id && (within === '' || within === 'deliver')) {
    try {
      return { screen: within === '' ? 'session' : 'deliver', id: decodeURIComponent(id) };
    } catch {
      return { screen: 'nowhere' };
    }
  }
  return { screen: 'nowhere' };
}

export const sessionPath = (id: string) => `/app/sessions/${encodeURIComponent(id)}`;

export const deliverPath = (id: string) => `${sessionPath(id)}/deliver`;

class Router {
  route: Route = $state.raw(parseRoute(location.pathname));

  constructor() {
    addEventListener('popstate', () => {
      this.route = parseRoute(location.pathname);
    });
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.route = parseRoute(path);
    scrollTo(0, 0);
  }

  /** For links: follows them within the page, unless the person wants another tab or window. */
  readonly follow = (event: MouseEvent): void => {
    const link = event.currentTarget as HTMLAnchorElement;
    if (event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      this.go(link.pathname);
    }
  };
}

export const router = new Router();
