import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Changes } from '../../src/api/changes.ts';
import type { Client } from '../../src/api/client.ts';
import { AwayError, ProblemError } from '../../src/api/errors.ts';
import { LiveLine, type Person } from '../../src/api/live.ts';
import type { Change } from '../../src/api/types.ts';
import { somebody } from '../fixture/somebody.ts';

/** As much of a socket as the line uses, with its other end in the test's hands. */
class Socket extends EventTarget {
  readyState = 1;
  readonly sent: unknown[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }

  close(): void {
    this.readyState = 3;
  }

  says(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  ends(code: number): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }
}

describe('the live line', () => {
  const sockets: Socket[] = [];
  const asked: { url: string; protocols: string[] }[] = [];
  let news = 0;
  let version = 3;
  let behind = 0;
  let told: number[] = [];
  let people: Person[] = [];
  let line: LiveLine;

  beforeEach(async () => {
    vi.useFakeTimers();
    sockets.length = 0;
    asked.length = 0;
    news = 0;
    version = 3;
    behind = 0;
    people = [];
    told = [];
    line = new LiveLine(
      (from, news) => `ws://studio/api/sessions/s/live?from=${from}&news=${news}`,
      'me',
      {
        version: () => version,
        changed: (change) => {
          told.push(change.version);
        },
        connected: () => undefined,
        broke: () => undefined,
        behind: () => {
          behind += 1;
        },
        news: () => {
          news += 1;
        },
        people: (present) => {
          people = present;
        },
      },
      () => ({ frame: 48_000, playing: true }),
      somebody(),
      (url, protocols) => {
        const socket = new Socket();
        sockets.push(socket);
        asked.push({ url, protocols });
        return socket as unknown as WebSocket;
      },
    );
    await vi.advanceTimersByTimeAsync(0);
  });

  afterEach(() => {
    line.close();
    vi.useRealTimers();
  });

  test('changes and events are news, also what was missed before the hello', () => {
    expect(line.listening).toBe(false);
    sockets[0]?.says({ type: 'hello', version: 3, present: [] });
    expect(line.listening).toBe(true);
    sockets[0]?.says({ type: 'change', version: 4, sequence: 1, effects: [{ path: 'name', after: 'x' }] });
    sockets[0]?.says({ type: 'event', log: 'render' });
    sockets[0]?.says({ type: 'what a newer server says' });
    expect(news).toBe(2);
    expect(told).toEqual([4]);
  });

  test('a line that is opened again goes on from what is known by then', async () => {
    sockets[0]?.says({ type: 'hello', version: 3, news: '7', present: [] });
    version = 5;
    sockets[0]?.says({ type: 'event', log: 'review', news: '8' });
    sockets[0]?.ends(1001);
    await vi.advanceTimersByTimeAsync(1500);
    expect(asked[1]?.url).toContain('from=5&news=8');
  });

  test.each([4408, 4409, 4410])('a line that ends with %i goes on once the rest was read', async (code) => {
    sockets[0]?.ends(code);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(behind).toBe(1);
    expect(sockets).toHaveLength(1);
    line.goOn();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
  });

  test('people come, go, and are not oneself', () => {
    const ada = { client: 'a', author: 'Ada' };
    const nils = { client: 'n', author: 'Nils' };
    sockets[0]?.says({ type: 'hello', present: [ada, { client: 'me', author: 'Me' }, { client: 7 }] });
    expect(people).toEqual([ada]);
    sockets[0]?.says({ type: 'presence', ...nils, frame: 3 });
    expect(people).toEqual([ada, { ...nils, frame: 3 }]);
    sockets[0]?.says({ type: 'left', ...ada });
    expect(people).toEqual([{ ...nils, frame: 3 }]);
    sockets[0]?.ends(1006);
    expect(people).toEqual([]);
  });

  test('the others are told where this window is, again and again', async () => {
    sockets[0]?.says({ type: 'hello', present: [] });
    await vi.advanceTimersByTimeAsync(8500);
    expect(sockets[0]?.sent).toEqual(
      Array.from({ length: 3 }, () => ({ type: 'presence', frame: 48_000, playing: true })),
    );
  });

  test('a line that ends is opened again, later and later, and sooner once it held', async () => {
    sockets[0]?.ends(1006);
    await vi.advanceTimersByTimeAsync(1500);
    expect(sockets).toHaveLength(2);
    sockets[1]?.ends(1006);
    await vi.advanceTimersByTimeAsync(999);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2001);
    expect(sockets).toHaveLength(3);
    sockets[2]?.says({ type: 'hello', present: [] });
    sockets[2]?.ends(1001);
    await vi.advanceTimersByTimeAsync(1500);
    expect(sockets).toHaveLength(4);
  });

  test.each([4001, 4404])('a line that ends with %i is not opened again', async (code) => {
    sockets[0]?.ends(code);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sockets).toHaveLength(1);
  });

  test('the token goes where no address and no log has it', () => {
    expect(asked[0]?.protocols).toEqual(['foldback', 'bearer.token-1']);
    expect(asked[0]?.url).not.toContain('token-1');
  });

  test('a line whose token has expired goes on at once with another', async () => {
    sockets[0]?.says({ type: 'hello', present: [] });
    sockets[0]?.ends(4401);
    await vi.advanceTimersByTimeAsync(0);
    expect(asked.map((a) => a.protocols[1])).toEqual(['bearer.token-1', 'bearer.token-2']);
  });

  test('a line that is refused whatever the token is not asked for without a pause', async () => {
    sockets[0]?.ends(4401);
    await vi.advanceTimersByTimeAsync(499);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1001);
    expect(asked[1]?.protocols[1]).toBe('bearer.token-2');
  });

  test('garbage on the line is passed over', () => {
    sockets[0]?.dispatchEvent(new MessageEvent('message', { data: '{"type":' }));
    sockets[0]?.dispatchEvent(new MessageEvent('message', { data: new ArrayBuffer(3) }));
    sockets[0]?.says(null);
    sockets[0]?.says({ type: 'hello', present: 'nobody' });
    expect(news).toBe(1);
  });
});

