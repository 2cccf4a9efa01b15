/**
 * Keeps the seconds of stems coming that the song is about to need: those around the playhead, and those a loop comes back to. What comes late is
 * waited for, what comes corrupt is asked for again, and both are counted.
 */
import type { StemFacts } from './bundle.ts';
import { type PageKey, pageOf } from './pages.ts';
import type { FromDecoder, ToDecoder } from './protocol.ts';
import { type Span, secondsOf } from './wanted.ts';

export interface BundlePart {
  stem: string;
  second: number;
}

/** Asks the server for a bundle (docs/API.md, stem-upload). */
export type FetchBundle = (parts: BundlePart[], signal: AbortSignal) => Promise<ArrayBuffer>;

/** How far ahead of the playhead stems are fetched, and how long they are kept behind it: longer than what is rendered before a place. */
const AHEAD_SECONDS = 6;
const BEHIND_SECONDS = 6;
/** What is asked for at once: the first sound does not wait for what comes later. */
const BUNDLE_SECONDS = 2;
const FIRST_BUNDLE_SECONDS = 0.5;
const MOST_PARTS = 512;
const REQUESTS_AT_ONCE = 3;
const RETRY_MILLISECONDS = [250, 500, 1000, 2000, 4000];
const TURN_MILLISECONDS = 100;

interface Waiting {
  parts: BundlePart[];
  done: (facts: FromDecoder['facts']) => void;
  failed: (error: Error) => void;
}

export class StemLoader {
  /** Bundles that did not come, or came corrupt. */
  lost = 0;
  /** What went wrong last; null since something came. */
  trouble: string | null = null;
  private readonly numbers = new Map<string, number>();
  private readonly names: string[] = [];
  private readonly facts = new Map<string, StemFacts>();
  /** Pages that are with the worklet, or on their way there. */
  private readonly there = new Map<number, PageKey>();
  private readonly waiting = new Map<number, Waiting>();
  private readonly abort = new AbortController();
  private readonly timer: ReturnType<typeof setInterval>;
  private spans: Span[] = [];
  private from = 0;
  private loop: { start: number; end: number } | null = null;
  private requests = 0;
  private bundles = 0;
  private failures = 0;
  private retryAt = 0;

  constructor(
    private readonly fetchBundle: FetchBundle,
    private readonly decoder: Worker,
    private readonly rate: number,
    private readonly drop: (keys: PageKey[]) => void,
    private readonly changed: () => void,
  ) {
    decoder.addEventListener('message', (event: MessageEvent<FromDecoder>) => this.decoded(event.data));
    this.timer = setInterval(() => this.turn(), TURN_MILLISECONDS);
  }

  numberOf(stem: string): number {
    let number = this.numbers.get(stem);
    if (number === undefined) {
      number = this.names.length;
      this.names.push(stem);
      this.numbers.set(stem, number);
    }
    return number;
  }

  factsOf(stem: string): StemFacts | undefined {
    return this.facts.get(stem);
  }

  /** Fetches what is not known of stems with a second of each that is played. @throws Error if one is not there */
  async introduce(firsts: BundlePart[]): Promise<void> {
    const unknown = firsts.filter((part) => !this.facts.has(part.stem));
    for (let at = 0; at < unknown.length; at += MOST_PARTS) {
      await this.bundle(unknown.slice(at, at + MOST_PARTS));
    }
  }

  /** Where the song plays, and what it plays there. */
  follow(spans: Span[]): void {
    this.spans = spans;
    this.turn();
  }

  at(frame: number): void {
    const jumped = frame < this.from || frame > this.from + this.rate;
    this.from = frame;
    if (jumped) {
      this.turn();
    }
  }

  loops(loop: { start: number; end: number } | null): void {
    this.loop = loop;
    this.turn();
  }

  close(): void {
    clearInterval(this.timer);
    this.abort.abort();
  }

