import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import type { NewNote, Note, Reaction } from '../api/types.ts';

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
  ) {}

  async pin(note: NewNote): Promise<Note> {
    const pinned = await this.client.pin(this.session, note);
    this.put(pinned);
    return pinned;
  }

  async reply(note: Note, text: string): Promise<void> {
    this.put(await this.client.reply(this.session, note.id, text));
  }

  private answers(note: Note): number[] {
    const version = this.applied.get(note.id);
    return version === undefined ? [] : [version];
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

  async resolve(note: Note): Promise<void> {
    this.put(await this.client.resolve(this.session, note.id, this.answers(note)));
  }

  /**
   * Changes the mix as the note suggests, then resolves the note with the version that the change got. If only the
   * second half failed, calling it again does only that.
   */
  async apply(note: Note): Promise<void> {
    if (!note.suggestion) {
      return;
    }
    if (!this.applied.has(note.id)) {
      const { version } = await this.changes.submit(
        this.session,
        `note ${note.id}`,
        note.suggestion.events,
        note.id,
      );
      this.applied.set(note.id, version);
      this.refresh();
    }
    await this.resolve(note);
  }

  isApplied(note: Note): boolean {
    return this.applied.has(note.id);
  }
}