describe('changes', () => {
  const event = [{ type: 'SessionRenamed', name: 'Night Bus' }];

  function server(answers: (() => unknown)[]) {
    const got: number[] = [];
    const client = {
      change: async (_: string, change: Change) => {
        got.push(change.sequence);
        return answers.shift()?.();
      },
    } as unknown as Client;
    return { got, changes: new Changes(client) };
  }

  const applied = () => ({ version: 1, outcome: 'applied' });
  const away = () => {
    throw new AwayError('gone');
  };

  test('go one after another', async () => {
    let answer: (value: unknown) => void = () => undefined;
    const { got, changes } = server([
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
      applied,
    ]);
    const first = changes.submit('s', 'one', event);
    const second = changes.submit('s', 'two', event);
    await vi.waitFor(() => expect(got).toEqual([1]));
    answer(applied());
    await Promise.all([first, second]);
    expect(got).toEqual([1, 2]);
  });

  test('one that was never answered goes first, under its old number', async () => {
    const { got, changes } = server([away, applied, applied]);
    await expect(changes.submit('s', 'one', event)).rejects.toBeInstanceOf(AwayError);
    await changes.submit('s', 'two', event);
    expect(got).toEqual([1, 1, 2]);
  });

  test('none takes a number while an older one is still unanswered', async () => {
    const { got, changes } = server([away, away, applied, applied]);
    await expect(changes.submit('s', 'one', event)).rejects.toBeInstanceOf(AwayError);
    await expect(changes.submit('s', 'two', event)).rejects.toBeInstanceOf(AwayError);
    await changes.submit('s', 'two', event);
    expect(got).toEqual([1, 1, 1, 2]);
  });

  test('one that was refused is not sent again', async () => {
    const { got, changes } = server([
      () => {
        throw new ProblemError('change-void', 409, 'no', 'no');
      },
      applied,
    ]);
    await expect(changes.submit('s', 'one', event)).rejects.toBeInstanceOf(ProblemError);
    await changes.submit('s', 'one', event);
    expect(got).toEqual([1, 2]);
  });
});
