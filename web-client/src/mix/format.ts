/** Numbers as people in a studio read them. A minus is a minus sign, so that columns of figures line up. */

const MINUS = '−';

/** At and below this level a fader or send passes nothing; the server's `SILENCE_DB`. */
export const SILENCE_DB = -144;

/** A number with a fixed count of decimals, and no negative zero. */
export function fixed(value: number, decimals: number): string {
  const digits = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(digits) !== 0 ? MINUS + digits : digits;
}

/** A level without its unit: `−4.5`, `0.0`, `+2.0`, `−∞`. */
export function level(db: number): string {
  if (db <= SILENCE_DB) {
    return `${MINUS}∞`;
  }
  const shown = fixed(db, 1);
  return db > 0 && Number(shown) !== 0 ? `+${shown}` : shown;
}

/** A level in dB, for reading: `−4.5 dB`. */
export const decibels = (db: number) => `${level(db)} dB`;

/** A measured loudness or peak, where null is silence. */
export const measured = (value: number | null) => (value === null ? `${MINUS}∞` : fixed(value, 1));

export function pan(position: number): string {
  const percent = Math.round(Math.abs(position) * 100);
  if (percent === 0) {
    return 'C';
  }
  return `${position < 0 ? 'L' : 'R'}${percent}`;
}

export function panInWords(position: number): string {
  const percent = Math.round(Math.abs(position) * 100);
  return percent === 0 ? 'centre' : `${percent} % ${position < 0 ? 'left' : 'right'}`;
}

export function hertz(value: number): string {
  if (value < 1000) {
    return `${trimmed(value, value < 100 ? 1 : 0)} Hz`;
  }
  return `${trimmed(value / 1000, value < 10_000 ? 2 : 1)} kHz`;
}

/** A sample rate: `48 kHz`, `44.1 kHz`. */
export const sampleRate = (rate: number) => `${trimmed(rate / 1000, 3)} kHz`;

/** Minutes, seconds and tenths: `1:23.4`. With hours once there are any. */
export function clock(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  const minutes = Math.floor(tenths / 600);
  const rest = `${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** The same for a label on a ruler, without tenths where they say nothing. */
export function clockShort(seconds: number): string {
  const text = clock(seconds);
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** For a screen reader: `1 minute 23.4 seconds`. */
export function clockInWords(seconds: number): string {
  const tenths = Math.max(0, Math.floor(seconds * 10 + 1e-6));
  const minutes = Math.floor(tenths / 600);
  const rest = `${((tenths % 600) / 10).toFixed(1)} seconds`;
  return minutes === 0 ? rest : `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ${rest}`;
}

/** Reads what {@link clock} writes, and what people type: `83.4`, `1:23`, `1:23,4`, `1:02:03`. Null if it is no time. */
export function parseClock(text: string): number | null {
  const parts = text.trim().replace(',', '.').split(':');
  const last = parts.pop() ?? '';
  if (parts.length > 2 || !/^\d{1,6}(\.\d*)?$/.test(last) || !parts.every((p) => /^\d{1,4}$/.test(p))) {
    return null;
  }
  const seconds = Number(last);
  if (parts.length > 0 && seconds >= 60) {
    return null;
  }
  return parts.reduce((minutes, part) => minutes * 60 + Number(part), 0) * 60 + seconds;
}

export function bytes(count: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : trimmed(value, value < 10 ? 1 : 0)} ${units[unit]}`;
}

/** Enough of a hash to tell two apart by eye. */
export const shortHash = (hash: string) => hash.slice(0, 8);

/** How long ago: `just now`, `5 min ago`, `3 h ago`, then the day. */
export function ago(iso: string, now: number): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) {
    return iso;
  }
  const minutes = Math.floor((now - then) / 60_000);
  if (minutes < 1) {
    return 'just now';
  }
  if (minutes < 60) {
    return `${minutes} min ago`;
  }
  if (minutes < 24 * 60) {
    return `${Math.floor(minutes / 60)} h ago`;
  }
  if (minutes < 7 * 24 * 60) {
    const days = Math.floor(minutes / (24 * 60));
    return days === 1 ? 'yesterday' : `${days} days ago`;
  }
  return new Date(then).toISOString().slice(0, 10);
}

/** `1 note`, `2 notes`. */
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${count} ${count === 1 ? one : many}`;

/** At most so many decimals, and none that are zero. */
function trimmed(value: number, decimals: number): string {
  const text = fixed(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** A parameter's value with its unit, as the registry of processors names units. */
export function parameterValue(value: number, unit: string, choices: readonly string[] = []): string {
  switch (unit) {
    case 'DECIBELS':
      return decibels(value);
    case 'HERTZ':
      return hertz(value);
    case 'MILLISECONDS':
      return `${trimmed(value, value < 10 ? 1 : 0)} ms`;
    case 'SECONDS':
      return `${trimmed(value, 2)} s`;
    case 'RATIO':
      return `${trimmed(value, 1)}:1`;
    case 'FRACTION':
      return `${trimmed(value * 100, 0)} %`;
    case 'PAN':
      return panInWords(value);
    case 'FRAMES':
      return `${trimmed(value, 0)} frames`;
    case 'BEATS_PER_MINUTE':
      return `${trimmed(value, 1)} bpm`;
    case 'DEGREES':
      return `${trimmed(value, 0)}°`;
    case 'BITS':
      return `${trimmed(value, 0)} bits`;
    case 'SWITCH':
      return value === 0 ? 'off' : 'on';
    case 'CHOICE':
      return choices[value] ?? String(value);
    default:
      return trimmed(value, 2);
  }
}
