import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Mix } from '../../src/api/types.ts';
import { crc32, parseBundle, unpack } from '../../src/audio/bundle.ts';
import { decodeFlac } from '../../src/audio/flac.ts';
import { magnitudes } from '../../src/audio/meters.ts';
import { Metronome } from '../../src/audio/metronome.ts';
import { Pages } from '../../src/audio/pages.ts';
import { Proof, provable } from '../../src/audio/proof.ts';
import { difference, spansOf } from '../../src/audio/shown.ts';
import { secondsOf } from '../../src/audio/wanted.ts';
import { bundleOf } from '../fixture/bundles.ts';

/** Numbers by chance, the same in every run: a linear congruence. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('FLAC that ffmpeg made is decoded to the last bit', () => {
  const next = chance(20_261_122);
  const signals: Record<string, (i: number, c: number) => number> = {
    silence: () => 0,
    noise: () => (next() - 0.5) * 1.9,
    sine: (i, c) => 0.8 * Math.sin(i * 0.03 + c),
    'a quiet middle': (i, c) =>
      Math.sin(i * 0.01) * (i % 9000 < 4500 ? 0.5 : 0.001) + c * 0.01 * (next() - 0.5),
    clicks: (i) => (i % 700 === 0 ? 0.99 : 0),
  };
  for (const [name, signal] of Object.entries(signals)) {
    for (const bits of [16, 24] as const) {
      for (const channels of [1, 2]) {
        test(`${name}, ${bits} bits, ${channels} channels`, () => {
          const frames = 12_345;
          const samples = Array.from({ length: channels }, (_, c) =>
            Int32Array.from({ length: frames }, (_, i) => Math.round(signal(i, c) * (2 ** (bits - 1) - 1))),
          );
          const into: [Float32Array, Float32Array] = [new Float32Array(frames), new Float32Array(frames)];
          decodeFlac(byFfmpeg(samples, bits), bits, channels, frames, into);
          for (let side = 0; side < 2; side++) {
            const expected = samples[Math.min(side, channels - 1)] as Int32Array;
            const decoded = Int32Array.from(into[side as 0 | 1], (x) => x * 2 ** (bits - 1));
            expect(decoded).toEqual(expected);
          }
        });
      }
    }
  }

  test('what is no FLAC, or too much or too little of it, is refused', () => {
    const frame = byFfmpeg([Int32Array.from({ length: 1000 }, (_, i) => i)], 16);
    const into = (): [Float32Array, Float32Array] => [new Float32Array(2000), new Float32Array(2000)];
    expect(() => decodeFlac(new Uint8Array(100), 16, 1, 1000, into())).toThrow(RangeError);
    expect(() => decodeFlac(frame, 16, 2, 1000, into())).toThrow(RangeError);
    expect(() => decodeFlac(frame, 16, 1, 1001, into())).toThrow(RangeError);
    expect(() => decodeFlac(frame, 16, 1, 999, into())).toThrow(RangeError);
    expect(() => decodeFlac(frame.subarray(0, 200), 16, 1, 1000, into())).toThrow(RangeError);
  });
});

/** The frames of a file that ffmpeg encodes, with linear prediction and everything. */
function byFfmpeg(samples: Int32Array[], bits: 16 | 24): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'foldback-flac-'));
  try {
    const frames = samples[0]?.length ?? 0;
    const raw = new Int32Array(frames * samples.length);
    samples.forEach((channel, c) => {
      channel.forEach((x, i) => {
        raw[i * samples.length + c] = x << (32 - bits);
      });
    });
    writeFileSync(join(folder, 'in'), new Uint8Array(raw.buffer));
    const input = ['-f', 's32le', '-ar', '48000', '-ac', String(samples.length), '-i', join(folder, 'in')];
    const format = [
      '-c:a',
      'flac',
      '-sample_fmt',
      bits === 16 ? 's16' : 's32',
      '-bits_per_raw_sample',
      String(bits),
    ];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...format, join(folder, 'out.flac')]);
    const file = readFileSync(join(folder, 'out.flac'));
    let at = 4;
    for (let last = false; !last; ) {
      last = ((file[at] as number) & 0x80) !== 0;
      at += 4 + file.readUIntBE(at + 1, 3);
    }
    return new Uint8Array(file.subarray(at));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a bundle is unpacked, and a part of it that is corrupt is refused', () => {
  const stem = 'ab'.repeat(32);
  const bytes = bundleOf([{ stem, second: 1 }], () => [Float64Array.from({ length: 50_000 }, (_, i) => i)]);
  const part = parseBundle(bytes)[0];
  expect(part).toMatchObject({ stem, second: 1, frames: 2000, facts: { channels: 1, frames: 50_000 } });
  expect(unpack(part as never)[1][1999]).toBe(49_999);
  part?.payload.set([(part.payload[77] ?? 0) ^ 1], 77);
  expect(() => unpack(part as never)).toThrow(/corrupt/);
  expect(() => parseBundle(new ArrayBuffer(7))).toThrow(RangeError);
  expect(() => parseBundle(bytes.slice(0, 100))).toThrow(RangeError);
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
});

