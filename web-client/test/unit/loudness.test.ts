import { expect, test } from 'vitest';
import { gainOf, match } from '../../src/audio/loudness.ts';

test('the louder one is turned down to the quieter', () => {
  expect(match(-17, -13)).toEqual({ aDb: 0, bDb: -4, possible: true });
  expect(match(-9.5, -14)).toEqual({ aDb: -4.5, bDb: 0, possible: true });
});

test('nothing is ever turned up, so nothing can clip that did not before', () => {
  for (let a = -40; a <= 0; a += 1.7) {
    for (let b = -40; b <= 0; b += 2.3) {
      const { aDb, bDb } = match(a, b);
      expect(Math.max(aDb, bDb)).toBe(0);
      expect(a + aDb).toBeCloseTo(b + bDb, 9);
    }
  }
});

test('silence can not be matched', () => {
  expect(match(null, -14)).toEqual({ aDb: 0, bDb: 0, possible: false });
  expect(match(-14, null).possible).toBe(false);
});

test('gains', () => {
  expect(gainOf(0)).toBe(1);
  expect(gainOf(-6.0206)).toBeCloseTo(0.5, 5);
});
