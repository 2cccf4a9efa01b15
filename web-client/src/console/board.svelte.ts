import type { Insert, Mix, MixEvent, Parameter, Processor } from '../api/types.ts';
import type { Gesture, SharedMix } from '../live/shared.svelte.ts';
import { findStrip, outputName } from '../mix/lookup.ts';
import type { Hand } from '../ui/hand.ts';
import { type ConsoleStrip, type StripKind, Strips } from './strips.ts';

/** Distinct for three kinds of colour-blindness; a strip always has a number and a name besides. */
export const COLOURS = [
  '#FF9F00',
  '#3FD5FF',
  '#17A768',
  '#FFF763',
  '#5E7BFF',
  '#E75722',
  '#ED58B3',
  '#BCF1CE',
] as const;

/** Which insert is looked at. */
export interface Inspected {
  strip: string;
  insert: string;
}

/** Inserts that were copied: what they are and how they are set, without their ids. */
type Chain = readonly Omit<Insert, 'id' | 'sidechain'>[];

const moved = (address: string, value: number): MixEvent => ({ type: 'ParameterMoved', address, value });

/**
 * What hands do at the console, as changes of the mix: what is selected moves together, and each move is one step to undo.
 */
export class Board {
  selected: ReadonlySet<string> = $state.raw(new Set());
  inspected: Inspected | null = $state.raw(null);
  copied: Chain | null = $state.raw(null);
  /** From which a selection with Shift goes on. */
  private anchor: string | null = null;

  constructor(
    readonly shared: SharedMix,
    private readonly registry: () => readonly Processor[],
  ) {}

  get processors(): readonly Processor[] {
    return this.registry();
  }

  // ---- selecting

