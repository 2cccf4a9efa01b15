/**
 * What an EQ does to each frequency, as the engine designs its bands (dsp's EqDesign and FilterDesign): prototypes of Robert
 * Bristow-Johnson's Cookbook, matched after Martin Vicanek, Matched Second Order Digital Filters, 2016; the notch after Sophocles
 * Orfanidis, Introduction to Signal Processing, 1996, section 11.3. Squared magnitudes only: with phi1 = sin^2(w/2), phi0 = 1 - phi1 and
 * phi2 = 4 phi0 phi1, that of a second-order polynomial is P0 phi0 + P1 phi1 + P2 phi2.
 */
import type { Insert, Processor } from '../api/types.ts';

export const EQ_SHAPES = [
  'bell',
  'low-shelf',
  'high-shelf',
  'notch',
  'tilt',
  'high-pass',
  'low-pass',
] as const;
export type EqShape = (typeof EQ_SHAPES)[number];

export interface EqBand {
  number: number;
  shape: EqShape;
  hertz: number;
  gainDb: number;
  q: number;
  bypassed: boolean;
}

/** Above it, as a fraction of the sample rate, the engine designs no corner. */
const HIGHEST_CORNER = 0.49;
const WIDEST_NOTCH = 0.45;

type Powers = readonly [p0: number, p1: number, p2: number];

const at = ([p0, p1, p2]: Powers, phi1: number) => p0 * (1 - phi1) + p1 * phi1 + p2 * 4 * (1 - phi1) * phi1;
const square = (x: number) => x * x;
const phi1Of = (corner: number) => square(Math.sin(Math.PI * corner));

/** Of the poles of s^2 + s w/Q + w^2, by z = e^s. */
function poles(omega: number, q: number): Powers {
  const damping = 1 / (2 * q);
  const decay = Math.exp(-damping * omega);
  const a2 = decay * decay;
  const a1 =
    damping <= 1
      ? -2 * decay * Math.cos(Math.sqrt(1 - damping * damping) * omega)
      : -(
          Math.exp(Math.sqrt(damping * damping - 1) * omega - damping * omega) +
          Math.exp(-Math.sqrt(damping * damping - 1) * omega - damping * omega)
        );
  return [square(1 + a1 + a2), square(1 - a1 + a2), -4 * a2];
}

function bell(corner: number, gainDb: number, q: number): [Powers, Powers] {
  const gain = 10 ** (Math.abs(gainDb) / 20);
  const under = poles(2 * Math.PI * corner, q * Math.sqrt(gain));
  const phi1 = phi1Of(corner);
  const tilt = 4 * (1 - 2 * phi1);
  const power = at(under, phi1) * gain * gain;
  const slope = (under[1] - under[0] + tilt * under[2]) * gain * gain;
  const p2 = (power - slope * phi1 - under[0]) / (4 * phi1 * phi1);
  const over: Powers = [under[0], slope + under[0] - tilt * p2, p2];
  return gainDb < 0 ? [under, over] : [over, under];
}

/** The squared magnitude of the analogue low shelf at a multiple of its frequency. */
function shelfPower(multiple: number, a: number, q: number): number {
  const w2 = multiple * multiple;
  const cross = (w2 * a) / (q * q);
  return (a * a * (square(a - w2) + cross)) / (square(1 - a * w2) + cross);
}

function shelf(corner: number, gainDb: number, q: number, high: boolean): [Powers, Powers] {
  const a = 10 ** (Math.abs(gainDb) / 40);
  const under = poles((2 * Math.PI * corner) / Math.sqrt(a), q);
  const phi1 = phi1Of(corner);
  const scale = high ? 1 / a ** 4 : 1;
  const p0 = under[0] * a ** 4 * scale;
  const p1 = under[1] * shelfPower(1 / (2 * corner), a, q) * scale;
  const power = at(under, phi1) * shelfPower(1, a, q) * scale;
  const over: Powers = [p0, p1, (power - p0 * (1 - phi1) - p1 * phi1) / (4 * (1 - phi1) * phi1)];
  return high === gainDb < 0 ? [over, under] : [under, over];
}

function pass(corner: number, q: number, high: boolean): [Powers, Powers] {
  const under = poles(2 * Math.PI * corner, q);
  const phi1 = phi1Of(corner);
  const power = at(under, phi1) * q * q;
  if (high) {
    // b (1 - 1/z)^2, whose squared magnitude is 16 b^2 phi1^2 = 16 b^2 (phi1 - phi2 / 4)
    const p = power / (phi1 * phi1);
    return [[0, p, -p / 4], under];
  }
  return [[under[0], Math.max(0, (power - under[0] * (1 - phi1)) / phi1), 0], under];
}

