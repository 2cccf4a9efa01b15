/** What hands do to a clip: each answers another clip, within what there can be. Pure; positions are frames. */
import type { Clip, Fade, FadeShape } from '../api/types.ts';

export type Side = 'in' | 'out';

/** Of a clip's own gain, in dB: `Clip.GAIN` of the server. */
export const CLIP_GAIN = { minimum: -48, maximum: 24 } as const;
export const FADE_SHAPES: readonly { shape: FadeShape; name: string }[] = [
  { shape: 'LINEAR', name: 'Straight' },
  { shape: 'EQUAL_POWER', name: 'Equal power' },
  { shape: 'S_CURVE', name: 'S-curve' },
];

const within = (value: number, from: number, to: number) => Math.min(to, Math.max(from, value));

export const endOf = (clip: Clip) => clip.startFrame + clip.lengthFrames;

/** The gain of a fade over its time t, 0 to 1: the engine's shapes. */
export function fadeGain(shape: FadeShape, t: number): number {
  switch (shape) {
    case 'LINEAR':
      return t;
    case 'EQUAL_POWER':
      return Math.sin((t * Math.PI) / 2);
    case 'S_CURVE':
      return t * t * (3 - 2 * t);
  }
}

/** Fades that fit: the one that gave way is the other one. */
function fitted(clip: Clip, keeps: Side = 'in'): Clip {
  const length = clip.lengthFrames;
  const first = keeps === 'in' ? clip.fadeIn.frames : clip.fadeOut.frames;
  const kept = Math.min(first, length);
  const other = Math.min(keeps === 'in' ? clip.fadeOut.frames : clip.fadeIn.frames, length - kept);
  const [fadeIn, fadeOut] = keeps === 'in' ? [kept, other] : [other, kept];
  return {
    ...clip,
    fadeIn: { ...clip.fadeIn, frames: fadeIn },
    fadeOut: { ...clip.fadeOut, frames: fadeOut },
  };
}

export const movedTo = (clip: Clip, startFrame: number): Clip => ({
  ...clip,
  startFrame: Math.max(0, Math.round(startFrame)),
});

/** Begins elsewhere, with what sounds staying where it is: at most from the stem's first frame on. */
export function startingAt(clip: Clip, frame: number): Clip {
  const earliest = Math.max(0, clip.startFrame - clip.stemFrame);
  const by = within(Math.round(frame), earliest, endOf(clip) - 1) - clip.startFrame;
  return fitted({
    ...clip,
    startFrame: clip.startFrame + by,
    stemFrame: clip.stemFrame + by,
    lengthFrames: clip.lengthFrames - by,
  });
}

/** @param stemFrames how long the stem is; where nobody knows yet, a clip does not get longer */
export function endingAt(clip: Clip, frame: number, stemFrames: number | null): Clip {
  const longest = stemFrames === null ? clip.lengthFrames : stemFrames - clip.stemFrame;
  const lengthFrames = within(Math.round(frame) - clip.startFrame, 1, Math.max(1, longest));
  return fitted({ ...clip, lengthFrames }, 'out');
}

/** The clip in two, at a frame inside of it; null where that is none. @param id of the second one */
export function split(clip: Clip, frame: number, id: string): [Clip, Clip] | null {
  const at = Math.round(frame) - clip.startFrame;
  if (at <= 0 || at >= clip.lengthFrames) {
    return null;
  }
  const none = (fade: Fade): Fade => ({ ...fade, frames: 0 });
  return [
    fitted({ ...clip, lengthFrames: at, fadeOut: none(clip.fadeOut) }),
    fitted(
      {
        ...clip,
        id,
        startFrame: clip.startFrame + at,
        stemFrame: clip.stemFrame + at,
        lengthFrames: clip.lengthFrames - at,
        fadeIn: none(clip.fadeIn),
      },
      'out',
    ),
  ];
}

export function faded(clip: Clip, side: Side, frames: number): Clip {
  const length = within(Math.round(frames), 0, clip.lengthFrames);
  return side === 'in'
    ? fitted({ ...clip, fadeIn: { ...clip.fadeIn, frames: length } }, 'in')
    : fitted({ ...clip, fadeOut: { ...clip.fadeOut, frames: length } }, 'out');
}

export const shaped = (clip: Clip, side: Side, shape: FadeShape): Clip =>
  side === 'in'
    ? { ...clip, fadeIn: { ...clip.fadeIn, shape } }
    : { ...clip, fadeOut: { ...clip.fadeOut, shape } };

export const amplified = (clip: Clip, gainDb: number): Clip => ({
  ...clip,
  gainDb: within(Number(gainDb.toFixed(1)), CLIP_GAIN.minimum, CLIP_GAIN.maximum),
});

/** An id that no clip of a track has; it is taken from now on. */
export function freshClip(taken: Set<string>): string {
  let n = taken.size + 1;
  while (taken.has(`c${n}`)) {
    n += 1;
  }
  taken.add(`c${n}`);
  return `c${n}`;
}
