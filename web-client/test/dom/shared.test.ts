/** My changes over everybody's: against a log that folds, refuses, goes away and comes back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Changes } from '../../src/api/changes.ts';
import type { Client, Numbered } from '../../src/api/client.ts';
import { AwayError, ProblemError } from '../../src/api/errors.ts';
import type { Listener, ToldChange } from '../../src/api/live.ts';
import type { Change, MixEvent, Session, SessionRole } from '../../src/api/types.ts';
import { SharedMix } from '../../src/live/shared.svelte.ts';
import { FixtureLog } from '../fixture/log.ts';
import { buildWorld, type Stored } from '../fixture/world.ts';

const VOCAL = 'track/vocal/fader';
const move = (value: number, address = VOCAL): MixEvent => ({ type: 'ParameterMoved', address, value });

/** As much of a server as a session needs, with its failures in the test's hands. */
class Server {
  readonly stored = buildWorld(1).get('night-bus') as Stored;
  readonly log = new FixtureLog(this.stored);
  readonly received: Change[] = [];
  /** Requests find nobody; of those that count, the answer is lost on its way. */
  away: 'no' | 'before' | 'after' = 'no';
  role: SessionRole = 'ENGINEER';
  listener: Listener | null = null;
  telling = true;
  private readonly numbers = new Map<string, { sequence: number; version: number }>();

  readonly client = {
    session: async () => structuredClone(this.stored.session),
    role: async () => this.role,
    diff: async (_: string, from: number) => {
      if (this.away !== 'no') throw new AwayError('away');
      const diff = this.log.since(from);
      if (!diff) throw new ProblemError('not-found', 404, 'Not found', '');
      return structuredClone(diff);
    },
    possibleSteps: async () => this.log.possible('Me'),
    change: async (_: string, change: Change) => this.answer(change),
    step: async (_: string, direction: 'undo' | 'redo', numbered: Numbered) => {
      if (!this.log.take('Me', direction, { ...numbered, events: [] })) {
        throw new ProblemError(`nothing-to-${direction}`, 409, `There is nothing to ${direction}`, '');
      }
      return { version: this.stored.session.version, outcome: 'applied' };
    },
    live: (_: string, window: string, listener: Listener) => {
      this.listener = listener;
      const leave = this.log.listen(window, 'Me', (message) => {
        if (message['type'] === 'change' && this.telling) {
          listener.changed(structuredClone(message) as unknown as ToldChange);
        }
      });
      return {
        listening: true,
        moved: () => undefined,
        goOn: () => undefined,
        close: leave,
      };
    },
  } as unknown as Client;

  private async answer(change: Change) {
    if (this.away === 'before') throw new AwayError('away');
    this.received.push(structuredClone(change));
    const known = this.numbers.get(change.client);
    if (known && change.sequence <= known.sequence) {
      return { version: known.version, outcome: 'resent' };
    }
    const missing = this.log.apply(change, 'Me');
    const { version } = this.stored.session;
    this.numbers.set(change.client, { sequence: change.sequence, version });
    if (this.away === 'after') throw new AwayError('the answer is lost');
    if (missing) {
      throw new ProblemError('change-void', 409, 'The change came to nothing', `There is no ${missing}.`);
    }
    return { version, outcome: 'applied' };
  }
}

