/** A ride: what a hand does to a control while the song plays, as points of its lane. Pure; positions are frames. */
import type { Breakpoint, MixEvent, Parameter } from '../api/types.ts';
import { isDiscrete, laneValue, thinned, written } from './lanes.ts';

/** A difference that nobody hears, of a lane's height. */
const TOLERANCE = 0.004;
const GLIDE_SECONDS = 0.2;
/** So far ahead a value stands while the hand holds it, until the next one has reached the engine. */
const AHEAD_SECONDS = 0.5;

/**
 * Writes over a lane from where the hand took hold on. While it holds, its value stands a little way ahead; when it lets go, what was behind
 * that comes back, by a short glide. The playhead may jump back: then the ride ends, as a second one would write over itself.
 */
export class Ride {
  private readonly points: Breakpoint[] = [];
  private readonly ahead: number;
  private readonly glide: number;
  private farthest = 0;

  constructor(
    private readonly address: string,
    private readonly spec: Parameter,
    /** Of the lane, as it was when the hand took hold. */
    private readonly before: readonly Breakpoint[],
    /** Of the parameter, where the lane has no points. */
    private readonly standing: number,
    rate: number,
  ) {
    this.ahead = Math.round(AHEAD_SECONDS * rate);
    this.glide = Math.round(GLIDE_SECONDS * rate);
  }

  /** @returns what the ride comes to so far */
  move(frame: number, value: number): MixEvent | null {
    const at = Math.max(0, Math.round(frame));
    const last = this.points.at(-1);
    if (last && at < last.frame) {
      return null;
    }
    if (last?.frame === at) {
      this.points[this.points.length - 1] = { ...last, value };
    } else {
      if (last && at - last.frame > this.glide && !isDiscrete(this.spec)) {
        // The hand rested: its value stands until it moves again.
        this.points.push({ frame: at - 1, value: last.value, curve: 'LINEAR' });
      }
      this.points.push({ frame: at, value, curve: isDiscrete(this.spec) ? 'HOLD' : 'LINEAR' });
    }
    return this.event([], at + this.ahead);
  }

  /** The hand lets go. */
  end(frame: number): MixEvent | null {
    const last = this.points.at(-1);
    if (!last) {
      return null;
    }
    const at = Math.max(last.frame + 1, Math.round(frame));
    const back = at + this.glide;
    const tail: Breakpoint[] = [
      { frame: at, value: last.value, curve: isDiscrete(this.spec) ? 'HOLD' : 'LINEAR' },
    ];
    const after = this.valueBefore(back);
    tail.push({ frame: back, value: after, curve: this.curveBefore(back) });
    tail.push(...this.before.filter((point) => point.frame > back && point.frame <= this.farthest));
    return this.event(tail, back);
  }

  private event(tail: readonly Breakpoint[], until: number): MixEvent {
    this.farthest = Math.max(this.farthest, until);
    const begin = (this.points[0] as Breakpoint).frame;
    // What was there just before the hand took hold is held there, so that nothing earlier is drawn to the ride.
    const from = Math.max(0, begin - 1);
    const edge: Breakpoint[] =
      from < begin ? [{ frame: from, value: this.valueBefore(from), curve: 'HOLD' }] : [];
    const body = thinned(this.points, this.spec, TOLERANCE);
    const held =
      tail.length > 0
        ? body
        : body.map((p, i) => (i + 1 === body.length ? { ...p, curve: 'HOLD' as const } : p));
    const all = [...this.atStart(from), ...edge, ...held, ...tail];
    return written(this.address, all[0]?.frame ?? from, this.farthest, all);
  }

  /** A lane has the value of its first point before it: where there was none, the standing value is put there. */
  private atStart(from: number): Breakpoint[] {
    return this.before.length === 0 && from > 0 ? [{ frame: 0, value: this.standing, curve: 'HOLD' }] : [];
  }

  private valueBefore(frame: number): number {
    return laneValue(this.before, this.spec, frame) ?? this.standing;
  }

  private curveBefore(frame: number): Breakpoint['curve'] {
    const at = this.before.findLastIndex((point) => point.frame <= frame);
    return this.before[at]?.curve ?? 'HOLD';
  }
}
