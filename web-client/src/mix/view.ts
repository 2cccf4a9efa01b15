/** The mix as screens and engine see it, made of facts: what did not change are the same objects as before. */
import type {
  AutomationLane,
  Bus,
  Clip,
  Insert,
  Marker,
  Meter,
  Mix,
  PanLaw,
  PanMode,
  Revision,
  SafeFader,
  Section,
  Send,
  Strip,
  Tempo,
  Track,
  Vca,
} from '../api/types.ts';
import { type Facts, same, thingOf } from './facts.ts';

/** What facts make up, besides the mix. Nothing in it is ever changed: there is another one. */
export interface View {
  readonly name: string;
  readonly mix: Mix;
  /** In the order in which they were cut. */
  readonly revisions: readonly Revision[];
  /** By frame. */
  readonly markers: readonly Marker[];
  /** By their beginning. */
  readonly sections: readonly Section[];
  readonly safeFaders: readonly SafeFader[];
}

/** A fact that is not what its path says it is. */
export class FactError extends Error {
  override readonly name = 'FactError';
}

const PAN_LAWS: readonly PanLaw[] = ['ZERO_DB', 'MINUS_3_DB', 'MINUS_4_5_DB', 'MINUS_6_DB'];
const PAN_MODES: readonly PanMode[] = ['BALANCE', 'DUAL'];
const COLOUR = /^#[0-9a-fA-F]{6}$/;

function number(facts: ReadonlyMap<string, unknown>, path: string): number {
  const value = facts.get(path);
  if (typeof value !== 'number') {
    throw new FactError(`${path} is no number`);
  }
  return value;
}

function text(facts: ReadonlyMap<string, unknown>, path: string): string {
  const value = facts.get(path);
  if (typeof value !== 'string') {
    throw new FactError(`${path} is no text`);
  }
  return value;
}

/** A colour goes into styles, so nothing else may come through here. */
function colour(value: unknown, path: string): string {
  if (typeof value !== 'string' || !COLOUR.test(value)) {
    throw new FactError(`${path} is no colour`);
  }
  return value;
}

function ids(facts: ReadonlyMap<string, unknown>, path: string): readonly string[] {
  const value = facts.get(path);
  return Array.isArray(value) ? (value as string[]) : [];
}

/** The earlier value wherever the later one is equal to it, down to the smallest part. */
export function shared<T>(before: T, after: T): T {
  if (Object.is(before, after) || typeof before !== 'object' || typeof after !== 'object') {
    return after;
  }
  if (before === null || after === null || Array.isArray(before) !== Array.isArray(after)) {
    return after;
  }
  if (same(before, after)) {
    return before;
  }
  if (Array.isArray(after)) {
    const byId = new Map((before as { id?: unknown }[]).map((each) => [each?.id, each]));
    return after.map((each: { id?: unknown }, i) =>
      shared(each?.id === undefined ? (before as unknown[])[i] : byId.get(each.id), each),
    ) as T;
  }
  return Object.fromEntries(
    Object.entries(after).map(([key, value]) => [
      key,
      shared((before as Record<string, unknown>)[key], value),
    ]),
  ) as T;
}

/** Keeps the view of a session that changes. */
export class Views {
  private readonly tracks = new Map<string, Track>();
  private readonly buses = new Map<string, Bus>();
  private readonly vcas = new Map<string, Vca>();
  private view: View | null = null;

  constructor(private readonly sampleRate: number) {}

  /** @param paths of the facts that are other than they were at the last call; at the first one, of all */
  after(facts: Facts, paths: Iterable<string>): View {
    const things = new Set<string>();
    for (const path of paths) {
      things.add(thingOf(path));
    }
    const before = this.view;
    const kinds = new Set([...things].map((thing) => thing.split('/')[0] as string));
    for (const thing of things) {
      this.forget(thing);
    }
    const touched = (...kind: string[]) => before === null || kind.some((each) => kinds.has(each));
    const listed = <T>(known: Map<string, T>, order: string, kind: string, make: (path: string) => T) =>
      facts.order(order).map((id) => {
        const path = `${kind}/${id}`;
        const made = known.get(path) ?? make(path);
        known.set(path, made);
        return made;
      });
    const mix = before?.mix;
    const lists = {
      tracks:
        mix && !touched('track', 'order')
          ? mix.tracks
          : listed(this.tracks, 'order/tracks', 'track', (path) => this.track(facts, path)),
      buses:
        mix && !touched('bus', 'order')
          ? mix.buses
          : listed(this.buses, 'order/buses', 'bus', (path) => this.bus(facts, path)),
      vcas:
        mix && !touched('vca', 'order')
          ? mix.vcas
          : listed(this.vcas, 'order/vcas', 'vca', (path) => this.vca(facts, path)),
      master: mix && !touched('master') ? mix.master : this.master(facts, mix?.master),
      automation: mix && !touched('automation') ? mix.automation : list<AutomationLane>(facts, 'automation'),
      tempo:
        mix && !touched('tempo', 'meter')
          ? mix.tempo
          : { tempos: list<Tempo>(facts, 'tempo'), meters: list<Meter>(facts, 'meter') },
    };
    this.view = {
      name: String(facts.get('name') ?? ''),
      mix: sharedShallow(mix, { sampleRate: this.sampleRate, ...lists }),
      revisions: this.others(before?.revisions, touched('revision'), () => list<Revision>(facts, 'revision')),
      markers: this.others(before?.markers, touched('marker'), () => coloured<Marker>(facts, 'marker')),
      sections: this.others(before?.sections, touched('section'), () => coloured<Section>(facts, 'section')),
      safeFaders: this.others(before?.safeFaders, touched('safe-fader'), () =>
        list<SafeFader>(facts, 'safe-fader'),
      ),
    };
    return this.view;
  }

