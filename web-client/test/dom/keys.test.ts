import { beforeEach, expect, test } from 'vitest';
import { commandFor } from '../../src/app/keys.ts';
import { parseRoute, sessionPath } from '../../src/app/routes.ts';

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}) {
  let command: ReturnType<typeof commandFor> = null;
  const listen = (event: Event) => {
    command = commandFor(event as KeyboardEvent);
  };
  addEventListener('keydown', listen);
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }));
  removeEventListener('keydown', listen);
  return command;
}

beforeEach(() => {
  document.body.innerHTML =
    '<input><textarea></textarea><select></select><button>b</button><dialog><p>x</p></dialog>';
});

test.each([
  [' ', {}, 'toggle'],
  ['Home', {}, 'start'],
  ['ArrowLeft', {}, 'back5'],
  ['ArrowRight', { shiftKey: true }, 'forward1'],
  ['ArrowRight', { repeat: true }, 'forward5'],
  [' ', { repeat: true }, null],
  ['a', {}, 'hearA'],
  ['B', {}, 'hearB'],
  ['B', { shiftKey: true }, null],
  ['x', {}, 'swap'],
  ['c', {}, 'note'],
  ['c', { ctrlKey: true }, null],
  ['m', {}, 'mute'],
  ['s', {}, 'solo'],
  ['z', { ctrlKey: true }, 'undo'],
  ['Z', { metaKey: true, shiftKey: true }, 'redo'],
  ['z', { ctrlKey: true, altKey: true }, null],
  ['a', { metaKey: true }, null],
  ['?', { shiftKey: true }, 'keys'],
  ['q', {}, null],
])('%s %o', (key, more, command) => {
  expect(press(key, document.body, more)).toBe(command);
});

test('none fires while typing, choosing, or reading a dialog', () => {
  for (const selector of ['input', 'textarea', 'select', 'dialog p']) {
    for (const key of [' ', 'c', 'a', '?', 'Home', 'ArrowLeft']) {
      expect(press(key, document.querySelector(selector) as Element)).toBeNull();
    }
  }
});

test('addresses', () => {
  expect(parseRoute('/')).toEqual({ screen: 'sessions' });
  expect(parseRoute('/app/')).toEqual({ screen: 'sessions' });
  expect(parseRoute('/app/sessions/night-bus/')).toEqual({ screen: 'session', id: 'night-bus' });
  expect(parseRoute(sessionPath('a/b ü'))).toEqual({ screen: 'session', id: 'a/b ü' });
  expect(parseRoute('/app/sessions/%E0%A4%A')).toEqual({ screen: 'nowhere' });
  expect(parseRoute('/app/elsewhere')).toEqual({ screen: 'nowhere' });
});
