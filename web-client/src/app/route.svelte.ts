import { isDoor, parseRoute, type Route } from './routes.ts';

class Router {
  route: Route = $state.raw(parseRoute(location.pathname));

  constructor() {
    addEventListener('popstate', () => {
      this.route = parseRoute(location.pathname);
    });
    // A link with another token, opened where a page for such links is open already: that page has read its own.
    addEventListener('hashchange', () => {
      if (isDoor(this.route.screen) || this.route.screen === 'guest') {
        location.reload();
      }
    });
  }

  go(path: string): void {
    history.pushState(null, '', path);
    this.route = parseRoute(path);
    scrollTo(0, 0);
  }

  /** Goes where nobody shall come back from to here: the link that led here is spent. */
  goInstead(path: string): void {
    history.replaceState(null, '', path);
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
