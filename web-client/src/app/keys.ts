/** The keys that hands know. One table: what keys do and the list under `?` both read it; a person may give each command other keys. */
export type Command =
  | 'toggle'
  | 'start'
  | 'back5'
  | 'forward5'
  | 'back1'
  | 'forward1'
  | 'hearA'
  | 'hearB'
  | 'swap'
  | 'live'
  | 'note'
  | 'mute'
  | 'solo'
  | 'split'
  | 'duplicate'
  | 'remove'
  | 'copy'
  | 'paste'
  | 'nearer'
  | 'farther'
  | 'fit'
  | 'pencil'
  | 'touch'
  | 'marker'
  | 'undo'
  | 'redo'
  | 'keys';

/**
 * A key with what is held beside it, as `Shift+arrowleft`, `Mod+z` (Ctrl, or Cmd on a Mac), `?`: Shift is not said of signs that need it on
 * some keyboards and not on others.
 */
export type Combo = string;

export interface Binding {
  command: Command;
  keys: readonly Combo[];
  does: string;
  atConsole?: true;
}

export const BINDINGS: readonly Binding[] = [
  { command: 'toggle', keys: ['space'], does: 'Play, stop' },
  { command: 'start', keys: ['home'], does: 'Back to the start' },
  { command: 'back5', keys: ['arrowleft'], does: '5 seconds back' },
  { command: 'forward5', keys: ['arrowright'], does: '5 seconds forward' },
  { command: 'back1', keys: ['Shift+arrowleft'], does: '1 second back' },
  { command: 'forward1', keys: ['Shift+arrowright'], does: '1 second forward' },
  { command: 'hearA', keys: ['a'], does: 'Hear mix A' },
  { command: 'hearB', keys: ['b'], does: 'Hear mix B' },
  { command: 'swap', keys: ['x'], does: 'Change over to the other mix' },
  { command: 'live', keys: ['v'], does: 'Hear the live mix, or the mixdown', atConsole: true },
  { command: 'note', keys: ['c'], does: 'Note here' },
  { command: 'mute', keys: ['m'], does: 'Mute what is selected', atConsole: true },
  { command: 'solo', keys: ['s'], does: 'Solo what is selected', atConsole: true },
  { command: 'split', keys: ['t'], does: 'Split clips at the playhead', atConsole: true },
  { command: 'duplicate', keys: ['d'], does: 'Duplicate the selected clips', atConsole: true },
  { command: 'remove', keys: ['delete', 'backspace'], does: 'Delete the selected clips', atConsole: true },
  { command: 'copy', keys: ['Mod+c'], does: 'Copy the selected clips', atConsole: true },
  { command: 'paste', keys: ['Mod+v'], does: 'Paste clips at the playhead', atConsole: true },
  { command: 'marker', keys: ['Shift+m'], does: 'Marker here', atConsole: true },
  { command: 'nearer', keys: ['+', '='], does: 'Zoom in', atConsole: true },
  { command: 'farther', keys: ['-'], does: 'Zoom out', atConsole: true },
  { command: 'fit', keys: ['0'], does: 'The whole song', atConsole: true },
  { command: 'pencil', keys: ['p'], does: 'Pencil for automation', atConsole: true },
  { command: 'touch', keys: ['w'], does: 'Write automation by touch', atConsole: true },
  { command: 'undo', keys: ['Mod+z'], does: 'Undo', atConsole: true },
  { command: 'redo', keys: ['Mod+Shift+z', 'Mod+y'], does: 'Redo', atConsole: true },
  { command: 'keys', keys: ['?'], does: 'This list' },
];

/** What the keyboard of a clip, a point and a section does: those stay as they are. */
export const ON_CLIPS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['←', '→'], does: 'Move a clip, a point, a marker or a section' },
  { keys: ['↑', '↓'], does: 'Clip to another track; value of a point' },
  { keys: ['Shift ←→', 'Alt ←→'], does: 'Trim its end, its beginning' },
  { keys: ['[', ']'], does: 'Longer fade in, fade out (Shift: shorter)' },
  { keys: ['Page Up', 'Page Down'], does: 'Gain of a clip' },
  { keys: ['C'], does: 'Another curve from a point on' },
];

/** Nudges may repeat; a held key must not flicker between playing and stopped. */
const REPEATS: ReadonlySet<Command> = new Set([
  'back5',
  'forward5',
  'back1',
  'forward1',
  'nearer',
  'farther',
  'undo',
  'redo',
]);

/** Null for a modifier alone. */
export function comboOf(event: KeyboardEvent): Combo | null {
  if (event.altKey || ['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'].includes(event.key)) {
    return null;
  }
  const key = event.key === ' ' ? 'space' : event.key.toLowerCase();
  const isSign = key.length === 1 && key === key.toUpperCase() && !/\d/.test(key);
  const mod = event.ctrlKey || event.metaKey ? 'Mod+' : '';
  return `${mod}${event.shiftKey && !isSign ? 'Shift+' : ''}${key}`;
}

export function commandFor(
  event: KeyboardEvent,
  bindings: readonly Pick<Binding, 'command' | 'keys'>[] = BINDINGS,
): Command | null {
  const combo = event.defaultPrevented || isTyping(event.target) ? null : comboOf(event);
  if (combo === null || (combo === 'space' && wantsSpace(event.target))) {
    return null;
  }
  const found = bindings.find(({ keys }) => keys.includes(combo))?.command ?? null;
  return found !== null && event.repeat && !REPEATS.has(found) ? null : found;
}

const NAMES: Readonly<Record<string, string>> = {
  space: 'Space',
  home: 'Home',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  delete: 'Del',
  backspace: 'Backspace',
  Mod: 'Ctrl',
  '-': '−',
};

/** As it is written on keys. */
export const comboInWords = (combo: Combo): string =>
  combo
    .split(/\+(?=.)/)
    .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(' ');

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('input, textarea, select') ||
      target.closest('dialog') !== null)
  );
}

/** A control that was reached by keyboard is pressed with the space bar; one that was clicked is done with. */
function wantsSpace(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('button:focus-visible, summary:focus-visible');
}
