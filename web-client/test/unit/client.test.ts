import { describe, expect, test } from 'vitest';
import { Changes } from '../../src/api/changes.ts';
import { AwayError, ProblemError, troubleOf } from '../../src/api/errors.ts';
import * as read from '../../src/api/read.ts';
import { Requests } from '../../src/api/requests.ts';
import { asSomebody, somebody } from '../fixture/somebody.ts';

const answering = (status: number, body: string, seen: Request[] = []) =>
  asSomebody(async (input, init) => {
    seen.push(new Request(new URL(String(input), 'http://test'), init));
    return new Response(body, { status });
  });

describe('errors', () => {
  test('problem details keep what happened, and their own members', async () => {
    const client = answering(
      409,
      JSON.stringify({
        type: 'urn:foldback:problem:change-void',
        title: 'The change came to nothing',
        status: 409,
        detail: 'There is no track/shaker.',
        version: 34,
        reason: 'TargetGone',
      }),
    );
    const error = await client.sessions().catch((e) => e);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ slug: 'change-void', status: 409, detail: 'There is no track/shaker.' });
    expect(error.members).toMatchObject({ version: 34, reason: 'TargetGone' });
    expect(troubleOf(error)).toEqual({
      title: 'The change came to nothing',
      detail: 'There is no track/shaker.',
      away: false,
    });
  });

  test.each(['<html>oops</html>', '', 'null', '[1]', '"text"', '{"title":5}'])(
    'an error with the body %s still has a title',
    async (body) => {
      const error = await answering(500, body)
        .sessions()
        .catch((e) => e);
      expect(error).toBeInstanceOf(ProblemError);
      expect(error.title).toBe('Status 500');
    },
  );

  test('a gateway without its server counts as away', async () => {
    await expect(answering(502, '<html>').sessions()).rejects.toBeInstanceOf(AwayError);
  });

  test('no network counts as away', async () => {
    const client = asSomebody(() => Promise.reject(new TypeError('Failed to fetch')));
    const error = await client.sessions().catch((e) => e);
    expect(troubleOf(error)).toMatchObject({ away: true });
  });

  test.each(['', 'no json', '{}', '[{}]', '[null]', '[{"id":1}]'])(
    'an answer like %s is unreadable, not a crash',
    async (body) => {
      await expect(answering(200, body).sessions()).rejects.toBeInstanceOf(read.UnreadableError);
    },
  );
});

describe('requests', () => {
  test('the access token goes with what is asked of this server', async () => {
    const seen: Request[] = [];
    await answering(200, '{"version":3,"outcome":"applied"}', seen).change('a/b', {
      client: 'w',
      sequence: 1,
      events: [],
    });
    expect(seen[0]?.headers.get('authorization')).toBe('Bearer token-1');
    expect(seen[0]?.url).toBe('http://test/api/sessions/a%2Fb/changes');
  });

  test('one whose token has expired is sent again as it was, with another', async () => {
    const seen: { token: string | null; body: string }[] = [];
    const client = asSomebody(async (input, init) => {
      const request = new Request(new URL(String(input), 'http://test'), init);
      const token = request.headers.get('authorization');
      seen.push({ token, body: await request.text() });
      return token === 'Bearer token-1'
        ? new Response('', { status: 401 })
        : new Response('{"version":3,"outcome":"applied"}');
    });
    await client.change('s', { client: 'w', sequence: 7, events: [] });
    expect(seen.map((s) => s.token)).toEqual(['Bearer token-1', 'Bearer token-2']);
    expect(seen[1]?.body).toBe(seen[0]?.body);
    expect(seen[1]?.body).toContain('"sequence":7');
  });

  test('one that is refused with the other token too is a refusal', async () => {
    await expect(answering(401, '').sessions()).rejects.toMatchObject({ status: 401 });
  });

  test('nothing of ours goes along to the blob store, and its address comes from the server', async () => {
    const seen: Request[] = [];
    const client = asSomebody(async (input, init) => {
      const request = new Request(new URL(String(input), 'http://test'), init);
      seen.push(request);
      return request.url.startsWith('http://test/')
        ? new Response('{"url":"http://blobs.test/x?signed","expiresInSeconds":900}')
        : new Response('abcdef');
    });
    const shares: number[] = [];
    const data = await client.audio('r', { expected: 6, arrived: (s) => shares.push(s) });
    expect(data.byteLength).toBe(6);
    expect(shares.at(-1)).toBe(1);
    expect(seen.map((r) => r.url)).toEqual(['http://test/api/renders/r/audio', 'http://blobs.test/x?signed']);
    expect([...(seen[1]?.headers.keys() ?? [])]).toEqual([]);
  });

  test.each(['javascript:alert(1)', 'data:audio/wav,x', '//elsewhere.test/x', '/\\\\elsewhere.test', ''])(
    'an address of audio that is %s is refused',
    async (url) => {
      await expect(answering(200, JSON.stringify({ url })).audio('r')).rejects.toBeInstanceOf(
        read.UnreadableError,
      );
    },
  );

  test('nobody in particular sends no token', async () => {
    let token: string | null = '';
    const requests = new Requests(null, async (_, init) => {
      token = new Headers(init?.headers).get('authorization');
      return new Response('{"signUp":true,"provider":null,"passwords":true}');
    });
    await requests.get('/api/accounts/policy', read.policy);
    expect(token).toBeNull();
    expect(await somebody().token()).toBe('token-1');
  });
});

