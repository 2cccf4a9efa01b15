/** How the memory lies that the engine shares with its glue, in bytes: the other side of mixdown-web's Layout. */
export const TEXT_BYTES = 65_536;
export const PIECE = TEXT_BYTES;
export const PIECE_FRAMES = 4096;
export const OUT = PIECE + 16 * PIECE_FRAMES;
export const OUT_FRAMES = 4096;
export const LISTENED = OUT + 16 * OUT_FRAMES;
export const MEASURES = LISTENED + 16 * OUT_FRAMES;

/** A control tick: what changes, changes on these; also what a worklet renders at a time. */
export const TICK = 128;

/** The first measures, in their order; behind them 4 of each strip, and 1 of each insert that turns down. */
export const MEASURE = {
  layout: 0,
  song: 1,
  peakLeft: 2,
  peakRight: 3,
  squareLeft: 4,
  squareRight: 5,
  truePeak: 6,
  momentary: 7,
  shortTerm: 8,
  integrated: 9,
  correlation: 10,
  clamped: 11,
  strips: 12,
} as const;

/** Of a strip's numbers: peak left and right, mean square left and right. */
export const STRIP_NUMBERS = 4;

/** Most measures that there can be: 512 tracks, 128 buses and 4096 inserts that turn down. */
export const MOST_MEASURES = MEASURE.strips + STRIP_NUMBERS * (512 + 128) + 4096;
