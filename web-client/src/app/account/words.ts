import type { Role, Scope } from '../../api/types.ts';

export const ROLES: readonly Role[] = ['owner', 'engineer', 'artist', 'viewer'];

export const DOES: Readonly<Record<Role, string>> = {
  owner: 'Owner: everything, people too',
  engineer: 'Engineer: sessions, stems, mixes, mixdowns',
  artist: 'Artist: listens, writes notes, moves safe faders',
  viewer: 'Viewer: listens and looks',
};

export const GOOD_FOR: Readonly<Record<Scope, string>> = {
  studio: 'Sessions, stems, mixes, notes, mixdowns',
  read: 'Reading and listening',
  all: 'Everything, people and accounts too',
};

/** A role with its article. */
export const a = (role: Role) => `${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}`;

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export const day = (instant: string) => written(DAY, instant);
export const moment = (instant: string) => written(MOMENT, instant);

function written(format: Intl.DateTimeFormat, instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? instant : format.format(time);
}
