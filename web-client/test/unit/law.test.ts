import { describe, expect, test } from 'vitest';
import { FADER, faderDb, faderTravel, lawOf, PAN, parseValue } from '../../src/mix/law.ts';
import { processors } from '../fixture/processors.ts';

describe('the law of the fader', () => {
  // ((6 log2 gain + 192) / 198)^8, worked out by hand for gains of 2, 1, 1/2 and 1/10.
  test.each([
    [6.0206, 1],
    [0, 0.7818],
    [-6.0206, 0.6062],
    [-20, 0.3253],
    [-144, 0],
    [12, 1],
  ])('%d dB is at %d of its travel', (db, travel) => {
    expect(faderTravel(db)).toBeCloseTo(travel, 3);
  });

  test('what travel gives, travel comes from', () => {
    for (let db = -60; db <= 6; db += 0.1) {
      expect(faderDb(faderTravel(db))).toBeCloseTo(db, 1);
    }
    expect(faderDb(0)).toBe(-144);
    expect(faderDb(1)).toBe(6);
  });

  test('nudges are half a decibel, a tenth with Shift, and end at silence', () => {
    const law = lawOf(FADER);
    expect(law.nudged(-4.5, 1, 'step')).toBe(-4);
    expect(law.nudged(-4.5, -1, 'fine')).toBe(-4.6);
    expect(law.nudged(-4.5, 1, 'page')).toBe(-1.5);
    expect(law.nudged(12, 1, 'step')).toBe(12);
    expect(law.nudged(-90, -1, 'step')).toBe(-144);
    expect(law.nudged(-144, 1, 'step')).toBe(-90);
  });
});

test('every parameter of the registry goes through its travel and back, and stays within its range', () => {
  let seen = 0;
  for (const parameter of processors.flatMap((p) => p.parameters)) {
    const law = lawOf(parameter);
    for (let travel = 0; travel <= 1; travel += 0.05) {
      const value = law.valueOf(travel);
      expect(value).toBeGreaterThanOrEqual(parameter.minimum);
      expect(value).toBeLessThanOrEqual(parameter.maximum);
      const whole = ['SWITCH', 'CHOICE', 'FRAMES'].includes(parameter.unit);
      expect(Math.abs(law.travelOf(value) - travel)).toBeLessThan(whole ? 0.51 : 0.01);
    }
    expect(law.valueOf(0)).toBe(parameter.minimum);
    expect(law.valueOf(1)).toBe(parameter.maximum);
    expect(law.nudged(parameter.maximum, 1, 'page')).toBe(parameter.maximum);
    seen += 1;
  }
  expect(seen).toBeGreaterThan(80);
});

test.each([
  ['-4.5', 'DECIBELS', -4.5],
  ['−4,5 dB', 'DECIBELS', -4.5],
  ['+3', 'DECIBELS', 3],
  ['-inf', 'DECIBELS', -144],
  ['−∞', 'DECIBELS', -144],
  ['2k', 'HERTZ', 2000],
  ['1.2 kHz', 'HERTZ', 1200],
  ['440 hz', 'HERTZ', 440],
  ['L30', 'PAN', -0.3],
  ['30r', 'PAN', 0.3],
  ['c', 'PAN', 0],
  ['50 %', 'FRACTION', 0.5],
  ['50', 'FRACTION', 0.5],
  ['1.5 s', 'MILLISECONDS', 1500],
  ['20 ms', 'SECONDS', 0.02],
  ['4:1', 'RATIO', 4],
  ['loud', 'DECIBELS', null],
  ['', 'DECIBELS', null],
  ['12', 'PAN', null],
])('“%s” in %s is %s', (typed, unit, value) => {
  expect(parseValue(typed, unit)).toBe(value);
});

test('pan nudges by two hundredths', () => {
  expect(lawOf(PAN).nudged(0, -1, 'step')).toBeCloseTo(-0.02);
});
