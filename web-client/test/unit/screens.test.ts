import { expect, test } from 'vitest';
import type { Note, Render, SessionSummary } from '../../src/api/types.ts';
import { defaultPair } from '../../src/app/listening.svelte.ts';
import { destination, parseRoute } from '../../src/app/routes.ts';
import { bestRender, nextRevision } from '../../src/app/session.svelte.ts';
import { shelves } from '../../src/app/shelves.ts';
import { answer, timecode } from '../../src/review/notes.ts';
import { tickStep, toSeconds, toX } from '../../src/timeline/axis.ts';
import { initials, personColour } from '../../src/ui/person.ts';
import { buildWorld } from '../fixture/world.ts';

const world = buildWorld(12);

test('of several renders of a revision the best is heard', () => {
  const revision = { id: 'mix-2', name: 'Mix 2', version: 31 };
  const render = (id: string, state: Render['state'], purpose = 'preview', more: Partial<Render> = {}) =>
    ({ id, state, purpose, revision: 'mix-2', version: 31, ...more }) as Render;
  const preview = render('p', 'finished');
  const final = render('f', 'finished', 'final');
  const running = render('r', 'rendering');
  const broken = render('b', 'failed');
  expect(bestRender([broken, running, preview, final], revision)?.id).toBe('f');
  expect(bestRender([broken, running, preview], revision)?.id).toBe('p');
  expect(bestRender([broken, running], revision)?.id).toBe('r');
  expect(bestRender([broken], revision)?.id).toBe('b');
  expect(bestRender([render('v', 'finished', 'preview', { revision: null })], revision)?.id).toBe('v');
  expect(bestRender([render('o', 'finished', 'preview', { revision: 'mix-1' })], revision)).toBeNull();
});

test('the next revision has a free name, and is offered where there is something new', () => {
  const session = world.get('night-bus')?.session;
  if (!session) throw new Error('the fixture has lost its song');
  expect(nextRevision({ ...session, version: 32 })).toBeNull();
  expect(nextRevision({ ...session, version: 33 })).toEqual({ id: 'mix-3', name: 'Mix 3' });
  expect(nextRevision({ ...session, revisions: [] })).toEqual({ id: 'mix-1', name: 'Mix 1' });
  const odd = [{ id: 'mix-2', name: 'Second', version: 3 }];
  expect(nextRevision({ ...session, revisions: odd })).toEqual({ id: 'mix-3', name: 'Mix 3' });
});

test('what can be heard is put side by side; what can not yet is shown only where there is nothing else', () => {
  const mixdown = (n: number, state: Render['state'] | null) => ({
    revision: { id: `mix-${n}`, name: `Mix ${n}`, version: n },
    render: state === null ? null : ({ id: `r${n}`, state } as Render),
  });
  const pair = (...m: ReturnType<typeof mixdown>[]) => defaultPair(m);
  expect(pair(mixdown(3, 'finished'), mixdown(2, 'finished'), mixdown(1, 'finished'))).toEqual({
    A: 'mix-2',
    B: 'mix-3',
  });
  expect(pair(mixdown(3, 'rendering'), mixdown(2, 'failed'), mixdown(1, 'finished'))).toEqual({
    A: null,
    B: 'mix-1',
  });
  expect(pair(mixdown(2, 'queued'), mixdown(1, null))).toEqual({ A: null, B: 'mix-2' });
  expect(pair()).toEqual({ A: null, B: null });
});

test('sessions stand in their projects, in their order there, and the rest after them', () => {
  const session = (id: string) => ({ id }) as SessionSummary;
  const project = (id: string, ...sessions: string[]) => ({ id, name: id, sessions });
  const ids = (found: ReturnType<typeof shelves>) =>
    found.map((shelf) => [shelf.project?.id ?? null, ...shelf.sessions.map((s) => s.id)]);
  const all = [session('a'), session('b'), session('c')];
  expect(ids(shelves(all, []))).toEqual([[null, 'a', 'b', 'c']]);
  expect(ids(shelves(all, [project('p', 'c', 'a'), project('q')]))).toEqual([
    ['p', 'c', 'a'],
    ['q'],
    [null, 'b'],
  ]);
  expect(ids(shelves([session('a')], [project('p', 'gone', 'a')]))).toEqual([['p', 'a']]);
});

