/** The strips of a console, in its order: tracks, groups, returns, VCAs, and the master at its end. */
import type { Mix, Strip } from '../api/types.ts';

export type StripKind = 'track' | 'group' | 'return' | 'vca' | 'master';

export interface ConsoleStrip {
  /** `track/<id>`, `bus/<id>`, `vca/<id>` or `master`. */
  readonly address: string;
  readonly kind: StripKind;
  /** What its plate says above its name: a track's number, or a letter for the others. */
  readonly number: string;
  readonly name: string;
  readonly colour: string;
  /** Where it plays to; null where there is no such choice. */
  readonly output: string | null;
  readonly faderDb: number;
  readonly muted: boolean;
  readonly soloed: boolean;
  /** Null for a VCA, through which nothing plays. */
  readonly strip: Strip | null;
}

const MASTER_COLOUR = '#F1F4F9';

/** Makes strips of mixes, the same object again for what did not change. */
export class Strips {
  private made = new Map<string, { from: unknown; strip: ConsoleStrip }>();

  of(mix: Mix): ConsoleStrip[] {
    const before = this.made;
    this.made = new Map();
    const kept = (address: string, number: string, from: unknown, make: () => ConsoleStrip) => {
      const known = before.get(address);
      const strip = known && known.from === from && known.strip.number === number ? known.strip : make();
      this.made.set(address, { from, strip });
      return strip;
    };
    const levels = (strip: Strip) => ({
      faderDb: strip.faderDb,
      muted: strip.muted,
      soloed: strip.soloed,
      strip,
    });
    const ofKind = (kind: 'GROUP' | 'RETURN') =>
      mix.buses.filter((bus) => (bus.kind === 'RETURN') === (kind === 'RETURN'));
    const buses = [...ofKind('GROUP'), ...ofKind('RETURN')];
    return [
      ...mix.tracks.map((track, i) => {
        const address = `track/${track.id}`;
        const number = String(i + 1);
        return kept(address, number, track, () => ({
          address,
          kind: 'track',
          number,
          name: track.name,
          colour: track.colour,
          output: track.output,
          ...levels(track.strip),
        }));
      }),
      ...buses.map((bus) => {
        const address = `bus/${bus.id}`;
        const isReturn = bus.kind === 'RETURN';
        const number = isReturn ? 'R' : 'G';
        return kept(address, number, bus, () => ({
          address,
          kind: isReturn ? 'return' : 'group',
          number,
          name: bus.name,
          colour: bus.colour,
          output: bus.output,
          ...levels(bus.strip),
        }));
      }),
      ...mix.vcas.map((vca) => {
        const address = `vca/${vca.id}`;
        return kept(address, 'V', vca, () => ({
          address,
          kind: 'vca',
          number: 'V',
          name: vca.name,
          colour: vca.colour,
          output: null,
          faderDb: vca.faderDb,
          muted: vca.muted,
          soloed: vca.soloed,
          strip: null,
        }));
      }),
      kept('master', 'M', mix.master, () => ({
        address: 'master',
        kind: 'master',
        number: 'M',
        name: 'Master',
        colour: MASTER_COLOUR,
        output: null,
        ...levels(mix.master),
      })),
    ];
  }
}
