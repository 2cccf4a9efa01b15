/** What differs between two versions, in words. Pure. */
import type { Breakpoint, Clip, Mix, Processor } from '../api/types.ts';
import { parameterValue } from './format.ts';
import { findParameter, outputName } from './lookup.ts';
import { pathInWords } from './words.ts';

export interface Difference {
  path: string;
  what: string;
  before: string;
  after: string;
}

/** @param mix in which names are looked up: what is in it no longer goes by its id */
export function differenceInWords(
  { path, before, after }: { path: string; before: unknown; after: unknown },
  mix: Mix,
  processors: readonly Processor[],
): Difference {
  const say = (value: unknown) => valueInWords(path, value, mix, processors);
  return { path, what: pathInWords(path, mix, processors), before: say(before), after: say(after) };
}

function valueInWords(path: string, value: unknown, mix: Mix, processors: readonly Processor[]): string {
  if (value === null || value === undefined) {
    return 'none';
  }
  if (typeof value === 'number') {
    const found = findParameter(mix, processors, path);
    return found ? parameterValue(value, found.unit, found.choices) : parameterValue(value, '');
  }
  if (typeof value === 'string') {
    return path.endsWith('/output') ? outputName(mix, value) : value;
  }
  if (Array.isArray(value)) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  return recordInWords(path, value as Record<string, unknown>, mix.sampleRate);
}

function recordInWords(path: string, value: Record<string, unknown>, rate: number): string {
  const seconds = (frames: number) => `${(frames / rate).toFixed(2)} s`;
  if (/^track\/[^/]+\/clip\//.test(path)) {
    const clip = value as unknown as Clip;
    const gain = clip.gainDb ? `, ${parameterValue(clip.gainDb, 'DECIBELS')}` : '';
    return `${seconds(clip.startFrame)} to ${seconds(clip.startFrame + clip.lengthFrames)}${gain}`;
  }
  if (path.startsWith('automation/')) {
    const { points, enabled } = value as { points: Breakpoint[]; enabled: boolean };
    return `${points.length} ${points.length === 1 ? 'point' : 'points'}${enabled ? '' : ', not read'}`;
  }
  if (typeof value['name'] === 'string') {
    return value['name'];
  }
  if (typeof value['beatsPerMinute'] === 'number') {
    return `${value['beatsPerMinute']} bpm`;
  }
  if (typeof value['beats'] === 'number') {
    return `${value['beats']}/${value['beatUnit']}`;
  }
  return 'set';
}
