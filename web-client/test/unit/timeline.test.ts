import { expect, test } from 'vitest';
import type { Breakpoint, Clip, MixEvent, Parameter, TempoMap } from '../../src/api/types.ts';
import { Metronome } from '../../src/audio/metronome.ts';
import { amplified, endingAt, endOf, faded, movedTo, split, startingAt } from '../../src/mix/clips.ts';
import { expectedOfAll, Over } from '../../src/mix/expected.ts';
import { heightOf, laneValue, lastAt, thinned, valueAtHeight, written } from '../../src/mix/lanes.ts';
import { FADER, PAN } from '../../src/mix/law.ts';
import { restoring } from '../../src/mix/restoring.ts';
import { Ride } from '../../src/mix/riding.ts';
import {
  barsAndBeats,
  frameOf,
  gridLines,
  placeOf,
  quartersAt,
  snapped,
  stepFrames,
} from '../../src/mix/song.ts';

const RATE = 48_000;
const SONG: TempoMap = {
  tempos: [
    { frame: 0, beatsPerMinute: 96 },
    { frame: 480_000, beatsPerMinute: 141.5 },
    { frame: 1_000_001, beatsPerMinute: 60 },
  ],
  meters: [
    { frame: 0, beats: 4, beatUnit: 4 },
    { frame: 480_000, beats: 7, beatUnit: 8 },
  ],
};

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const clip = (more: Partial<Clip> = {}): Clip => ({
  id: 'c1',
  stem: 'a',
  startFrame: 1000,
  stemFrame: 500,
  lengthFrames: 4000,
  gainDb: 0,
  fadeIn: { frames: 0, shape: 'LINEAR' },
  fadeOut: { frames: 0, shape: 'LINEAR' },
  ...more,
});

test('beats are where the metronome clicks', () => {
  const click = new Metronome(SONG, RATE);
  const next = random(7);
  let bars = 0;
  for (let i = 0; i < 500; i++) {
    const frame = Math.floor(next() * 2_000_000);
    const place = placeOf(frame, SONG, RATE);
    const { beat, first } = click.beatAt(frame);
    const meter = frame < 480_000 ? 4 : 7;
    expect(place.beat - 1, `seed 7, frame ${frame}`).toBe(beat % meter);
    expect(place.beat === 1).toBe(first);
    bars = Math.max(bars, place.bar);
  }
  expect(bars).toBeGreaterThan(10);
  expect(barsAndBeats(0, SONG, RATE)).toBe('1.1.00');
  expect(barsAndBeats(480_000, SONG, RATE)).toBe('5.1.00');
});

test('frames and quarter notes are each other’s inverse, and the grid lies on beats', () => {
  for (let frame = 0; frame < 2_000_000; frame += 12_345) {
    expect(frameOf(quartersAt(frame, SONG, RATE), SONG, RATE)).toBe(frame);
  }
  for (const apart of [100, 20_000, 200_000, 2_000_000]) {
    const lines = gridLines(100_000, 1_900_000, apart, SONG, RATE);
    for (const [i, line] of lines.entries()) {
      const { bar, beat, fraction } = placeOf(line.frame, SONG, RATE);
      expect([bar, beat]).toEqual([line.bar, line.beat]);
      expect(fraction).toBeLessThan(0.001);
      expect(line.frame - (lines[i - 1]?.frame ?? -apart)).toBeGreaterThan(0);
    }
  }
  expect(gridLines(0, 10_000_000, 1, SONG, RATE).length).toBeLessThanOrEqual(2000);
});

test('what is drawn is drawn to the nearest beat or bar', () => {
  expect(snapped(130_000, 'bar', SONG, RATE)).toBe(120_000);
  expect(snapped(130_000, 'beat', SONG, RATE)).toBe(120_000);
  expect(snapped(140_000, 'beat', SONG, RATE)).toBe(150_000);
  expect(snapped(470_000, 'bar', SONG, RATE)).toBe(480_000);
  expect(snapped(-5, 'off', SONG, RATE)).toBe(0);
  expect(stepFrames(0, 'bar', SONG, RATE)).toBe(120_000);
  expect(stepFrames(0, 'off', SONG, RATE)).toBe(480);
});

