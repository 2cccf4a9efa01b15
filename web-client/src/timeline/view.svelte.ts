import type { Mix } from '../api/types.ts';
import { type Snap, snapped, stepFrames } from '../mix/song.ts';
import type { Axis } from './axis.ts';

/** Twenty milliseconds of sound across a screen is as near as anybody looks. */
const LEAST_SECONDS = 0.02;
/** Behind the end, so much of what is in view can be seen, and clips be moved to. */
const BEHIND = 0.5;
const ZOOM_STEP = 1.6;
/** What is followed is let go so near to the right edge, and shown so near to the left one again. */
const PAGE_AT = 0.95;
const PAGE_TO = 0.05;
const SNAPS: readonly Snap[] = ['off', 'beat', 'bar'];
const KEY = 'foldback.timeline';

/** What a hand does on lanes: takes things, or draws lines. */
export type Tool = 'hand' | 'pencil';

/** The part of the song that the timeline shows, and how hands move on it. */
export class TimelineView {
  /** Of everything that is placed. */
  total = $state(1);
  /** Null for the whole song. */
  private window: Axis | null = $state.raw(null);
  snap: Snap = $state('bar');
  tool: Tool = $state('hand');
  /** Whether the view goes along with the playhead. */
  follows = $state(true);
  /** Addresses of the automation lanes that are open. */
  open: ReadonlySet<string> = $state.raw(new Set());

  readonly axis: Axis = $derived(this.window ?? { from: 0, seconds: this.total });
  readonly zoomed: boolean = $derived(this.window !== null);

  constructor(
    private readonly mix: () => Mix | null,
    /** The others are told what is in view. */
    private readonly moved: () => void = () => undefined,
  ) {
    const stored = localStorage.getItem(KEY);
    this.snap = SNAPS.find((snap) => snap === stored) ?? 'bar';
  }

  draw(snap: Snap): void {
    this.snap = snap;
    try {
      localStorage.setItem(KEY, snap);
    } catch {
      // A browser that keeps nothing: then bars draw next time.
    }
  }

  /** @param at seconds that stay where they are on the screen @param by more than 1 for nearer */
  zoom(by: number, at: number): void {
    const { from, seconds } = this.axis;
    const next = Math.max(LEAST_SECONDS, seconds / by);
    if (next >= this.total) {
      this.fit();
      return;
    }
    this.show(at - ((at - from) / seconds) * next, next);
  }

  nearer(at: number): void {
    this.zoom(ZOOM_STEP, this.within(at));
  }

  farther(at: number): void {
    this.zoom(1 / ZOOM_STEP, this.within(at));
  }

  fit(): void {
    this.window = null;
    this.moved();
  }

  scroll(by: number): void {
    if (this.window) {
      this.show(this.window.from + by, this.window.seconds);
    }
  }

  show(from: number, seconds: number): void {
    const last = Math.max(0, this.total - seconds * BEHIND);
    this.window = { from: Math.min(last, Math.max(0, from)), seconds };
    this.moved();
  }

  /** Turns the page where a playhead has left it. */
  keepUp(seconds: number): void {
    const { from, seconds: shown } = this.axis;
    const at = (seconds - from) / shown;
    if (this.window && (at > PAGE_AT || at < 0)) {
      this.show(seconds - PAGE_TO * shown, shown);
    }
  }

  /** A place in the song, drawn to the grid. @param free where whoever asks holds it off */
  near(frame: number, free = false): number {
    const mix = this.mix();
    return mix && !free
      ? snapped(frame, this.snap, mix.tempo, mix.sampleRate)
      : Math.max(0, Math.round(frame));
  }

  /** How far a key moves what is at a frame. */
  step(frame: number, fine: boolean): number {
    const mix = this.mix();
    return mix ? stepFrames(frame, fine ? 'off' : this.snap, mix.tempo, mix.sampleRate) : 0;
  }

  toggleLane(address: string): void {
    const open = new Set(this.open);
    if (!open.delete(address)) {
      open.add(address);
    }
    this.open = open;
  }

  /** The middle of the view, where that place is not in it. */
  private within(at: number): number {
    const { from, seconds } = this.axis;
    return at >= from && at <= from + seconds ? at : from + seconds / 2;
  }
}