describe('changes', () => {
  const events = [{ type: 'ParameterMoved', address: 'track/kick/fader', value: -3 }];

  test('one that was never answered is sent again as it was, others count on', async () => {
    const sent: { client: string; sequence: number; answersNote?: string }[] = [];
    let away = true;
    const client = asSomebody(async (_, init) => {
      sent.push(JSON.parse(String(init?.body)));
      if (away) throw new TypeError('gone');
      return new Response('{"version":9,"outcome":"resent"}');
    });
    const changes = new Changes(client);
    await expect(changes.submit('s', 'note 1', events, { answersNote: 'n1' })).rejects.toBeInstanceOf(
      AwayError,
    );
    away = false;
    await changes.submit('s', 'note 1', events, { answersNote: 'n1' });
    await changes.submit('s', 'note 2', events);
    await changes.submit('s', 'note 2', events);
    expect(sent.map((c) => c.sequence)).toEqual([1, 1, 2, 3]);
    expect(new Set(sent.map((c) => c.client)).size).toBe(1);
    expect(sent[0]?.client).toMatch(/^[a-z0-9][a-z0-9-]{0,63}$/);
    expect(sent[1]?.answersNote).toBe('n1');
  });

  test('one that was refused is over: the next try is a new change', async () => {
    const sent: number[] = [];
    const client = asSomebody(async (_, init) => {
      sent.push(JSON.parse(String(init?.body)).sequence);
      return new Response('{"type":"urn:foldback:problem:change-void"}', { status: 409 });
    });
    const changes = new Changes(client);
    await expect(changes.submit('s', 'note 1', events)).rejects.toBeInstanceOf(ProblemError);
    await expect(changes.submit('s', 'note 1', events)).rejects.toBeInstanceOf(ProblemError);
    expect(sent).toEqual([1, 2]);
  });
});

describe('reading', () => {
  const note = {
    id: 'n',
    session: 's',
    revision: 'mix-1',
    mixDocument: 'abc',
    frame: 480,
    sampleRate: 48_000,
    strips: [],
    text: 'louder',
    mentions: [],
    priority: 'NORMAL',
    visibility: 'TEAM',
    author: 'Ada',
    at: '2026-11-21T10:00:00Z',
    replies: [],
    reactions: [],
  };

  test('what may be missing is null', () => {
    expect(read.note(note, 'note')).toMatchObject({ endFrame: null, suggestion: null, resolved: null });
  });

  test('a suggestion keeps its events whole, known or not', () => {
    const events = [{ type: 'Later', nested: { a: [1] } }];
    expect(read.note({ ...note, suggestion: { summary: 's', events } }, 'note').suggestion?.events).toEqual(
      events,
    );
  });

  test.each([
    [{ frame: -1 }, 'note.frame'],
    [{ frame: 1.5 }, 'note.frame'],
    [{ sampleRate: 0 }, 'note.sampleRate'],
    [{ text: 7 }, 'note.text'],
    [{ replies: null }, 'note.replies'],
    [{ suggestion: { summary: 's', events: [{}] } }, 'note.suggestion.events[0].type'],
  ])('%o is refused by its place', (part, path) => {
    expect(() => read.note({ ...note, ...part }, 'note')).toThrow(path);
  });
});