test('a clip stays within its stem, its fades within the clip', () => {
  expect(startingAt(clip(), 0)).toMatchObject({ startFrame: 500, stemFrame: 0, lengthFrames: 4500 });
  expect(startingAt(clip(), 1e9)).toMatchObject({ startFrame: 4999, lengthFrames: 1 });
  expect(endingAt(clip(), 1e9, 6000).lengthFrames).toBe(5500);
  expect(endingAt(clip(), 1e9, null).lengthFrames).toBe(4000);
  expect(endingAt(clip(), 0, 6000).lengthFrames).toBe(1);
  expect(movedTo(clip(), -7).startFrame).toBe(0);
  expect(amplified(clip(), 99).gainDb).toBe(24);
  const both = faded(faded(clip(), 'in', 3000), 'out', 2500);
  expect([both.fadeIn.frames, both.fadeOut.frames]).toEqual([1500, 2500]);
  const short = endingAt(both, 3000, null);
  expect(short.fadeIn.frames + short.fadeOut.frames).toBeLessThanOrEqual(short.lengthFrames);
});

test('the two parts of a clip play what the whole did', () => {
  const whole = faded(faded(clip(), 'in', 300), 'out', 200);
  const [one, two] = split(whole, 2222, 'c2') as [Clip, Clip];
  expect(endOf(one)).toBe(two.startFrame);
  expect(endOf(two)).toBe(endOf(whole));
  expect(two.stemFrame - two.startFrame).toBe(whole.stemFrame - whole.startFrame);
  expect([one.fadeIn.frames, one.fadeOut.frames, two.fadeIn.frames, two.fadeOut.frames]).toEqual([
    300, 0, 0, 200,
  ]);
  expect(split(whole, whole.startFrame, 'c2')).toBeNull();
  expect(split(whole, endOf(whole), 'c2')).toBeNull();
});

const point = (frame: number, value: number, curve: Breakpoint['curve'] = 'LINEAR'): Breakpoint => ({
  frame,
  value,
  curve,
});

test('a lane goes as the engine goes', () => {
  expect(laneValue([], PAN, 5)).toBeNull();
  const lane = [point(100, -1), point(200, 1, 'HOLD'), point(300, 0, 'S_CURVE'), point(400, 1)];
  for (const [frame, value] of [
    [0, -1],
    [150, 0],
    [200, 1],
    [299, 1],
    [325, 0.15625],
    [350, 0.5],
    [900, 1],
  ] as const) {
    expect(laneValue(lane, PAN, frame), `${frame}`).toBeCloseTo(value, 9);
  }
  // The engine's fader is straight in the fourth root of its gain: half way between silence and 0 dB is 1/16.
  expect(laneValue([point(0, -144), point(100, 0)], FADER, 50)).toBeCloseTo(20 * Math.log10(1 / 16), 1);
  const hertz: Parameter = { ...PAN, unit: 'HERTZ', taper: 'LOGARITHMIC', minimum: 20, maximum: 20_000 };
  expect(laneValue([point(0, 100), point(100, 10_000)], hertz, 50)).toBeCloseTo(1000, 6);
  const mute: Parameter = { ...PAN, unit: 'SWITCH', minimum: 0, maximum: 1 };
  expect(laneValue([point(0, 0), point(100, 1)], mute, 99)).toBe(0);
  expect(lastAt(lane, 99)).toBe(-1);
  expect(lastAt(lane, 100)).toBe(0);
  for (const spec of [FADER, PAN, hertz]) {
    for (let h = 0; h <= 1; h += 0.05) {
      const value = valueAtHeight(spec, h);
      expect(Math.abs(heightOf(spec, value) - h)).toBeLessThan(0.02);
      expect(value).toBeGreaterThanOrEqual(spec.minimum);
      expect(value).toBeLessThanOrEqual(spec.maximum);
    }
  }
});

test('what is thinned stays within its tolerance', () => {
  const next = random(11);
  let value = 0;
  const drawn = Array.from({ length: 300 }, (_, i) => {
    value = Math.max(-1, Math.min(1, value + next() - 0.5));
    return point(i * 100, value);
  });
  const few = thinned(drawn, PAN, 0.05);
  expect(few.length).toBeLessThan(drawn.length);
  for (const { frame, value: was } of drawn) {
    const now = laneValue(few, PAN, frame) as number;
    expect(Math.abs(heightOf(PAN, now) - heightOf(PAN, was)), `seed 11, frame ${frame}`).toBeLessThan(0.0501);
  }
  expect(
    thinned(
      Array.from({ length: 50 }, (_, i) => point(i, i / 50)),
      PAN,
      0.001,
    ),
  ).toHaveLength(2);
});

