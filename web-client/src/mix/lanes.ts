/**
 * Automation: what can move by itself, the value of a lane at a frame, and what hands do to its points. Pure. Between two points a value goes
 * as the engine goes (Breakpoints of the server): straight in the parameter's taper, held, or by an S-curve.
 */
import type { AutomationLane, Breakpoint, Mix, MixEvent, Parameter, Processor, Strip } from '../api/types.ts';
import { SILENCE_DB } from './format.ts';
import { FADER, PAN, SEND_LEVEL, TRIM } from './law.ts';
import { findStrip, outputName } from './lookup.ts';

export type CurveShape = Breakpoint['curve'];
export const CURVES: readonly { curve: CurveShape; name: string }[] = [
  { curve: 'LINEAR', name: 'Straight' },
  { curve: 'S_CURVE', name: 'S-curve' },
  { curve: 'HOLD', name: 'Hold' },
];

/** A parameter that can be automated. */
export interface Automatable {
  address: string;
  /** Without the strip's name: `Fader`, `EQ: Band 2 gain`, `Send to Room`. */
  name: string;
  spec: Parameter;
  /** Its value where no lane moves it. */
  value: number;
}

const LOG_AT_LEAST = 1e-6;
const gainOf = (db: number) => (db <= SILENCE_DB ? 0 : 10 ** (db / 20));

const onOff = (id: string, name: string): Parameter => ({
  ...PAN,
  id,
  name,
  unit: 'SWITCH',
  minimum: 0,
  maximum: 1,
});
const OF_STRIP: readonly (readonly [Parameter, (strip: Strip) => number])[] = [
  [FADER, (s) => s.faderDb],
  [PAN, (s) => s.pan],
  [onOff('mute', 'Mute'), (s) => Number(s.muted)],
  [TRIM, (s) => s.trimDb],
  [
    { ...PAN, id: 'width', name: 'Width', unit: 'FRACTION', minimum: 0, maximum: 2, defaultValue: 1 },
    (s) => s.width,
  ],
  [{ ...PAN, id: 'pan-left', name: 'Pan left', defaultValue: -1 }, (s) => s.panLeft],
  [{ ...PAN, id: 'pan-right', name: 'Pan right', defaultValue: 1 }, (s) => s.panRight],
  [onOff('polarity', 'Polarity'), (s) => Number(s.polarityInverted)],
];

/** Everything of a strip or a VCA that can be automated, in the order of the signal. */
export function automatableOf(mix: Mix, processors: readonly Processor[], address: string): Automatable[] {
  const vca = mix.vcas.find((each) => `vca/${each.id}` === address);
  if (vca) {
    return [
      { address: `${address}/fader`, name: 'Fader', spec: FADER, value: vca.faderDb },
      { address: `${address}/mute`, name: 'Mute', spec: onOff('mute', 'Mute'), value: Number(vca.muted) },
    ];
  }
  const strip = findStrip(mix, address)?.strip;
  if (!strip) {
    return [];
  }
  return [
    ...OF_STRIP.map(([spec, value]) => ({
      address: `${address}/${spec.id}`,
      name: spec.name,
      spec,
      value: value(strip),
    })),
    ...strip.sends.map((send) => ({
      address: `${address}/send/${send.id}/level`,
      name: `Send to ${outputName(mix, `bus/${send.bus}`)}`,
      spec: SEND_LEVEL,
      value: send.levelDb,
    })),
    ...strip.inserts.flatMap((insert) => {
      const processor = processors.find((each) => each.id === insert.processor);
      const at = `${address}/insert/${insert.id}`;
      const title = processor?.name ?? insert.processor;
      return [
        {
          address: `${at}/bypass`,
          name: `${title}: Bypass`,
          spec: onOff('bypass', 'Bypass'),
          value: Number(insert.bypassed),
        },
        ...(processor?.parameters ?? [])
          .filter((spec) => spec.automatable)
          .map((spec) => ({
            address: `${at}/${spec.id}`,
            name: `${title}: ${spec.name}`,
            spec,
            value: insert.parameters[spec.id] ?? spec.defaultValue,
          })),
      ];
    }),
  ];
}

/** The strip or the VCA that an address is part of. */
export function stripOfAddress(address: string): string {
  const parts = address.split('/');
  return parts[0] === 'master' ? 'master' : parts.slice(0, 2).join('/');
}

export const isDiscrete = (spec: Parameter) => spec.unit === 'SWITCH' || spec.unit === 'CHOICE';

/** Where a value stands in the taper in which lines are straight. */
function position(spec: Parameter, value: number): number {
  switch (spec.taper) {
    case 'LINEAR':
      return value;
    case 'LOGARITHMIC':
      return Math.log2(Math.max(LOG_AT_LEAST, value));
    case 'FADER':
      return gainOf(value) ** 0.25;
  }
}