  select(address: string, how: 'only' | 'toggle' | 'range', order: readonly string[]): void {
    if (how === 'range' && this.anchor !== null) {
      const [from, to] = [order.indexOf(this.anchor), order.indexOf(address)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      this.selected = new Set(order.slice(Math.max(0, from), to + 1));
      return;
    }
    this.anchor = address;
    if (how === 'toggle') {
      const next = new Set(this.selected);
      if (!next.delete(address)) {
        next.add(address);
      }
      this.selected = next;
    } else {
      this.selected = new Set([address]);
    }
  }

  inspect(inspected: Inspected | null): void {
    this.inspected = inspected;
  }

  /** The strips that a move of one moves: all that are selected, if it is one of them. */
  private together(strip: ConsoleStrip, all: readonly ConsoleStrip[]): ConsoleStrip[] {
    return this.selected.has(strip.address) ? all.filter((each) => this.selected.has(each.address)) : [strip];
  }

  // ---- moving

  /** Takes hold of one parameter. */
  take(label: string, address: string): Hand | null {
    if (!this.shared.may(address)) {
      return null;
    }
    const gesture = this.shared.begin(label, address);
    return {
      move: (value) => gesture.move([moved(address, this.allowed(address, value))]),
      end: gesture.end,
      cancel: gesture.cancel,
    };
  }

  /** Takes hold of several parameters of one control, as a node of a curve is. @param holding the path of the first */
  takeAll(label: string, holding: string): Gesture | null {
    return this.shared.may(holding) ? this.shared.begin(label, holding) : null;
  }

  /** Takes hold of a fader, and of those of all strips that are selected with it: they keep their distances. */
  takeFader(strip: ConsoleStrip, all: readonly ConsoleStrip[]): Hand | null {
    const address = `${strip.address}/fader`;
    if (!this.shared.may(address)) {
      return null;
    }
    const others = this.together(strip, all)
      .filter((each) => each !== strip && this.shared.may(`${each.address}/fader`))
      .map((each) => ({ address: `${each.address}/fader`, from: each.faderDb }));
    const from = strip.faderDb;
    const label = others.length > 0 ? `${strip.name} and ${others.length} faders` : `${strip.name} fader`;
    const gesture = this.shared.begin(label, address);
    return {
      move: (value) =>
        gesture.move([
          moved(address, this.allowed(address, value)),
          ...others.map((other) => moved(other.address, level(other.from + value - from))),
        ]),
      end: gesture.end,
      cancel: gesture.cancel,
    };
  }

  /** Sets a parameter at once. */
  set(label: string, address: string, value: number): void {
    if (this.shared.may(address)) {
      this.shared.edit(label, [moved(address, this.allowed(address, value))]);
    }
  }

  setFader(strip: ConsoleStrip, all: readonly ConsoleStrip[], value: number): void {
    const hand = this.takeFader(strip, all);
    hand?.move(value);
    hand?.end();
  }

  /** Mutes or solos a strip, and what is selected with it. */
  toggle(what: 'mute' | 'solo', strip: ConsoleStrip, all: readonly ConsoleStrip[]): void {
    const on = !(what === 'mute' ? strip.muted : strip.soloed);
    const strips = this.together(strip, all).filter((each) => this.shared.may(`${each.address}/${what}`));
    const name = strips.length > 1 ? `${strips.length} strips` : strip.name;
    this.shared.edit(
      `${on ? what : `un${what}`} ${name}`,
      strips.map((each) => moved(`${each.address}/${what}`, Number(on))),
    );
  }

  /** The same for whatever is selected; nothing, if nothing is. */
  toggleSelected(what: 'mute' | 'solo', mix: Mix): void {
    const all = new Strips().of(mix);
    const first = all.find((each) => this.selected.has(each.address));
    if (first) {
      this.toggle(what, first, all);
    }
  }

  // ---- strips

  add(kind: Exclude<StripKind, 'master'>, mix: Mix): void {
    const names = { track: 'Track', group: 'Group', return: 'Return', vca: 'VCA' } as const;
    const room = kind === 'track' ? mix.tracks : kind === 'vca' ? mix.vcas : mix.buses;
    const taken = new Set(room.map((each) => each.id));
    const id = freshId(names[kind].toLowerCase(), taken);
    const name = `${names[kind]} ${room.length + 1}`;
    const colour = COLOURS[room.length % COLOURS.length] as string;
    const event: MixEvent =
      kind === 'track'
        ? { type: 'TrackAdded', track: id, name, colour }
        : kind === 'vca'
          ? { type: 'VcaAdded', vca: id, name, colour }
          : { type: 'BusAdded', bus: id, name, kind: kind === 'return' ? 'RETURN' : 'GROUP', colour };
    this.shared.edit(`New ${names[kind].toLowerCase()}`, [event]);
  }

  /** A group that the selected strips play into from now on. */
  group(strips: readonly ConsoleStrip[], mix: Mix): void {
    const id = freshId('group', new Set(mix.buses.map((bus) => bus.id)));
    const colour = strips[0]?.colour ?? COLOURS[0];
    this.shared.edit(`Group ${strips.length} strips`, [
      { type: 'BusAdded', bus: id, name: `Group ${mix.buses.length + 1}`, kind: 'GROUP', colour },
      ...strips.map((strip) => ({ type: 'OutputRouted', strip: strip.address, output: `bus/${id}` })),
    ]);
  }

  rename(strip: ConsoleStrip, name: string): void {
    const wanted = name.trim().slice(0, 120);
    if (wanted && wanted !== strip.name) {
      this.shared.edit(`Rename ${strip.name}`, [this.ofThing(strip, 'Renamed', { name: wanted })]);
    }
  }

  recolour(strip: ConsoleStrip, colour: string): void {
    this.shared.edit(`Colour of ${strip.name}`, [this.ofThing(strip, 'Recoloured', { colour })]);
  }

  /** @param by places to the right, among its own kind */
  shift(strip: ConsoleStrip, by: number, mix: Mix): void {
    const list = strip.address.startsWith('track/')
      ? mix.tracks
      : strip.address.startsWith('vca/')
        ? mix.vcas
        : mix.buses;
    const at = list.findIndex((each) => each.id === idOf(strip));
    const position = at + by;
    if (at >= 0 && position >= 0 && position < list.length) {
      this.shared.edit(`Move ${strip.name}`, [this.ofThing(strip, 'Moved', { position })]);
    }
  }

  remove(strip: ConsoleStrip): void {
    this.selected = new Set([...this.selected].filter((each) => each !== strip.address));
    this.shared.edit(`Remove ${strip.name}`, [this.ofThing(strip, 'Removed', {})]);
  }

  route(strip: ConsoleStrip, output: string, mix: Mix): void {
    this.shared.edit(`${strip.name} plays into ${outputName(mix, output)}`, [
      { type: 'OutputRouted', strip: strip.address, output },
    ]);
  }

  assign(strip: ConsoleStrip, vca: string, on: boolean): void {
    this.shared.edit(`${strip.name} ${on ? 'rides with' : 'leaves'} a VCA`, [
      { type: on ? 'VcaAssigned' : 'VcaUnassigned', vca, strip: strip.address },
    ]);
  }

  private ofThing(strip: ConsoleStrip, what: string, more: Record<string, unknown>): MixEvent {
    const kind = strip.address.split('/')[0] as string;
    const type = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${what}`;
    return { type, [kind]: idOf(strip), ...more };
  }

  // ---- inserts

  insert(strip: ConsoleStrip, processor: Processor): void {
    const inserts = strip.strip?.inserts ?? [];
    const insert = freshId(processor.id, new Set(inserts.map((each) => each.id)));
    this.shared.edit(`${processor.name} on ${strip.name}`, [
      {
        type: 'InsertAdded',
        strip: strip.address,
        insert,
        processor: processor.id,
        position: inserts.length,
      },
    ]);
    this.inspected = { strip: strip.address, insert };
  }

  moveInsert(strip: ConsoleStrip, insert: string, position: number): void {
    const count = strip.strip?.inserts.length ?? 0;
    if (position >= 0 && position < count) {
      this.shared.edit(`Move an insert of ${strip.name}`, [
        { type: 'InsertMoved', strip: strip.address, insert, position },
      ]);
    }
  }

  removeInsert(strip: ConsoleStrip, insert: Insert): void {
    if (this.inspected?.strip === strip.address && this.inspected.insert === insert.id) {
      this.inspected = null;
    }
    this.shared.edit(`Remove ${this.nameOf(insert)} from ${strip.name}`, [
      { type: 'InsertRemoved', strip: strip.address, insert: insert.id },
    ]);
  }

  bypass(strip: ConsoleStrip, insert: Insert): void {
    const label = `${insert.bypassed ? 'Switch on' : 'Bypass'} ${this.nameOf(insert)} on ${strip.name}`;
    this.set(label, `${strip.address}/insert/${insert.id}/bypass`, insert.bypassed ? 0 : 1);
  }

  copyChain(strip: ConsoleStrip): void {
    this.copied = (strip.strip?.inserts ?? []).map(({ processor, bypassed, parameters }) => ({
      processor,
      bypassed,
      parameters: { ...parameters },
    }));
  }

  /** Puts what was copied after the inserts that there are. */
  pasteChain(strip: ConsoleStrip): void {
    const inserts = strip.strip?.inserts ?? [];
    const taken = new Set(inserts.map((each) => each.id));
    const events = (this.copied ?? []).flatMap((copied, i): MixEvent[] => {
      const insert = freshId(copied.processor, taken);
      const at = `${strip.address}/insert/${insert}`;
      const specs = this.registry().find((p) => p.id === copied.processor)?.parameters ?? [];
      const isDefault = (id: string, value: number) =>
        specs.find((spec) => spec.id === id)?.defaultValue === value;
      return [
        {
          type: 'InsertAdded',
          strip: strip.address,
          insert,
          processor: copied.processor,
          position: inserts.length + i,
        },
        ...Object.entries(copied.parameters)
          .filter(([id, value]) => !isDefault(id, value))
          .map(([id, value]) => moved(`${at}/${id}`, value)),
        ...(copied.bypassed ? [moved(`${at}/bypass`, 1)] : []),
      ];
    });
    this.shared.edit(`Paste inserts on ${strip.name}`, events);
  }

  drive(strip: ConsoleStrip, insert: Insert, source: string | null): void {
    this.shared.edit(`Sidechain of ${this.nameOf(insert)} on ${strip.name}`, [
      { type: 'SidechainRouted', strip: strip.address, insert: insert.id, source },
    ]);
  }

  // ---- sends

  send(strip: ConsoleStrip, bus: string, mix: Mix): void {
    const taken = new Set((strip.strip?.sends ?? []).map((each) => each.id));
    const send = freshId(bus, taken);
    // A new send begins where it does no harm, and is turned up by ear.
    this.shared.edit(`Send ${strip.name} to ${outputName(mix, `bus/${bus}`)}`, [
      { type: 'SendAdded', strip: strip.address, send, bus },
      moved(`${strip.address}/send/${send}/level`, -20),
    ]);
  }

  removeSend(strip: ConsoleStrip, send: string): void {
    this.shared.edit(`Remove a send of ${strip.name}`, [{ type: 'SendRemoved', strip: strip.address, send }]);
  }

  nameOf(insert: Pick<Insert, 'processor'>): string {
    return this.registry().find((p) => p.id === insert.processor)?.name ?? insert.processor;
  }

  /** The insert that is looked at, if it is still there. */
  looked(mix: Mix): { strip: string; name: string; insert: Insert; processor: Processor } | null {
    const at = this.inspected;
    const found = at && findStrip(mix, at.strip);
    const insert = found?.strip.inserts.find((each) => each.id === at?.insert);
    const processor = this.registry().find((p) => p.id === insert?.processor);
    return found && insert && processor
      ? { strip: found.address, name: found.name, insert, processor }
      : null;
  }

  /** What a parameter may be set to by whoever asks: artists stay within their safe faders. */
  private allowed(address: string, value: number): number {
    if (this.shared.role !== 'ARTIST') {
      return value;
    }
    const safe = this.shared.view?.safeFaders.find((fader) => fader.address === address);
    return safe ? Math.min(safe.maximum, Math.max(safe.minimum, value)) : value;
  }
}

const idOf = (strip: ConsoleStrip) => strip.address.split('/')[1] ?? '';
const level = (db: number) => Math.min(12, Math.max(-144, Number(db.toFixed(2))));

/** An id that nothing has yet, and that is taken now. */
function freshId(base: string, taken: Set<string>): string {
  let id = base;
  for (let n = 2; taken.has(id); n += 1) {
    id = `${base}-${n}`;
  }
  taken.add(id);
  return id;
}

/** The value of an insert's parameter: its own, or the registry's default. */
export const parameterOf = (insert: Insert, spec: Parameter) =>
  Object.hasOwn(insert.parameters, spec.id) ? (insert.parameters[spec.id] as number) : spec.defaultValue;
