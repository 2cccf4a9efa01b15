import type { Client } from './client.ts';
import { AwayError } from './errors.ts';
import type { Change, ChangeResult, MixEvent } from './types.ts';

/**
 * Changes of this window to sessions. A change whose answer never came is sent again under its old number, so that the
 * server recognises it if it had arrived after all, and nothing happens twice.
 */
export class Changes {
  private readonly windowId = `web-${crypto.randomUUID()}`;
  private readonly sequences = new Map<string, number>();
  private readonly unanswered = new Map<string, Change>();

  constructor(private readonly client: Client) {}

  /** @param purpose tells one intention of the person from another: the same again is a retry */
  async submit(
    session: string,
    purpose: string,
    events: MixEvent[],
    answersNote?: string,
  ): Promise<ChangeResult> {
    const key = `${session} ${purpose}`;
    const change = this.unanswered.get(key) ?? this.next(session, events, answersNote);
    this.unanswered.set(key, change);
    try {
      const result = await this.client.change(session, change);
      this.unanswered.delete(key);
      return result;
    } catch (error) {
      if (!(error instanceof AwayError)) {
        this.unanswered.delete(key);
      }
      throw error;
    }
  }

  private next(session: string, events: MixEvent[], answersNote?: string): Change {
    const sequence = (this.sequences.get(session) ?? 0) + 1;
    this.sequences.set(session, sequence);
    return { client: this.windowId, sequence, ...(answersNote ? { answersNote } : {}), events };
  }
}
