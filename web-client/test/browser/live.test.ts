/** The engine in a worklet, with a real AudioContext: what it renders is what is bounced. */

import { afterEach, expect, test, vi } from 'vitest';
import engineUrl from '#engine.wasm?url';
import type { Mix } from '../../src/api/types.ts';
import type { LiveEngine } from '../../src/audio/engine.ts';
import { Engine, requirements } from '../../src/audio/glue.ts';
import { openEngine } from '../../src/audio/live.ts';
import type { FetchBundle } from '../../src/audio/loader.ts';
import { bundleOf } from '../fixture/bundles.ts';
import { FRAMES, GOLDEN, RATE, STEMS, stemName } from '../golden.ts';

const samplesOf = (stem: string) => STEMS[Number.parseInt(stem, 16)] as Float64Array[];
const server: FetchBundle = async (parts) => bundleOf(parts, samplesOf);
const within = { timeout: 20_000, interval: 50 };
const engines: LiveEngine[] = [];

const golden = (name: string): Mix => GOLDEN.find((each) => each.name === name)?.mix as unknown as Mix;

async function open(mix: Mix, fetchBundle = server): Promise<LiveEngine> {
  const engine = openEngine(RATE, fetchBundle);
  engines.push(engine);
  engine.show(mix);
  await vi.waitUntil(() => engine.state.is === 'ready' || engine.refused !== null, within);
  return engine;
}

/** A manifest as a bounce of the mix has it, made without the worklet. */
async function manifest(mix: Mix, seconds: number): Promise<unknown> {
  const module = await WebAssembly.compileStreaming(fetch(engineUrl));
  const engine = new Engine(module, requirements(module), (stem, frame, left, right, count) => {
    const [l, r] = STEMS[stem] as [Float64Array, Float64Array?];
    left.set(l.subarray(frame, frame + count));
    right.set((r ?? l).subarray(frame, frame + count));
  });
  const utf8 = (text: string) => new TextEncoder().encode(text);
  STEMS.forEach((channels, i) => {
    engine.stem(utf8(stemName(i)), i, channels.length, RATE, FRAMES);
  });
  expect(engine.show(utf8(JSON.stringify(mix)))).toBeNull();
  engine.seek(0, 0);
  const hashes: string[] = [];
  for (let second = 0; second < seconds; second++) {
    const samples = new Float64Array(2 * RATE);
    for (let at = 0; at < RATE; at += 128) {
      engine.render(128);
      for (let i = 0; i < 128; i++) {
        samples[2 * (at + i)] = (engine.left[i] as number) + 0;
        samples[2 * (at + i) + 1] = (engine.right[i] as number) + 0;
      }
    }
    const digest = await crypto.subtle.digest('SHA-256', samples);
    hashes.push(Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join(''));
  }
  return {
    spec: { range: { from: 0, to: null }, outputs: [{ id: 'mix', source: { type: 'mix' } }] },
    files: [{ output: 'mix', signalSecondSha256s: hashes }],
  };
}

afterEach(() => {
  engines.splice(0).forEach((engine) => {
    engine.close();
  });
});

test.each(['balance', 'reverb-sends', 'sidechains'])(
  'what plays of %s is, bit for bit, what is bounced',
  async (name) => {
    const engine = await open(golden(name));
    expect(engine.state).toMatchObject({ is: 'ready', backend: 'wasm' });
    engine.proveBy(await manifest(golden(name), 1));
    await engine.play();
    await vi.waitUntil(() => engine.exactness.is === 'exact' || engine.exactness.is === 'differs', within);
    expect(engine.exactness).toEqual({ is: 'exact', seconds: 1 });
  },
);

test('another mix is not what was bounced, and is told so', async () => {
  const mix = golden('balance');
  const engine = await open(mix);
  engine.proveBy(await manifest(mix, 1));
  engine.show({ ...mix, master: { ...mix.master, faderDb: -1 } });
  await engine.play();
  await vi.waitUntil(() => engine.exactness.is === 'exact' || engine.exactness.is === 'differs', within);
  expect(engine.exactness).toMatchObject({ is: 'differs', second: 0 });
});

test('meters, position and gain reduction follow what plays; pausing keeps the place', async () => {
  const engine = await open(golden('compressed-groups'));
  const levels = { peakLeftDb: 0, peakRightDb: 0, rmsLeftDb: 0, rmsRightDb: 0 };
  await engine.play();
  await vi.waitUntil(() => engine.playing.rolling && engine.position() > RATE / 4, within);
  expect(engine.meters.strip('track/a', levels)).toBe(true);
  expect(levels.peakLeftDb).toBeGreaterThan(-60);
  expect(engine.meters.strip('track/nobody', levels)).toBe(false);
  const inserts = golden('compressed-groups').tracks[0]?.strip.inserts ?? [];
  expect(engine.meters.gainReductionDb('track/a', inserts[0]?.id ?? '')).toBeLessThan(0);
  const bins = new Float32Array(64);
  await vi.waitUntil(() => engine.meters.spectrum('track/b', bins), within);
  expect(Math.max(...bins)).toBeGreaterThan(-80);
  engine.pause();
  const rest = engine.position();
  await vi.waitUntil(() => !engine.playing.rolling, within);
  expect(engine.position()).toBe(rest);
  engine.seek(12_345);
  expect(engine.position()).toBe(12_345);
});

test('while stems do not come it is silent and says so, and goes on when they do', async () => {
  let comes = true;
  const engine = await open(golden('balance'), async (parts, signal) => {
    if (!comes) {
      throw new Error('the line is cut');
    }
    return server(parts.slice(0, 512), signal);
  });
  comes = false;
  engine.seek(30_000);
  engine.show({ ...golden('balance') });
  comes = true;
  await engine.play();
  await vi.waitUntil(() => engine.playing.rolling && !engine.playing.starved, within);
  expect(engine.refused).toBeNull();
});

test('a mix that cannot be played is refused with the reason', async () => {
  const mix = golden('balance');
  const engine = await open(mix);
  const [first, ...rest] = mix.tracks;
  engine.show({ ...mix, tracks: [{ ...(first as (typeof rest)[0]), output: 'bus/gone' }, ...rest] });
  await vi.waitUntil(() => engine.refused !== null, within);
  expect(engine.refused).toMatch(/gone/);
  engine.show(mix);
  await vi.waitUntil(() => engine.refused === null, within);
});

test('a range that is bounced here has the samples that the whole has, as a WAV of 24 bits', async () => {
  const engine = await open(golden('reverb-sends'));
  const signal = new AbortController().signal;
  let done = 0;
  const bounce = async (start: number, end: number) =>
    new Uint8Array(await (await engine.bounce({ start, end }, (now) => (done = now), signal)).arrayBuffer());
  const whole = await bounce(0, 40_000);
  expect(done).toBe(1);
  expect(whole.length).toBe(44 + 40_000 * 6);
  expect(new TextDecoder().decode(whole.subarray(0, 4))).toBe('RIFF');
  const part = await bounce(20_001, 30_003);
  expect(part.subarray(44)).toEqual(whole.subarray(44 + 20_001 * 6, 44 + 30_003 * 6));
  const aborted = AbortSignal.abort(new Error('called off'));
  await expect(engine.bounce({ start: 0, end: 1000 }, () => undefined, aborted)).rejects.toThrow(
    'called off',
  );
});
