/** The golden mixes of the engine, with their stems, and the hash of what they become. */
import documents from '../../services/core/bounce/src/test/resources/golden-mixes.json?raw';

export interface Golden {
  name: string;
  frames: number;
  hash: string;
  mix: unknown;
}

export const GOLDEN = JSON.parse(documents) as Golden[];
export const RATE = 48_000;
export const FRAMES = 60_000;
const MASK = 0xffff_ffff_ffff_ffffn;

/** The stems of mixdown's GoldenMixes: whole numbers of SplitMix64, in bursts. */
function noise(seed: number, channels: number): Float64Array[] {
  let state = BigInt(seed);
  const next = (): number => {
    state = (state + 0x9e37_79b9_7f4a_7c15n) & MASK;
    let z = ((state ^ (state >> 30n)) * 0xbf58_476d_1ce4_e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d0_49bb_1331_11ebn) & MASK;
    z ^= z >> 31n;
    return -4_000_000 + Number((z >> 33n) % 8_000_000n);
  };
  const samples = Array.from({ length: channels }, () => new Float64Array(FRAMES));
  for (let i = 0; i < FRAMES; i++) {
    const scale = Math.floor(i / 6000) % 2 === 0 ? 1 : 0.125;
    for (const channel of samples) {
      channel[i] = (scale * next()) / 8_388_608;
    }
  }
  return samples;
}

export const STEMS = Array.from({ length: 6 }, (_, i) => noise(i, 1 + (i % 2)));
export const stemName = (i: number): string => i.toString(16).padStart(64, '0');

/** FNV-1a over the words of the doubles, as mixdown's Renders. */
export function hash(channels: Float64Array[]): string {
  let hash = 0xcbf2_9ce4_8422_2325n;
  for (const channel of channels) {
    for (const word of new BigUint64Array(channel.buffer)) {
      hash = ((hash ^ word) * 0x0000_0100_0000_01b3n) & MASK;
      hash ^= hash >> 32n;
    }
  }
  return hash.toString(16).padStart(16, '0');
}
