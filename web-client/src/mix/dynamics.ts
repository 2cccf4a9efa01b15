/** The curve of a compressor, as the engine's GainComputer has it. Pure; levels are decibels. */
import type { Insert, Processor } from '../api/types.ts';

export interface CompressorCurve {
  thresholdDb: number;
  /** 1 - 1 / ratio: 0 does nothing, 1 lets nothing above the threshold. */
  slope: number;
  kneeDb: number;
  makeupDb: number;
}

export function compressorOf(insert: Insert, processor: Processor): CompressorCurve {
  const value = (id: string) =>
    insert.parameters[id] ?? processor.parameters.find((each) => each.id === id)?.defaultValue ?? 0;
  return {
    thresholdDb: value('threshold'),
    slope: value('infinite-ratio') >= 0.5 ? 1 : 1 - 1 / Math.max(1, value('ratio')),
    kneeDb: value('knee'),
    makeupDb: value('makeup'),
  };
}

/** How much a steady level is turned down, 0 or more: a parabola in the knee, a line above it. */
export function reductionDb(curve: CompressorCurve, levelDb: number): number {
  const over = levelDb - curve.thresholdDb;
  const half = curve.kneeDb / 2;
  if (over <= -half) {
    return 0;
  }
  return over < half ? (curve.slope * (over + half) ** 2) / (2 * curve.kneeDb) : curve.slope * over;
}

/** The level that is turned down by so much: where the point stands on the curve. Null where nothing is turned down. */
export function levelOf(curve: CompressorCurve, reduction: number): number | null {
  if (reduction <= 0 || curve.slope <= 0) {
    return null;
  }
  const half = curve.kneeDb / 2;
  const inKnee = Math.sqrt((2 * curve.kneeDb * reduction) / curve.slope) - half;
  return curve.thresholdDb + (inKnee < half ? inKnee : reduction / curve.slope);
}
