/** The time that a timeline shows, from its left edge to its right one, in seconds of the song. */
export interface Axis {
  from: number;
  seconds: number;
}

export const toX = (axis: Axis, seconds: number, width: number) =>
  ((seconds - axis.from) / axis.seconds) * width;

export const toSeconds = (axis: Axis, x: number, width: number) =>
  axis.from + Math.min(axis.seconds, Math.max(0, (x / width) * axis.seconds));

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];

/** How many seconds lie between two labels that keep so many pixels apart. */
export function tickStep(axis: Axis, width: number, pixelsApart = 72): number {
  const least = (axis.seconds / Math.max(1, width)) * pixelsApart;
  return STEPS.find((step) => step >= least) ?? 14_400;
}
