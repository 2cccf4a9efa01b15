import type { Client } from './client.ts';
import { AwayError } from './errors.ts';
import type { Change, ChangeResult, MixEvent } from './types.ts';

/** What one window does to one session, in order. */
interface Line {
  sequence: number;
  /** The change whose answer never came, and what it was for. */
  unanswered: { purpose: string; change: Change } | null;
  /** Ends when everything that was submitted before has. */
  busy: Promise<unknown>;
}

/**
 * Changes of this window to sessions, one after another (docs/SYNC.md, S9). A change whose answer never came is sent again under its
 * old number before anything else, so that the server recognises it if it had arrived after all, and nothing happens twice.
 */
export class Changes {
  /** How the log and the live line know this window. */
  readonly windowId = `web-${crypto.randomUUID()}`;
  private readonly lines = new Map<string, Line>();

  constructor(private readonly client: Client) {}

  /** @param purpose tells one intention of the person from another: the same again is a retry */
  submit(session: string, purpose: string, events: MixEvent[], answersNote?: string): Promise<ChangeResult> {
    const line = this.lines.get(session) ?? { sequence: 0, unanswered: null, busy: Promise.resolve() };
    this.lines.set(session, line);
    const result = line.busy.then(() => this.next(session, line, purpose, events, answersNote));
    line.busy = result.catch(() => undefined);
    return result;
  }

  private async next(
    session: string,
    line: Line,
    purpose: string,
    events: MixEvent[],
    answersNote?: string,
  ): Promise<ChangeResult> {
    const before = line.unanswered;
    if (before?.purpose === purpose) {
      return this.send(session, line, purpose, before.change);
    }
    if (before) {
      await this.send(session, line, before.purpose, before.change).catch((error: unknown) => {
        if (error instanceof AwayError) {
          throw error;
        }
        // It was answered, if with a no: whoever wanted it was told that it may not have arrived.
      });
    }
    line.sequence += 1;
    return this.send(session, line, purpose, {
      client: this.windowId,
      sequence: line.sequence,
      ...(answersNote ? { answersNote } : {}),
      events,
    });
  }

  private async send(session: string, line: Line, purpose: string, change: Change): Promise<ChangeResult> {
    line.unanswered = { purpose, change };
    try {
      const result = await this.client.change(session, change);
      line.unanswered = null;
      return result;
    } catch (error) {
      if (!(error instanceof AwayError)) {
        line.unanswered = null;
      }
      throw error;
    }
  }
}
