/** The golden mixes of the engine, with their stems, and the hash of what they become. */
import golden from '../../services/core/bounce/src/test/resources/golden-mixes.json';
import { crc32 } from '../src/audio/bundle.ts';

export const GOLDEN = golden;
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

/** A bundle as stem-upload makes it, of 64-bit floats. */
export function bundleOf(
  parts: { stem: string; second: number }[],
  samplesOf: (stem: string) => Float64Array[],
): ArrayBuffer {
  const payloads = parts.map(({ stem, second }) => {
    const channels = samplesOf(stem);
    const from = second * RATE;
    const frames = Math.max(0, Math.min(RATE, (channels[0]?.length ?? 0) - from));
    const payload = new Float64Array(frames * channels.length);
    channels.forEach((channel, c) => {
      for (let i = 0; i < frames; i++) {
        payload[i * channels.length + c] = channel[from + i] as number;
      }
    });
    return { bytes: new Uint8Array(payload.buffer), frames, channels: channels.length, whole: channels[0]?.length ?? 0 };
  });
  const size = payloads.reduce((sum, each) => sum + each.bytes.length, 8 + 64 * parts.length);
  const bundle = new Uint8Array(size);
  const view = new DataView(bundle.buffer);
  view.setUint32(0, 0x3142_4246, true);
  view.setUint32(4, parts.length, true);
  let at = 8 + 64 * parts.length;
  parts.forEach(({ stem, second }, i) => {
    const { bytes, frames, channels, whole } = payloads[i] as (typeof payloads)[number];
    const head = 8 + 64 * i;
    for (let k = 0; k < 32; k++) {
      bundle[head + k] = Number.parseInt(stem.slice(2 * k, 2 * k + 2), 16);
    }
    view.setUint32(head + 32, second, true);
    view.setUint8(head + 36, 4);
    view.setUint8(head + 37, channels);
    view.setUint32(head + 40, RATE, true);
    view.setUint32(head + 44, frames, true);
    view.setBigUint64(head + 48, BigInt(whole), true);
    view.setUint32(head + 56, bytes.length, true);
    view.setUint32(head + 60, crc32(bytes), true);
    bundle.set(bytes, at);
    at += bytes.length;
  });
  return bundle.buffer;
}