test('pages are read across seconds, and what is missing is silence and said', () => {
  const pages = new Pages(10);
  const ramp = (from: number) => Float64Array.from({ length: 10 }, (_, i) => from + i);
  pages.put({ stem: 3, second: 0 }, [ramp(0), ramp(100)]);
  pages.put({ stem: 3, second: 1 }, [ramp(10), ramp(110)]);
  const [left, right] = [new Float64Array(8), new Float64Array(8)];
  expect(pages.read(3, 6, left, right, 8)).toBe(true);
  expect([...left]).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);
  expect(pages.has(3, 0, 20)).toBe(true);
  expect(pages.has(3, 15, 21)).toBe(false);
  expect(pages.read(3, 15, left, right, 8)).toBe(false);
  expect([...right]).toEqual([115, 116, 117, 118, 119, 0, 0, 0]);
  pages.drop({ stem: 3, second: 1 });
  expect(pages.has(3, 10, 11)).toBe(false);
});

test('the seconds that a place needs come in the order in which they are heard', () => {
  const spans = [
    { stem: 0, start: 0, stemFrame: 0, length: 35 },
    { stem: 1, start: 12, stemFrame: 5, length: 100 },
  ];
  expect(secondsOf(spans, 10, 30, 10).map(({ stem, second, at }) => [stem, second, at])).toEqual([
    [0, 1, 10],
    [1, 0, 12],
    [1, 1, 17],
    [0, 2, 20],
    [1, 2, 27],
  ]);
});

test('a mix with one fader moved names every other part', () => {
  const track = (id: string) => ({
    id,
    clips: [{ stem: 's', startFrame: 1, stemFrame: 2, lengthFrames: 3 }],
  });
  const before = { tracks: [track('a'), track('b')], buses: [], master: {}, tempo: {}, sampleRate: 48_000 };
  const after = { ...before, tracks: [before.tracks[0], track('b')] };
  const said = JSON.parse(difference(after as unknown as Mix, before as unknown as Mix));
  expect(said).toEqual({
    tracks: [{ same: 'a' }, track('b')],
    buses: [],
    master: { same: true },
    tempo: { same: true },
    sampleRate: 48_000,
  });
  expect(spansOf(after as unknown as Mix, () => 7)[0]).toEqual({
    stem: 7,
    start: 1,
    stemFrame: 2,
    length: 3,
  });
});

test('seconds are proved against the mix of a manifest, and differing ones are excused while history is missing', () => {
  const manifest = {
    spec: { range: { from: 480, to: null }, outputs: [{ id: 'mp3', source: { type: 'mix' } }] },
    files: [
      { output: 'stems', signalSecondSha256s: ['x'] },
      { output: 'mp3', signalSecondSha256s: ['a', 'b'] },
    ],
  };
  expect(provable(manifest)).toEqual({ firstFrame: 480, hashes: ['a', 'b'] });
  expect(provable({})).toBeNull();
  expect(provable(null)).toBeNull();
  const proof = new Proof(provable(manifest));
  proof.compare(0, true, true);
  proof.compare(1, true, true);
  expect(proof.exactness).toEqual({ is: 'exact', seconds: 2 });
  proof.compare(2, false, false);
  expect(proof.exactness.is).toBe('warming');
  proof.compare(3, false, true);
  expect(proof.exactness).toMatchObject({ is: 'differs', second: 3 });
  proof.restart();
  expect(proof.exactness.is).toBe('unknown');
});

test('the click falls on the beats, higher on the first of a bar', () => {
  const map = {
    tempos: [{ frame: 0, beatsPerMinute: 60 }],
    meters: [{ frame: 0, beats: 3, beatUnit: 4 }],
  };
  const click = new Metronome(map, 1000);
  const beats: number[] = [];
  for (let at = 0; at < 4000; at += 100) {
    const output = [new Float32Array(100), new Float32Array(100)];
    click.add(at, output);
    if (output[0]?.some((x) => x !== 0) && at % 1000 === 0) {
      beats.push(at);
    }
  }
  expect(beats).toEqual([0, 1000, 2000, 3000]);
  expect([0, 999, 1000, 3000].map((at) => click.beatAt(at))).toEqual([
    { beat: 0, first: true },
    { beat: 0, first: true },
    { beat: 1, first: false },
    { beat: 3, first: true },
  ]);
});

test('a sine of full scale is 0 dB in the bin of its frequency', () => {
  const bins = new Float32Array(1024);
  magnitudes(
    Float32Array.from({ length: 2048 }, (_, i) => Math.sin((2 * Math.PI * 100 * i) / 2048)),
    bins,
  );
  expect(bins.indexOf(Math.max(...bins))).toBe(100);
  expect(bins[100]).toBeCloseTo(0, 1);
  expect(bins[500]).toBeLessThan(-100);
});
