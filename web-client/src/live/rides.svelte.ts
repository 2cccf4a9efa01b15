import type { Breakpoint, MixEvent, Processor } from '../api/types.ts';
import { automatableOf, stripOfAddress } from '../mix/lanes.ts';
import { Ride } from '../mix/riding.ts';
import type { SharedMix } from './shared.svelte.ts';

/** Whether a control that is held while the song plays writes its lane. */
export type Writing = 'off' | 'touch';

const NO_POINTS: readonly Breakpoint[] = [];

/** What a hand writes while it holds some parameters of one control. */
export interface Rider {
  /** @returns what brings a parameter there: the point of a ride, or the value itself */
  move(address: string, value: number): MixEvent[];
  /** The hand lets go: what comes back where it rode. */
  end(): MixEvent[];
}

/** Lets hands write automation: a control that is held while the song plays records its moves as points of its lane. */
export class Rides {
  mode: Writing = $state('off');

  constructor(
    private readonly shared: SharedMix,
    private readonly registry: () => readonly Processor[],
    /** Where the song plays, in frames; null while it rests. */
    private readonly playhead: () => number | null,
  ) {}

  /** Whether a hand that takes hold now writes. */
  get writes(): boolean {
    return this.mode !== 'off' && this.playhead() !== null;
  }

  rider(): Rider {
    const rides = new Map<string, Ride | null>();
    return {
      move: (address, value) => {
        const frame = this.mode === 'off' ? null : this.playhead();
        let ride = rides.get(address);
        if (ride === undefined && frame !== null) {
          ride = this.begun(address);
          rides.set(address, ride);
        }
        if (!ride) {
          return [{ type: 'ParameterMoved', address, value }];
        }
        const event = frame === null ? null : ride.move(frame, value);
        return event ? [event] : [];
      },
      end: () => {
        const frame = this.playhead();
        return [...rides.values()].flatMap((ride) => {
          const event = ride?.end(frame ?? 0);
          return event ? [event] : [];
        });
      },
    };
  }

  /** Null for what cannot move by itself. */
  private begun(address: string): Ride | null {
    const mix = this.shared.view?.mix;
    const found =
      mix &&
      automatableOf(mix, this.registry(), stripOfAddress(address)).find((each) => each.address === address);
    if (!found) {
      return null;
    }
    const points = mix.automation.find((lane) => lane.address === address)?.points ?? NO_POINTS;
    return new Ride(address, found.spec, points, found.value, mix.sampleRate);
  }
}
