import type { Client, Numbered } from './client.ts';
import { isUnanswered } from './errors.ts';
import type { ChangeResult, MixEvent } from './types.ts';

/** A request whose number is given: the same again, if its answer never came. */
type Numbering = (numbered: Numbered) => Promise<ChangeResult>;

/** What one window does to one session, in order. */
interface Line {
  sequence: number;
  /** What was sent and never answered, and what it was for. */
  unanswered: { purpose: string; numbered: Numbered; send: Numbering } | null;
  /** Ends when everything that was submitted before has. */
  busy: Promise<unknown>;
}

/** What a change may say besides its events. */
export interface Circumstances {
  answersNote?: string;
  gesture?: string;
  /** Told the change's number before it is sent: how whoever listens to the session knows it again. */
  numbered?: (sequence: number) => void;
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
  submit(
    session: string,
    purpose: string,
    events: MixEvent[],
    { answersNote, gesture, numbered }: Circumstances = {},
  ): Promise<ChangeResult> {
    return this.queue(session, purpose, (number) => {
      numbered?.(number.sequence);
      return this.client.change(session, {
        ...number,
        ...(answersNote ? { answersNote } : {}),
        ...(gesture ? { gesture } : {}),
        events,
      });
    });
  }

  /** Takes the last step of whoever is signed in back, or does it again. */
  step(session: string, purpose: string, direction: 'undo' | 'redo'): Promise<ChangeResult> {
    return this.queue(session, purpose, (number) => this.client.step(session, direction, number));
  }

  private queue(session: string, purpose: string, send: Numbering): Promise<ChangeResult> {
    const line = this.lines.get(session) ?? { sequence: 0, unanswered: null, busy: Promise.resolve() };
    this.lines.set(session, line);
    const result = line.busy.then(() => this.next(line, purpose, send));
    line.busy = result.catch(() => undefined);
    return result;
  }

  private async next(line: Line, purpose: string, send: Numbering): Promise<ChangeResult> {
    const before = line.unanswered;
    if (before?.purpose === purpose) {
      return this.send(line, before);
    }
    if (before) {
      await this.send(line, before).catch((error: unknown) => {
        if (isUnanswered(error)) {
          throw error;
        }
        // It was answered, if with a no: whoever wanted it was told that it may not have arrived.
      });
    }
    line.sequence += 1;
    return this.send(line, { purpose, numbered: { client: this.windowId, sequence: line.sequence }, send });
  }

  private async send(line: Line, sent: NonNullable<Line['unanswered']>): Promise<ChangeResult> {
    line.unanswered = sent;
    try {
      const result = await sent.send(sent.numbered);
      line.unanswered = null;
      return result;
    } catch (error) {
      if (!isUnanswered(error)) {
        line.unanswered = null;
      }
      throw error;
    }
  }
}
