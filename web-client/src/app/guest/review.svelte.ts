import type { Client } from '../../api/client.ts';
import { ProblemError, type Trouble, troubleOf } from '../../api/errors.ts';
import type { Note, Render, Rounds, Session } from '../../api/types.ts';
import { bestRender, type Mixdown } from '../session.svelte.ts';

/** Guests have no live line: their page asks. */
const POLL_MS = 3000;

/** What a guest is told of a session: its revisions that their link is for, what was said of one of them, and the renders to hear. */
export class GuestReviewModel {
  session: Session | null = $state.raw(null);
  notes: Note[] = $state.raw([]);
  rounds: Rounds | null = $state.raw(null);
  trouble: Trouble | null = $state.raw(null);
  private renders: Render[] = $state.raw([]);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = false;
  private closed = false;
  /** Counts what this page wrote: an answer that was under way meanwhile may not know of it. */
  private writes = 0;

  /** Newest first. */
  readonly mixdowns: Mixdown[] = $derived.by(() =>
    (this.session?.revisions ?? [])
      .map((revision) => ({ revision, render: bestRender(this.renders, revision) }))
      .reverse(),
  );
  /** The one that is looked at: that which was asked for, or else the newest. */
  readonly current: Mixdown | null = $derived.by(
    () => this.mixdowns.find((m) => m.revision.id === this.wanted()) ?? this.mixdowns[0] ?? null,
  );

  constructor(
    private readonly client: Client,
    private readonly id: string,
    private readonly wanted: () => string | null,
  ) {}

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
    void this.refresh();
    return () => {
      this.closed = true;
      clearTimeout(this.timer);
      document.removeEventListener('visibilitychange', wake);
      removeEventListener('online', wake);
    };
  }

  async refresh(): Promise<void> {
    if (this.asking || this.closed) {
      return;
    }
    this.asking = true;
    clearTimeout(this.timer);
    const writes = this.writes;
    try {
      const [session, renders] = await Promise.all([
        this.client.session(this.id),
        this.client.renders(this.id),
      ]);
      this.session = kept(this.session, session);
      this.renders = kept(this.renders, renders);
      const at = this.current?.revision.id;
      if (at !== undefined) {
        const [notes, rounds] = await Promise.all([
          this.client.notes(this.id, at),
          this.client.rounds(this.id),
        ]);
        if (writes === this.writes) {
          this.notes = kept(this.notes, notes);
          this.rounds = kept(this.rounds, rounds);
        }
      }
      this.trouble = null;
    } catch (error) {
      this.trouble = troubleOf(error);
      // Whoever is shown out is told so by the page, and asks no longer.
      this.closed = error instanceof ProblemError && error.status === 404;
    } finally {
      this.asking = false;
      if (!this.closed) {
        this.timer = setTimeout(() => {
          if (document.visibilityState === 'visible') {
            void this.refresh();
          }
        }, POLL_MS);
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

  judged(rounds: Rounds): void {
    this.writes += 1;
    this.rounds = rounds;
  }
}

/** The old value where nothing changed, so that nothing is drawn again. */
function kept<T>(before: T, after: T): T {
  return JSON.stringify(before) === JSON.stringify(after) ? before : after;
}