function notch(corner: number, q: number): [Powers, Powers] {
  const beta = Math.tan(Math.PI * Math.min(WIDEST_NOTCH, corner / q));
  const cos = Math.cos(2 * Math.PI * corner);
  const of = (b0: number, b1: number, b2: number): Powers => [
    square(b0 + b1 + b2),
    square(b0 - b1 + b2),
    -4 * b0 * b2,
  ];
  return [of(1, -2 * cos, 1), of(1 + beta, -2 * cos, 1 - beta)];
}

/** What a band does at a frequency, in dB. */
export function bandResponse(band: EqBand, sampleRate: number): (hertz: number) => number {
  if (band.bypassed) {
    return () => 0;
  }
  const corner = Math.min(HIGHEST_CORNER, band.hertz / sampleRate);
  let offset = 0;
  let powers: [Powers, Powers];
  switch (band.shape) {
    case 'bell':
      powers = bell(corner, band.gainDb, band.q);
      break;
    case 'low-shelf':
      powers = shelf(corner, band.gainDb, band.q, false);
      break;
    case 'high-shelf':
      powers = shelf(corner, band.gainDb, band.q, true);
      break;
    case 'tilt':
      powers = shelf(corner, band.gainDb, band.q, true);
      offset = -band.gainDb / 2;
      break;
    case 'high-pass':
      powers = pass(corner, band.q, true);
      break;
    case 'low-pass':
      powers = pass(corner, band.q, false);
      break;
    case 'notch':
      powers = notch(corner, band.q);
  }
  const [over, under] = powers;
  return (hertz) => {
    const phi1 = phi1Of(Math.min(0.5, hertz / sampleRate));
    return offset + 10 * Math.log10(Math.max(1e-12, at(over, phi1) / at(under, phi1)));
  };
}

/** The bands of an EQ as it is set. */
export function bandsOf(insert: Insert, processor: Processor): EqBand[] {
  const value = (id: string) => {
    const spec = processor.parameters.find((parameter) => parameter.id === id);
    return Object.hasOwn(insert.parameters, id)
      ? (insert.parameters[id] as number)
      : (spec?.defaultValue ?? 0);
  };
  return processor.parameters
    .flatMap(({ id }) => /^band-(\d+)-shape$/.exec(id)?.[1] ?? [])
    .map((number) => ({
      number: Number(number),
      shape: EQ_SHAPES[value(`band-${number}-shape`)] ?? 'bell',
      hertz: value(`band-${number}-frequency`),
      gainDb: value(`band-${number}-gain`),
      q: value(`band-${number}-q`),
      bypassed: value(`band-${number}-bypass`) !== 0,
    }));
}

/** Whether a band has a gain to drag. */
export const hasGain = (shape: EqShape) =>
  shape === 'bell' || shape === 'low-shelf' || shape === 'high-shelf' || shape === 'tilt';

const LOWEST_HERTZ = 20;
const HIGHEST_HERTZ = 20_000;
const OCTAVES = Math.log2(HIGHEST_HERTZ / LOWEST_HERTZ);

/** Where a frequency stands on a logarithmic axis, 0 to 1, and the inverse. */
export const axisOf = (hertz: number) => Math.log2(hertz / LOWEST_HERTZ) / OCTAVES;
export const hertzAt = (axis: number) => LOWEST_HERTZ * 2 ** (Math.min(1, Math.max(0, axis)) * OCTAVES);

/** The curve of bands as an SVG path over a box. @param spanDb that its upper half stands for */
export function curveOf(
  bands: readonly EqBand[],
  sampleRate: number,
  box: { width: number; height: number; spanDb: number; points: number },
): string {
  const responses = bands.map((band) => bandResponse(band, sampleRate));
  const points = Array.from({ length: box.points }, (_, i) => {
    const axis = i / (box.points - 1);
    const db = responses.reduce((sum, response) => sum + response(hertzAt(axis)), 0);
    const y = (box.height / 2) * (1 - Math.max(-1.2, Math.min(1.2, db / box.spanDb)));
    return `${(axis * box.width).toFixed(1)} ${y.toFixed(1)}`;
  });
  return `M${points.join('L')}`;
}
