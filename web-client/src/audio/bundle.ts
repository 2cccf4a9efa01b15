/** Bundles of stem-upload (docs/API.md): a second each of many stems, checked and unpacked. */
import { decodeFlac } from './flac.ts';

const MAGIC = 0x3142_4246;
const HEADER_BYTES = 8;
const PART_BYTES = 64;

/** What a stem is. */
export interface StemFacts {
  channels: number;
  sampleRate: number;
  frames: number;
}

/** A second of a stem, still packed. */
export interface PackedSecond {
  stem: string;
  second: number;
  facts: StemFacts;
  packing: number;
  frames: number;
  crc: number;
  payload: Uint8Array;
}

/** Samples, full scale 1, with as many bits as the stem has. */
export type Samples = [Float32Array, Float32Array] | [Float64Array, Float64Array];

const FLAC_16 = 0;
const FLAC_24 = 1;
const PCM_32 = 2;
const FLOAT_32 = 3;
const FLOAT_64 = 4;

/** Whether samples of a packing need 64-bit floats. */
export const isWide = (packing: number): boolean => packing === PCM_32 || packing === FLOAT_64;

/** @throws RangeError if it is no bundle; a part that is corrupt is found when it is {@link unpack unpacked} */
export function parseBundle(bytes: ArrayBuffer): PackedSecond[] {
  const view = new DataView(bytes);
  if (view.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC) {
    throw new RangeError('what came is no bundle of stems');
  }
  const count = view.getUint32(4, true);
  const parts: PackedSecond[] = [];
  let at = HEADER_BYTES + count * PART_BYTES;
  for (let i = 0; i < count; i++) {
    const head = HEADER_BYTES + i * PART_BYTES;
    const length = view.getUint32(head + 56, true);
    if (at + length > view.byteLength) {
      throw new RangeError('the bundle ends before it should');
    }
    const name = new Uint8Array(bytes, head, 32);
    parts.push({
      stem: Array.from(name, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      second: view.getUint32(head + 32, true),
      packing: view.getUint8(head + 36),
      facts: {
        channels: view.getUint8(head + 37),
        sampleRate: view.getUint32(head + 40, true),
        frames: Number(view.getBigUint64(head + 48, true)),
      },
      frames: view.getUint32(head + 44, true),
      crc: view.getUint32(head + 60, true),
      payload: new Uint8Array(bytes, at, length),
    });
    at += length;
  }
  return parts;
}

/** @throws RangeError if it is not what was sent */
export function unpack(part: PackedSecond): Samples {
  if (crc32(part.payload) !== part.crc) {
    throw new RangeError(`second ${part.second} of a stem came corrupt`);
  }
  const { channels } = part.facts;
  if (isWide(part.packing)) {
    const wide: Samples = [new Float64Array(part.frames), new Float64Array(part.frames)];
    raw(part, channels, wide);
    return wide;
  }
  const samples: [Float32Array, Float32Array] = [
    new Float32Array(part.frames),
    new Float32Array(part.frames),
  ];
  if (part.packing === FLAC_16 || part.packing === FLAC_24) {
    decodeFlac(part.payload, part.packing === FLAC_16 ? 16 : 24, channels, part.frames, samples);
  } else {
    raw(part, channels, samples);
  }
  return samples;
}

function raw(part: PackedSecond, channels: number, into: Samples): void {
  const bytes = part.packing === FLOAT_64 ? 8 : 4;
  if (part.packing > FLOAT_64 || part.payload.length !== part.frames * channels * bytes) {
    throw new RangeError('a second of a stem that nobody can read');
  }
  const view = new DataView(part.payload.buffer, part.payload.byteOffset, part.payload.length);
  for (let i = 0; i < part.frames; i++) {
    for (let side = 0; side < 2; side++) {
      const at = (i * channels + Math.min(side, channels - 1)) * bytes;
      into[side as 0 | 1][i] =
        part.packing === FLOAT_32
          ? view.getFloat32(at, true)
          : part.packing === PCM_32
            ? view.getInt32(at, true) / 2_147_483_648
            : view.getFloat64(at, true);
    }
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return crc;
});

export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = (crc >>> 8) ^ (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number);
  }
  return ~crc >>> 0;
}
