import { expect, test } from 'vitest';
import { Ballistics, heightOf } from '../../src/ui/ballistics.ts';

const SILENCE = Number.NEGATIVE_INFINITY;

test('a meter rises at once and falls 20 dB in 1.5 s', () => {
  const meter = new Ballistics();
  expect(meter.take(-10, 16)).toBe(true);
  expect(meter.level).toBe(-10);
  for (let i = 0; i < 150; i++) {
    meter.take(SILENCE, 10);
  }
  expect(meter.level).toBeCloseTo(-30, 6);
});

test('a peak is held for 1.5 s, then falls', () => {
  const meter = new Ballistics();
  meter.take(-10, 10);
  for (let i = 0; i < 150; i++) {
    meter.take(SILENCE, 10);
  }
  expect(meter.hold).toBe(-10);
  meter.take(SILENCE, 10);
  expect(meter.hold).toBeLessThan(-10);
});

test('a clip stays until it is seen', () => {
  const meter = new Ballistics();
  meter.take(-0.1, 10);
  expect(meter.clipped).toBe(false);
  meter.take(0, 10);
  meter.take(SILENCE, 5000);
  expect(meter.clipped).toBe(true);
  meter.clear();
  expect(meter.clipped).toBe(false);
});

test('what is silent comes to rest, and is not drawn any more', () => {
  const meter = new Ballistics();
  meter.take(-20, 10);
  let drawn = 0;
  for (let i = 0; i < 1000; i++) {
    drawn += meter.take(SILENCE, 16) ? 1 : 0;
  }
  expect(meter.rests).toBe(true);
  expect(drawn).toBeLessThan(400);
  expect(meter.take(SILENCE, 16)).toBe(false);
});

test('levels stand where the scale says', () => {
  expect([heightOf(-60), heightOf(6), heightOf(-27), heightOf(SILENCE)]).toEqual([0, 1, 0.5, 0]);
});
