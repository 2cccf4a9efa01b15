import type { Mix, MixEvent, Processor } from '../api/types.ts';
import { parameterValue } from './format.ts';
import { findParameter, findStrip, outputName } from './lookup.ts';

/** One event in words: what is touched, and where there is one, the value before and after. */
export interface Move {
  subject: string;
  before: string | null;
  after: string | null;
  /** Why the mix as it is now has no place for it, or null. */
  gone: boolean;
}

/** Says what an event would do to the mix, for a person. Types that this client does not know are named as they are. */
export function describe(event: MixEvent, mix: Mix, processors: readonly Processor[]): Move {
  const say = (key: string) => (typeof event[key] === 'string' ? (event[key] as string) : '?');
  const strip = (key: string) => findStrip(mix, say(key));
  const track = () => findStrip(mix, `track/${say('track')}`);
  const bus = () => findStrip(mix, `bus/${say('bus')}`);
  const processor = () => processors.find((p) => p.id === say('processor'))?.name ?? say('processor');
  const insert = () => {
    const id = strip('strip')?.strip.inserts.find((i) => i.id === say('insert'))?.processor;
    return processors.find((p) => p.id === id)?.name ?? say('insert');
  };
  const on = (owner: { name: string } | null, fallback: string, words: (name: string) => string): Move =>
    move(words(owner?.name ?? fallback), null, null, owner === null);

  switch (event.type) {
    case 'ParameterMoved':
      return parameterMoved(mix, processors, say('address'), event['value']);
    case 'SessionRenamed':
      return move('Session name', null, say('name'));
    case 'TrackAdded':
      return move('New track', null, say('name'));
    case 'TrackRenamed':
      return move('Track name', track()?.name ?? say('track'), say('name'), track() === null);
    case 'TrackRemoved':
      return on(track(), say('track'), (name) => `Remove track ${name}`);
    case 'ClipPlaced':
      return on(track(), say('track'), (name) => `Place a clip on ${name}`);
    case 'ClipRemoved':
      return on(track(), say('track'), (name) => `Remove a clip from ${name}`);
    case 'BusAdded':
      return move(event['kind'] === 'RETURN' ? 'New return' : 'New bus', null, say('name'));
    case 'BusRemoved':
      return on(bus(), say('bus'), (name) => `Remove bus ${name}`);
    case 'OutputRouted': {
      const from = strip('strip');
      return move(`${from?.name ?? say('strip')} plays into`, null, outputName(mix, say('output')), !from);
    }
    case 'InsertAdded':
      return on(strip('strip'), say('strip'), (name) => `Insert ${processor()} on ${name}`);
    case 'InsertRemoved':
      return on(strip('strip'), say('strip'), (name) => `Remove ${insert()} from ${name}`);
    case 'SendAdded':
      return on(strip('strip'), say('strip'), (name) => `Send ${name} to ${bus()?.name ?? say('bus')}`);
    case 'SendRemoved':
      return on(strip('strip'), say('strip'), (name) => `Remove a send of ${name}`);
    case 'RevisionCut':
      return move('Cut', null, say('name'));
    default:
      return move(event.type, null, null);
  }
}

/** The whole of it on one line: `Vocal fader −7.5 → −6.0 dB`. */
export function moveInWords(m: Move): string {
  const values = valuesInWords(m);
  return values ? `${m.subject} ${values}` : m.subject;
}

/** Before and after, with the unit said once. */
export function valuesInWords(m: Move): string {
  if (m.before === null || m.after === null) {
    return m.after ?? '';
  }
  const unit = / \S+$/.exec(m.after)?.[0] ?? '';
  const before = unit && m.before.endsWith(unit) ? m.before.slice(0, -unit.length) : m.before;
  return `${before} → ${m.after}`;
}

function parameterMoved(mix: Mix, processors: readonly Processor[], address: string, value: unknown): Move {
  const to = typeof value === 'number' ? value : Number.NaN;
  const found = findParameter(mix, processors, address);
  if (!found) {
    return move(address, null, Number.isNaN(to) ? null : parameterValue(to, ''), true);
  }
  const after = parameterValue(to, found.unit, found.choices);
  return found.value === to
    ? move(found.name, null, after)
    : move(found.name, parameterValue(found.value, found.unit, found.choices), after);
}

function move(subject: string, before: string | null, after: string | null, gone = false): Move {
  return { subject, before, after, gone };
}
