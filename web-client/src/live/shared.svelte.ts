import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import { isUnanswered, ProblemError, type Trouble, troubleOf } from '../api/errors.ts';
import type { Listener, LiveLine, Person, ToldChange, Whereabouts } from '../api/live.ts';
import type { MixEvent, PossibleSteps, Revision, Session, SessionRole } from '../api/types.ts';
import { expectedOfAll, Over } from '../mix/expected.ts';
import { Facts } from '../mix/facts.ts';
import { type View, Views } from '../mix/view.ts';

/** Between two changes while a control is dragged: a hand's move stays smooth for others, and a gesture short enough for one step. */
const SENDS_AT_MOST_EVERY_MS = 40;
const TRIES_AGAIN_AFTER_MS = 2000;
/** What can be undone is asked for when hands rest. */
const STEPS_AFTER_MS = 600;
/** Of refusals, so many stay on the screen. */
const REFUSALS_KEPT = 5;
const NO_REVISIONS: readonly Revision[] = [];

/** Something that I did and nobody has confirmed yet. */
interface Pending {
  /** Distinct for each, and the same when it is sent again. */
  readonly purpose: string;
  readonly label: string;
  readonly gesture: string | null;
  events: MixEvent[];
  /** Taking back or doing again has no events of its own. */
  readonly direction: 'undo' | 'redo' | null;
  /** It has been on its way, and nothing may be added to it. */
  sent: boolean;
  sequence: number | null;
  /** That it led to, once it was answered. */
  version: number | null;
}

/** Something that I did and that came to nothing. */
export interface Refusal {
  readonly id: number;
  /** What I did. */
  readonly label: string;
  readonly why: string;
}

/** A move of one hand, from when it takes hold of a control to when it lets go: one step to undo. */
export interface Gesture {
  /** What the move comes to so far. Called as often as a hand moves; what is sent is bounded, and the last one always arrives. */
  move(events: readonly MixEvent[]): void;
  /** The hand lets go. */
  end(): void;
  /** The hand lets go, and everything shall be as it was when it took hold. */
  cancel(): void;
}

/**
 * One session as everybody has it, with my own pending changes laid over it. Facts come from the server, all of them once and from
 * then on as effects; what I do is shown at once, sent one after another, and either confirmed or springs back with a reason.
 */
export class SharedMix {
  /** With my pending changes; null until it has arrived. */
  view: View | null = $state.raw(null);
  /** That the server's facts are of. */
  version = $state(0);
  /** Paths of facts that only I know of yet. */
  pendingPaths: ReadonlySet<string> = $state.raw(new Set());
  /** How many of my changes nobody has confirmed. */
  unsaved = $state(0);
  refusals: readonly Refusal[] = $state.raw([]);
  /** Why my changes do not arrive; null while they do. */
  offline: Trouble | null = $state.raw(null);
  steps: PossibleSteps = $state.raw({ undo: null, redo: null });
  role: SessionRole | null = $state(null);
  /** Who else is there, and where. */
  people: readonly Person[] = $state.raw([]);
  /** Who has a control in hand, by its path. */
  readonly holders: ReadonlyMap<string, Person> = $derived(
    new Map(this.people.flatMap((person) => (person.holding ? [[person.holding, person] as const] : []))),
  );

  /** The session as far as this knows it, in the form that the server answers. */
  readonly session: Session | null = $derived.by(() =>
    this.view
      ? {
          id: this.id,
          name: this.view.name,
          version: this.version,
          mix: this.view.mix,
          revisions: this.view.revisions as Revision[],
        }
      : null,
  );

  /** The same list as long as no other mix was named, whatever else happens. */
  readonly revisions: readonly Revision[] = $derived.by(() => this.view?.revisions ?? NO_REVISIONS);

