/** The engine in the browser is the engine: every golden mix has the bits that it has on the JVM. */

import { beforeAll, describe, expect, test } from 'vitest';
import engineUrl from '#engine.wasm?url';
import { Engine, type ReadStem, requirements, unknownImport } from '../../src/audio/glue.ts';
import { FRAMES, GOLDEN, hash, STEMS, stemName } from '../golden.ts';

const BLOCK = 128 * 8;

const readStem: ReadStem = (stem, frame, left, right, count) => {
  const [l, r] = STEMS[stem] as [Float64Array, Float64Array?];
  left.set(l.subarray(frame, frame + count));
  right.set((r ?? l).subarray(frame, frame + count));
};
const utf8 = (text: string) => new TextEncoder().encode(text);

let module: WebAssembly.Module;

function engine(): Engine {
  const made = new Engine(module, requirements(module), readStem);
  STEMS.forEach((channels, i) => {
    made.stem(utf8(stemName(i)), i, channels.length, 48_000, FRAMES);
  });
  return made;
}

function shown(mix: unknown): Engine {
  const made = engine();
  const refused = made.show(utf8(JSON.stringify(mix)));
  expect(refused && new TextDecoder().decode(refused)).toBeNull();
  return made;
}

/** Some frames from a place on. */
function rendered(playing: Engine, frames: number): Float64Array[] {
  const all = [new Float64Array(frames), new Float64Array(frames)];
  for (let at = 0; at < frames; at += BLOCK) {
    const count = Math.min(BLOCK, frames - at);
    playing.render(count);
    all[0]?.set(playing.left.subarray(0, count), at);
    all[1]?.set(playing.right.subarray(0, count), at);
  }
  return all;
}

beforeAll(async () => {
  module = await WebAssembly.compileStreaming(fetch(engineUrl));
});

test('every import of the module is one that the glue knows', () => {
  const imports = WebAssembly.Module.imports(module).map((each) => `${each.module}.${each.name}`);
  expect(imports).toContain('foldback.readStem');
  expect(unknownImport(module)).toBeNull();
});

describe('what plays has the bits of the mixdown on the JVM', () => {
  test.each(GOLDEN.map((each) => [each.name, each] as const))('%s', (_, each) => {
    const playing = shown(each.mix);
    playing.seek(0, 0);
    expect(hash(rendered(playing, each.frames))).toBe(each.hash);
  });

  test('and there are enough of them', () => {
    expect(GOLDEN.length).toBeGreaterThanOrEqual(30);
  });
});

test('a place that is sought has the bits of the whole, if its history is whole', () => {
  const mix = GOLDEN.find((each) => each.name === 'reverb-sends')?.mix;
  const whole = shown(mix);
  whole.seek(0, 0);
  const all = rendered(whole, 30_000);
  const part = shown(mix);
  part.seek(20_001, 40_000);
  while (part.preroll(16) > 0) {}
  expect(part.song).toBe(20_001);
  expect(part.hasWholeHistory).toBe(true);
  expect(rendered(part, 5000)[0]).toEqual(all[0]?.slice(20_001, 25_001));
});

test('a loop comes round at the very frame, to the bits of the first time', () => {
  const mix = GOLDEN.find((each) => each.name === 'limited-with-latency')?.mix;
  const whole = shown(mix);
  whole.seek(0, 0);
  const all = rendered(whole, 30_000)[0] as Float64Array;
  const loop = shown(mix);
  loop.seek(0, 0);
  loop.loop(10_007, 12_345);
  const heard = rendered(loop, 12_345 + 2 * (12_345 - 10_007))[0] as Float64Array;
  expect(heard.slice(0, 12_345)).toEqual(all.slice(0, 12_345));
  const round = all.slice(10_007, 12_345);
  expect(heard.slice(12_345, 12_345 + round.length)).toEqual(round);
  expect(heard.slice(12_345 + round.length)).toEqual(round);
});

test('a mix that cannot be played is refused with the reason, and the one before plays on', () => {
  const mix = GOLDEN.find((each) => each.name === 'balance')?.mix as { tracks: { output: string }[] };
  const playing = shown(mix);
  playing.seek(0, 0);
  const wrong = structuredClone(mix);
  (wrong.tracks[0] as { output: string }).output = 'bus/gone';
  const refused = playing.show(utf8(JSON.stringify(wrong)));
  expect(new TextDecoder().decode(refused ?? new Uint8Array())).toMatch(/bus\/gone|gone/);
  expect(rendered(playing, 1024)[0]?.some((x) => x !== 0)).toBe(true);
});

test('parts that stayed are named, not sent', () => {
  const mix = GOLDEN.find((each) => each.name === 'balance')?.mix as {
    tracks: { id: string }[];
    sampleRate: number;
  };
  const playing = shown(mix);
  const again = {
    sampleRate: mix.sampleRate,
    tracks: mix.tracks.map((track) => ({ same: track.id })),
    buses: [],
    master: { same: true },
    vcas: { same: true },
    automation: { same: true },
    tempo: { same: true },
  };
  expect(playing.show(utf8(JSON.stringify(again)))).toBeNull();
  playing.seek(0, 0);
  const each = GOLDEN.find((one) => one.name === 'balance');
  expect(hash(rendered(playing, each?.frames ?? 0))).toBe(each?.hash);
});
