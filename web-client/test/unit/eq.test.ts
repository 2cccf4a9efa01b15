import { describe, expect, test } from 'vitest';
import { bandResponse, bandsOf, type EqBand, type EqShape } from '../../src/mix/eq.ts';
import { processors } from '../fixture/processors.ts';

const RATE = 48_000;
const band = (shape: EqShape, hertz: number, gainDb: number, q: number): EqBand => ({
  number: 1,
  shape,
  hertz,
  gainDb,
  q,
  bypassed: false,
});

/** The analogue prototypes of the Cookbook, as rational functions of s = j f/f0: what the digital ones are matched to. */
function analogue({ shape, hertz, gainDb, q }: EqBand, at: number): number {
  const a = 10 ** (gainDb / 40);
  const w = at / hertz;
  const power = (re: number, im: number) => re * re + im * im;
  const root = (Math.sqrt(a) * w) / q;
  const db = (over: number, under: number) => 10 * Math.log10(over / under);
  switch (shape) {
    case 'bell':
      return db(power(1 - w * w, (w * a) / q), power(1 - w * w, w / (a * q)));
    case 'low-shelf':
      return db(a * a * power(a - w * w, root), power(1 - a * w * w, root));
    case 'high-shelf':
      return db(a * a * power(1 - a * w * w, root), power(a - w * w, root));
    case 'high-pass':
      return db(w ** 4, power(1 - w * w, w / q));
    case 'low-pass':
      return db(1, power(1 - w * w, w / q));
    case 'notch':
      return db((1 - w * w) ** 2, power(1 - w * w, w / q));
    case 'tilt':
      return db(a * a * power(1 - a * w * w, root), power(a - w * w, root)) - gainDb / 2;
  }
}

describe('the response of an EQ', () => {
  const shapes: EqShape[] = ['bell', 'low-shelf', 'high-shelf', 'high-pass', 'low-pass', 'notch', 'tilt'];
  test.each(shapes)('a %s is its analogue prototype far below Nyquist', (shape) => {
    let compared = 0;
    for (const gainDb of [-12, -3, 4.5, 12]) {
      for (const q of [0.3, 0.71, 4]) {
        const of = band(shape, 200, gainDb, q);
        const response = bandResponse(of, RATE);
        for (const at of [25, 80, 150, 260, 600, 1500]) {
          expect(Math.abs(response(at) - analogue(of, at)), `${gainDb} ${q} ${at}`).toBeLessThan(0.15);
          compared += 1;
        }
      }
    }
    expect(compared).toBe(72);
  });

  test.each([
    ['bell', 10_000, 9, 9],
    ['bell', 15_000, -9, -9],
    ['low-shelf', 100, 6, 3],
    ['high-shelf', 8000, 6, 3],
  ] as const)('a %s at %i Hz of %d dB has %d dB there, however near Nyquist', (shape, hertz, gain, there) => {
    expect(bandResponse(band(shape, hertz, gain, Math.SQRT1_2), RATE)(hertz)).toBeCloseTo(there, 2);
  });

  test('a boost and a cut of the same band cancel', () => {
    for (const shape of ['bell', 'low-shelf', 'high-shelf'] as const) {
      const up = bandResponse(band(shape, 12_000, 8, 1.2), RATE);
      const down = bandResponse(band(shape, 12_000, -8, 1.2), RATE);
      for (const at of [30, 4000, 12_000, 20_000]) {
        expect(up(at) + down(at)).toBeCloseTo(0, 6);
      }
    }
  });

  test('an EQ as it comes does nothing, and a bypassed band neither', () => {
    const processor = processors.find((p) => p.id === 'eq');
    if (!processor) throw new Error('the fixture has lost its EQ');
    const insert = { id: 'eq', processor: 'eq', bypassed: false, parameters: {}, sidechain: null };
    const bands = bandsOf(insert, processor);
    expect(bands).toHaveLength(8);
    for (const each of bands) {
      expect(bandResponse(each, RATE)(each.hertz)).toBeCloseTo(0, 9);
      expect(bandResponse({ ...each, gainDb: 12, bypassed: true }, RATE)(each.hertz)).toBe(0);
    }
  });
});
