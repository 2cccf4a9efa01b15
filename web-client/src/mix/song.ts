/** Bars and beats of a song: where they are, and what is near them. Pure; the rules are those of the server's TempoMap. */
import type { Meter, Tempo, TempoMap } from '../api/types.ts';

/** What a hand's moves are drawn to. */
export type Snap = 'off' | 'beat' | 'bar';

/** A line of the grid. */
export interface GridLine {
  frame: number;
  /** From 1. */
  bar: number;
  /** From 1; 1 begins the bar. */
  beat: number;
}

const SECONDS_A_MINUTE = 60;
/** Enough for any screen; a song of a day at 400 beats a minute is looked at by bars. */
const MOST_LINES = 2000;
/** Beats are counted in numbers that are not exact. */
const NEARLY = 1e-6;

/** Quarter notes from the beginning of the song to a frame. */
export function quartersAt(frame: number, { tempos }: TempoMap, rate: number): number {
  let quarters = 0;
  for (const [i, tempo] of tempos.entries()) {
    const until = Math.min(frame, tempos[i + 1]?.frame ?? frame);
    if (i > 0 && until <= tempo.frame) {
      break;
    }
    quarters += ((until - tempo.frame) * tempo.beatsPerMinute) / (SECONDS_A_MINUTE * rate);
  }
  return quarters;
}

/** The inverse, as a whole frame. */
export function frameOf(quarters: number, { tempos }: TempoMap, rate: number): number {
  let counted = 0;
  for (const [i, tempo] of tempos.entries()) {
    const perFrame = tempo.beatsPerMinute / (SECONDS_A_MINUTE * rate);
    const next = tempos[i + 1];
    const within = next ? (next.frame - tempo.frame) * perFrame : Number.POSITIVE_INFINITY;
    if (quarters <= counted + within) {
      return Math.round(tempo.frame + (quarters - counted) / perFrame);
    }
    counted += within;
  }
  return 0;
}

interface Stretch {
  meter: Meter;
  /** Quarter notes at its beginning, and at its end. */
  from: number;
  to: number;
  /** The number of its first bar. */
  bar: number;
  quartersABeat: number;
}

/** The song by its metres: each begins a bar. */
function stretches(map: TempoMap, rate: number): Stretch[] {
  let bar = 1;
  return map.meters.map((meter, i) => {
    const next = map.meters[i + 1];
    const quartersABeat = 4 / meter.beatUnit;
    const from = quartersAt(meter.frame, map, rate);
    const to = next ? quartersAt(next.frame, map, rate) : Number.POSITIVE_INFINITY;
    const stretch = { meter, from, to, bar, quartersABeat };
    bar += next ? Math.ceil((to - from) / (quartersABeat * meter.beats) - NEARLY) : 0;
    return stretch;
  });
}

const stretchAt = (all: readonly Stretch[], quarters: number): Stretch =>
  all.findLast((each) => each.from <= quarters + NEARLY) ?? (all[0] as Stretch);

/** Where a frame is: bar, beat, and how far into the beat, 0 to 1. */
export function placeOf(
  frame: number,
  map: TempoMap,
  rate: number,
): { bar: number; beat: number; fraction: number } {
  // A beat lies between two frames, and is placed on the nearer one: half a frame before it is on it.
  const quarters = quartersAt(Math.max(0, frame) + 0.5, map, rate);
  const { from, bar, quartersABeat, meter } = stretchAt(stretches(map, rate), quarters);
  const beats = Math.max(0, (quarters - from) / quartersABeat);
  const whole = Math.floor(beats + NEARLY);
  return {
    bar: bar + Math.floor(whole / meter.beats),
    beat: (whole % meter.beats) + 1,
    fraction: Math.max(0, beats - whole),
  };
}

/** `12.3.50`: bar, beat, hundredths of it. */
export function barsAndBeats(frame: number, map: TempoMap, rate: number): string {
  const { bar, beat, fraction } = placeOf(frame, map, rate);
  return `${bar}.${beat}.${String(Math.min(99, Math.floor(fraction * 100))).padStart(2, '0')}`;
}

/**
 * The lines between two frames that keep a distance: beats where there is room, or else bars, every second, fourth, eighth of them.
 *
 * @param apart frames that two lines are at least apart
 */
export function gridLines(from: number, to: number, apart: number, map: TempoMap, rate: number): GridLine[] {
  const lines: GridLine[] = [];
  for (const { meter, from: begin, to: end, bar, quartersABeat } of stretches(map, rate)) {
    const slowest = Math.min(...map.tempos.map((t) => t.beatsPerMinute));
    const framesABeat = (quartersABeat * SECONDS_A_MINUTE * rate) / slowest;
    const byBeats = framesABeat >= apart;
    let bars = 1;
    while (!byBeats && framesABeat * meter.beats * bars < apart) {
      bars *= 2;
    }
    const step = byBeats ? 1 : meter.beats * bars;
    const first = Math.max(0, Math.floor((quartersAt(Math.max(0, from), map, rate) - begin) / quartersABeat));
    for (let beat = first - (first % step); lines.length < MOST_LINES; beat += step) {
      const quarters = begin + beat * quartersABeat;
      const frame = frameOf(quarters, map, rate);
      if (quarters >= end - NEARLY || frame > to) {
        break;
      }
      if (frame >= from) {
        lines.push({ frame, bar: bar + Math.floor(beat / meter.beats), beat: (beat % meter.beats) + 1 });
      }
    }
  }
  return lines;
}

/** The beat or the beginning of a bar that is nearest; the frame itself, where nothing draws it. */
export function snapped(frame: number, snap: Snap, map: TempoMap, rate: number): number {
  const at = Math.max(0, Math.round(frame));
  if (snap === 'off') {
    return at;
  }
  const quarters = quartersAt(at, map, rate);
  const { from, to, meter, quartersABeat } = stretchAt(stretches(map, rate), quarters);
  const step = quartersABeat * (snap === 'bar' ? meter.beats : 1);
  const near = from + Math.round((quarters - from) / step) * step;
  return frameOf(Math.min(near, to), map, rate);
}

/** One step of what draws: a bar or a beat from a frame on, or else ten milliseconds. */
export function stepFrames(frame: number, snap: Snap, map: TempoMap, rate: number): number {
  if (snap === 'off') {
    return Math.round(rate / 100);
  }
  const quarters = quartersAt(Math.max(0, frame), map, rate);
  const { meter, quartersABeat } = stretchAt(stretches(map, rate), quarters);
  const step = quartersABeat * (snap === 'bar' ? meter.beats : 1);
  return Math.max(1, frameOf(quarters + step, map, rate) - frameOf(quarters, map, rate));
}

/** What changes at a frame of the song, in words: `92.5 bpm`, `6/8`. */
export function changesOf(map: TempoMap): { frame: number; text: string }[] {
  const tempo = ({ frame, beatsPerMinute }: Tempo) => ({
    frame,
    text: `${Number(beatsPerMinute.toFixed(1))} bpm`,
  });
  const meter = ({ frame, beats, beatUnit }: Meter) => ({ frame, text: `${beats}/${beatUnit}` });
  const texts = new Map<number, string[]>();
  for (const { frame, text } of [...map.tempos.map(tempo), ...map.meters.map(meter)]) {
    texts.set(frame, [...(texts.get(frame) ?? []), text]);
  }
  return [...texts]
    .map(([frame, list]) => ({ frame, text: list.join(', ') }))
    .sort((a, b) => a.frame - b.frame);
}
