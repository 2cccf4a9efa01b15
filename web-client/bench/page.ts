/** What is measured in a browser: the engine alone in a worker, and the whole way to the speakers. `run.mjs` asks, one after the other. */
import engineUrl from '#engine.wasm?url';
import type { Mix } from '../src/api/types.ts';
import type { LiveEngine } from '../src/audio/engine.ts';
import { openEngine } from '../src/audio/live.ts';
import { bundleOfSeconds } from '../test/fixture/bundles.ts';
import { noise, numberOf, RATE, tracks } from './mixes.ts';
import type { Asked } from './speed.worker.ts';

/** Passes nothing on, and says when what it hears becomes louder or softer than a level. */
const LISTENER = `
registerProcessor('listener', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.port.onmessage = ({ data }) => { this.until = data; };
  }
  process([input]) {
    const level = input[0] ? Math.max(...input[0].map(Math.abs)) : 0;
    const { above, below } = this.until ?? {};
    if (level > above || level < below) {
      this.until = null;
      this.port.postMessage(Date.now());
    }
    return true;
  }
});`;

let worker: Worker | null = null;

async function speed(asked: Asked): Promise<unknown> {
  worker ??= new Worker(new URL('./speed.worker.ts', import.meta.url), { type: 'module' });
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  worker.onmessage = (event) => resolve(event.data);
  worker.onerror = (event) => reject(new Error(event.message));
  worker.postMessage(asked);
  return promise;
}

// ---- the way to the speakers

const SONG_SECONDS = 240;
let playing: LiveEngine | null = null;
let listener: Promise<AudioWorkletNode> | null = null;

/** Listens to whatever is connected to the speakers. */
const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode) {
  if (to instanceof AudioDestinationNode && this instanceof AudioWorkletNode) {
    const url = URL.createObjectURL(new Blob([LISTENER], { type: 'text/javascript' }));
    listener = this.context.audioWorklet.addModule(url).then(() => {
      const node = new AudioWorkletNode(this.context, 'listener', { numberOfOutputs: 1 });
      connect.call(this, node);
      connect.call(node, this.context.destination);
      return node;
    });
  }
  return connect.call(this, to);
} as typeof AudioNode.prototype.connect;

/** When it is so at the speakers; a clock of milliseconds. */
async function heard(level: { above?: number; below?: number }): Promise<number> {
  const node = await (listener as Promise<AudioWorkletNode>);
  const { promise, resolve } = Promise.withResolvers<number>();
  node.port.onmessage = (event: MessageEvent<number>) => resolve(event.data);
  node.port.postMessage(level);
  return promise;
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

async function until(condition: () => boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!condition()) {
    if (performance.now() > end) {
      throw new Error(`waited too long: ${JSON.stringify(playing?.state)} ${playing?.refused}`);
    }
    await pause(20);
  }
}

const seconds = new Map<number, Float64Array[]>();

/** Every second of a stem is the same noise: none has to be kept, and as many are sent as of any other stem. */
function secondOf(stem: string): { channels: Float64Array[]; whole: number } {
  const number = numberOf(stem);
  const channels = seconds.get(number) ?? [noise(number, 0, RATE), noise(number, 1, RATE)];
  seconds.set(number, channels);
  return { channels, whole: SONG_SECONDS * RATE };
}

function long(count: number): Mix {
  const mix = structuredClone(tracks(count, 'compressed', true, SONG_SECONDS)) as unknown as {
    tracks: { clips: { startFrame: number; lengthFrames: number }[] }[];
  };
  for (const track of mix.tracks) {
    track.clips.length = 1;
    Object.assign(track.clips[0] ?? {}, { lengthFrames: SONG_SECONDS * RATE });
  }
  return mix as unknown as Mix;
}

async function open(mix: Mix): Promise<LiveEngine> {
  playing?.close();
  const engine = openEngine(RATE, async (parts) => bundleOfSeconds(parts, secondOf, Float32Array));
  playing = engine;
  engine.show(mix);
  await until(() => engine.state.is === 'ready' || engine.refused !== null);
  if (engine.refused) {
    throw new Error(engine.refused);
  }
  return engine;
}

/** Plays some seconds, and counts what came too late. */
async function play(count: number, playedSeconds: number): Promise<unknown> {
  const engine = await open(long(count));
  await engine.play();
  await heard({ above: 1e-4 });
  const began = performance.now();
  let load = 0;
  let starved = 0;
  while (performance.now() - began < playedSeconds * 1000) {
    await pause(100);
    load = Math.max(load, engine.playing.load);
    starved += engine.playing.starved ? 1 : 0;
  }
  const { underruns } = engine.playing;
  engine.pause();
  return { tracks: count, seconds: playedSeconds, underruns, starvedLooks: starved, highestLoad: load };
}

/** From `show` until the speakers are silent, or sound again. */
async function faderMoves(count: number, moves: number): Promise<unknown> {
  const mix = long(count);
  const engine = await open(mix);
  await engine.play();
  await heard({ above: 1e-3 });
  const times: number[] = [];
  let shown = mix as unknown as { master: { faderDb: number } };
  for (let i = 0; i < moves; i++) {
    await pause(150);
    const silent = i % 2 === 0;
    shown = { ...shown, master: { ...shown.master, faderDb: silent ? -120 : 0 } };
    const when = heard(silent ? { below: 1e-4 } : { above: 1e-4 });
    await pause(0);
    const began = Date.now();
    engine.show(shown as unknown as Mix);
    times.push((await when) - began);
  }
  engine.pause();
  return statistics(times);
}

/** From `seek` to a place whose stems are not here yet until it sounds. */
async function seeks(count: number, times: number): Promise<unknown> {
  const engine = await open(long(count));
  await engine.play();
  await heard({ above: 1e-3 });
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    await pause(300);
    const to = ((i * 97) % 200) + 20;
    const began = Date.now();
    engine.seek(to * RATE);
    await heard({ below: 1e-9 });
    took.push((await heard({ above: 1e-4 })) - began);
  }
  engine.pause();
  return statistics(took);
}

function statistics(times: number[]): unknown {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    times: sorted.length,
    p50Milliseconds: sorted[sorted.length >> 1],
    mostMilliseconds: sorted.at(-1),
  };
}

/** Plays on until it is asked to stop: for whoever looks at the memory from outside. */
async function stay(count: number): Promise<void> {
  const engine = await open(long(count));
  await engine.play();
  await heard({ above: 1e-4 });
  for (let to = 20; to < SONG_SECONDS; to += 20) {
    engine.seek(to * RATE);
    await pause(1000);
  }
}

const measures = {
  golden: () => speed({ is: 'golden' }),
  speed: (of: Omit<Asked & { is: 'speed' }, 'is'>) => speed({ is: 'speed', ...of }),
  move: (of: Omit<Asked & { is: 'move' }, 'is'>) => speed({ is: 'move', ...of }),
  play: ({ tracks: count, seconds: played }: { tracks: number; seconds: number }) => play(count, played),
  faderMoves: ({ tracks: count, moves }: { tracks: number; moves: number }) => faderMoves(count, moves),
  seeks: ({ tracks: count, times }: { tracks: number; times: number }) => seeks(count, times),
  stay: ({ tracks: count }: { tracks: number }) => stay(count),
};
export type Measures = typeof measures;

async function ready(): Promise<void> {
  const module = await WebAssembly.compileStreaming(fetch(engineUrl));
  await speed({ is: 'module', module });
  Object.assign(window, { measures });
}

void ready();
