import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { Changes } from '../../src/api/changes.ts';
import { AwayError, ProblemError } from '../../src/api/errors.ts';
import type { NewNote, Note } from '../../src/api/types.ts';
import Composer from '../../src/review/Composer.svelte';
import { Desk, EVERYTHING } from '../../src/review/desk.ts';
import NoteCard from '../../src/review/NoteCard.svelte';
import { processors } from '../fixture/processors.ts';
import { asSomebody } from '../fixture/somebody.ts';
import { buildWorld } from '../fixture/world.ts';

const stored = buildWorld(12).get('night-bus');
if (!stored) {
  throw new Error('the fixture has lost its song');
}
const { session } = stored;
const note = (id: string) => structuredClone(stored.notes.find((n) => n.id === id)) as Note;

async function violations(container: Element) {
  const found = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`);
}

beforeEach(() => {
  Element.prototype.scrollIntoView = () => {};
});

describe('writing a note', () => {
  function composer(pin: (note: NewNote) => Promise<Note>) {
    const calls = { pause: vi.fn(() => true), resume: vi.fn(), onpinned: vi.fn() };
    const view = render(Composer, {
      revision: { id: 'mix-2', name: 'Mix 2', version: 31 },
      mixDocument: 'abc',
      sampleRate: 48_000,
      duration: 64,
      position: () => 12.34,
      roughly: 12.3,
      pin,
      ...calls,
    });
    return { ...calls, ...view };
  }

  test('it takes the time of the playhead, pauses, and goes on when it is pinned', async () => {
    const pin = vi.fn(async () => note('n-vocal'));
    const { container, pause, resume, onpinned } = composer(pin);
    await userEvent.click(screen.getByRole('textbox', { name: 'Note' }));
    expect(pause).toHaveBeenCalledOnce();
    expect(screen.getByRole('textbox', { name: 'At' })).toHaveProperty('value', '0:12.3');
    expect(await violations(container)).toEqual([]);
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Too dry');
    await userEvent.type(screen.getByRole('textbox', { name: /^To/ }), '0:20');
    await userEvent.click(screen.getByRole('button', { name: 'Pin note' }));
    expect(pin).toHaveBeenCalledWith({
      revision: 'mix-2',
      mixDocument: 'abc',
      frame: 590_400,
      endFrame: 960_000,
      sampleRate: 48_000,
      text: 'Too dry',
    });
    await waitFor(() => expect(onpinned).toHaveBeenCalledOnce());
    expect(resume).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: 'Pin note' })).toBeNull();
  });

  test('what can not be a note is said beside the form, and not sent', async () => {
    const pin = vi.fn(async () => note('n-vocal'));
    composer(pin);
    await userEvent.click(screen.getByRole('textbox', { name: 'Note' }));
    await userEvent.click(screen.getByRole('button', { name: 'Pin note' }));
    expect(screen.getByRole('alert').textContent).toContain('Say what you hear');
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'x');
    const at = screen.getByRole('textbox', { name: 'At' });
    await userEvent.clear(at);
    await userEvent.type(at, '2:00');
    expect(screen.getByRole('alert').textContent).toContain('1:04.0 long');
    await userEvent.clear(at);
    await userEvent.type(at, '0:30');
    await userEvent.type(screen.getByRole('textbox', { name: /^To/ }), '0:20');
    expect(screen.getByRole('alert').textContent).toContain('after the start');
    await userEvent.click(screen.getByRole('button', { name: 'Pin note' }));
    expect(pin).not.toHaveBeenCalled();
  });

  test('a server that is away costs no word, and trying again sends it', async () => {
    const pin = vi
      .fn<(n: NewNote) => Promise<Note>>()
      .mockRejectedValueOnce(new AwayError('It may be stopped.'))
      .mockResolvedValue(note('n-vocal'));
    composer(pin);
    await userEvent.type(screen.getByRole('textbox', { name: 'Note' }), 'Keep me');
    await userEvent.click(screen.getByRole('button', { name: 'Pin note' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('does not answer');
    expect(alert.textContent).toContain('still here');
    expect(screen.getByRole('textbox', { name: 'Note' })).toHaveProperty('value', 'Keep me');
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(pin).toHaveBeenCalledTimes(2);
  });
});

describe('a note', () => {
  function card(shown: Note, desk: Partial<Desk> = {}) {
    const onplay = vi.fn();
    const view = render(NoteCard, {
      note: shown,
      mix: session.mix,
      processors,
      revisions: session.revisions,
      desk: {
        isApplied: () => false,
        me: () => ({ name: 'Nobody', account: null }),
        may: EVERYTHING,
        ...desk,
      } as Desk,
      now: Date.now(),
      selected: false,
      onplay,
    });
    return { onplay, ...view };
  }

  test('an open one shows its suggestion in words', async () => {
    const { container, onplay } = card(note('n-vocal'));
    expect(screen.getByText('Vocal fader')).toBeTruthy();
    expect(screen.getByText('−7.5 → −6.0 dB')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Play from 0:22.7' }));
    expect(onplay).toHaveBeenCalledOnce();
    expect(await violations(container)).toEqual([]);
  });

  test('a resolved one says what answered it, and offers no more', () => {
    card(note('n-bass'));
    expect(screen.getByText('Resolved by Ada Moreno, answered in version 29 · Mix 2')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Resolve' })).toBeNull();
  });

  test('a suggestion for what is gone says so, and a void change says what was kept', async () => {
    card(note('n-gone'), {
      apply: () =>
        Promise.reject(
          new ProblemError('change-void', 409, 'The change came to nothing', 'There is no shaker.'),
        ),
    });
    expect(screen.getByText('no longer there')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Apply suggestion' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('There is no shaker.');
    expect(alert.textContent).toContain('The mix is as it was');
  });
});

describe('the desk', () => {
  test('a suggestion is applied once, even if resolving its note fails at first', async () => {
    const paths: string[] = [];
    let resolutions = 0;
    const resolved = { ...note('n-vocal'), resolved: { by: 'Ada', at: '', answeredBy: [33] } };
    const client = asSomebody(async (input, init) => {
      paths.push(`${String(input).split('/').at(-1)} ${init?.body}`);
      if (String(input).includes('/suggestion')) {
        const { events } = note('n-vocal').suggestion ?? { events: [] };
        return new Response(
          JSON.stringify({ movedOn: false, conflicts: [], events, eventsWithoutConflicts: events }),
        );
      }
      if (String(input).endsWith('/changes')) return new Response('{"version":33,"outcome":"applied"}');
      resolutions += 1;
      if (resolutions === 1) throw new TypeError('gone');
      return new Response(JSON.stringify(resolved));
    });
    const put = vi.fn();
    const desk = new Desk(
      client,
      new Changes(client),
      'night-bus',
      put,
      () => {},
      () => 32,
      () => ({ name: 'Ada', account: null }),
    );
    await expect(desk.apply(note('n-vocal'))).rejects.toBeInstanceOf(AwayError);
    expect(desk.isApplied(note('n-vocal'))).toBe(true);
    await desk.apply(note('n-vocal'));
    expect(paths.filter((p) => p.startsWith('changes'))).toHaveLength(1);
    expect(paths.at(-1)).toBe('resolution {"answeredBy":[33]}');
    expect(put).toHaveBeenCalledWith(resolved);
  });
});
