import { expect, test } from 'vitest';
import { compressorOf, levelOf, reductionDb } from '../../src/mix/dynamics.ts';
import { processors } from '../fixture/processors.ts';

const processor = processors.find((p) => p.id === 'compressor');
if (!processor) {
  throw new Error('no compressor in the registry');
}
const curve = (parameters: Record<string, number>) =>
  compressorOf({ id: 'c', processor: 'compressor', bypassed: false, parameters, sidechain: null }, processor);

test('a hard knee turns down by 1 - 1/R of what is over the threshold', () => {
  const four = curve({ threshold: -20, ratio: 4, knee: 0 });
  expect(reductionDb(four, -20)).toBe(0);
  expect(reductionDb(four, -8)).toBe(9);
  expect(reductionDb(curve({ threshold: -20, knee: 0, ratio: 3, 'infinite-ratio': 1 }), -5)).toBe(15);
});

test('a soft knee is smooth, and joins the lines at its ends', () => {
  const soft = curve({ threshold: -20, ratio: 2, knee: 12 });
  expect(reductionDb(soft, -26)).toBe(0);
  expect(reductionDb(soft, -14)).toBeCloseTo(3, 9);
  expect(reductionDb(soft, -20)).toBeCloseTo(0.75, 9);
  for (let db = -40; db < 0; db += 0.1) {
    const slope = (reductionDb(soft, db + 0.001) - reductionDb(soft, db)) / 0.001;
    expect(slope).toBeGreaterThanOrEqual(-1e-9);
    expect(slope).toBeLessThanOrEqual(0.5 + 1e-6);
  }
});

test('the point stands where the curve turns down by as much', () => {
  for (const knee of [0, 6, 24]) {
    for (const ratio of [1.5, 4, 20]) {
      const each = curve({ threshold: -30, ratio, knee });
      for (const level of [-29, -20, -10, 0]) {
        const reduction = reductionDb(each, level);
        expect(levelOf(each, reduction), `knee ${knee}, ratio ${ratio}`).toBeCloseTo(level, 6);
      }
      expect(levelOf(each, 0)).toBeNull();
    }
  }
  expect(levelOf(curve({ ratio: 1 }), 3)).toBeNull();
});
