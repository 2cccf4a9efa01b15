/**
 * Who came by a link and has no account. The access token is kept in memory only; what lets a browser in again is a cookie that no script
 * reads, which goes to this one link's address and nowhere else. So one browser can be the guest of several links, and of an account besides.
 */
import { ProblemError, type Trouble, troubleOf } from './errors.ts';
import * as read from './read.ts';
import type { Bearer, Requests } from './requests.ts';
import type { Entered, GuestLinkSeen } from './types.ts';

const BASE = '/api/accounts/guests';
/** Hashing a password takes a while where others wait for it too. */
const HASHED_WITHIN_MS = 30_000;
/** A token is replaced this long before it expires, so that requests seldom come back. */
const AHEAD_MS = 30_000;

export type GuestStanding =
  /** Not known yet. */
  | { state: 'asking' }
  /** Not known, because nobody answers, or not yet again. */
  | { state: 'away'; trouble: Trouble }
  /** Nobody yet: they have the link, and say next what they are called. */
  | { state: 'new'; seen: GuestLinkSeen }
  | { state: 'in'; entered: Entered }
  /** The link is good for nothing, or not any longer, or this browser never came by it. */
  | { state: 'out' };

export interface Newcomer {
  name: string;
  colour: string;
  password: string;
}

export class Guest implements Bearer {
  standing: GuestStanding = $state.raw({ state: 'asking' });
  private current: { token: string; until: number } | null = null;
  private refreshing: Promise<string> | null = null;

  constructor(
    /** Requests of nobody in particular. */
    private readonly requests: Requests,
    /** The id of the link; null as long as only its secret is known. */
    private link: string | null,
    /** The secret; null where the browser has to be known already. */
    private readonly secret: string | null,
  ) {}

  /** Finds out whether this browser was here before. */
  async start(): Promise<void> {
    this.standing = { state: 'asking' };
    try {
      const seen = this.secret === null ? null : await this.look(this.secret);
      this.link = seen?.id ?? this.link;
      try {
        await this.refresh();
      } catch (error) {
        if (seen === null || !isSpent(error)) {
          throw error;
        }
        this.standing = { state: 'new', seen };
      }
    } catch (error) {
      this.refused(error);
    }
  }

  /** Says what they are called. */
  async enter(newcomer: Newcomer): Promise<void> {
    const { name, colour, password } = newcomer;
    const body = { token: this.secret, name, colour, ...(password === '' ? {} : { password }) };
    this.accept(await this.requests.post(`${BASE}/enter`, body, read.entered, HASHED_WITHIN_MS));
  }

  /** This browser forgets who they are. */
  async leave(): Promise<void> {
    await this.requests.tell('POST', `${this.path()}/leave`);
    this.current = null;
    this.standing = { state: 'out' };
  }

  async token(): Promise<string> {
    return this.current && performance.now() < this.current.until ? this.current.token : this.refresh();
  }

  async renewed(stale: string): Promise<string> {
    if (this.current?.token === stale) {
      this.current = null;
    }
    return this.token();
  }

  private look(secret: string): Promise<GuestLinkSeen> {
    return this.requests.post(`${BASE}/look`, { token: secret }, read.guestLinkSeen);
  }

  private path(): string {
    return `${BASE}/${encodeURIComponent(this.link ?? '')}`;
  }

  private refresh(): Promise<string> {
    this.refreshing ??= this.requests
      .post(`${this.path()}/refresh`, null, read.entered)
      .then(
        (entered) => this.accept(entered),
        (error: unknown) => {
          if (isSpent(error) && this.standing.state === 'in') {
            this.refused(error);
          }
          throw error;
        },
      )
      .finally(() => {
        this.refreshing = null;
      });
    return this.refreshing;
  }

  private accept(entered: Entered): string {
    const lasts = Math.max(entered.expiresInSeconds * 1000 - AHEAD_MS, entered.expiresInSeconds * 500);
    this.current = { token: entered.accessToken, until: performance.now() + lasts };
    this.link = entered.pass.link;
    const before = this.standing.state === 'in' ? this.standing.entered : null;
    if (before?.guest.id !== entered.guest.id) {
      this.standing = { state: 'in', entered };
    }
    return entered.accessToken;
  }

  private refused(error: unknown): void {
    this.current = null;
    this.standing = isSpent(error) ? { state: 'out' } : { state: 'away', trouble: troubleOf(error) };
  }
}

const isSpent = (error: unknown) => error instanceof ProblemError && error.status === 404;
