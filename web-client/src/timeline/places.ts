/** What hands do to the places of a song that have a name: markers and sections. */
import type { Marker, MixEvent, Section } from '../api/types.ts';
import type { SharedMix } from '../live/shared.svelte.ts';
import { stepFrames } from '../mix/song.ts';
import type { DragHand } from './drag.ts';
import type { TimelineView } from './view.svelte.ts';

const SECTION_BARS = 8;
const NAME_CHARACTERS = 120;
const COLOURS = ['#3FD5FF', '#ED58B3', '#FF9F00', '#17A768', '#5E7BFF', '#FFF763'] as const;

const marker = (placed: Marker): MixEvent => ({ type: 'MarkerPlaced', marker: placed });
const section = (placed: Section): MixEvent => ({ type: 'SectionPlaced', section: placed });

/** Which part of a section a hand has hold of. */
export type Edge = 'body' | 'start' | 'end';

export class Places {
  constructor(
    private readonly shared: SharedMix,
    private readonly view: TimelineView,
  ) {}

  get may(): boolean {
    return this.shared.may();
  }

  addMarker(frame: number): void {
    const markers = this.shared.view?.markers ?? [];
    const { id, n } = fresh('marker', markers);
    const colour = COLOURS[1];
    this.edit('New marker', [marker({ id, name: `Marker ${n}`, colour, frame: Math.round(frame) })]);
  }

  /** From the bar that is nearest on, eight bars long, or up to the next section. */
  addSection(frame: number): void {
    const view = this.shared.view;
    if (!view) {
      return;
    }
    const { tempo, sampleRate } = view.mix;
    const startFrame = this.view.near(frame);
    const next = view.sections.find((each) => each.startFrame > startFrame)?.startFrame;
    const long = SECTION_BARS * stepFrames(startFrame, 'bar', tempo, sampleRate);
    const endFrame = Math.min(next ?? Number.POSITIVE_INFINITY, startFrame + long);
    const { id, n } = fresh('section', view.sections);
    const colour = COLOURS[view.sections.length % COLOURS.length] as string;
    this.edit('New section', [section({ id, name: `Section ${n}`, colour, startFrame, endFrame })]);
  }

  renameMarker(placed: Marker, name: string): void {
    this.rename(placed, name, (named) => marker(named));
  }

  renameSection(placed: Section, name: string): void {
    this.rename(placed, name, (named) => section(named));
  }

  private rename<T extends { name: string }>(placed: T, name: string, event: (of: T) => MixEvent): void {
    const wanted = name.trim().slice(0, NAME_CHARACTERS);
    if (wanted && wanted !== placed.name) {
      this.edit(`Rename ${placed.name}`, [event({ ...placed, name: wanted })]);
    }
  }

  removeMarker(placed: Marker): void {
    this.edit(`Remove ${placed.name}`, [{ type: 'MarkerRemoved', marker: placed.id }]);
  }

  removeSection(placed: Section): void {
    this.edit(`Remove ${placed.name}`, [{ type: 'SectionRemoved', section: placed.id }]);
  }

  moveMarker(placed: Marker, by: number): void {
    this.edit(`Move ${placed.name}`, [marker({ ...placed, frame: Math.max(0, placed.frame + by) })]);
  }

  moveSection(placed: Section, edge: Edge, by: number): void {
    this.edit(`Move ${placed.name}`, [section(this.shifted(placed, edge, by))]);
  }

  /** @param framesOf pixels as frames */
  takeMarker(placed: Marker, framesOf: (pixels: number) => number): DragHand | null {
    return this.taken(`Move ${placed.name}`, `marker/${placed.id}`, (by, free) =>
      marker({ ...placed, frame: this.view.near(placed.frame + framesOf(by), free) }),
    );
  }

  takeSection(placed: Section, edge: Edge, framesOf: (pixels: number) => number): DragHand | null {
    return this.taken(`Move ${placed.name}`, `section/${placed.id}`, (by, free) => {
      const from = edge === 'end' ? placed.endFrame : placed.startFrame;
      const drawn = this.view.near(from + framesOf(by), free) - from;
      return section(this.shifted(placed, edge, drawn));
    });
  }

  private shifted(placed: Section, edge: Edge, by: number): Section {
    const { startFrame, endFrame } = placed;
    switch (edge) {
      case 'start':
        return { ...placed, startFrame: Math.min(endFrame - 1, Math.max(0, startFrame + by)) };
      case 'end':
        return { ...placed, endFrame: Math.max(startFrame + 1, endFrame + by) };
      case 'body': {
        const shift = Math.max(-startFrame, by);
        return { ...placed, startFrame: startFrame + shift, endFrame: endFrame + shift };
      }
    }
  }

  private taken(
    label: string,
    holding: string,
    event: (by: number, free: boolean) => MixEvent,
  ): DragHand | null {
    if (!this.may) {
      return null;
    }
    const gesture = this.shared.begin(label, holding);
    return {
      move: (by, { shiftKey }) => gesture.move([event(by, shiftKey)]),
      end: gesture.end,
      cancel: gesture.cancel,
    };
  }

  private edit(label: string, events: readonly MixEvent[]): void {
    if (this.may) {
      this.shared.edit(label, events);
    }
  }
}

function fresh(base: string, all: readonly { id: string }[]): { id: string; n: number } {
  const taken = new Set(all.map(({ id }) => id));
  let n = all.length + 1;
  while (taken.has(`${base}-${n}`)) {
    n += 1;
  }
  return { id: `${base}-${n}`, n };
}