/** The lane after some events, by the pages' own account of the server's fold. */
function after(before: readonly Breakpoint[], events: readonly (MixEvent | null)[]): Breakpoint[] {
  const facts = new Over();
  const address = 'track/a/fader';
  if (before.length > 0) {
    facts.set(`automation/${address}`, { address, enabled: true, points: before });
  }
  const sent = events.filter((event) => event !== null);
  for (const { path, after: fact } of expectedOfAll(sent, facts)) {
    facts.set(path, fact);
  }
  return (facts.get(`automation/${address}`) as { points: Breakpoint[] }).points;
}

test('a ride changes nothing before it, and nothing after its glide', () => {
  const before = [point(0, -6), point(50_000, -3), point(200_000, -12, 'HOLD'), point(400_000, 0)];
  const ride = new Ride('track/a/fader', FADER, before, -6, RATE);
  const events: (MixEvent | null)[] = [];
  for (let i = 0; i <= 20; i++) {
    events.push(ride.move(96_000 + i * 2400, -20 - i));
  }
  expect(laneValue(after(before, events), FADER, 96_000 + 20 * 2400 + 12_000)).toBe(-40);
  events.push(ride.end(150_000));
  const points = after(before, events);
  for (const frame of [0, 20_000, 50_000, 80_000, 95_998, 170_000, 199_999, 250_000, 400_000, 500_000]) {
    const was = laneValue(before, FADER, frame) as number;
    expect(laneValue(points, FADER, frame), `frame ${frame}`).toBeCloseTo(was, 1);
  }
  expect(laneValue(points, FADER, 120_000)).toBeCloseTo(-30, 0);
  expect(laneValue(points, FADER, 149_000)).toBeCloseTo(-40, 1);
  const frames = points.map((p) => p.frame);
  expect(frames).toEqual([...new Set(frames)].sort((a, b) => a - b));
});

test('a first ride leaves the rest of the song where the fader stood', () => {
  const ride = new Ride('track/a/fader', FADER, [], -4.5, RATE);
  const points = after([], [ride.move(96_000, -10), ride.move(97_000, -11), ride.end(99_000)]);
  for (const frame of [0, 95_998, 120_000, 9_000_000]) {
    expect(laneValue(points, FADER, frame)).toBe(-4.5);
  }
  expect(laneValue(points, FADER, 98_000)).toBe(-11);
});

test('a ride does not write over itself when the playhead goes back', () => {
  const ride = new Ride('track/a/fader', FADER, [], 0, RATE);
  expect(ride.move(96_000, -10)).not.toBeNull();
  expect(ride.move(5000, -30)).toBeNull();
  expect(new Ride('track/a/fader', FADER, [], 0, RATE).end(5)).toBeNull();
});

test('every fact that a hand moves is led back by its own events', () => {
  const lane = { address: 'master/fader', enabled: true, points: [point(0, 1), point(9, 2)] };
  const grown = { ...lane, points: [...lane.points, point(99, 3)] };
  const marker = { id: 'm', name: 'M', colour: '#000000', frame: 3 };
  for (const [path, was, is] of [
    ['track/a/clip/c1', clip(), clip({ startFrame: 7 })],
    ['track/a/clip/c1', clip(), null],
    ['track/a/clip/c1', null, clip()],
    ['automation/master/fader', lane, grown],
    ['automation/master/fader', null, grown],
    ['marker/m', marker, { ...marker, frame: 9 }],
    ['section/s', null, { id: 's' }],
    ['track/a/fader', -3, -9],
  ] as const) {
    const facts = new Over();
    facts.set(path, is);
    for (const effect of expectedOfAll(restoring(path, was, is), facts)) {
      facts.set(effect.path, effect.after);
    }
    expect(facts.get(path), path).toEqual(was);
  }
  expect(written('master/fader', 0, 5, []).type).toBe('AutomationWritten');
});
