import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import type { AnsweringStep, NewNote, Note, Person, Prospect, Reaction } from '../api/types.ts';

/** What somebody may do with notes: what they may not is not shown to them. */
export interface Abilities {
  /** Write, answer, react, and take back what is theirs. */
  readonly note: boolean;
  /** Settle notes, put what they suggest into the mix, and take notes to other programs. */
  readonly settle: boolean;
}

export const EVERYTHING: Abilities = { note: true, settle: true };

/** What people do with notes. Every action puts the note that the server answered into the session's list. */
export class Desk {
  /** Suggestions that are in the mix while their notes still wait to be resolved: the version each one got. */
  private readonly applied = new Map<string, number>();

  constructor(
    private readonly client: Client,
    private readonly changes: Changes,
    private readonly session: string,
    private readonly put: (note: Note) => void,
    private readonly refresh: () => void,
    /** Of the session, as this page has it. */
    private readonly version: () => number,
    /** Who writes here. */
    readonly me: () => Person,
    readonly may: Abilities = EVERYTHING,
  ) {}

  async pin(note: NewNote): Promise<Note> {
    const pinned = await this.client.pin(this.session, note);
    this.put(pinned);
    return pinned;
  }

  async reply(note: Note, text: string): Promise<void> {
    this.put(await this.client.reply(this.session, note.id, text));
  }

  async reopen(note: Note): Promise<void> {
    this.put(await this.client.reopen(this.session, note.id));
  }

  async edit(note: Note, text: string): Promise<void> {
    this.put(await this.client.edit(this.session, note.id, { text }));
  }

  async react(note: Note, reaction: Reaction, on: boolean): Promise<void> {
    this.put(await this.client.react(this.session, note.id, reaction, on));
  }

  async withdraw(note: Note): Promise<void> {
    await this.client.withdraw(this.session, note.id);
    this.refresh();
  }

  /** What may have answered a note, to be named when it is resolved. */
  answers(note: Note): Promise<AnsweringStep[]> {
    return this.client.answers(this.session, note.id);
  }

  /** Settles a note, naming the versions that answer it. */
  async resolve(note: Note, answeredBy: readonly number[] = []): Promise<void> {
    const applied = this.applied.get(note.id);
    const versions = applied === undefined ? answeredBy : [...answeredBy, applied];
    this.put(await this.client.resolve(this.session, note.id, versions));
  }

  /**
   * Changes the mix as the note suggests, then resolves the note with the version that the change got. If only the
   * second half failed, calling it again does only that. Where the mix has moved on under the suggestion, nothing is done
   * before somebody has said which way to go.
   *
   * @param how all of it, or only what nobody has moved since
   * @returns what stands in the way, or null if it was done
   */
  async apply(note: Note, how: 'ask' | 'all' | 'rest' = 'ask'): Promise<Prospect | null> {
    if (!note.suggestion) {
      return null;
    }
    if (!this.applied.has(note.id)) {
      const seen = this.version();
      const prospect = await this.client.prospect(this.session, note.id, seen);
      if (prospect.movedOn && how === 'ask') {
        return prospect;
      }
      const events = how === 'rest' ? prospect.eventsWithoutConflicts : prospect.events;
      const { version } = await this.changes.submit(this.session, `note ${note.id} ${how}`, events, {
        answersNote: note.id,
      });
      this.applied.set(note.id, version);
      this.refresh();
    }
    await this.resolve(note);
    return null;
  }

  /** The open notes as a file for another program. */
  markers(format: string, at: string): Promise<Blob> {
    return this.client.markers(this.session, format, at);
  }

  /** Pins every line of a text that begins with a time, and says how many, and which lines are none. */
  async paste(at: string, text: string): Promise<{ pinned: number; notPinned: { text: string }[] }> {
    const { pinned, notPinned } = await this.client.paste(this.session, at, text);
    for (const note of pinned) {
      this.put(note);
    }
    return { pinned: pinned.length, notPinned };
  }

  isApplied(note: Note): boolean {
    return this.applied.has(note.id);
  }
}
