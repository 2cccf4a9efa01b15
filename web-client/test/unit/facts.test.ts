import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { session as readSession } from '../../src/api/read.ts';
import type { MixEvent, Session } from '../../src/api/types.ts';
import { expected, expectedOfAll } from '../../src/mix/expected.ts';
import { type FactEffect, Facts, thingOf } from '../../src/mix/facts.ts';
import { Views } from '../../src/mix/view.ts';
import { factsOf } from '../fixture/facts.ts';
import { processors } from '../fixture/processors.ts';
import { buildWorld } from '../fixture/world.ts';

/** What the server's own fold makes of every event there is. */
const GOLDEN = JSON.parse(
  readFileSync('../services/core/mix-codec/src/test/resources/golden-effects-2.json', 'utf8'),
) as { steps: { event: MixEvent; effects: FactEffect[] }[]; document: unknown };

/** A second of it is enough: nothing is listened to. */
const WORLD = buildWorld(1);

const apply = (facts: Facts, effects: readonly FactEffect[]) =>
  effects.filter(({ path, after }) => facts.set(path, after)).map(({ path }) => path);
const byPath = (effects: readonly FactEffect[]) =>
  [...effects].sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ path, after }) => ({ path, after }));

/** Things that happen to a session and show nothing beforehand. */
const NOT_EXPECTED = new Set([
  'SessionStarted',
  'RevisionCut',
  'ReferencePlaced',
  'ReferenceRemoved',
  'MemberJoined',
  'MemberRoleChanged',
  'MemberLeft',
  'SessionBranched',
  'BranchMerged',
]);

describe('facts', () => {
  test('what is expected of an event is what the server makes of it', () => {
    const facts = new Facts();
    let compared = 0;
    for (const { event, effects } of GOLDEN.steps) {
      if (!NOT_EXPECTED.has(event.type)) {
        const wanted = byPath(effects).filter(({ path, after }) => !isDefaultOfInsert(event, path, after));
        const own = byPath(expected(event, facts)).filter(
          ({ path, after }) => JSON.stringify(facts.get(path)) !== JSON.stringify(after),
        );
        expect(own, JSON.stringify(event)).toEqual(wanted);
        compared += 1;
      }
      apply(facts, effects);
    }
    expect(compared).toBeGreaterThan(70);
  });

  test('facts make the document that the server makes', () => {
    const facts = new Facts();
    const views = new Views(48_000);
    let view = null;
    for (const { effects } of GOLDEN.steps) {
      view = views.after(facts, apply(facts, effects));
    }
    const wanted = readSession(
      { id: 's', name: 'Night Bus (late)', version: 1, mix: GOLDEN.document, revisions: [] },
      'golden',
    );
    expect(view?.mix).toEqual(wanted.mix);
    expect(view?.name).toBe(wanted.name);
    expect(view?.sections.map((s) => s.name)).toEqual(['Verse 1']);
    expect(view?.markers.map((m) => m.name)).toEqual(['Drop']);
    expect(view?.safeFaders).toEqual([{ address: 'track/vocal/fader', minimum: -12, maximum: 3 }]);
  });

  test('what did not change are the same objects', () => {
    const facts = new Facts();
    const views = new Views(48_000);
    const { session } = WORLD.get('night-bus') as { session: Session };
    const first = views.after(facts, apply(facts, factsOf(session)));
    expect(first.mix).toEqual(session.mix);

    const second = views.after(facts, apply(facts, [{ path: 'track/vocal/fader', after: 3 }]));
    const vocal = (view: typeof first) => view.mix.tracks.find((t) => t.id === 'vocal');
    expect(vocal(second)?.strip.faderDb).toBe(3);
    expect(vocal(first)?.strip.faderDb).toBe(-7.5);
    expect(vocal(second)?.strip.inserts).toBe(vocal(first)?.strip.inserts);
    expect(vocal(second)?.clips).toBe(vocal(first)?.clips);
    expect(second.mix.tracks.filter((t, i) => t === first.mix.tracks[i])).toHaveLength(
      first.mix.tracks.length - 1,
    );
    expect(second.mix.buses).toBe(first.mix.buses);
    expect(second.mix.master).toBe(first.mix.master);
    expect(second.mix.automation).toBe(first.mix.automation);
    expect(second.revisions).toBe(first.revisions);

    const third = views.after(facts, apply(facts, [{ path: 'track/vocal/fader', after: 3 }]));
    expect(third.mix).toBe(second.mix);
  });

  test('events of one change are expected one under the other', () => {
    const facts = new Facts();
    apply(facts, [{ path: 'track/kick/order/inserts', after: ['eq'] }]);
    const added = (insert: string, position: number) => ({
      type: 'InsertAdded',
      strip: 'track/kick',
      insert,
      processor: 'filter',
      position,
    });
    const effects = expectedOfAll([added('a', 0), added('b', 1)], facts);
    expect(effects.find((e) => e.path === 'track/kick/order/inserts')?.after).toEqual(['a', 'b', 'eq']);
    expect(facts.get('track/kick/order/inserts')).toEqual(['eq']);
  });

  test('a colour that is none is refused before it gets into a style', () => {
    const facts = new Facts();
    const { session } = WORLD.get('night-bus') as { session: Session };
    const paths = apply(facts, factsOf(session));
    facts.set('track/kick/colour', 'red;background:url(x)');
    expect(() => new Views(48_000).after(facts, paths)).toThrow('track/kick is no colour');
  });

  test.each([
    ['name', 'name'],
    ['master/insert/limiter/drive', 'master'],
    ['track/kick', 'track/kick'],
    ['track/kick/insert/eq/band-1-gain', 'track/kick'],
    ['automation/track/kick/fader', 'automation'],
    ['safe-fader/track/kick/fader', 'safe-fader'],
  ])('%s is part of %s', (path, thing) => {
    expect(thingOf(path)).toBe(thing);
  });
});

/** Some processors write their parameters down even at their defaults, which are the registry's. */
function isDefaultOfInsert(event: MixEvent, path: string, after: unknown): boolean {
  const processor = processors.find((p) => p.id === event['processor']);
  const parameter = processor?.parameters.find((p) => path.endsWith(`/${p.id}`));
  return event.type === 'InsertAdded' && parameter !== undefined && typeof after === 'number';
}
