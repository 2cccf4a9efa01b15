/**
 * What screens know of the engine that plays a session live. Positions are frames of the session, levels are decibels
 * relative to full scale, loudness is LUFS. The engine renders the very bits that a bounce of the same mix has.
 */
import type { Mix } from '../api/types.ts';

/** `loading` until what is needed for the first sound is there; `broken` for good, with the reason. */
export type EngineState =
  | { is: 'loading'; done: number }
  | { is: 'ready'; backend: 'wasm' | 'javascript'; isolated: boolean }
  | { is: 'broken'; reason: 'no-audio' | 'no-worklet' | 'module' | 'rate-refused' | 'failed'; text: string };

/** What plays besides: `starved` while stems are waited for (silence, not wrong sound), `behind` when this machine is too slow. */
export interface Playing {
  rolling: boolean;
  starved: boolean;
  behind: boolean;
  /** Blocks that came too late since play was pressed. */
  underruns: number;
  /** Share of a block's time that it took to render, 0 to 1 and more, over the last second. */
  load: number;
}

/** Inclusive start, exclusive end. */
export interface FrameRange {
  start: number;
  end: number;
}

/** A whole strip's levels over the last blocks; -Infinity is silence. Read at frame rate, therefore filled in place. */
export interface StripLevels {
  peakLeftDb: number;
  peakRightDb: number;
  rmsLeftDb: number;
  rmsRightDb: number;
}

export interface MasterLevels extends StripLevels {
  truePeakDb: number;
  momentaryLufs: number;
  shortTermLufs: number;
  integratedLufs: number;
  /** -1 to 1. */
  correlation: number;
}

/** Meters come out of shared memory, or by messages where there is none; nothing here makes an object. */
export interface Meters {
  /** @param address `track/<id>`, `bus/<id>` or `master`. @returns false for a strip that does not play */
  strip(address: string, into: StripLevels): boolean;
  master(into: MasterLevels): void;
  /** How much an insert turns down now, in dB, 0 or less; 0 for one that has no gain reduction. */
  gainReductionDb(address: string, insert: string): number;
  /**
   * Magnitudes of what a strip sends to its output, in dB, from 0 to half the sample rate; for one strip at a time, the last one
   * that was asked for. @returns false while there is none
   */
  spectrum(address: string, into: Float32Array): boolean;
}

/** Whether what is heard is, bit for bit, what was bounced (docs/adr has how it is told). */
export type Exactness =
  | { is: 'unknown' }
  | { is: 'warming'; text: string }
  | { is: 'exact'; seconds: number }
  | { is: 'differs'; second: number; text: string };

/** One session being played. One at a time in a page. */
export interface LiveEngine {
  readonly state: EngineState;
  readonly playing: Playing;
  readonly meters: Meters;
  readonly exactness: Exactness;
  /** What is heard now, in frames: what was rendered, less what the way to the ear takes. */
  position(): number;
  /** Of what is in the mix, in frames. */
  readonly length: number;

  /**
   * Plays this mix from the next control tick on. Parts that are the same objects as before are known to be unchanged, therefore a
   * mix with one fader moved costs one comparison a strip. What cannot be played is told by `refused`, and the mix before goes on.
   */
  show(mix: Mix): void;
  /** Why the last mix shown is not the one that plays; null if it is. */
  readonly refused: string | null;

  /** Must come from a click or a key: browsers let nothing else make a sound. */
  play(): Promise<void>;
  pause(): void;
  seek(frame: number): void;
  loop(range: FrameRange | null): void;
  /** A click on the beats of the mix's tempo, on the monitor only. */
  click(on: boolean): void;
  /** Short pieces of sound at the playhead while it is dragged; null when it is let go. */
  scrub(frame: number | null): void;
  /** Compares each second that plays with the manifest of a bounce of the mix shown; null for none. */
  proveBy(manifest: unknown | null): void;
  /** A range as a WAV file of 24 bits with the bounce's dither, without playing it. */
  bounce(range: FrameRange, progress: (done: number) => void, signal: AbortSignal): Promise<Blob>;

  /** Called after any of the above is other than it was, at most once a frame; never for meters and position. */
  subscribe(changed: () => void): () => void;
  /** Lets go of the device and the memory. */
  close(): void;
}
