/** What the page, the worklet and the worker say to each other. */
import type { Samples } from './bundle.ts';
import type { Requirements } from './glue.ts';
import type { PageKey } from './pages.ts';
import type { Span } from './wanted.ts';

export interface WorkletOptions {
  module: WebAssembly.Module;
  wants: Requirements;
  rate: number;
  /** Where measures are written, if the page may share memory. */
  measures: SharedArrayBuffer | null;
}

/** From the worker that decodes, through a port of its own. */
export type PageMessage = { is: 'page'; key: PageKey; samples: Samples };

export interface Click {
  tempos: { frame: number; beatsPerMinute: number }[];
  meters: { frame: number; beats: number; beatUnit: number }[];
}

export type ToWorklet =
  | { is: 'pages'; port: MessagePort }
  | { is: 'drop'; keys: PageKey[] }
  | { is: 'stem'; hash: Uint8Array; number: number; channels: number; rate: number; frames: number }
  /** A mix document in UTF-8, with parts that stayed since the one that was number `base`; 0 is none. */
  | { is: 'mix'; number: number; base: number; mix: Uint8Array; spans: Span[] }
  | { is: 'roll'; rolling: boolean }
  | { is: 'seek'; frame: number; history: number; rolls: boolean }
  | { is: 'scrub'; frame: number; history: number }
  | { is: 'loop'; start: number; end: number }
  | { is: 'click'; click: Click | null }
  | { is: 'listen'; address: Uint8Array }
  | { is: 'prove'; first: number | null }
  | { is: 'close' };

export interface Status {
  is: 'status';
  /** The next frame that is rendered, at this time of the context. */
  song: number;
  time: number;
  rolling: boolean;
  starved: boolean;
  /** Blocks that came later than they should have. */
  late: number;
  /** Of a block's time. */
  load: number;
  wholeHistory: boolean;
  /** Where there is no shared memory. */
  measures: Float64Array | null;
}

export type FromWorklet =
  | { is: 'ready' }
  | { is: 'broken'; text: string }
  | Status
  /** The mix of a number plays, or does not and why. */
  | { is: 'shown'; number: number; refused: Uint8Array | null }
  /** The mix stood on one that does not play: it is wanted whole. */
  | { is: 'again' }
  | { is: 'layout'; text: Uint8Array; number: number }
  | { is: 'listened'; samples: Float32Array }
  /** A second of what was rendered, left and right in turn, before dither; its number counts from the first frame that is proved. */
  | { is: 'second'; number: number; samples: Float64Array; wholeHistory: boolean };

export type ToDecoder =
  | { is: 'pages'; port: MessagePort }
  | { is: 'bundle'; number: number; bytes: ArrayBuffer; stems: [string, number][] };

export interface FromDecoder {
  is: 'decoded';
  number: number;
  /** What each stem of the bundle is. */
  facts: { stem: string; channels: number; sampleRate: number; frames: number }[];
  /** Those that came corrupt. */
  corrupt: string[];
  trouble: string | null;
}
