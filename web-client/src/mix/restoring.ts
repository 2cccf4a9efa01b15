/** Which events lead a fact back to what it was: how a hand that lets go with Escape leaves no trace. Pure. */
import type { Breakpoint, Clip, MixEvent } from '../api/types.ts';

interface Lane {
  address: string;
  enabled: boolean;
  points: Breakpoint[];
}

/** @returns none for facts that no hand moves: orders, names, members */
export function restoring(path: string, before: unknown, now: unknown): MixEvent[] {
  if (typeof before === 'number') {
    return [{ type: 'ParameterMoved', address: path, value: before }];
  }
  const clip = /^track\/([^/]+)\/clip\/(.+)$/.exec(path);
  if (clip) {
    return ofClip(clip[1] as string, clip[2] as string, before as Clip | null, now);
  }
  const [kind, ...rest] = path.split('/');
  const id = rest.join('/');
  switch (kind) {
    case 'automation':
      return ofLane(id, before as Lane | null, now as Lane | null);
    case 'marker':
      return before === null
        ? [{ type: 'MarkerRemoved', marker: id }]
        : [{ type: 'MarkerPlaced', marker: before }];
    case 'section':
      return before === null
        ? [{ type: 'SectionRemoved', section: id }]
        : [{ type: 'SectionPlaced', section: before }];
    default:
      return [];
  }
}

function ofClip(track: string, id: string, before: Clip | null, now: unknown): MixEvent[] {
  if (before === null) {
    return now === null ? [] : [{ type: 'ClipRemoved', track, clip: id }];
  }
  return [{ type: now === null ? 'ClipPlaced' : 'ClipChanged', track, clip: before }];
}

function ofLane(address: string, before: Lane | null, now: Lane | null): MixEvent[] {
  if (before === null) {
    return now === null ? [] : [{ type: 'AutomationCleared', address }];
  }
  const frames = [...before.points, ...(now?.points ?? [])].map((point) => point.frame);
  return [
    {
      type: 'AutomationWritten',
      address,
      fromFrame: 0,
      toFrame: Math.max(0, ...frames),
      points: before.points,
    },
  ];
}
