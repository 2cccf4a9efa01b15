/** The mixes that are measured in the browser, and the noise that they play. */
import type { Mix } from '../src/api/types.ts';

export const RATE = 48_000;
export const STEM_SECONDS = 20;

type Parameters = Record<string, number>;

/** Which part of a channel strip is there: a line of the report each. */
export const CHAINS = {
  faders: [],
  equalised: ['filter', 'eq'],
  compressed: ['filter', 'eq', 'compressor'],
} as const;
export type Chain = keyof typeof CHAINS;

/** How much spreads over the strips, so that no two do the same. */
const spread = (i: number, from: number, to: number) => from + ((to - from) * (i % 12)) / 11;

const PARAMETERS: Record<string, (i: number) => Parameters> = {
  filter: (i) => ({ frequency: spread(i, 25, 120) }),
  eq: (i) => ({
    'band-1-shape': 1,
    'band-1-frequency': spread(i, 80, 160),
    'band-1-gain': spread(i, -3, 3),
    'band-2-shape': 0,
    'band-2-frequency': spread(i, 250, 600),
    'band-2-gain': -3,
    'band-3-shape': 0,
    'band-3-frequency': spread(i, 1500, 4000),
    'band-3-gain': 2,
    'band-4-shape': 2,
    'band-4-frequency': spread(i, 7000, 12_000),
    'band-4-gain': spread(i, 3, -2),
  }),
  compressor: (i) => ({ threshold: spread(i, -30, -18), ratio: 3, attack: 8, release: 120, makeup: 2 }),
  reverb: () => ({}),
  delay: () => ({ feedback: 0.4, mix: 1 }),
};

const strip = (processors: readonly string[], i: number, more = {}) => ({
  trimDb: 0,
  polarityInverted: false,
  inserts: processors.map((processor) => ({
    id: processor,
    processor,
    bypassed: false,
    parameters: PARAMETERS[processor]?.(i) ?? {},
  })),
  sends: [] as unknown[],
  faderDb: -20,
  pan: spread(i, -1, 1),
  muted: false,
  soloed: false,
  ...more,
});

/**
 * Stereo tracks, each with a chain.
 *
 * @param spaces a reverb and a delay besides, and every track sends to both
 */
export function tracks(count: number, chain: Chain, spaces: boolean, seconds: number): Mix {
  const sends = spaces
    ? ['room', 'echo'].map((bus) => ({ id: bus, bus, preFader: false, levelDb: -18 }))
    : [];
  const bus = (id: string, processor: string) => ({
    id,
    name: id,
    kind: 'RETURN',
    colour: '#3FD5FF',
    output: 'master',
    strip: strip([processor], 0, { faderDb: 0, pan: 0 }),
  });
  const clips = Array.from({ length: Math.ceil(seconds / STEM_SECONDS) }, (_, at) => ({
    id: `c${at}`,
    startFrame: at * STEM_SECONDS * RATE,
    stemFrame: 0,
    lengthFrames: STEM_SECONDS * RATE,
  }));
  const mix = {
    format: 'foldback-mix/1',
    sampleRate: RATE,
    tracks: Array.from({ length: count }, (_, i) => ({
      id: `t${i}`,
      name: `Track ${i + 1}`,
      colour: '#FF9F00',
      output: 'master',
      strip: strip(CHAINS[chain], i, { sends }),
      clips: clips.map((clip) => ({ ...clip, stem: stemName(i) })),
    })),
    buses: spaces ? [bus('room', 'reverb'), bus('echo', 'delay')] : [],
    master: strip([], 0, { faderDb: 0, pan: 0 }),
  };
  return mix as unknown as Mix;
}

export const stemName = (i: number): string => (i + 4096).toString(16).padStart(64, '0');
export const numberOf = (name: string): number => Number.parseInt(name, 16) - 4096;

/** Bursts of noise of 24 bits, which compressors have work with; another for every stem. */
export function noise(stem: number, channel: number, frames: number): Float64Array {
  let state = (stem * 2 + channel + 1) * 2_654_435_761;
  const samples = new Float64Array(frames);
  for (let i = 0; i < frames; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    const loud = Math.floor(i / 6000) % 2 === 0 ? 0.5 : 0.06;
    samples[i] = Math.round(loud * (state / 2 ** 31) * 8_388_607) / 8_388_608;
  }
  return samples;
}
