import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import type { NewNote, Note } from '../api/types.ts';

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

  async resolve(note: Note): Promise<void> {
    this.put(await this.client.resolve(this.session, note.id, this.applied.get(note.id) ?? null));
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