describe('a shared mix', () => {
  let server: Server;
  let mix: SharedMix;
  let close: () => void;

  beforeEach(async () => {
    vi.useFakeTimers();
    server = new Server();
    const changes = new Changes(server.client);
    mix = new SharedMix(
      server.client,
      changes,
      'night-bus',
      () => ({ frame: 0, playing: false }),
      () => undefined,
      (flush) => setTimeout(flush, 16),
    );
    close = mix.open();
    await mix.catchUp();
  });
  afterEach(() => {
    close();
    vi.useRealTimers();
  });

  const fader = () => mix.view?.mix.tracks.find((t) => t.id === 'vocal')?.strip.faderDb;
  const pass = (ms = 200) => vi.advanceTimersByTimeAsync(ms);

  test('begins as the server has it', () => {
    const { mix: wanted, name } = server.stored.session as Session;
    expect(mix.view?.mix).toEqual(wanted);
    expect(mix.session?.name).toBe(name);
    expect(mix.version).toBe(32);
  });

  test('a change is shown at once, pending, and then everybody’s', async () => {
    mix.edit('Vocal fader', [move(-3)]);
    expect(fader()).toBe(-3);
    expect([...mix.pendingPaths]).toEqual([VOCAL]);
    expect(mix.unsaved).toBe(1);
    await pass();
    expect(fader()).toBe(-3);
    expect(mix.pendingPaths.size).toBe(0);
    expect(mix.unsaved).toBe(0);
    expect(mix.version).toBe(33);
    expect(server.stored.session.mix.tracks.find((t) => t.id === 'vocal')?.strip.faderDb).toBe(-3);
  });

  test('a drag is one gesture, sent now and then, and its last value always arrives', async () => {
    const gesture = mix.begin('Vocal fader', VOCAL);
    for (let i = 0; i <= 200; i++) {
      gesture.move([move(-7 + i / 100)]);
      await pass(5);
    }
    gesture.end();
    await pass();
    expect(server.received.length).toBeGreaterThan(5);
    expect(server.received.length).toBeLessThan(1000 / 40 + 3);
    expect(new Set(server.received.map((c) => c.gesture)).size).toBe(1);
    expect(server.received.at(-1)?.events).toEqual([move(-5)]);
    expect(fader()).toBe(-5);
    expect(mix.unsaved).toBe(0);

    mix.undo();
    await pass();
    expect(fader()).toBe(-7.5);
    mix.redo();
    await pass();
    expect(fader()).toBe(-5);
  });

  test('a gesture that is cancelled leaves everything as it was', async () => {
    const gesture = mix.begin('Vocal fader', VOCAL);
    gesture.move([move(-2)]);
    await pass();
    gesture.move([move(-1)]);
    gesture.cancel();
    await pass();
    expect(fader()).toBe(-7.5);
    expect(server.stored.session.mix.tracks.find((t) => t.id === 'vocal')?.strip.faderDb).toBe(-7.5);
  });

  test('s3 a void change springs back and says why', async () => {
    server.telling = false;
    server.log.apply(
      { client: 'b', sequence: 1, events: [{ type: 'TrackRemoved', track: 'vocal' }] },
      'Nils',
    );
    server.telling = true;
    mix.edit('Vocal fader', [move(-3)]);
    expect(fader()).toBe(-3);
    await pass();
    expect(mix.refusals.map(({ label, why }) => [label, why])).toEqual([
      ['Vocal fader', 'There is no track/vocal/fader.'],
    ]);
    expect(mix.unsaved).toBe(0);
    expect(fader()).toBeUndefined();
    const [refusal] = mix.refusals;
    if (refusal) mix.forget(refusal);
    expect(mix.refusals).toEqual([]);
  });

  test('what others do arrives under what I have in hand', async () => {
    const gesture = mix.begin('Vocal fader', VOCAL);
    gesture.move([move(-1)]);
    server.log.apply({ client: 'b', sequence: 1, events: [move(-20), move(0.5, 'track/vocal/pan')] }, 'Nils');
    await pass(20);
    expect(fader()).toBe(-1);
    expect(mix.view?.mix.tracks.find((t) => t.id === 'vocal')?.strip.pan).toBe(0.5);
    gesture.end();
    await pass();
    expect(fader()).toBe(server.stored.session.mix.tracks.find((t) => t.id === 'vocal')?.strip.faderDb);
  });

  test('s8 s9 edits without a server are kept, sent in order when it is back, and none twice', async () => {
    server.away = 'before';
    mix.edit('Vocal fader', [move(-3)]);
    mix.edit('Kick mute', [move(1, 'track/kick/mute')]);
    await pass(10_000);
    expect(mix.offline?.away).toBe(true);
    expect(mix.unsaved).toBe(2);
    expect(fader()).toBe(-3);
    server.away = 'after';
    await pass(2500);
    expect(mix.unsaved).toBeGreaterThan(0);
    server.away = 'no';
    await pass(5000);
    expect(mix.offline).toBe(null);
    expect(mix.unsaved).toBe(0);
    expect(mix.version).toBe(34);
    const numbers = server.received.map((c) => c.sequence);
    expect(numbers).toEqual([...numbers].sort());
    expect(new Set(numbers)).toEqual(new Set([1, 2]));
  });

  test('s12 a gap is read', async () => {
    server.telling = false;
    for (let i = 1; i <= 3; i++) {
      server.log.apply({ client: 'b', sequence: i, events: [move(-i)] }, 'Nils');
    }
    server.telling = true;
    server.log.apply({ client: 'b', sequence: 4, events: [move(4, 'track/kick/fader')] }, 'Nils');
    await pass();
    expect(fader()).toBe(-3);
    expect(mix.view?.mix.tracks.find((t) => t.id === 'kick')?.strip.faderDb).toBe(4);
    expect(mix.version).toBe(36);
  });

  test('what cannot be undone says so', async () => {
    mix.undo();
    await pass();
    expect(mix.refusals.map((r) => r.why)).toEqual(['There is nothing to undo']);
    expect(mix.unsaved).toBe(0);
  });

  test.each([
    ['VIEWER', false, false],
    ['ENGINEER', true, true],
  ] as const)('%s: may move a fader %s, may change the mix %s', async (role, one, all) => {
    mix.role = role;
    expect(mix.may(VOCAL)).toBe(one);
    expect(mix.may()).toBe(all);
  });

  test('an artist moves safe faders and nothing else', async () => {
    const fader = { address: VOCAL, minimum: -12, maximum: 3 };
    server.log.apply({ client: 'b', sequence: 1, events: [{ type: 'SafeFaderGranted', fader }] }, 'Nils');
    await pass();
    mix.role = 'ARTIST';
    expect([mix.may(VOCAL), mix.may('track/kick/fader'), mix.may()]).toEqual([true, false, false]);
  });
});
