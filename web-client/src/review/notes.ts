import type { Mix, Note, Person, Reaction, Revision } from '../api/types.ts';
import { clock } from '../mix/format.ts';

/** Where a note is in the mix that is looked at, in seconds; where it was pinned, if its audio is not there. */
export const startOf = (note: Note) => (note.place?.frame ?? note.frame) / note.sampleRate;

export function endOf(note: Note): number | null {
  const end = note.place?.frame == null ? note.endFrame : note.place.endFrame;
  return end === null ? null : end / note.sampleRate;
}

/** Whether what a note is about has been cut from the mix that is looked at. */
export const isOrphaned = (note: Note) => note.place?.state === 'orphaned';

/** What people say without words. */
export const REACTIONS: readonly { reaction: Reaction; sign: string; says: string }[] = [
  { reaction: 'AGREE', sign: '+1', says: 'Agree' },
  { reaction: 'DISAGREE', sign: '−1', says: 'Disagree' },
  { reaction: 'LOVE', sign: '♥', says: 'Love it' },
  { reaction: 'HEARD', sign: '✓', says: 'Heard' },
  { reaction: 'QUESTION', sign: '?', says: 'Question' },
];

/** Whether two are one person: by account, or by name where one has none. */
export const isSame = (one: Person, other: Person) =>
  one.account === null || other.account === null ? one.name === other.name : one.account === other.account;

/** Whether somebody wrote a note. */
export const isMine = (note: Note, me: Person) => isSame({ name: note.author, account: note.account }, me);

export const reactedBy = (note: Note, reaction: Reaction, me: Person) =>
  note.reactions.some((r) => r.reaction === reaction && r.by.some((p) => isSame(p, me)));

/** What a note concerns, in the names of the mix. */
export function stripNames(note: Note, mix: Mix): string[] {
  return note.strips.map((strip) => {
    const [kind, id] = strip.split('/');
    const found = (kind === 'track' ? mix.tracks : kind === 'bus' ? mix.buses : []).find((s) => s.id === id);
    return found?.name ?? (strip === 'master' ? 'Master' : `${id ?? strip} (gone)`);
  });
}

/** `0:42.3`, or `0:42.3 – 0:50.0` for a range. */
export function timecode(note: Note): string {
  const end = endOf(note);
  return end === null ? clock(startOf(note)) : `${clock(startOf(note))} – ${clock(end)}`;
}

/** What a resolved note was answered with: `answered in version 31 · Mix 2`, or nothing if it was just closed. */
export function answer(note: Note, revisions: readonly Revision[]): string {
  const version = note.resolved?.answeredBy.at(-1) ?? null;
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
