/**
 * A session taken apart into facts, each with a path and a value, as docs/SYNC.md has it: `track/kick/fader` is -4.5. The paths and
 * values are those that the server's effects carry.
 */

/** What differs at a path: a value, or null for no fact. */
export type FactEffect = { readonly path: string; readonly after: unknown };

/** Kinds of which all facts make up one list. */
const LISTS = new Set([
  'automation',
  'tempo',
  'meter',
  'marker',
  'section',
  'reference',
  'revision',
  'member',
  'safe-fader',
  'order',
  'merge',
]);

/** The thing that a fact is part of: `track/kick` for `track/kick/insert/eq/band-1-gain`, `automation` for every lane. */
export function thingOf(path: string): string {
  const first = path.indexOf('/');
  if (first < 0) {
    return path;
  }
  const kind = path.slice(0, first);
  if (kind === 'master' || LISTS.has(kind)) {
    return kind;
  }
  const second = path.indexOf('/', first + 1);
  return second < 0 ? path : path.slice(0, second);
}

const NOTHING: ReadonlyMap<string, unknown> = new Map();

/** Facts by path, kept together by the thing that they are part of, so that one thing is read without looking at the others. */
export class Facts {
  private readonly things = new Map<string, Map<string, unknown>>();

  get(path: string): unknown {
    return this.things.get(thingOf(path))?.get(path) ?? null;
  }

  has(path: string): boolean {
    return this.get(path) !== null;
  }

  /** All facts of a thing, by their whole paths. */
  of(thing: string): ReadonlyMap<string, unknown> {
    return this.things.get(thing) ?? NOTHING;
  }

  /** The list at an `order/...` path. */
  order(path: string): readonly string[] {
    const list = this.get(path);
    return Array.isArray(list) ? (list as string[]) : [];
  }

  /** The paths of all facts at or below one. */
  below(path: string): string[] {
    const found: string[] = [];
    for (const fact of this.of(thingOf(path)).keys()) {
      if (fact === path || fact.startsWith(`${path}/`)) {
        found.push(fact);
      }
    }
    return found;
  }

  *all(): Iterable<[string, unknown]> {
    for (const facts of this.things.values()) {
      yield* facts;
    }
  }

  /** @returns whether that is another value than before; values are compared as they would be written */
  set(path: string, value: unknown): boolean {
    const thing = thingOf(path);
    const facts = this.things.get(thing);
    if (value === null || value === undefined) {
      const had = facts?.delete(path) ?? false;
      if (facts?.size === 0) {
        this.things.delete(thing);
      }
      return had;
    }
    if (same(facts?.get(path), value)) {
      return false;
    }
    if (facts) {
      facts.set(path, value);
    } else {
      this.things.set(thing, new Map([[path, value]]));
    }
    return true;
  }
}

/** Whether two values of facts are equal: numbers, texts, lists of ids, and records of those. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other) || (one === 0 && other === 0)) {
    return true;
  }
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return false;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every((key) => same((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]))
  );
}
