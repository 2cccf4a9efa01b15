/** The keys that hands know. One table: the handler and the list under `?` both read it. */
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
  | 'note'
  | 'mute'
  | 'solo'
  | 'undo'
  | 'redo'
  | 'keys';

interface Key {
  /** As `KeyboardEvent.key` says it, in lower case. */
  key: string;
  shift: boolean;
  command: Command;
}

const KEYS: readonly Key[] = [
  { key: ' ', shift: false, command: 'toggle' },
  { key: 'home', shift: false, command: 'start' },
  { key: 'arrowleft', shift: false, command: 'back5' },
  { key: 'arrowright', shift: false, command: 'forward5' },
  { key: 'arrowleft', shift: true, command: 'back1' },
  { key: 'arrowright', shift: true, command: 'forward1' },
  { key: 'a', shift: false, command: 'hearA' },
  { key: 'b', shift: false, command: 'hearB' },
  { key: 'x', shift: false, command: 'swap' },
  { key: 'c', shift: false, command: 'note' },
  { key: 'm', shift: false, command: 'mute' },
  { key: 's', shift: false, command: 'solo' },
];

/** What `?` shows. */
export const LISTED: readonly { keys: readonly string[]; does: string; atConsole?: true }[] = [
  { keys: ['Space'], does: 'Play, stop' },
  { keys: ['Home'], does: 'Back to the start' },
  { keys: ['←', '→'], does: '5 seconds back, forward' },
  { keys: ['Shift ←', 'Shift →'], does: '1 second back, forward' },
  { keys: ['A', 'B'], does: 'Hear mix A, mix B' },
  { keys: ['X'], does: 'Change over to the other mix' },
  { keys: ['C'], does: 'Note here' },
  { keys: ['M', 'S'], does: 'Mute, solo what is selected', atConsole: true },
  { keys: ['Ctrl Z', 'Shift Ctrl Z'], does: 'Undo, redo (Cmd on a Mac)', atConsole: true },
  { keys: ['?'], does: 'This list' },
];

export function commandFor(event: KeyboardEvent): Command | null {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'z') {
    return event.defaultPrevented || isTyping(event.target) ? null : event.shiftKey ? 'redo' : 'undo';
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) {
    return null;
  }
  if (event.key === '?') {
    return 'keys';
  }
  const key = event.key.toLowerCase();
  if (key === ' ' && wantsSpace(event.target)) {
    return null;
  }
  const found = KEYS.find((k) => k.key === key && k.shift === event.shiftKey)?.command ?? null;
  // A held key must not flicker between playing and stopped; only a nudge may repeat.
  return event.repeat && !key.startsWith('arrow') ? null : found;
}

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
