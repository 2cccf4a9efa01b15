import type { Note, Revision } from '../api/types.ts';
import { clock } from '../mix/format.ts';

export const startOf = (note: Note) => note.frame / note.sampleRate;

export const endOf = (note: Note) => (note.endFrame === null ? null : note.endFrame / note.sampleRate);

/** `0:42.3`, or `0:42.3 – 0:50.0` for a range. */
export function timecode(note: Note): string {
  const end = endOf(note);
  return end === null ? clock(startOf(note)) : `${clock(startOf(note))} – ${clock(end)}`;
}

/** What a resolved note was answered with: `answered in version 31 · Mix 2`, or nothing if it was just closed. */
export function answer(note: Note, revisions: readonly Revision[]): string {
  const version = note.resolved?.answeredByVersion ?? null;
  if (version === null) {
    return '';
  }
  const heardIn = revisions.filter((r) => r.version >= version).sort((a, b) => a.version - b.version)[0];
  return `answered in version ${version} · ${heardIn ? heardIn.name : 'not in a mixdown yet'}`;
}

/** A note in one line, for its pin on the ruler. */
export function pinLabel(note: Note): string {
  const text = note.text.length > 80 ? `${note.text.slice(0, 79)}…` : note.text;
  return `${note.resolved ? 'Resolved note' : 'Open note'} at ${timecode(note)}, ${note.author}: ${text}`;
}
