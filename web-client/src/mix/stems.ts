/** From stems and findings to the events of a session. */
import type { Finding, Fix, Mix, MixEvent, Track, TrackProposal } from '../api/types.ts';
import { freshClip } from './clips.ts';

/** A stem that is to get a track. */
export interface Placed {
  proposal: TrackProposal;
  stem: { hash: string; frames: number };
}

/** A track for each stem that the session does not play yet, with its clip at the beginning. */
export function trackEvents(mix: Mix, placed: readonly Placed[]): MixEvent[] {
  const playing = new Set(mix.tracks.flatMap((track) => track.clips).map((clip) => clip.stem));
  const taken = new Set(mix.tracks.map((track) => track.id));
  return placed
    .filter(({ stem }) => !playing.has(stem.hash))
    .flatMap(({ proposal, stem }) => {
      const track = freshId(proposal.name, taken);
      const clip = { id: 'c1', stem: stem.hash, startFrame: 0, stemFrame: 0, lengthFrames: stem.frames };
      return [
        { type: 'TrackAdded', track, name: proposal.name, colour: proposal.colour },
        { type: 'ClipPlaced', track, clip },
      ];
    });
}

/** A clip for each stem that was dropped on a track, where it was dropped; of several, one after another. */
export function clipEvents(
  mix: Mix,
  aimed: readonly { stem: { hash: string; frames: number }; aim: { track: string; frame: number } }[],
): MixEvent[] {
  const taken = new Map(mix.tracks.map((track) => [track.id, new Set(track.clips.map((clip) => clip.id))]));
  const next = new Map<string, number>();
  return aimed.map(({ stem, aim }) => {
    const place = `${aim.track} ${aim.frame}`;
    const startFrame = next.get(place) ?? aim.frame;
    next.set(place, startFrame + stem.frames);
    const clip = {
      id: freshClip(taken.get(aim.track) ?? new Set()),
      stem: stem.hash,
      startFrame,
      stemFrame: 0,
      lengthFrames: stem.frames,
    };
    return { type: 'ClipPlaced', track: aim.track, clip };
  });
}

function freshId(name: string, taken: Set<string>): string {
  const base =
    name
      .normalize('NFD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 48) || 'track';
  let id = base;
  for (let n = 2; taken.has(id); n += 1) {
    id = `${base}-${n}`;
  }
  taken.add(id);
  return id;
}

/**
 * What a fix comes to wherever the session plays the stem: docs/API.md has the table.
 *
 * @param converted the stem that a conversion made
 */
export function fixEvents(
  mix: Mix,
  stem: string,
  fix: Fix,
  converted?: { hash: string; frames: number },
): MixEvent[] {
  return mix.tracks.flatMap((track) => trackFix(track, stem, fix, converted));
}

function trackFix(
  track: Track,
  stem: string,
  fix: Fix,
  converted?: { hash: string; frames: number },
): MixEvent[] {
  const clips = track.clips.filter((clip) => clip.stem === stem);
  const changed = (clip: object) => ({ type: 'ClipChanged', track: track.id, clip });
  switch (fix.type) {
    case 'flip-polarity':
      return clips.length === 0
        ? []
        : [
            {
              type: 'ParameterMoved',
              address: `track/${track.id}/polarity`,
              value: track.strip.polarityInverted ? 0 : 1,
            },
          ];
    case 'trim':
      return clips.flatMap((clip) => {
        const from = Math.max(clip.stemFrame, fix.stemFrame);
        const to = Math.min(clip.stemFrame + clip.lengthFrames, fix.stemFrame + fix.lengthFrames);
        const startFrame = clip.startFrame + from - clip.stemFrame;
        return to <= from ? [] : [changed({ ...clip, startFrame, stemFrame: from, lengthFrames: to - from })];
      });
    case 'shift':
      return clips.map((clip) => {
        const startFrame = clip.startFrame + fix.frames;
        const cut = Math.max(0, -startFrame);
        return changed({
          ...clip,
          startFrame: startFrame + cut,
          stemFrame: clip.stemFrame + cut,
          lengthFrames: clip.lengthFrames - cut,
        });
      });
    case 'convert':
      return converted
        ? clips.map((clip) =>
            changed({
              ...clip,
              stem: converted.hash,
              stemFrame: Math.min(clip.stemFrame, converted.frames - 1),
              lengthFrames: Math.min(clip.lengthFrames, converted.frames - clip.stemFrame),
            }),
          )
        : [];
    case 'unknown':
      return [];
  }
}

/** What the button of a fix says; null where there is nothing to press. */
export function fixLabel(finding: Finding): string | null {
  switch (finding.fix?.type) {
    case 'trim':
      return 'Trim';
    case 'flip-polarity':
      return 'Flip polarity';
    case 'shift':
      return 'Align';
    case 'convert':
      return finding.kind === 'mono-in-stereo'
        ? 'Make mono'
        : `Convert to ${finding.fix.sampleRate / 1000} kHz`;
    default:
      return null;
  }
}