test('an answer names the first mixdown that has it', () => {
  const revisions = world.get('night-bus')?.session.revisions ?? [];
  const answered = (version: number | null) =>
    answer(
      { resolved: { by: 'Ada', at: '', answeredBy: version === null ? [] : [version] } } as Note,
      revisions,
    );
  expect(answered(20)).toBe('answered in version 20 · Mix 1');
  expect(answered(31)).toBe('answered in version 31 · Mix 2');
  expect(answered(33)).toBe('answered in version 33 · not in a mixdown yet');
  expect(answered(null)).toBe('');
});

test('a note at a moment, and one about a range', () => {
  const at = { frame: 48_000 * 42, endFrame: null, sampleRate: 48_000 } as Note;
  expect(timecode(at)).toBe('0:42.0');
  expect(timecode({ ...at, endFrame: 48_000 * 50 })).toBe('0:42.0 – 0:50.0');
});

test('time and pixels', () => {
  const axis = { from: 0, seconds: 64 };
  expect(toX(axis, 16, 800)).toBe(200);
  expect(toSeconds(axis, 200, 800)).toBe(16);
  expect(toSeconds(axis, -5, 800)).toBe(0);
  expect(toSeconds(axis, 900, 800)).toBe(64);
  expect(toX({ from: 16, seconds: 16 }, 24, 800)).toBe(400);
  expect(toSeconds({ from: 16, seconds: 16 }, 900, 800)).toBe(32);
  expect(tickStep(axis, 800)).toBe(10);
  expect(tickStep({ from: 0, seconds: 100_000_000 }, 300)).toBe(14_400);
  expect(tickStep({ from: 0, seconds: 0.5 }, 800)).toBe(0.1);
});

test('people have letters and a colour of their own', () => {
  expect(initials('Ada Moreno')).toBe('AM');
  expect(initials('  owner ')).toBe('O');
  expect(initials('Nora (artist)')).toBe('N');
  expect(initials('(nobody)')).toBe('(');
  expect(initials('')).toBe('?');
  expect(initials('👩‍🎤 Ziggy')).toBe('👩‍🎤Z');
  expect(personColour('Ada')).toBe(personColour('Ada'));
  expect(personColour('Ada')).toMatch(/^#[0-9A-F]{6}$/);
});

test('addresses of doors, and where one goes on to behind them', () => {
  expect(parseRoute('/app/invitation')).toEqual({ screen: 'invitation' });
  expect(parseRoute('/app/people/')).toEqual({ screen: 'people' });
  expect(parseRoute('/app/nothing')).toEqual({ screen: 'nowhere' });
  expect(parseRoute('/app/sessions')).toEqual({ screen: 'nowhere' });
  expect(parseRoute('/app/account/more')).toEqual({ screen: 'nowhere' });
  expect(destination('?to=%2Fapp%2Fsessions%2Fnight-bus')).toBe('/app/sessions/night-bus');
  for (const elsewhere of [
    '//evil.example',
    'https://evil.example',
    '/app/../x?y',
    '/app/sign-in',
    'javascript:1',
    '/app\\\\evil',
  ]) {
    expect(destination(`?to=${encodeURIComponent(elsewhere)}`)).toBe('/');
  }
  expect(destination('')).toBe('/');
});

test('a guest is wherever their link leads, and no sign-in leads there', () => {
  expect(parseRoute('/app/guest')).toEqual({ screen: 'guest', link: null, revision: null });
  expect(parseRoute('/app/guest/l-1')).toEqual({ screen: 'guest', link: 'l-1', revision: null });
  expect(parseRoute('/app/guest/l-1/mix%202')).toEqual({ screen: 'guest', link: 'l-1', revision: 'mix 2' });
  expect(parseRoute('/app/guest/l-1/mix-2/more')).toEqual({ screen: 'nowhere' });
  expect(parseRoute('/app/guest/%')).toEqual({ screen: 'nowhere' });
  expect(destination('?to=/app/guest/l-1')).toBe('/');
  expect(destination('?to=/app/arrived')).toBe('/');
});
