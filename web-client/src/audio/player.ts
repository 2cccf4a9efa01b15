import { type Deck, Run } from './graph.ts';

/** Lets the graph be built before its first sample is due. */
const LEAD_SECONDS = 0.03;

/** Plays mixdowns side by side: one clock, one position, one of them heard. Knows nothing of screens. */
export class Player {
  private readonly decks = new Map<string, Deck>();
  private context: AudioContext | null = null;
  private run: Run | null = null;
  private active = '';
  private rest = 0;
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly sampleRate: number,
    private readonly changed: () => void = () => {},
  ) {}

  get playing(): boolean {
    return this.run !== null;
  }

  /** Of the longest mixdown, in seconds. */
  get duration(): number {
    return Math.max(0, ...[...this.decks.values()].map((d) => d.buffer.duration));
  }

  /** What is heard now, in seconds into the song: what was scheduled, less what the way to the ear takes. */
  position(): number {
    if (!this.run || !this.context) {
      return this.rest;
    }
    const late = Number.isFinite(this.context.outputLatency) ? this.context.outputLatency : 0;
    const heard = this.run.offset + Math.max(0, this.context.currentTime - late - this.run.time);
    return Math.min(this.duration, heard);
  }

  /** Decodes at the session's rate, so that a mixdown is heard sample for sample wherever the device allows it. */
  decode(bytes: ArrayBuffer): Promise<AudioBuffer> {
    return new OfflineAudioContext(1, 1, this.sampleRate).decodeAudioData(bytes);
  }

  has(key: string): boolean {
    return this.decks.has(key);
  }

  load(key: string, buffer: AudioBuffer, gain: number): void {
    const deck = { buffer, gain };
    this.decks.set(key, deck);
    if (this.run && this.context) {
      this.run.add(key, deck, this.context.currentTime + LEAD_SECONDS);
      this.endWhenOver();
    }
    this.changed();
  }

  unload(key: string): void {
    this.decks.delete(key);
    this.run?.remove(key);
    if (this.decks.size === 0 && this.run) {
      this.pause();
    }
    this.changed();
  }

  gain(key: string, gain: number): void {
    const deck = this.decks.get(key);
    if (deck && deck.gain !== gain) {
      deck.gain = gain;
      if (this.context) {
        this.run?.level(key, gain, this.context.currentTime);
      }
    }
  }

  hear(key: string): void {
    if (this.active !== key) {
      this.active = key;
      if (this.context) {
        this.run?.hear(key, this.context.currentTime);
      }
      this.changed();
    }
  }

  /** Must come from a click or a key: browsers let nothing else make a sound. */
  async play(): Promise<void> {
    if (this.run || this.decks.size === 0) {
      return;
    }
    if (this.rest >= this.duration - 0.01) {
      this.rest = 0;
    }
    this.context ??= new AudioContext({ sampleRate: this.sampleRate, latencyHint: 'interactive' });
    this.start(this.rest);
    this.changed();
    await this.context.resume();
  }

  pause(): void {
    const position = this.position();
    this.halt();
    this.rest = position;
    this.changed();
  }

  seek(seconds: number): void {
    const to = Math.min(Math.max(0, seconds), this.duration || seconds);
    const playing = this.playing;
    this.halt();
    this.rest = to;
    if (playing && to < this.duration) {
      this.start(to);
    }
    this.changed();
  }

  close(): void {
    this.halt();
    this.decks.clear();
    void this.context?.close();
    this.context = null;
  }

  private start(offset: number): void {
    const context = this.context as AudioContext;
    const now = context.currentTime + LEAD_SECONDS;
    this.run = new Run(context, now, offset, this.active);
    for (const [key, deck] of this.decks) {
      this.run.add(key, deck, now);
    }
    this.endWhenOver();
  }

  private halt(): void {
    clearTimeout(this.ending);
    if (this.run && this.context) {
      this.run.stop(this.context.currentTime);
    }
    this.run = null;
  }

  /** Looks again until the clock says so: a suspended context keeps its position. */
  private endWhenOver(): void {
    clearTimeout(this.ending);
    const left = this.duration - this.position();
    this.ending = setTimeout(
      () => {
        if (this.duration - this.position() > 0.005) {
          this.endWhenOver();
        } else {
          this.pause();
        }
      },
      Math.max(20, left * 1000),
    );
  }
}