function valueAtPosition(spec: Parameter, at: number): number {
  switch (spec.taper) {
    case 'LINEAR':
      return at;
    case 'LOGARITHMIC':
      return 2 ** at;
    case 'FADER':
      return at <= 0 ? SILENCE_DB : Math.max(SILENCE_DB, 20 * Math.log10(at ** 4));
  }
}

/** A value's height in its lane, 0 to 1, where straight lines are straight; and the inverse, as what is worth storing. */
export function heightOf(spec: Parameter, value: number): number {
  const low = position(spec, spec.minimum);
  return (position(spec, value) - low) / (position(spec, spec.maximum) - low);
}

export function valueAtHeight(spec: Parameter, height: number): number {
  const low = position(spec, spec.minimum);
  const to = Math.min(1, Math.max(0, height));
  const value = valueAtPosition(spec, low + to * (position(spec, spec.maximum) - low));
  if (isDiscrete(spec) || spec.unit === 'FRAMES') {
    return Math.round(value);
  }
  const rounded =
    spec.taper === 'LOGARITHMIC'
      ? Number(value.toPrecision(4))
      : Number(value.toFixed(spec.unit === 'DECIBELS' ? 2 : 3));
  return Math.min(spec.maximum, Math.max(spec.minimum, rounded));
}

/** The place of the last point at or before a frame; -1 if there is none. */
export function lastAt(points: readonly Breakpoint[], frame: number): number {
  let low = -1;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((points[middle] as Breakpoint).frame <= frame) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}

/** The value of a lane at a frame; null for a lane without points, which moves nothing. */
export function laneValue(points: readonly Breakpoint[], spec: Parameter, frame: number): number | null {
  const at = lastAt(points, frame);
  const before = points[Math.max(0, at)];
  const after = points[at + 1];
  if (!before) {
    return null;
  }
  if (at < 0 || !after || before.curve === 'HOLD' || isDiscrete(spec) || before.value === after.value) {
    return before.value;
  }
  const t = (frame - before.frame) / (after.frame - before.frame);
  const way = before.curve === 'S_CURVE' ? t * t * (3 - 2 * t) : t;
  const from = position(spec, before.value);
  const value = valueAtPosition(spec, from + way * (position(spec, after.value) - from));
  return Math.min(Math.max(before.value, after.value), Math.max(Math.min(before.value, after.value), value));
}

/** What moves by itself at a frame, by address. */
export function movedByLanes(
  lanes: readonly AutomationLane[],
  specOf: (address: string) => Parameter | null,
  frame: number,
): Map<string, number> {
  const values = new Map<string, number>();
  for (const { address, enabled, points } of lanes) {
    const spec = enabled ? specOf(address) : null;
    const value = spec && laneValue(points, spec, frame);
    if (value !== null) {
      values.set(address, value);
    }
  }
  return values;
}

/** Writes points over a range: what was there before is gone. */
export const written = (
  address: string,
  fromFrame: number,
  toFrame: number,
  points: readonly Breakpoint[],
): MixEvent => ({ type: 'AutomationWritten', address, fromFrame, toFrame, points });

/** The frames between which a point can be moved, its neighbours staying where they are. */
export function roomOf(points: readonly Breakpoint[], at: number, lastFrame: number): [number, number] {
  return [(points[at - 1]?.frame ?? -1) + 1, (points[at + 1]?.frame ?? lastFrame + 1) - 1];
}

/**
 * As few points as show the same line: Ramer, Douglas and Peucker's method (Computer Graphics and Image Processing 1, 1972), by heights.
 *
 * @param tolerance of the height, 0 to 1
 */
export function thinned(points: readonly Breakpoint[], spec: Parameter, tolerance: number): Breakpoint[] {
  if (points.length < 3) {
    return [...points];
  }
  const heights = points.map((point) => heightOf(spec, point.value));
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  const stack: [number, number][] = [[0, points.length - 1]];
  for (let range = stack.pop(); range; range = stack.pop()) {
    const [from, to] = range;
    const [a, b] = [points[from] as Breakpoint, points[to] as Breakpoint];
    let worst = tolerance;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const point = points[i] as Breakpoint;
      const t = isDiscrete(spec) ? 0 : (point.frame - a.frame) / (b.frame - a.frame);
      const [low, high] = [heights[from] as number, heights[to] as number];
      const off = Math.abs((heights[i] as number) - (low + t * (high - low)));
      if (off > worst) {
        worst = off;
        at = i;
      }
    }
    if (at >= 0) {
      kept[at] = 1;
      stack.push([from, at], [at, to]);
    }
  }
  return points.filter((_, i) => kept[i] === 1);
}
