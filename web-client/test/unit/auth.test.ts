import { describe, expect, test } from 'vitest';
import { Auth, type Neighbours } from '../../src/api/auth.svelte.ts';
import { AwayError } from '../../src/api/errors.ts';
import { Requests } from '../../src/api/requests.ts';

/** What keeps a browser signed in: good once, and shared by its pages. */
class Browser {
  cookie: string | null = 'cookie-1';
  account = 'zoe';
  lasts = 600;
  away = false;
  refreshes = 0;
  usedTwice = 0;
  private count = 1;
  private lock: Promise<unknown> = Promise.resolve();
  private readonly ears: ((word: unknown) => void)[] = [];

  readonly fetch: typeof fetch = async (input) => {
    if (this.away) {
      throw new TypeError('gone');
    }
    if (String(input).endsWith('/sign-out')) {
      this.cookie = null;
      return new Response(null, { status: 204 });
    }
    this.refreshes += 1;
    const sent = this.cookie;
    await new Promise((done) => setTimeout(done, 1));
    if (sent === null) {
      return new Response('{"type":"urn:foldback:problem:sign-in-needed"}', { status: 401 });
    }
    if (sent !== this.cookie) {
      this.usedTwice += 1;
    }
    this.count += 1;
    this.cookie = `cookie-${this.count}`;
    return new Response(JSON.stringify(this.signedIn()));
  };

  signedIn() {
    return {
      account: { id: this.account, name: this.account, email: null },
      accessToken: `token-${this.count}`,
      expiresInSeconds: this.lasts,
    };
  }

  /** A page, and how often it was made anew. */
  page(): { auth: Auth; startedOver: () => number } {
    let over = 0;
    const mine: ((word: unknown) => void)[] = [];
    const neighbours: Neighbours = {
      tell: (word) => {
        for (const ear of this.ears.filter((e) => !mine.includes(e))) {
          ear(word);
        }
      },
      hear: (take) => {
        mine.push(take);
        this.ears.push(take);
      },
    };
    const auth = new Auth(
      new Requests(null, this.fetch),
      () => {
        over += 1;
      },
      (work) => {
        const done = this.lock.then(work);
        this.lock = done.catch(() => undefined);
        return done;
      },
      neighbours,
    );
    return { auth, startedOver: () => over };
  }
}

describe('who is here', () => {
  test('a browser that remembers is signed in without a question', async () => {
    const { auth } = new Browser().page();
    expect(auth.standing.state).toBe('asking');
    await auth.start();
    expect(auth.standing).toEqual({ state: 'in', account: { id: 'zoe', name: 'zoe', email: null } });
    expect(await auth.token()).toBe('token-2');
  });

  test('one that does not is out, and one whose server is away does not know', async () => {
    const browser = new Browser();
    browser.cookie = null;
    const { auth } = browser.page();
    browser.away = true;
    await auth.start();
    expect(auth.standing).toMatchObject({ state: 'away', trouble: { away: true } });
    browser.away = false;
    await auth.start();
    expect(auth.standing.state).toBe('out');
  });

  test('one request asks for the next token, however many wait for it and on however many pages', async () => {
    const browser = new Browser();
    const one = browser.page().auth;
    const two = browser.page().auth;
    await Promise.all([one.start(), two.start()]);
    const stale = await one.token();
    const before = browser.refreshes;
    const renewed = await Promise.all([1, 2, 3, 4].map(() => one.renewed(stale)));
    expect(new Set(renewed).size).toBe(1);
    expect(renewed[0]).not.toBe(stale);
    expect(browser.refreshes).toBe(before + 1);
    await Promise.all([one.renewed(renewed[0] ?? ''), two.renewed(await two.token())]);
    expect(browser.usedTwice).toBe(0);
  });

  test('who comes late with a token that was replaced gets the one that replaced it', async () => {
    const browser = new Browser();
    const { auth } = browser.page();
    await auth.start();
    const stale = await auth.token();
    const next = await auth.renewed(stale);
    expect(await auth.renewed(stale)).toBe(next);
    expect(browser.refreshes).toBe(2);
  });

  test('a token that is about to expire is replaced before it is used', async () => {
    const browser = new Browser();
    browser.lasts = 0;
    const { auth } = browser.page();
    await auth.start();
    expect(await auth.token()).toBe('token-3');
  });

  test('what was asked for while nobody was signed in waits until they are back', async () => {
    const browser = new Browser();
    const { auth } = browser.page();
    await auth.start();
    const stale = await auth.token();
    browser.cookie = null;
    const asked = auth.renewed(stale);
    await new Promise((done) => setTimeout(done, 20));
    expect(auth.standing.state).toBe('lapsed');
    browser.cookie = 'cookie-9';
    auth.take(browser.signedIn());
    expect(await asked).toBe('token-2');
    expect(auth.standing.state).toBe('in');
  });

  test('a server that is away signs nobody out', async () => {
    const browser = new Browser();
    const { auth } = browser.page();
    await auth.start();
    browser.away = true;
    await expect(auth.renewed(await auth.token())).rejects.toBeInstanceOf(AwayError);
    expect(auth.standing.state).toBe('in');
    browser.away = false;
    expect(await auth.token()).toBe('token-3');
  });

  test('signing out on one page is known on the others, and so is signing in', async () => {
    const browser = new Browser();
    const one = browser.page().auth;
    const two = browser.page().auth;
    await one.start();
    await two.start();
    await one.signOut();
    expect(one.standing.state).toBe('out');
    expect(two.standing.state).toBe('lapsed');
    browser.cookie = 'cookie-9';
    one.take(browser.signedIn());
    await two.token();
    expect(two.standing.state).toBe('in');
  });

  test('a page that was made for one person is not shown to another', async () => {
    const browser = new Browser();
    const { auth, startedOver } = browser.page();
    await auth.start();
    expect(startedOver()).toBe(0);
    browser.account = 'nils';
    auth.take(browser.signedIn());
    expect(startedOver()).toBe(1);
  });
});
