/** What can be played, whatever makes the sound: a bounced mixdown, or the engine in this page. Positions are seconds. */
export interface Transport {
  readonly playing: boolean;
  readonly canPlay: boolean;
  /** The position to a tenth or so: for words and fields. What is drawn asks {@link position}. */
  readonly roughly: number;
  position(): number;
  toggle(): void;
  /** Must come from a click or a key: browsers let nothing else make a sound. */
  play(): Promise<void>;
  pause(): void;
  seek(seconds: number): void;
  nudge(seconds: number): void;
  /** Reads the clock into {@link roughly}, for those who show it in words. */
  tick(): void;
}
