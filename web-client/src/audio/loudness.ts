/**
 * Gains that make two mixdowns equally loud. The louder one is turned down to the quieter; nothing is ever turned up, so
 * that a comparison can't clip what it compares.
 */
export interface Match {
  aDb: number;
  bDb: number;
  /** False where one of them has no loudness (silence): then both play at their own level. */
  possible: boolean;
}

export function match(aLufs: number | null, bLufs: number | null): Match {
  if (aLufs === null || bLufs === null) {
    return { aDb: 0, bDb: 0, possible: false };
  }
  const quieter = Math.min(aLufs, bLufs);
  return { aDb: quieter - aLufs, bDb: quieter - bLufs, possible: true };
}

export const gainOf = (db: number) => 10 ** (db / 20);
