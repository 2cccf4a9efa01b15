/** Renders as fast as it goes, in a thread of its own. */

import { Engine, requirements } from '../src/audio/glue.ts';
import { FRAMES, GOLDEN, stemName as goldenStem, hash, STEMS } from '../test/golden.ts';
import { type Chain, noise, RATE, STEM_SECONDS, stemName, tracks } from './mixes.ts';

const BLOCK = 128;
const STEM_FRAMES = STEM_SECONDS * RATE;

export type Asked =
  | { is: 'module'; module: WebAssembly.Module }
  | { is: 'golden' }
  | { is: 'speed'; tracks: number; chain: Chain; spaces: boolean; seconds: number }
  | { is: 'move'; tracks: number; moves: number };

let module: WebAssembly.Module;
let stems: Float64Array[][] = [];

const utf8 = (text: string) => new TextEncoder().encode(text);

function engineOf(samples: Float64Array[][], name: (i: number) => string, frames: number): Engine {
  const engine = new Engine(module, requirements(module), (stem, frame, left, right, count) => {
    const [l, r] = samples[stem] as [Float64Array, Float64Array?];
    left.set(l.subarray(frame, frame + count));
    right.set((r ?? l).subarray(frame, frame + count));
  });
  samples.forEach((channels, i) => {
    engine.stem(utf8(name(i)), i, channels.length, RATE, frames);
  });
  return engine;
}

function shown(engine: Engine, mix: unknown): Engine {
  const refused = engine.show(utf8(JSON.stringify(mix)));
  if (refused) {
    throw new Error(new TextDecoder().decode(refused));
  }
  return engine;
}

/** Whether each golden mix has the bits that it has on the JVM. */
function golden(): { mix: string; equal: boolean }[] {
  return GOLDEN.map(({ name, mix, frames, hash: expected }) => {
    const engine = shown(engineOf(STEMS, goldenStem, FRAMES), mix);
    engine.seek(0, 0);
    const all = [new Float64Array(frames), new Float64Array(frames)];
    for (let at = 0; at < frames; at += BLOCK) {
      const count = Math.min(BLOCK, frames - at);
      engine.render(count);
      all[0]?.set(engine.left.subarray(0, count), at);
      all[1]?.set(engine.right.subarray(0, count), at);
    }
    return { mix: name, equal: hash(all) === expected };
  });
}

function makeStems(count: number): void {
  for (let i = stems.length; i < count; i++) {
    stems.push([noise(i, 0, STEM_FRAMES), noise(i, 1, STEM_FRAMES)]);
  }
}

const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] as number;

/** How many times faster than it plays, and how long the slowest of the blocks took. */
function speed(asked: Asked & { is: 'speed' }) {
  makeStems(asked.tracks);
  const engine = shown(
    engineOf(stems, stemName, STEM_FRAMES),
    tracks(asked.tracks, asked.chain, asked.spaces, asked.seconds + STEM_SECONDS),
  );
  engine.seek(0, 0);
  for (let at = 0; at < 2 * RATE; at += BLOCK) {
    engine.render(BLOCK);
  }
  const blocks = new Float64Array(Math.floor((asked.seconds * RATE) / BLOCK));
  const began = performance.now();
  let before = began;
  for (let i = 0; i < blocks.length; i++) {
    engine.render(BLOCK);
    const now = performance.now();
    blocks[i] = now - before;
    before = now;
  }
  const milliseconds = before - began;
  const sorted = blocks.toSorted();
  return {
    xRealtime: (blocks.length * BLOCK * 1000) / RATE / milliseconds,
    blockMilliseconds: {
      p50: sorted[sorted.length >> 1],
      p99: sorted[Math.floor(sorted.length * 0.99)],
      most: sorted.at(-1),
      budget: (BLOCK * 1000) / RATE,
    },
  };
}

/** What it costs the thread of the sound that a fader moves: milliseconds of `show` and of the block after it. */
function move(asked: Asked & { is: 'move' }) {
  makeStems(asked.tracks);
  const mix = structuredClone(tracks(asked.tracks, 'compressed', true, STEM_SECONDS)) as unknown as {
    tracks: { strip: { faderDb: number } }[];
    buses: { id: string }[];
    sampleRate: number;
  };
  const engine = shown(engineOf(stems, stemName, STEM_FRAMES), mix);
  engine.seek(0, 0);
  const shows: number[] = [];
  const blocks: number[] = [];
  for (let i = 0; i < asked.moves; i++) {
    for (let block = 0; block < 20; block++) {
      engine.render(BLOCK);
    }
    const moved = mix.tracks[i % asked.tracks] as (typeof mix.tracks)[0];
    moved.strip.faderDb = -20 + (i % 7);
    const document = {
      sampleRate: mix.sampleRate,
      tracks: mix.tracks.map((track, at) => (track === moved ? track : { same: `t${at}` })),
      buses: mix.buses.map((bus) => ({ same: bus.id })),
      master: { same: true },
      vcas: { same: true },
      automation: { same: true },
      tempo: { same: true },
    };
    const began = performance.now();
    shown(engine, document);
    const between = performance.now();
    engine.render(BLOCK);
    shows.push(between - began);
    blocks.push(performance.now() - between);
  }
  return {
    showMilliseconds: { p50: median(shows), most: Math.max(...shows) },
    nextBlockMilliseconds: { p50: median(blocks), most: Math.max(...blocks) },
  };
}

self.onmessage = (event: MessageEvent<Asked>) => {
  const asked = event.data;
  switch (asked.is) {
    case 'module':
      module = asked.module;
      stems = [];
      postMessage(null);
      break;
    case 'golden':
      postMessage(golden());
      break;
    case 'speed':
      postMessage(speed(asked));
      break;
    case 'move':
      postMessage(move(asked));
      break;
  }
};
