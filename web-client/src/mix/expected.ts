/**
 * What a change will most likely do to the facts, so that a hand sees its move at once. The server decides (docs/SYNC.md, S12): what
 * this says is shown as pending until the server's own effects arrive, and is forgotten then.
 */
import type { MixEvent } from '../api/types.ts';
import { type FactEffect, Facts } from './facts.ts';

/** Facts to read, as they are under everything that was expected before. */
export interface Reading {
  get(path: string): unknown;
  order(path: string): readonly string[];
  /** The paths of all facts at or below one. */
  below(path: string): string[];
  all(): Iterable<[string, unknown]>;
}

/** What every strip begins with: StripParameters of the server. */
const STRIP: Readonly<Record<string, number>> = {
  trim: 0,
  polarity: 0,
  delay: 0,
  fader: 0,
  pan: 0,
  'pan-law': 1,
  'pan-mode': 0,
  'pan-left': -1,
  'pan-right': 1,
  width: 1,
  mute: 0,
  'mute-keeps-pre-sends': 0,
  solo: 0,
  'solo-safe': 0,
};

const FADE = { frames: 0, shape: 'LINEAR' };

type Point = { frame: number; value: number; curve: string };
type LaneFact = { address: string; enabled: boolean; points: Point[] };

/** The effects of one event; none for an event that shows nothing before it has happened. */
export function expected(event: MixEvent, facts: Reading): FactEffect[] {
  const said = (member: string) => String(event[member]);
  const track = () => `track/${said('track')}`;
  const bus = () => `bus/${said('bus')}`;
  const vca = () => `vca/${said('vca')}`;
  const one = (path: string, after: unknown): FactEffect[] => [{ path, after }];

  switch (event.type) {
    case 'SessionRenamed':
      return one('name', said('name'));
    case 'ParameterMoved':
      return one(said('address'), Number(event['value']));
    case 'TrackAdded':
      return [
        appended('order/tracks', said('track'), facts),
        { path: track(), after: 'track' },
        ...label(track(), event),
        { path: `${track()}/output`, after: 'master' },
        ...freshStrip(track()),
      ];
    case 'BusAdded':
      return [
        appended('order/buses', said('bus'), facts),
        { path: bus(), after: said('kind') },
        ...label(bus(), event),
        { path: `${bus()}/output`, after: 'master' },
        ...freshStrip(bus()),
      ];
    case 'VcaAdded':
      return [
        appended('order/vcas', said('vca'), facts),
        { path: vca(), after: 'vca' },
        ...label(vca(), event),
        ...['fader', 'mute', 'solo'].map((id) => ({ path: `${vca()}/${id}`, after: 0 })),
      ];
    case 'TrackRenamed':
      return one(`${track()}/name`, said('name'));
    case 'BusRenamed':
      return one(`${bus()}/name`, said('name'));
    case 'VcaRenamed':
      return one(`${vca()}/name`, said('name'));
    case 'TrackRecoloured':
      return one(`${track()}/colour`, said('colour'));
    case 'BusRecoloured':
      return one(`${bus()}/colour`, said('colour'));
    case 'VcaRecoloured':
      return one(`${vca()}/colour`, said('colour'));
    case 'BusKindChanged':
      return one(bus(), said('kind'));
    case 'TrackMoved':
      return moved('order/tracks', said('track'), event, facts);
    case 'BusMoved':
      return moved('order/buses', said('bus'), event, facts);
    case 'VcaMoved':
      return moved('order/vcas', said('vca'), event, facts);
    case 'TrackRemoved':
      return [dropped('order/tracks', said('track'), facts), ...gone(track(), facts)];
    case 'BusRemoved':
      return [dropped('order/buses', said('bus'), facts), ...gone(bus(), facts)];
    case 'VcaRemoved':
      return [dropped('order/vcas', said('vca'), facts), ...gone(vca(), facts)];
    case 'VcaAssigned':
      return one(`${vca()}/member/${said('strip')}`, 'member');
    case 'VcaUnassigned':
      return one(`${vca()}/member/${said('strip')}`, null);
    case 'OutputRouted':
      return one(`${said('strip')}/output`, said('output'));
    case 'ClipPlaced':
    case 'ClipChanged': {
      const clip = { gainDb: 0, fadeIn: FADE, fadeOut: FADE, ...(event['clip'] as { id: string }) };
      return one(`${track()}/clip/${clip.id}`, clip);
    }
    case 'ClipRemoved':
      return one(`${track()}/clip/${said('clip')}`, null);
    case 'InsertAdded': {
      const path = `${said('strip')}/insert/${said('insert')}`;
      const order = [...facts.order(`${said('strip')}/order/inserts`)];
      order.splice(Number(event['position']), 0, said('insert'));
      return [
        { path: `${said('strip')}/order/inserts`, after: order },
        { path, after: said('processor') },
        { path: `${path}/bypass`, after: 0 },
      ];
    }
    case 'InsertMoved':
      return moved(`${said('strip')}/order/inserts`, said('insert'), event, facts);
    case 'InsertRemoved':
      return [
        dropped(`${said('strip')}/order/inserts`, said('insert'), facts),
        ...gone(`${said('strip')}/insert/${said('insert')}`, facts),
      ];
    case 'SidechainRouted':
      return one(`${said('strip')}/insert/${said('insert')}/sidechain`, event['source'] ?? null);
    case 'SendAdded': {
      const path = `${said('strip')}/send/${said('send')}`;
      return [
        appended(`${said('strip')}/order/sends`, said('send'), facts),
        { path, after: said('bus') },
        { path: `${path}/level`, after: 0 },
        { path: `${path}/pre-fader`, after: 0 },
      ];
    }
    case 'SendMoved':
      return moved(`${said('strip')}/order/sends`, said('send'), event, facts);
    case 'SendRemoved':
      return [
        dropped(`${said('strip')}/order/sends`, said('send'), facts),
        ...gone(`${said('strip')}/send/${said('send')}`, facts),
      ];
    case 'AutomationWritten':
      return one(`automation/${said('address')}`, written(event, facts));
    case 'AutomationCleared':
      return one(`automation/${said('address')}`, null);
    case 'AutomationSwitched': {
      const lane = facts.get(`automation/${said('address')}`) as LaneFact | null;
      return lane
        ? one(`automation/${said('address')}`, { ...lane, enabled: event['enabled'] === true })
        : [];
    }
    case 'TempoPlaced':
      return one(`tempo/${(event['tempo'] as Point).frame}`, event['tempo']);
    case 'TempoRemoved':
      return one(`tempo/${said('frame')}`, null);
    case 'MeterPlaced':
      return one(`meter/${(event['meter'] as Point).frame}`, event['meter']);
    case 'MeterRemoved':
      return one(`meter/${said('frame')}`, null);
    case 'MarkerPlaced':
      return one(`marker/${(event['marker'] as { id: string }).id}`, event['marker']);
    case 'MarkerRemoved':
      return one(`marker/${said('marker')}`, null);
    case 'SectionPlaced':
      return one(`section/${(event['section'] as { id: string }).id}`, event['section']);
    case 'SectionRemoved':
      return one(`section/${said('section')}`, null);
    case 'SafeFaderGranted':
      return one(`safe-fader/${(event['fader'] as { address: string }).address}`, event['fader']);
    case 'SafeFaderWithdrawn':
      return one(`safe-fader/${said('address')}`, null);
    default:
      return [];
  }
}

