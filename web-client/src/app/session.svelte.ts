import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import { ProblemError, type Trouble, troubleOf } from '../api/errors.ts';
import type { Whereabouts } from '../api/live.ts';
import type { Note, Processor, Render, Revision, Session } from '../api/types.ts';
import { SharedMix } from '../live/shared.svelte.ts';

const POLL_MS = 3000;
/** While the server tells what happens, asking is only for what it could not tell. */
const POLL_WHILE_TOLD_MS = 30_000;
/** News come in flocks: a fader that somebody rides, the progress of a render. */
const NEWS_SETTLE_MS = 150;

/** A revision and the best render of it that there is. */
export interface Mixdown {
  revision: Revision;
  render: Render | null;
}

/**
 * One session with its notes and renders, read again whenever the server tells of something, and every few seconds while it
 * cannot tell. The last thing that arrived stays on the screen while the server is away.
 */
export class SessionModel {
  /** The mix, and what is done to it. */
  readonly shared: SharedMix;
  notes: Note[] = $state.raw([]);
  renders: Render[] = $state.raw([]);
  processors: Processor[] = $state.raw([]);
  /** Why the last attempt to ask the server failed; null while it answers. */
  trouble: Trouble | null = $state.raw(null);
  missing = $state(false);

  /** With my own pending changes; null until it has arrived. */
  get session(): Session | null {
    return this.shared.session;
  }

  /** Newest first, as people look for them. */
  readonly mixdowns: Mixdown[] = $derived.by(() =>
    this.shared.revisions
      .map((revision) => ({ revision, render: bestRender(this.renders, revision) }))
      .reverse(),
  );

  private timer: ReturnType<typeof setTimeout> | undefined;
  private news: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private askAgain = false;
  private closed = false;
  /** Counts what this page wrote: an answer that was under way meanwhile may not know of it. */
  private writes = 0;

  constructor(
    private readonly client: Client,
    readonly id: string,
    changes: Changes,
    whereabouts: () => Whereabouts,
    /** The revision that notes are placed in; null for where they were pinned. */
    private placedIn: string | null = null,
  ) {
    this.shared = new SharedMix(client, changes, id, whereabouts, () => {
      this.news ??= setTimeout(() => {
        this.news = undefined;
        void this.refresh();
      }, NEWS_SETTLE_MS);
    });
  }

  /** Places the notes in another revision from now on. */
  placeIn(revision: string | null): void {
    if (this.placedIn !== revision) {
      this.placedIn = revision;
      void this.refresh();
    }
  }

  /** @returns how to stop */
  open(): () => void {
    this.closed = false;
    const wake = () => {
      if (document.visibilityState === 'visible') {
        void this.refresh();
      }
    };
    document.addEventListener('visibilitychange', wake);
    addEventListener('online', wake);
    const leave = this.shared.open();
    void this.refresh();
    return () => {
      this.closed = true;
      leave();
      clearTimeout(this.timer);
      clearTimeout(this.news);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
    };
  }

  async refresh(): Promise<void> {
    if (this.asking || this.closed) {
      this.askAgain = this.asking;
      return;
    }
    this.askAgain = false;
    this.asking = true;
    clearTimeout(this.timer);
    const writes = this.writes;
    try {
      const [, notes, renders, processors] = await Promise.all([
        this.shared.catchUp(),
        this.client.notes(this.id, this.placedIn ?? undefined),
        this.client.renders(this.id),
        this.processors.length > 0 ? this.processors : this.client.processors(),
      ]);
      if (writes === this.writes) {
        this.notes = kept(this.notes, notes);
        this.renders = kept(this.renders, renders);
        this.processors = kept(this.processors, processors);
      }
      this.trouble = null;
      this.missing = false;
    } catch (error) {
      this.missing = error instanceof ProblemError && error.status === 404 && this.shared.view === null;
      this.trouble = troubleOf(error);
    } finally {
      this.asking = false;
      if (!this.closed && !this.missing) {
        const pause = this.askAgain ? 0 : this.shared.listening ? POLL_WHILE_TOLD_MS : POLL_MS;
        this.timer = setTimeout(() => {
          if (document.visibilityState === 'visible') {
            void this.refresh();
          }
        }, pause);
      }
    }
  }

  /** Puts a note that the server has just answered into its place. */
  put(note: Note): void {
    this.writes += 1;
    const before = this.notes.find((n) => n.id === note.id);
    const placed = { ...note, place: note.place ?? before?.place ?? null };
    this.notes = [...this.notes.filter((n) => n.id !== note.id), placed].sort((a, b) => a.frame - b.frame);
  }

  /** Names the mix as it is now, and asks for its mixdown. */
  async cut(changes: Changes, revision: { id: string; name: string }): Promise<void> {
    const event = { type: 'RevisionCut', revision: revision.id, name: revision.name };
    await changes.submit(this.id, `cut ${revision.id}`, [event]);
    this.writes += 1;
    try {
      await this.render(revision.id);
    } finally {
      await this.refresh();
    }
  }

  async render(revision: string): Promise<void> {
    const render = await this.client.render(this.id, revision);
    this.writes += 1;
    this.renders = [render, ...this.renders.filter((r) => r.id !== render.id)];
  }
}

/** What the next revision would be called, or null while the newest one holds all there is. */
export function nextRevision(session: Session): { id: string; name: string } | null {
  const newest = Math.max(-1, ...session.revisions.map((r) => r.version));
  // Cutting a revision counts as a version of its own.
  if (session.version <= newest + 1) {
    return null;
  }
  const taken = new Set(session.revisions.map((r) => r.id));
  let n = session.revisions.length + 1;
  while (taken.has(`mix-${n}`)) {
    n += 1;
  }
  return { id: `mix-${n}`, name: `Mix ${n}` };
}

/** What is to be heard for a revision: a finished final, a finished preview, what is under way, what failed last. */
export function bestRender(renders: readonly Render[], revision: Revision): Render | null {
  const rank = (r: Render) =>
    r.state === 'finished' ? (r.purpose === 'final' ? 0 : 1) : r.state === 'failed' ? 3 : 2;
  return (
    renders
      .filter((r) => r.revision === revision.id || (r.revision === null && r.version === revision.version))
      .filter((r) => r.state !== 'cancelled' && (r.state !== 'finished' || r.audio !== null))
      .toSorted((a, b) => rank(a) - rank(b))[0] ?? null
  );
}

/** The old value where nothing changed, so that nothing is drawn again. */
function kept<T>(before: T, after: T): T {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