  private confirmed = new Facts();
  private shown = new Facts();
  private views: Views | null = null;
  private readonly pending: Pending[] = [];
  private overlaid: string[] = [];
  private told: ToldChange[] = [];
  private line: LiveLine | null = null;
  private reading: Promise<void> | null = null;
  private flushing = false;
  private pumping = false;
  private wake: (() => void) | null = null;
  private closed = false;
  private holding: string | null = null;
  private made = 0;
  private stepsSoon: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly client: Client,
    private readonly changes: Changes,
    readonly id: string,
    private readonly whereabouts: () => Whereabouts,
    /** Notes or renders are other than they were. */
    private readonly news: () => void,
    /** Calls back before the next picture: what others do is applied once for each. */
    private readonly soon: (flush: () => void) => void = beforeNextPicture,
  ) {}

  /** Whether what is done elsewhere is told at once. */
  get listening(): boolean {
    return this.line?.listening ?? false;
  }

  /** @returns how to stop */
  open(): () => void {
    this.closed = false;
    this.line = this.client.live(this.id, this.changes.windowId, this.listener(), () => ({
      ...this.whereabouts(),
      ...(this.holding === null ? {} : { holding: this.holding }),
    }));
    const online = () => this.retry();
    const leaving = (event: BeforeUnloadEvent) => {
      if (this.unsaved > 0) {
        event.preventDefault();
      }
    };
    addEventListener('online', online);
    addEventListener('beforeunload', leaving);
    return () => {
      this.closed = true;
      this.line?.close();
      clearTimeout(this.stepsSoon);
      removeEventListener('online', online);
      removeEventListener('beforeunload', leaving);
      this.wake?.();
    };
  }

  // ---- what I do

  /** Whether I may move a parameter; of everything else, whether I may change the mix at all. */
  may(address?: string): boolean {
    if (this.role === 'ARTIST') {
      return (this.view?.safeFaders ?? []).some((fader) => fader.address === address);
    }
    return this.role === 'OWNER' || this.role === 'ENGINEER';
  }

  /** Does something at once, as one step. @param label what a person would call it */
  edit(label: string, events: readonly MixEvent[]): void {
    if (events.length > 0) {
      this.push(label, events, null);
    }
  }

  /** Takes hold of a control. @param holding its path, which the others see */
  begin(label: string, holding: string): Gesture {
    this.made += 1;
    const gesture = `g-${crypto.randomUUID()}`;
    const before = new Map<string, unknown>();
    this.hold(holding);
    return {
      move: (events) => {
        for (const { path } of expectedOfAll(events, this.shown)) {
          if (!before.has(path)) {
            before.set(path, this.shown.get(path));
          }
        }
        this.push(label, events, gesture);
      },
      end: () => this.hold(null),
      cancel: () => {
        this.hold(null);
        const back = [...before].flatMap(([path, value]) =>
          typeof value === 'number' ? [{ type: 'ParameterMoved', address: path, value }] : [],
        );
        if (back.length > 0) {
          this.push(label, back, gesture);
        }
      },
    };
  }

  undo(): void {
    this.step('undo', 'Undo');
  }

  redo(): void {
    this.step('redo', 'Redo');
  }

  forget(refusal: Refusal): void {
    this.refusals = this.refusals.filter((each) => each !== refusal);
  }

  /** Tries at once what is waiting for the server to come back. */
  retry(): void {
    this.wake?.();
    void this.pump();
  }

  /** This window's playhead or view is elsewhere: the others are told. */
  moved(): void {
    this.line?.moved();
  }

  /** Asks what could be undone. */
  askSteps(): void {
    clearTimeout(this.stepsSoon);
    this.stepsSoon = setTimeout(() => void this.readSteps(), STEPS_AFTER_MS);
  }

  private hold(path: string | null): void {
    this.holding = path;
    this.line?.moved();
  }

  private step(direction: 'undo' | 'redo', label: string): void {
    this.made += 1;
    const purpose = `${direction} ${this.made}`;
    this.pending.push({
      purpose,
      label,
      gesture: null,
      events: [],
      direction,
      sent: false,
      sequence: null,
      version: null,
    });
    this.unsaved = this.pending.length;
    void this.pump();
  }

  private push(label: string, events: readonly MixEvent[], gesture: string | null): void {
    const last = this.pending.at(-1);
    if (last && !last.sent && gesture !== null && last.gesture === gesture) {
      last.events = merged(last.events, events);
    } else {
      this.made += 1;
      this.pending.push({
        purpose: `change ${this.made}`,
        label,
        gesture,
        events: [...events],
        direction: null,
        sent: false,
        sequence: null,
        version: null,
      });
    }
    this.lay([]);
    void this.pump();
  }

  private async pump(): Promise<void> {
    if (this.pumping) {
      return;
    }
    this.pumping = true;
    try {
      for (let next = this.unsent(); next && !this.closed; next = this.unsent()) {
        const began = performance.now();
        if (await this.send(next)) {
          const rest = SENDS_AT_MOST_EVERY_MS - (performance.now() - began);
          if (next.gesture !== null && rest > 0) {
            await new Promise((done) => setTimeout(done, rest));
          }
        } else {
          await new Promise<void>((done) => {
            this.wake = done;
            setTimeout(done, TRIES_AGAIN_AFTER_MS);
          });
          this.wake = null;
        }
      }
    } finally {
      this.pumping = false;
    }
  }

  private unsent(): Pending | undefined {
    return this.pending.find((each) => each.version === null);
  }

  /** @returns false if nobody answered, and it has to be sent again */
  private async send(change: Pending): Promise<boolean> {
    change.sent = true;
    try {
      const { version } =
        change.direction === null
          ? await this.changes.submit(this.id, change.purpose, change.events, {
              ...(change.gesture ? { gesture: change.gesture } : {}),
              numbered: (sequence) => {
                change.sequence = sequence;
              },
            })
          : await this.changes.step(this.id, change.purpose, change.direction);
      change.version = version;
      this.offline = null;
      if (version <= this.version) {
        this.drop(change);
      } else if (!this.listening) {
        void this.catchUp();
      }
    } catch (error) {
      if (isUnanswered(error)) {
        this.offline = troubleOf(error);
        return false;
      }
      this.offline = null;
      this.refuse(change, error);
    }
    this.askSteps();
    return true;
  }

  private refuse(change: Pending, error: unknown): void {
    const trouble = troubleOf(error);
    this.made += 1;
    const refusal = { id: this.made, label: change.label, why: trouble.detail || trouble.title };
    this.refusals = [...this.refusals.filter((each) => each.why !== refusal.why), refusal].slice(
      -REFUSALS_KEPT,
    );
    this.drop(change);
    if (!this.listening) {
      void this.catchUp();
    }
  }

  private drop(change: Pending): void {
    const at = this.pending.indexOf(change);
    if (at >= 0) {
      this.pending.splice(at, 1);
      this.lay([]);
    }
  }

  // ---- what becomes known

  /** Reads what differs between what is here and what is; everything, the first time. */
  catchUp(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = null;
      this.flush();
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    if (this.views === null) {
      const [session, role] = await Promise.all([this.client.session(this.id), this.client.role(this.id)]);
      this.role = role;
      this.views = new Views(session.mix.sampleRate);
    }
    try {
      await this.difference(this.version);
    } catch (error) {
      if (!(error instanceof ProblemError && error.status === 404 && this.version > 0)) {
        throw error;
      }
      // The server never had this version: it came back from an older log. What it has counts.
      this.beginAnew();
      await this.difference(0);
    }
    this.line?.goOn();
  }

  private beginAnew(): void {
    const lost = [...this.confirmed.all()].map(([path]) => path);
    this.confirmed = new Facts();
    this.version = 0;
    this.overlaid.push(...lost);
  }

  private async difference(from: number): Promise<void> {
    let page = await this.client.diff(this.id, from);
    const effects = [...page.effects];
    while (page.more > 0) {
      page = await this.client.diff(this.id, from, page.to, effects.at(-1)?.path);
      effects.push(...page.effects);
    }
    const paths = effects
      .filter(({ path, after }) => this.confirmed.set(path, after))
      .map(({ path }) => path);
    this.reached(page.to);
    this.lay(paths);
  }

  private listener(): Listener {
    return {
      version: () => (this.views === null ? null : this.version),
      changed: (change) => {
        this.told.push(change);
        this.flushSoon();
      },
      connected: () => {
        this.offline = null;
        this.retry();
      },
      broke: () => undefined,
      behind: () => void this.catchUp().catch(() => undefined),
      news: () => this.news(),
      people: (present) => {
        this.people = present;
      },
    };
  }

  private flushSoon(): void {
    if (!this.flushing) {
      this.flushing = true;
      this.soon(() => {
        this.flushing = false;
        this.flush();
      });
    }
  }

  private flush(): void {
    if (this.reading !== null || this.views === null || this.closed) {
      return;
    }
    const told = this.told;
    this.told = [];
    const paths: string[] = [];
    for (const change of told) {
      if (change.version <= this.version) {
        continue;
      }
      if (change.version > this.version + 1) {
        void this.catchUp().catch(() => undefined);
        break;
      }
      for (const { path, after } of change.effects) {
        if (this.confirmed.set(path, after)) {
          paths.push(path);
        }
      }
      this.reached(change.version);
      if (change.client === this.changes.windowId) {
        const at = this.pending.findIndex((each) => each.sequence === change.sequence);
        if (at >= 0 && change.outcome === 'applied') {
          (this.pending[at] as Pending).version = change.version;
          this.pending.splice(at, 1);
        }
      }
    }
    if (told.length > 0) {
      this.lay(paths);
      this.askSteps();
    }
  }

  private reached(version: number): void {
    this.version = version;
    for (let i = this.pending.length - 1; i >= 0; i--) {
      const answered = (this.pending[i] as Pending).version;
      if (answered !== null && answered <= version) {
        this.pending.splice(i, 1);
      }
    }
  }

  /** Lays my pending changes over the server's facts. @param paths of the server's facts that are other than before */
  private lay(paths: readonly string[]): void {
    const over = new Over(this.confirmed);
    for (const change of this.pending) {
      for (const { path, after } of expectedOfAll(change.events, over)) {
        over.set(path, after);
      }
    }
    const laid = over.effects().map(({ path }) => path);
    const touched = new Set([...paths, ...this.overlaid, ...laid]);
    const changed = [...touched].filter((path) => this.shown.set(path, over.get(path)));
    this.overlaid = laid;
    const pending = new Set(laid);
    // The same set while the same control is dragged: every strip looks at it.
    if (pending.size !== this.pendingPaths.size || laid.some((path) => !this.pendingPaths.has(path))) {
      this.pendingPaths = pending;
    }
    this.unsaved = this.pending.length;
    if (this.views !== null && (changed.length > 0 || this.view === null)) {
      this.view = this.views.after(this.shown, changed);
    }
  }

  private async readSteps(): Promise<void> {
    if (this.closed || this.role === 'VIEWER' || this.role === 'ARTIST') {
      return;
    }
    try {
      this.steps = await this.client.possibleSteps(this.id);
    } catch {
      // It is said in a tooltip only, and asked for again after the next change.
    }
  }
}

/** The last value of each parameter that is moved; whatever else there is, as it came. */
function merged(before: readonly MixEvent[], after: readonly MixEvent[]): MixEvent[] {
  const replaced = new Set(after.map(target));
  return [...before.filter((event) => !replaced.has(target(event))), ...after];
}

/** What an event writes whole, so that a later one leaves nothing of it. */
function target(event: MixEvent): string {
  const clip = event['clip'] as { id: string } | undefined;
  switch (event.type) {
    case 'ParameterMoved':
      return `parameter ${event['address']}`;
    case 'ClipChanged':
      return `clip ${event['track']} ${clip?.id}`;
    default:
      return `event ${JSON.stringify(event)}`;
  }
}

function beforeNextPicture(flush: () => void): void {
  if (document.visibilityState === 'visible') {
    requestAnimationFrame(flush);
  } else {
    setTimeout(flush, 50);
  }
}