/** The effects of a whole change, each event under those before it; the last value of each path. */
export function expectedOfAll(events: readonly MixEvent[], facts: Reading): FactEffect[] {
  if (events.length === 1) {
    return expected(events[0] as MixEvent, facts);
  }
  const over = new Over(facts);
  for (const event of events) {
    for (const { path, after } of expected(event, over)) {
      over.set(path, after);
    }
  }
  return over.effects();
}

/** Facts with others over them, which hide those below. */
export class Over implements Reading {
  private readonly values = new Map<string, unknown>();

  constructor(private readonly below_: Reading = new Facts()) {}

  get(path: string): unknown {
    return this.values.has(path) ? this.values.get(path) : this.below_.get(path);
  }

  order(path: string): readonly string[] {
    const list = this.get(path);
    return Array.isArray(list) ? (list as string[]) : [];
  }

  below(path: string): string[] {
    const found = new Set(this.below_.below(path));
    for (const [fact, value] of this.values) {
      if (fact === path || fact.startsWith(`${path}/`)) {
        if (value === null) {
          found.delete(fact);
        } else {
          found.add(fact);
        }
      }
    }
    return [...found];
  }

  *all(): Iterable<[string, unknown]> {
    for (const [path, value] of this.below_.all()) {
      if (!this.values.has(path)) {
        yield [path, value];
      }
    }
    for (const [path, value] of this.values) {
      if (value !== null) {
        yield [path, value];
      }
    }
  }

  set(path: string, value: unknown): void {
    this.values.set(path, value);
  }

  effects(): FactEffect[] {
    return [...this.values].map(([path, after]) => ({ path, after }));
  }
}

function label(path: string, event: MixEvent): FactEffect[] {
  return [
    { path: `${path}/name`, after: event['name'] },
    { path: `${path}/colour`, after: event['colour'] },
  ];
}

function freshStrip(path: string): FactEffect[] {
  return [
    ...Object.entries(STRIP).map(([id, after]) => ({ path: `${path}/${id}`, after })),
    { path: `${path}/order/inserts`, after: [] },
    { path: `${path}/order/sends`, after: [] },
  ];
}

function appended(path: string, id: string, facts: Reading): FactEffect {
  return { path, after: [...facts.order(path), id] };
}

function dropped(path: string, id: string, facts: Reading): FactEffect {
  return { path, after: facts.order(path).filter((each) => each !== id) };
}

/** Nothing, if the thing that would move is gone. */
function moved(path: string, id: string, event: MixEvent, facts: Reading): FactEffect[] {
  const before = facts.order(path);
  const order = before.filter((each) => each !== id);
  if (order.length === before.length) {
    return [];
  }
  order.splice(Number(event['position']), 0, id);
  return [{ path, after: order }];
}

/** What goes along when a thing goes: its parts, its automation and safe faders, and what cannot be without it. */
function gone(path: string, facts: Reading): FactEffect[] {
  const lost = new Set(facts.below(path));
  for (const [fact, value] of facts.all()) {
    const owner = /^(?:automation|safe-fader)\/(.+)\/[^/]+$/.exec(fact)?.[1];
    const member = /^vca\/[^/]+\/member\/(.+)$/.exec(fact)?.[1];
    const needed = owner ?? member ?? (fact.endsWith('/sidechain') ? value : null);
    if (needed === path || (typeof needed === 'string' && needed.startsWith(`${path}/`))) {
      lost.add(fact);
    }
  }
  return [...lost].map((each) => ({ path: each, after: null }));
}

function written(event: MixEvent, facts: Reading): LaneFact {
  const address = String(event['address']);
  const lane = facts.get(`automation/${address}`) as LaneFact | null;
  const from = Number(event['fromFrame']);
  const to = Number(event['toFrame']);
  const points = (lane?.points ?? []).filter((p) => p.frame < from || p.frame > to);
  return {
    address,
    enabled: lane?.enabled ?? true,
    points: [...points, ...(event['points'] as Point[])].sort((a, b) => a.frame - b.frame),
  };
}
