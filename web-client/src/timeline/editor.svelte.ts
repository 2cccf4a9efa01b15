import type { Clip, FadeShape, Mix, MixEvent, Track } from '../api/types.ts';
import type { Gesture, SharedMix } from '../live/shared.svelte.ts';
import {
  amplified,
  endingAt,
  endOf,
  faded,
  freshClip,
  movedTo,
  type Side,
  shaped,
  split,
  startingAt,
} from '../mix/clips.ts';
import { counted } from '../mix/format.ts';
import type { StemLengths } from './lengths.svelte.ts';
import type { TimelineView } from './view.svelte.ts';

/** A clip and where it is. */
export interface Placed {
  track: Track;
  clip: Clip;
}

/** What a hand has hold of. */
export type Part = 'body' | 'start' | 'end' | 'fade-in' | 'fade-out';

/** One drag of one or several clips. */
export interface ClipHand {
  /** @param by frames from where it began @param tracks down from where it began @param free of the grid */
  move(by: number, tracks: number, free: boolean): void;
  end(): void;
  cancel(): void;
}

export const keyOf = (track: Pick<Track, 'id'>, clip: Pick<Clip, 'id'>) => `${track.id} ${clip.id}`;

const changed = (track: string, clip: Clip): MixEvent => ({ type: 'ClipChanged', track, clip });
const placed = (track: string, clip: Clip): MixEvent => ({ type: 'ClipPlaced', track, clip });
const removed = (track: string, clip: string): MixEvent => ({ type: 'ClipRemoved', track, clip });

/** What hands do to clips, as changes of the mix: what is selected goes together, and each drag is one step to undo. */
export class ClipEditor {
  selected: ReadonlySet<string> = $state.raw(new Set());
  /** Whether clips are in hand: what is in view stays where it is until they are let go. */
  holding = $state(false);
  /** With the track that each came from. */
  private copies: readonly Placed[] = $state.raw([]);

  constructor(
    readonly shared: SharedMix,
    readonly view: TimelineView,
    readonly lengths: StemLengths,
  ) {}

  get mix(): Mix | null {
    return this.shared.view?.mix ?? null;
  }

  get may(): boolean {
    return this.shared.may();
  }

  get hasCopies(): boolean {
    return this.copies.length > 0;
  }

  /** What is selected and still there, in the order of the song. */
  readonly chosen: readonly Placed[] = $derived.by(() =>
    (this.shared.view?.mix.tracks ?? []).flatMap((track) =>
      track.clips.filter((clip) => this.selected.has(keyOf(track, clip))).map((clip) => ({ track, clip })),
    ),
  );

  select(key: string, more: boolean): void {
    if (!more) {
      this.selected = this.selected.has(key) && this.selected.size > 1 ? this.selected : new Set([key]);
      return;
    }
    const next = new Set(this.selected);
    if (!next.delete(key)) {
      next.add(key);
    }
    this.selected = next;
  }

  selectOnly(keys: Iterable<string>): void {
    this.selected = new Set(keys);
  }

  /** Takes hold of a clip, and of what is selected with it. @param copy leaves the clips where they are, and moves copies */
  take(track: string, id: string, part: Part, copy = false): ClipHand | null {
    const all = this.together(track, id);
    const held = all.find((each) => each.track.id === track && each.clip.id === id);
    if (!held || !this.may) {
      return null;
    }
    for (const { clip } of all) {
      this.lengths.of(clip.stem);
    }
    const gesture = this.begun(`${WORDS[part]} ${this.named(all)}`, `track/${track}/clip/${id}`);
    return part === 'body'
      ? this.moving(gesture, held, all, copy)
      : {
          move: (by, _, free) =>
            gesture.move(
              all.map((each) => changed(each.track.id, this.shapedBy(part, each, held, by, free))),
            ),
          end: gesture.end,
          cancel: gesture.cancel,
        };
  }

  private begun(label: string, holding: string): Gesture {
    const gesture = this.shared.begin(label, holding);
    this.holding = true;
    return {
      move: gesture.move,
      end: () => {
        this.holding = false;
        gesture.end();
      },
      cancel: () => {
        this.holding = false;
        gesture.cancel();
      },
    };
  }

  /** A clip whose edge or fade was moved; of several, each by as much. */
  private shapedBy(part: Exclude<Part, 'body'>, each: Placed, held: Placed, by: number, free: boolean): Clip {
    const edge = (clip: Clip) => (part === 'start' || part === 'fade-in' ? clip.startFrame : endOf(clip));
    const { clip } = each;
    switch (part) {
      case 'start':
      case 'end': {
        const drawn = this.view.near(edge(held.clip) + by, free) - edge(held.clip);
        return part === 'start'
          ? startingAt(clip, clip.startFrame + drawn)
          : endingAt(clip, endOf(clip) + drawn, this.lengths.of(clip.stem));
      }
      case 'fade-in':
        return faded(clip, 'in', clip.fadeIn.frames + by);
      case 'fade-out':
        return faded(clip, 'out', clip.fadeOut.frames - by);
    }
  }