  private before = new Map<string, unknown>();

  /** What is rebuilt is compared with what it was, so that its untouched parts stay the same objects. */
  private forget(thing: string): void {
    for (const known of [this.tracks, this.buses, this.vcas] as Map<string, unknown>[]) {
      const was = known.get(thing);
      if (was !== undefined) {
        this.before.set(thing, was);
        known.delete(thing);
      }
    }
  }

  private kept<T>(path: string, made: T): T {
    const was = this.before.get(path) as T | undefined;
    this.before.delete(path);
    return was === undefined ? made : shared(was, made);
  }

  private others<T>(was: readonly T[] | undefined, touched: boolean, make: () => T[]): readonly T[] {
    return was && !touched ? was : make();
  }

  private track(facts: Facts, path: string): Track {
    const own = facts.of(path);
    const clips = [...own].flatMap(([fact, value]) =>
      fact.startsWith(`${path}/clip/`) ? [value as Clip] : [],
    );
    return this.kept(path, {
      id: path.slice('track/'.length),
      name: text(own, `${path}/name`),
      colour: colour(own.get(`${path}/colour`), path),
      output: text(own, `${path}/output`),
      clips: clips.sort((a, b) => a.startFrame - b.startFrame || (a.id < b.id ? -1 : 1)),
      strip: stripOf(own, path),
    });
  }

  private master(facts: Facts, before: Strip | undefined): Strip {
    const made = stripOf(facts.of('master'), 'master');
    return before ? shared(before, made) : made;
  }

  private bus(facts: Facts, path: string): Bus {
    const own = facts.of(path);
    return this.kept(path, {
      id: path.slice('bus/'.length),
      name: text(own, `${path}/name`),
      colour: colour(own.get(`${path}/colour`), path),
      kind: text(own, path),
      output: text(own, `${path}/output`),
      strip: stripOf(own, path),
    });
  }

  private vca(facts: Facts, path: string): Vca {
    const own = facts.of(path);
    const prefix = `${path}/member/`;
    return this.kept(path, {
      id: path.slice('vca/'.length),
      name: text(own, `${path}/name`),
      colour: colour(own.get(`${path}/colour`), path),
      faderDb: number(own, `${path}/fader`),
      muted: number(own, `${path}/mute`) !== 0,
      soloed: number(own, `${path}/solo`) !== 0,
      members: [...own.keys()]
        .filter((fact) => fact.startsWith(prefix))
        .map((fact) => fact.slice(prefix.length))
        .sort(),
    });
  }
}

/** The same object where every member is the same. */
function sharedShallow(before: Mix | undefined, after: Mix): Mix {
  const unchanged =
    before && (Object.keys(after) as (keyof Mix)[]).every((key) => Object.is(before[key], after[key]));
  return unchanged ? before : after;
}

/** Facts that are the members of a list: those with a place in the song in its order, the others by path. */
function list<T>(facts: Facts, kind: string): T[] {
  const place = (value: unknown) => {
    const { frame, startFrame, version } = value as Record<string, number>;
    return frame ?? startFrame ?? version ?? 0;
  };
  return [...facts.of(kind)]
    .sort(([one, a], [other, b]) => place(a) - place(b) || (one < other ? -1 : 1))
    .map(([, value]) => value as T);
}

function coloured<T extends { colour: string }>(facts: Facts, kind: string): T[] {
  const all = list<T>(facts, kind);
  for (const each of all) {
    colour(each.colour, kind);
  }
  return all;
}

function stripOf(facts: ReadonlyMap<string, unknown>, path: string): Strip {
  const value = (id: string) => number(facts, `${path}/${id}`);
  const on = (id: string) => value(id) !== 0;
  return {
    trimDb: value('trim'),
    polarityInverted: on('polarity'),
    delayFrames: value('delay'),
    inserts: insertsOf(facts, path),
    sends: ids(facts, `${path}/order/sends`).map((id): Send => {
      const send = `${path}/send/${id}`;
      return {
        id,
        bus: text(facts, send),
        levelDb: number(facts, `${send}/level`),
        preFader: number(facts, `${send}/pre-fader`) !== 0,
      };
    }),
    faderDb: value('fader'),
    pan: value('pan'),
    panLaw: PAN_LAWS[value('pan-law')] ?? 'MINUS_3_DB',
    panMode: PAN_MODES[value('pan-mode')] ?? 'BALANCE',
    panLeft: value('pan-left'),
    panRight: value('pan-right'),
    width: value('width'),
    muted: on('mute'),
    muteKeepsPreSends: on('mute-keeps-pre-sends'),
    soloed: on('solo'),
    soloSafe: on('solo-safe'),
  };
}

function insertsOf(facts: ReadonlyMap<string, unknown>, path: string): Insert[] {
  const order = ids(facts, `${path}/order/inserts`);
  if (order.length === 0) {
    return [];
  }
  const parameters = new Map<string, Record<string, number>>(order.map((id) => [id, {}]));
  const prefix = `${path}/insert/`;
  for (const [fact, value] of facts) {
    if (fact.startsWith(prefix) && typeof value === 'number') {
      const [id, parameter] = fact.slice(prefix.length).split('/') as [string, string];
      const known = parameters.get(id);
      if (known && parameter !== 'bypass') {
        known[parameter] = value;
      }
    }
  }
  return order.map((id) => ({
    id,
    processor: text(facts, `${prefix}${id}`),
    bypassed: number(facts, `${prefix}${id}/bypass`) !== 0,
    parameters: parameters.get(id) ?? {},
    sidechain: (facts.get(`${prefix}${id}/sidechain`) as string | undefined) ?? null,
  }));
}
