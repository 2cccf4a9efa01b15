/** What of a mix the engine has to be told: parts that are the same objects as before are named, not sent. Pure. */
import type { Mix } from '../api/types.ts';
import type { Span } from './wanted.ts';

type Part = { id?: unknown };

/** A mix document as mixdown-web's MixReader reads it. */
export function difference(mix: Mix, before: Mix | null): string {
  const now = mix as unknown as Record<string, unknown>;
  const then = (before ?? {}) as unknown as Record<string, unknown>;
  const document: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(now)) {
    if (value === null || value === undefined) {
      continue;
    }
    if (member === 'tracks' || member === 'buses') {
      document[member] = list(value as Part[], then[member] as Part[] | undefined);
    } else {
      const same = typeof value === 'object' && value === then[member];
      document[member] = same ? { same: true } : value;
    }
  }
  return JSON.stringify(document);
}

function list(parts: readonly Part[], before: readonly Part[] | undefined): unknown[] {
  const known = new Set(before);
  return parts.map((part) => (known.has(part) ? { same: part.id } : part));
}

/** What is played where, by the numbers of stems. */
export function spansOf(mix: Mix, numberOf: (stem: string) => number): Span[] {
  return mix.tracks.flatMap((track) =>
    track.clips.map((clip) => ({
      stem: numberOf(clip.stem),
      start: clip.startFrame,
      stemFrame: clip.stemFrame,
      length: clip.lengthFrames,
    })),
  );
}

/** Where the last clip ends. */
export function lengthOf(mix: Mix): number {
  let end = 0;
  for (const track of mix.tracks) {
    for (const clip of track.clips) {
      end = Math.max(end, clip.startFrame + clip.lengthFrames);
    }
  }
  return end;
}

/** The first second that is played of each stem. */
export function firstSeconds(mix: Mix): { stem: string; second: number }[] {
  const firsts = new Map<string, number>();
  for (const track of mix.tracks) {
    for (const clip of track.clips) {
      const second = Math.floor(clip.stemFrame / mix.sampleRate);
      const known = firsts.get(clip.stem);
      firsts.set(clip.stem, known === undefined ? second : Math.min(known, second));
    }
  }
  return [...firsts].map(([stem, second]) => ({ stem, second }));
}