  private moving(gesture: Gesture, held: Placed, all: readonly Placed[], copy: boolean): ClipHand {
    const tracks = this.mix?.tracks ?? [];
    const rows = new Map(tracks.map((track, i) => [track.id, i]));
    const rowOf = (each: Placed) => rows.get(each.track.id) ?? 0;
    const taken = new Map(tracks.map((track) => [track.id, new Set(track.clips.map((clip) => clip.id))]));
    const fresh = (track: string) => freshClip(taken.get(track) ?? new Set());
    const up = -Math.min(...all.map(rowOf));
    const down = tracks.length - 1 - Math.max(...all.map(rowOf));
    const earliest = -Math.min(...all.map((each) => each.clip.startFrame));
    /** Where each is now; null for copies that are not there yet. */
    const at: ({ track: string; id: string } | null)[] = all.map((each) =>
      copy ? null : { track: each.track.id, id: each.clip.id },
    );
    return {
      move: (by, rowsDown, free) => {
        const drawn = this.view.near(held.clip.startFrame + by, free) - held.clip.startFrame;
        const shift = Math.max(earliest, drawn);
        const rowShift = Math.min(down, Math.max(up, rowsDown));
        const events = all.flatMap((each, i): MixEvent[] => {
          const to = (tracks[rowOf(each) + rowShift] as Track).id;
          const now = at[i] ?? null;
          if (now?.track === to) {
            return [changed(to, { ...movedTo(each.clip, each.clip.startFrame + shift), id: now.id })];
          }
          const home = !copy && to === each.track.id;
          const next = { track: to, id: home ? each.clip.id : fresh(to) };
          at[i] = next;
          return [
            ...(now ? [removed(now.track, now.id)] : []),
            placed(to, { ...movedTo(each.clip, each.clip.startFrame + shift), id: next.id }),
          ];
        });
        gesture.move(events);
        this.selected = new Set(at.flatMap((each) => (each ? [`${each.track} ${each.id}`] : [])));
      },
      end: gesture.end,
      cancel: () => {
        gesture.cancel();
        this.selected = new Set(all.map((each) => keyOf(each.track, each.clip)));
      },
    };
  }

  // ---- at once

  /** Cuts whatever is selected in two at a frame; or, of everything, what is under it. */
  splitAt(frame: number): void {
    const under = ({ clip }: Placed) => clip.startFrame < frame && frame < endOf(clip);
    const chosen = this.chosen.length > 0 ? this.chosen.filter(under) : this.everything().filter(under);
    const taken = this.takenIds();
    const events = chosen.flatMap(({ track, clip }): MixEvent[] => {
      const parts = split(clip, frame, freshClip(taken.get(track.id) ?? new Set()));
      return parts ? [changed(track.id, parts[0]), placed(track.id, parts[1])] : [];
    });
    this.edit(`Split ${this.named(chosen)}`, events);
  }

  remove(): void {
    const gone = this.chosen;
    this.edit(
      `Delete ${this.named(gone)}`,
      gone.map(({ track, clip }) => removed(track.id, clip.id)),
    );
    this.selected = new Set();
  }

  /** Copies of what is selected, each right behind the last of it. */
  duplicate(): void {
    const all = this.chosen;
    const from = Math.min(...all.map(({ clip }) => clip.startFrame));
    const to = Math.max(...all.map(({ clip }) => endOf(clip)));
    this.put(`Duplicate ${this.named(all)}`, all, to - from);
  }

  copy(): void {
    this.copies = this.chosen;
  }

  /** What was copied, its first clip at a frame. */
  paste(frame: number): void {
    const first = Math.min(...this.copies.map(({ clip }) => clip.startFrame));
    this.put(`Paste ${this.named(this.copies)}`, this.copies, this.view.near(frame) - first);
  }

  private put(label: string, clips: readonly Placed[], by: number): void {
    const taken = this.takenIds();
    const made = clips
      .filter(({ track }) => taken.has(track.id))
      .map(({ track, clip }) => ({
        track: track.id,
        clip: {
          ...movedTo(clip, clip.startFrame + by),
          id: freshClip(taken.get(track.id) as Set<string>),
        },
      }));
    this.edit(
      label,
      made.map(({ track, clip }) => placed(track, clip)),
    );
    this.selected = new Set(made.map(({ track, clip }) => `${track} ${clip.id}`));
  }

  /** Changes each that is selected in the same way. */
  each(label: string, change: (clip: Clip) => Clip): void {
    const all = this.chosen;
    this.edit(
      `${label} of ${this.named(all)}`,
      all.map(({ track, clip }) => changed(track.id, change(clip))),
    );
  }

  fade(side: Side, frames: number): void {
    this.each(side === 'in' ? 'Fade in' : 'Fade out', (clip) => faded(clip, side, frames));
  }

  shape(side: Side, shape: FadeShape): void {
    this.each('Fade curve', (clip) => shaped(clip, side, shape));
  }

  gain(db: number): void {
    this.each('Gain', (clip) => amplified(clip, db));
  }

  /** What a key does to what is selected: moves it, trims it, fades it. One step to undo. */
  nudge(track: string, id: string, part: Part, by: number, tracks = 0): void {
    const hand = this.take(track, id, part);
    hand?.move(by, tracks, true);
    hand?.end();
  }

  private edit(label: string, events: readonly MixEvent[]): void {
    if (this.may) {
      this.shared.edit(label, events);
    }
  }

  private together(track: string, id: string): readonly Placed[] {
    if (this.selected.has(`${track} ${id}`)) {
      return this.chosen;
    }
    return this.everything().filter((each) => each.track.id === track && each.clip.id === id);
  }

  private everything(): Placed[] {
    return (this.mix?.tracks ?? []).flatMap((track) => track.clips.map((clip) => ({ track, clip })));
  }

  private takenIds(): Map<string, Set<string>> {
    return new Map(
      (this.mix?.tracks ?? []).map((track) => [track.id, new Set(track.clips.map((clip) => clip.id))]),
    );
  }

  private named(all: readonly Placed[]): string {
    const [first] = all;
    return first && all.length === 1 ? `a clip of ${first.track.name}` : counted(all.length, 'clip');
  }
}

const WORDS: Readonly<Record<Part, string>> = {
  body: 'Move',
  start: 'Trim',
  end: 'Trim',
  'fade-in': 'Fade in',
  'fade-out': 'Fade out',
};
