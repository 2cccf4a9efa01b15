/**
 * Who is signed in on this page. The access token is kept in memory only; what keeps somebody signed in is a cookie that no script reads, and
 * that is good for the next token once: so one request at a time asks for it, of all pages of this browser.
 */
import { ProblemError, type Trouble, troubleOf } from './errors.ts';
import * as read from './read.ts';
import type { Bearer, Requests } from './requests.ts';
import type { Account, SignedIn } from './types.ts';

export type Standing =
  /** Not known yet. */
  | { state: 'asking' }
  /** Not known, because nobody answers. */
  | { state: 'away'; trouble: Trouble }
  | { state: 'out' }
  | { state: 'in'; account: Account }
  /** Was signed in when the page was opened, and is not any longer: what they were doing is still there. */
  | { state: 'lapsed'; account: Account };

const LOCK = 'foldback.refresh';
const CHANNEL = 'foldback.sign-in';
/** A token is replaced this long before it expires, so that requests seldom come back. */
const AHEAD_MS = 30_000;

/** What pages of one browser tell each other. */
export interface Neighbours {
  tell(word: 'in' | 'out'): void;
  hear(take: (word: unknown) => void): void;
}

export class Auth implements Bearer {
  standing: Standing = $state.raw({ state: 'asking' });
  private current: { token: string; until: number } | null = null;
  private refreshing: Promise<string> | null = null;
  private waiting: (() => void)[] = [];

  constructor(
    /** Requests of nobody in particular. */
    private readonly requests: Requests,
    /** Called when somebody else has signed in than the page was made for. */
    private readonly startOver: () => void = () => location.reload(),
    private readonly exclusively: <T>(work: () => Promise<T>) => Promise<T> = oneAtATime,
    private readonly neighbours: Neighbours = neighboursOf(CHANNEL),
  ) {
    neighbours.hear((word) => this.hear(word));
  }

  get account(): Account | null {
    return this.standing.state === 'in' || this.standing.state === 'lapsed' ? this.standing.account : null;
  }

  /** Finds out who is here. */
  async start(): Promise<void> {
    try {
      await this.refresh();
    } catch {
      // The standing says why.
    }
  }

  /** Whoever has lapsed keeps what they asked for waiting until they are back. */
  async token(): Promise<string> {
    while (this.standing.state === 'lapsed') {
      await new Promise<void>((done) => this.waiting.push(done));
    }
    return this.current && performance.now() < this.current.until ? this.current.token : this.refresh();
  }

  async renewed(stale: string): Promise<string> {
    if (this.current?.token === stale) {
      this.current = null;
    }
    try {
      return await this.token();
    } catch (error) {
      if (this.standing.state === 'lapsed') {
        return this.token();
      }
      throw error;
    }
  }

  /** What came of signing in, by whatever way. */
  take(signedIn: SignedIn): void {
    const before = this.account;
    this.accept(signedIn);
    this.neighbours.tell('in');
    if (before !== null && before.id !== signedIn.account.id) {
      this.startOver();
    }
  }

  /** Signs out in this browser. */
  async signOut(): Promise<void> {
    await this.exclusively(() => this.requests.tell('POST', '/api/accounts/sign-out'));
    this.left();
  }

  /** This browser is signed out already, by whatever way. */
  left(): void {
    this.current = null;
    this.standing = { state: 'out' };
    this.neighbours.tell('out');
  }

  renamed(name: string): void {
    if (this.standing.state === 'in') {
      this.standing = { state: 'in', account: { ...this.standing.account, name } };
    }
  }

  private accept(signedIn: SignedIn): void {
    const lasts = Math.max(signedIn.expiresInSeconds * 1000 - AHEAD_MS, signedIn.expiresInSeconds * 500);
    this.current = { token: signedIn.accessToken, until: performance.now() + lasts };
    const before = this.account;
    if (this.standing.state !== 'in' || JSON.stringify(before) !== JSON.stringify(signedIn.account)) {
      this.standing = { state: 'in', account: signedIn.account };
    }
    for (const done of this.waiting.splice(0)) {
      done();
    }
  }

  private refresh(): Promise<string> {
    this.refreshing ??= this.exclusively(() =>
      this.requests.post('/api/accounts/refresh', null, read.signedIn),
    )
      .then(
        (signedIn) => {
          const before = this.account;
          this.accept(signedIn);
          if (before !== null && before.id !== signedIn.account.id) {
            this.startOver();
          }
          return signedIn.accessToken;
        },
        (error: unknown) => {
          this.refused(error);
          throw error;
        },
      )
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  private refused(error: unknown): void {
    if (error instanceof ProblemError && error.status === 401) {
      this.current = null;
      const account = this.account;
      this.standing = account ? { state: 'lapsed', account } : { state: 'out' };
    } else if (this.standing.state === 'asking' || this.standing.state === 'away') {
      this.standing = { state: 'away', trouble: troubleOf(error) };
    }
  }

  private hear(word: unknown): void {
    if (word === 'out' && this.standing.state === 'in') {
      this.current = null;
      this.standing = { state: 'lapsed', account: this.standing.account };
    } else if (word === 'in' && (this.standing.state === 'lapsed' || this.standing.state === 'out')) {
      void this.start();
    }
  }
}

/** Browsers have locks where the page came over TLS or from this machine; elsewhere the server's patience has to do. */
function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  return 'locks' in navigator ? navigator.locks.request(LOCK, work) : work();
}

function neighboursOf(name: string): Neighbours {
  const channel = new BroadcastChannel(name);
  return {
    tell: (word) => channel.postMessage(word),
    hear: (take) => {
      channel.onmessage = (event) => take(event.data);
    },
  };
}