  /** Lets go of what is far away, and asks for what is missing. */
  private turn(): void {
    const wanted = this.wanted();
    this.forget(wanted);
    if (performance.now() < this.retryAt) {
      return;
    }
    let missing = wanted.filter((each) => !this.there.has(pageOf(each)));
    while (this.requests < REQUESTS_AT_ONCE && missing.length > 0) {
      const span =
        this.there.size === 0 || missing[0]?.at === this.from ? FIRST_BUNDLE_SECONDS : BUNDLE_SECONDS;
      const until = (missing[0] as { at: number }).at + span * this.rate;
      const now = missing.filter((each) => each.at < until).slice(0, MOST_PARTS);
      missing = missing.filter((each) => !now.includes(each));
      const parts = now.map((each) => ({ stem: this.names[each.stem] as string, second: each.second }));
      this.bundle(parts).catch(() => undefined);
    }
  }

  private wanted(): (PageKey & { at: number })[] {
    const { rate, spans, loop, from } = this;
    const now = secondsOf(spans, from, from + AHEAD_SECONDS * rate, rate);
    const back = loop ? secondsOf(spans, loop.start, loop.start + (AHEAD_SECONDS / 2) * rate, rate) : [];
    return [...now, ...back];
  }

  private forget(wanted: PageKey[]): void {
    const kept = new Set(wanted.map(pageOf));
    for (const near of secondsOf(this.spans, this.from - BEHIND_SECONDS * this.rate, this.from, this.rate)) {
      kept.add(pageOf(near));
    }
    const gone = [...this.there.values()].filter((key) => !kept.has(pageOf(key)));
    if (gone.length > 0) {
      for (const key of gone) {
        this.there.delete(pageOf(key));
      }
      this.drop(gone.map(({ stem, second }) => ({ stem, second })));
    }
  }

  private async bundle(parts: BundlePart[]): Promise<void> {
    this.requests++;
    for (const part of parts) {
      const key = this.keyOf(part);
      this.there.set(pageOf(key), key);
    }
    try {
      const bytes = await this.fetchBundle(parts, this.abort.signal);
      const facts = await new Promise<FromDecoder['facts']>((done, failed) => {
        const number = ++this.bundles;
        this.waiting.set(number, { parts, done, failed });
        const stems = parts.map((part): [string, number] => [part.stem, this.numberOf(part.stem)]);
        const message: ToDecoder = { is: 'bundle', number, bytes, stems };
        this.decoder.postMessage(message, [bytes]);
      });
      for (const { stem, ...fact } of facts) {
        this.facts.set(stem, fact);
      }
      this.dropForgotten(parts);
      this.failures = 0;
      this.trouble = null;
    } catch (error) {
      this.missed(parts, error);
      throw error;
    } finally {
      this.requests--;
      this.changed();
    }
  }

  private keyOf({ stem, second }: BundlePart): PageKey {
    return { stem: this.numberOf(stem), second };
  }

  /** What was let go of while it was on its way is let go of again: nobody knows which of the two came first. */
  private dropForgotten(parts: BundlePart[]): void {
    const forgotten = parts.map((part) => this.keyOf(part)).filter((key) => !this.there.has(pageOf(key)));
    if (forgotten.length > 0) {
      this.drop(forgotten);
    }
  }

  private missed(parts: BundlePart[], error: unknown): void {
    for (const part of parts) {
      this.there.delete(pageOf(this.keyOf(part)));
    }
    if (!this.abort.signal.aborted) {
      this.lost++;
      this.trouble = error instanceof Error ? error.message : String(error);
      const wait = RETRY_MILLISECONDS[Math.min(this.failures, RETRY_MILLISECONDS.length - 1)] as number;
      this.failures++;
      this.retryAt = performance.now() + wait;
    }
  }

  private decoded(answer: FromDecoder): void {
    const waiting = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if (answer.trouble !== null || answer.corrupt.length > 0) {
      waiting?.failed(new Error(answer.trouble ?? 'A second of a stem came corrupt.'));
    } else {
      waiting?.done(answer.facts);
    }
  }
}
