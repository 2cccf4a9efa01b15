import type { Changes } from '../api/changes.ts';
import type { Client } from '../api/client.ts';
import { ProblemError, type Trouble, troubleOf } from '../api/errors.ts';
import type {
  Comparison,
  Conflict,
  Diff,
  MergePreview,
  MergeSide,
  Mix,
  Processor,
  Session,
  SessionRole,
  SessionSummary,
  Step,
} from '../api/types.ts';
import { Facts } from '../mix/facts.ts';
import { Views } from '../mix/view.ts';

const LOOKS_AGAIN_MS = 700;

/** Two versions that are compared. */
export interface Pair {
  from: number;
  to: number;
}

/** Where two versions can be heard to differ: being made, made, or not to be had. */
export type Heat =
  | { is: 'making'; progress: number }
  | { is: 'here'; comparison: Comparison }
  | { is: 'failed'; why: string };

/** What was done to a session, what that changed, and the ways back. */
export class Past {
  session: Session | null = $state.raw(null);
  role: SessionRole | null = $state(null);
  processors: Processor[] = $state.raw([]);
  /** Newest first. */
  steps: Step[] = $state.raw([]);
  /** Whether there are older ones than those here. */
  more = $state(false);
  pair: Pair | null = $state.raw(null);
  diff: Diff | null = $state.raw(null);
  heat: Heat | null = $state.raw(null);
  trouble: Trouble | null = $state.raw(null);
  /** What was just done, for whoever did it. */
  done: string | null = $state(null);
  busy = $state(false);

  sessions: SessionSummary[] = $state.raw([]);
  preview: MergePreview | null = $state.raw(null);
  choices: Readonly<Record<string, MergeSide>> = $state.raw({});

  private closed = false;

  constructor(
    private readonly client: Client,
    private readonly changes: Changes,
    readonly id: string,
  ) {}

  get may(): boolean {
    return this.role === 'OWNER' || this.role === 'ENGINEER';
  }

  close(): void {
    this.closed = true;
  }

  async start(): Promise<void> {
    await this.attempt(async () => {
      const [session, role, processors, steps] = await Promise.all([
        this.client.session(this.id),
        this.client.role(this.id),
        this.processors.length > 0 ? this.processors : this.client.processors(),
        this.client.steps(this.id),
      ]);
      this.session = session;
      this.role = role;
      this.processors = processors;
      this.steps = steps.reverse();
      this.more = (this.steps.at(-1)?.first ?? 1) > 1;
    });
  }

  async older(): Promise<void> {
    await this.attempt(async () => {
      const before = this.steps.at(-1)?.first ?? 1;
      const known = new Set(this.steps.map((step) => step.last));
      const older = (await this.client.steps(this.id, before)).reverse();
      this.steps = [...this.steps, ...older.filter((step) => !known.has(step.last))];
      this.more = older.length > 0 && (this.steps.at(-1)?.first ?? 1) > 1;
    });
  }

  /** Shows what differs between two versions, and, as soon as it is known, where it is heard. */
  async compare(pair: Pair): Promise<void> {
    this.pair = pair;
    this.diff = null;
    this.heat = null;
    await this.attempt(async () => {
      const diff = await this.client.diff(this.id, pair.from, pair.to);
      if (this.pair === pair) {
        this.diff = diff;
      }
    });
  }

  /** Renders both versions, where nobody did before, and takes one from the other. */
  async listen(): Promise<void> {
    const pair = this.pair;
    if (!pair) {
      return;
    }
    const stands = () => this.pair === pair && !this.closed;
    this.heat = { is: 'making', progress: 0 };
    try {
      let render = await this.client.compare(this.id, pair.from, pair.to);
      while (stands() && (render.state === 'queued' || render.state === 'rendering')) {
        this.heat = { is: 'making', progress: render.progress };
        await new Promise((done) => setTimeout(done, LOOKS_AGAIN_MS));
        render = await this.client.renderNow(render.id);
      }
      if (!stands()) {
        return;
      }
      this.heat =
        render.state === 'finished'
          ? { is: 'here', comparison: await this.client.comparison(render.id) }
          : { is: 'failed', why: render.failure ?? 'It was called off.' };
    } catch (error) {
      if (stands()) {
        const { title, detail } = troubleOf(error);
        this.heat = { is: 'failed', why: `${title}. ${detail}` };
      }
    }
  }

  async goBack(version: number): Promise<void> {
    await this.attempt(async () => {
      const { version: now } = await this.changes.restore(this.id, version);
      this.done = `The mix is as it was at version ${version}. That is version ${now}: undo takes it back.`;
      await this.start();
    });
  }

  /** @returns the id of the session that began there; null if none did */
  async branch(name: string, version: number): Promise<string | null> {
    let made: string | null = null;
    await this.attempt(async () => {
      made = (await this.client.branch(this.id, name, version)).id;
    });
    return made;
  }

  // ---- merging

  async listSessions(): Promise<void> {
    await this.attempt(async () => {
      this.sessions = (await this.client.sessions()).filter((each) => each.id !== this.id);
    });
  }

  async look(from: string): Promise<void> {
    this.preview = null;
    this.choices = {};
    await this.attempt(async () => {
      this.preview = await this.client.mergePreview(this.id, from);
    });
  }

  choose(conflict: Conflict, side: MergeSide): void {
    this.choices = { ...this.choices, [conflict.path]: side };
  }

  get undecided(): number {
    return (this.preview?.conflicts ?? []).filter(({ path }) => !this.choices[path]).length;
  }

  async merge(): Promise<void> {
    const preview = this.preview;
    if (!preview || this.undecided > 0) {
      return;
    }
    await this.attempt(async () => {
      try {
        const { version } = await this.changes.merge(this.id, preview, this.choices);
        this.done = `It was merged, as version ${version}: undo takes it back.`;
        this.preview = null;
        await this.start();
      } catch (error) {
        if (error instanceof ProblemError && error.status === 409) {
          // Somebody did something meanwhile: what is still the same keeps its choice.
          this.preview = await this.client.mergePreview(this.id, preview.from.session);
        }
        throw error;
      }
    });
  }

  /** The mix that the merge would lead to, with the choices so far; what is not chosen yet stays ours. */
  async prospect(): Promise<Mix | null> {
    const { preview, session } = this;
    if (!preview || !session) {
      return null;
    }
    const facts = new Facts();
    let page = await this.client.diff(this.id, 0, preview.version);
    const now = [...page.effects];
    while (page.more > 0) {
      page = await this.client.diff(this.id, 0, page.to, now.at(-1)?.path);
      now.push(...page.effects);
    }
    for (const { path, after } of now) {
      facts.set(path, after);
    }
    for (const { path, after } of preview.agreed) {
      facts.set(path, after);
    }
    for (const { path, theirs } of preview.conflicts) {
      if (this.choices[path] === 'THEIRS') {
        facts.set(path, theirs);
      }
    }
    const paths = [...facts.all()].map(([path]) => path);
    return new Views(session.mix.sampleRate).after(facts, paths).mix;
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = null;
    try {
      await work();
    } catch (error) {
      this.trouble = troubleOf(error);
    } finally {
      this.busy = false;
    }
  }
}
