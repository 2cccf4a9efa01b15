/** Meters for screens, out of the measures that the worklet writes. */
import type { MasterLevels, Meters, StripLevels } from './engine.ts';
import { MEASURE, STRIP_NUMBERS } from './layout.ts';

const SPECTRUM_FRAMES = 2048;
const LOWEST_DB = -144;

const decibels = (magnitude: number): number => (magnitude > 0 ? 20 * Math.log10(magnitude) : -Infinity);
const powerDecibels = (square: number): number => (square > 0 ? 10 * Math.log10(square) : -Infinity);

export class LiveMeters implements Meters {
  private readonly strips = new Map<string, number>();
  private readonly reducers = new Map<string, number>();
  private layout = -1;
  private listened: Float32Array | null = null;
  private listening = '';

  /** @param measures shared with the worklet, or filled by its messages */
  constructor(
    readonly measures: Float64Array,
    private readonly listen: (address: string) => void,
  ) {}

  /** What the measures belong to from now on. */
  layOut(text: string, layout: number): void {
    const [strips = '', reducers = ''] = text.split('\n\n');
    this.strips.clear();
    this.reducers.clear();
    const names = strips === '' ? [] : strips.split('\n');
    names.forEach((address, i) => {
      this.strips.set(address, MEASURE.strips + STRIP_NUMBERS * i);
    });
    const first = MEASURE.strips + STRIP_NUMBERS * names.length;
    const inserts = reducers === '' ? [] : reducers.split('\n');
    inserts.forEach((insert, i) => {
      this.reducers.set(insert, first + i);
    });
    this.layout = layout;
  }

  private at(index: number): number {
    return this.measures[index] ?? 0;
  }

  /** The measures may be of a mix before, for a moment. */
  private get isCurrent(): boolean {
    return this.at(MEASURE.layout) === this.layout;
  }

  strip(address: string, into: StripLevels): boolean {
    if (address === 'master') {
      this.levels(MEASURE.peakLeft, into);
      return this.layout >= 0;
    }
    const at = this.strips.get(address);
    if (at === undefined || !this.isCurrent) {
      into.peakLeftDb = -Infinity;
      into.peakRightDb = -Infinity;
      into.rmsLeftDb = -Infinity;
      into.rmsRightDb = -Infinity;
      return at !== undefined;
    }
    this.levels(at, into);
    return true;
  }

  private levels(at: number, into: StripLevels): void {
    into.peakLeftDb = decibels(this.at(at));
    into.peakRightDb = decibels(this.at(at + 1));
    into.rmsLeftDb = powerDecibels(this.at(at + 2));
    into.rmsRightDb = powerDecibels(this.at(at + 3));
  }

  master(into: MasterLevels): void {
    this.levels(MEASURE.peakLeft, into);
    into.truePeakDb = decibels(this.at(MEASURE.truePeak));
    into.momentaryLufs = this.at(MEASURE.momentary);
    into.shortTermLufs = this.at(MEASURE.shortTerm);
    into.integratedLufs = this.at(MEASURE.integrated);
    into.correlation = this.at(MEASURE.correlation);
  }

  gainReductionDb(address: string, insert: string): number {
    const at = this.reducers.get(`${address} ${insert}`);
    return at === undefined || !this.isCurrent ? 0 : -this.at(at);
  }

  heard(samples: Float32Array): void {
    this.listened = samples;
  }

  spectrum(address: string, into: Float32Array): boolean {
    if (address !== this.listening) {
      this.listening = address;
      this.listened = null;
      this.listen(address);
    }
    if (!this.listened) {
      return false;
    }
    magnitudes(this.listened, into);
    return true;
  }
}

/**
 * Magnitudes in decibels of a piece of sound, from 0 to half the sample rate: 0 dB is a sine of full scale. Hann window, radix-2 FFT (Cooley and
 * Tukey, Math. Comp. 19, 1965).
 */
export function magnitudes(samples: Float32Array, into: Float32Array): void {
  const size = SPECTRUM_FRAMES;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    re[i] = (samples[i] ?? 0) * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  }
  transform(re, im);
  const bins = size / 2;
  for (let i = 0; i < into.length; i++) {
    const from = Math.floor((i * bins) / into.length);
    const to = Math.max(from + 1, Math.floor(((i + 1) * bins) / into.length));
    let highest = 0;
    for (let bin = from; bin < to; bin++) {
      highest = Math.max(highest, Math.hypot(re[bin] as number, im[bin] as number));
    }
    into[i] = Math.max(LOWEST_DB, decibels((4 * highest) / size));
  }
}

function transform(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) {
      j ^= bit;
    }
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] as number, re[i] as number];
      [im[i], im[j]] = [im[j] as number, im[i] as number];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const half = length / 2;
    for (let k = 0; k < half; k++) {
      const angle = (-2 * Math.PI * k) / length;
      const c = Math.cos(angle);
      const s = Math.sin(angle);
      for (let i = k; i < size; i += length) {
        const a = re[i + half] as number;
        const b = im[i + half] as number;
        const x = a * c - b * s;
        const y = a * s + b * c;
        re[i + half] = (re[i] as number) - x;
        im[i + half] = (im[i] as number) - y;
        re[i] = (re[i] as number) + x;
        im[i] = (im[i] as number) + y;
      }
    }
  }
}
