/** Which seconds of which stems a place in the song needs: pure, so that it can be asked anywhere. */
import { PIECE_FRAMES, TICK } from './layout.ts';

/** A part of a stem in the song, by the stem's number. */
export interface Span {
  stem: number;
  start: number;
  stemFrame: number;
  length: number;
}

/** Stems are read in pieces, ahead of what is heard by as much. */
export const READ_AHEAD = PIECE_FRAMES + 2 * TICK;

/** Calls back with each part of a stem that a range of the song plays. */
export function each(
  spans: readonly Span[],
  from: number,
  to: number,
  call: (stem: number, from: number, to: number) => void,
): void {
  for (const span of spans) {
    const begin = Math.max(from, span.start);
    const end = Math.min(to, span.start + span.length);
    if (begin < end) {
      const offset = span.stemFrame - span.start;
      call(span.stem, begin + offset, end + offset);
    }
  }
}

/** The seconds that a range needs, each once, those that are needed first before the others. */
export function secondsOf(
  spans: readonly Span[],
  from: number,
  to: number,
  rate: number,
): { stem: number; second: number; at: number }[] {
  const found = new Map<string, { stem: number; second: number; at: number }>();
  for (const span of spans) {
    const begin = Math.max(from, span.start);
    const end = Math.min(to, span.start + span.length);
    const offset = span.stemFrame - span.start;
    if (begin < end) {
      for (let second = Math.floor((begin + offset) / rate); second * rate < end + offset; second++) {
        const at = Math.max(begin, second * rate - offset);
        const key = `${span.stem} ${second}`;
        const known = found.get(key);
        if (!known || at < known.at) {
          found.set(key, { stem: span.stem, second, at });
        }
      }
    }
  }
  return [...found.values()].sort((a, b) => a.at - b.at);
}
