/** How the travel of a control, 0 to 1, spreads over a parameter's range, and how far a nudge goes. Pure. */
import type { Parameter } from '../api/types.ts';
import { SILENCE_DB } from './format.ts';

export interface Law {
  readonly minimum: number;
  readonly maximum: number;
  readonly defaultValue: number;
  travelOf(value: number): number;
  /** A value worth storing: rounded to what a hand means. */
  valueOf(travel: number): number;
  /** @param size of a nudge: `fine` is a fifth of a `step`, a `page` six of them */
  nudged(value: number, direction: number, size: 'fine' | 'step' | 'page'): number;
  /** What was typed, as a value that may be stored: within the range, and whole where only whole values mean something. */
  clamped(value: number): number;
}

/** Decibels in which a doubling of the gain is 6 dB in the law of the fader: 20 log10 2. */
const DB_PER_OCTAVE = 20 * Math.log10(2);
/** Where the travel of a console's fader ends; what is louder is set by number, and shown at the top. */
export const FADER_TOP_DB = 6;
const FADER_STEP_DB = 0.5;
const SIZES = { fine: 0.2, step: 1, page: 6 } as const;

const within = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value));
const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));

/** The travel of a gain on a console's fader: ((6 log2 gain + 192) / 198)^8, so that 0 dB is at 78 % and +6 dB at the top. */
export function faderTravel(db: number): number {
  const sixths = (6 * db) / DB_PER_OCTAVE;
  return sixths <= -192 || db <= SILENCE_DB ? 0 : within(((sixths + 192) / 198) ** 8, 0, 1);
}

/** The inverse. What passes less than 90 dB below full is silence: nobody means so little. */
export function faderDb(travel: number): number {
  const db = ((198 * within(travel, 0, 1) ** (1 / 8) - 192) * DB_PER_OCTAVE) / 6;
  return db < -90 ? SILENCE_DB : rounded(db, 1);
}

/** Of faders and sends. */
export function faderLaw(range: Pick<Parameter, 'minimum' | 'maximum' | 'defaultValue'>): Law {
  const { minimum, maximum, defaultValue } = range;
  const clamped = (db: number) => within(rounded(db, 2), minimum, maximum);
  return {
    minimum,
    maximum,
    defaultValue,
    travelOf: faderTravel,
    valueOf: (travel) => within(faderDb(travel), minimum, maximum),
    nudged(db, direction, size) {
      if (db < -90) {
        return direction > 0 ? -90 : minimum;
      }
      const next = rounded(db + direction * FADER_STEP_DB * SIZES[size], 2);
      return next < -90 ? minimum : clamped(next);
    },
    clamped,
  };
}

function linearLaw({ minimum, maximum, defaultValue, unit }: Parameter): Law {
  const whole = unit === 'SWITCH' || unit === 'CHOICE' || unit === 'FRAMES';
  const span = maximum - minimum;
  const decimals = whole ? 0 : span > 20 ? 1 : span > 2 ? 2 : 3;
  const step = whole ? 1 : unit === 'DECIBELS' ? 0.5 : span / 100;
  const clamped = (value: number) => within(rounded(value, whole ? 0 : 4), minimum, maximum);
  return {
    minimum,
    maximum,
    defaultValue,
    travelOf: (value) => within((value - minimum) / span, 0, 1),
    valueOf: (travel) => clamped(rounded(minimum + within(travel, 0, 1) * span, decimals)),
    nudged: (value, direction, size) =>
      clamped(value + direction * step * (whole ? Math.max(1, SIZES[size]) : SIZES[size])),
    clamped,
  };
}

/** A semitone is a step, of frequencies and times alike. */
function logarithmicLaw({ minimum, maximum, defaultValue }: Parameter): Law {
  const octaves = Math.log2(maximum / minimum);
  const clamped = (value: number) => within(Number(value.toPrecision(5)), minimum, maximum);
  return {
    minimum,
    maximum,
    defaultValue,
    travelOf: (value) => within(Math.log2(Math.max(minimum, value) / minimum) / octaves, 0, 1),
    valueOf: (travel) => clamped(Number((minimum * 2 ** (within(travel, 0, 1) * octaves)).toPrecision(3))),
    nudged: (value, direction, size) => clamped(value * 2 ** ((direction * SIZES[size]) / 12)),
    clamped,
  };
}

export function lawOf(parameter: Parameter): Law {
  switch (parameter.taper) {
    case 'FADER':
      return faderLaw(parameter);
    case 'LOGARITHMIC':
      return logarithmicLaw(parameter);
    case 'LINEAR':
      return linearLaw(parameter);
  }
}

const level = (id: string, name: string): Parameter => ({
  id,
  name,
  unit: 'DECIBELS',
  minimum: SILENCE_DB,
  maximum: 12,
  defaultValue: 0,
  taper: 'FADER',
  automatable: true,
  choices: [],
});

/** Parameters that every strip and send has, as the server's StripParameters says them. */
export const FADER = level('fader', 'Fader');
export const SEND_LEVEL = level('level', 'Level');
export const PAN: Parameter = {
  id: 'pan',
  name: 'Pan',
  unit: 'PAN',
  minimum: -1,
  maximum: 1,
  defaultValue: 0,
  taper: 'LINEAR',
  automatable: true,
  choices: [],
};
export const TRIM: Parameter = {
  ...PAN,
  id: 'trim',
  name: 'Trim',
  unit: 'DECIBELS',
  minimum: -24,
  maximum: 24,
};

/**
 * Reads a number as people type it into a control: `-4.5`, `−4,5 dB`, `2k`, `1.2 kHz`, `-inf`, `L30`, `C`, `50 %`. Null if it is none.
 */
export function parseValue(text: string, unit: string): number | null {
  const plain = text.trim().toLowerCase().replace(/[−–]/g, '-').replace(',', '.');
  if (unit === 'DECIBELS' && /^-?(inf|infinity|∞)\b|^-∞/.test(plain)) {
    return SILENCE_DB;
  }
  if (unit === 'PAN') {
    const side = /^(?:([lr])\s*(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\s*%?\s*([lr])|c|0|centre|center)$/.exec(plain);
    if (!side) {
      return null;
    }
    const percent = Number(side[2] ?? side[3] ?? 0) / 100;
    return (side[1] ?? side[4]) === 'l' ? -percent : percent;
  }
  const found = /^([+-]?\d+(?:\.\d+)?|[+-]?\.\d+)\s*(k|khz|%|s|ms|hz|db|:1|bpm|°|bits?|frames)?$/.exec(plain);
  if (!found) {
    return null;
  }
  const value = Number(found[1]);
  switch (found[2]) {
    case 'k':
    case 'khz':
      return value * 1000;
    case 's':
      return unit === 'MILLISECONDS' ? value * 1000 : value;
    case 'ms':
      return unit === 'SECONDS' ? value / 1000 : value;
    default:
      return unit === 'FRACTION' ? value / 100 : value;
  }
}
