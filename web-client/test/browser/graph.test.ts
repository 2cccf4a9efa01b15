/** The A/B graph, rendered offline by a real browser and read sample by sample. */
import { expect, test } from 'vitest';
import { CROSSFADE_SECONDS, EDGE_SECONDS, Run } from '../../src/audio/graph.ts';

const RATE = 48_000;
const SECONDS = 2;

/** A sample that says where in the song it is: any slip of the position shows. */
const place = (i: number) => (i + 1) / (SECONDS * RATE);

function buffer(value: (i: number) => number, seconds = SECONDS): AudioBuffer {
  const made = new AudioBuffer({ length: seconds * RATE, sampleRate: RATE, numberOfChannels: 1 });
  const samples = made.getChannelData(0);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = value(i);
  }
  return made;
}

async function rendered(seconds: number, act: (context: OfflineAudioContext) => void): Promise<Float32Array> {
  const context = new OfflineAudioContext(1, Math.round(seconds * RATE), RATE);
  act(context);
  return (await context.startRendering()).getChannelData(0);
}

const worst = (samples: Float32Array, from: number, to: number, wanted: (i: number) => number) => {
  let most = 0;
  for (let i = Math.round(from * RATE); i < Math.round(to * RATE); i++) {
    most = Math.max(most, Math.abs((samples[i] as number) - wanted(i)));
  }
  return most;
};

test('changing over keeps the place and takes each at its gain', async () => {
  const samples = await rendered(1, (context) => {
    const run = new Run(context, 0, 0, 'a');
    run.add('a', { buffer: buffer(place), gain: 1 }, 0);
    run.add('b', { buffer: buffer((i) => -place(i)), gain: 0.5 }, 0);
    run.hear('b', 0.5);
  });
  expect(worst(samples, EDGE_SECONDS + 0.001, 0.499, place)).toBeLessThan(1e-6);
  expect(worst(samples, 0.5 + CROSSFADE_SECONDS + 0.001, 1, (i) => -0.5 * place(i))).toBeLessThan(1e-6);
});

test('the crossfade is a straight line, so like mixes stay level through it', async () => {
  const samples = await rendered(1, (context) => {
    const run = new Run(context, 0, 0, 'a');
    run.add('a', { buffer: buffer(() => 0.5), gain: 1 }, 0);
    run.add('b', { buffer: buffer(() => 0.5), gain: 1 }, 0);
    run.hear('b', 0.25);
    run.hear('a', 0.26); // before the first one is over
  });
  expect(worst(samples, 0.01, 1, () => 0.5)).toBeLessThan(1e-6);
});

test('it begins at its offset, and fades only its edges', async () => {
  const samples = await rendered(1, (context) => {
    const run = new Run(context, 0.1, 0.5, 'a');
    run.add('a', { buffer: buffer(place), gain: 1 }, 0);
  });
  expect(worst(samples, 0, 0.1, () => 0)).toBe(0);
  expect(worst(samples, 0.106, 1, (i) => place(i + 0.4 * RATE))).toBeLessThan(1e-5);
});

test('a mixdown that arrives late falls in at the right place', async () => {
  const samples = await rendered(1, (context) => {
    const run = new Run(context, 0, 0.25, 'b');
    run.add('a', { buffer: buffer(() => 0.9), gain: 1 }, 0);
    run.add('b', { buffer: buffer(place), gain: 1 }, 0.5);
  });
  expect(worst(samples, 0, 0.5, () => 0)).toBe(0);
  expect(worst(samples, 0.501, 1, (i) => place(i + 0.25 * RATE))).toBeLessThan(1e-5);
});

test('a mixdown that is over leaves silence, and stopping is safe', async () => {
  const samples = await rendered(1, (context) => {
    const run = new Run(context, 0, 1.5, 'short');
    run.add('short', { buffer: buffer(() => 0.5, 1), gain: 1 }, 0);
    run.add('long', { buffer: buffer(() => 0.5), gain: 1 }, 0);
    run.stop(0.2);
  });
  expect(worst(samples, 0, 1, () => 0)).toBe(0);
});
