import type { Client } from '../api/client.ts';
import { troubleOf } from '../api/errors.ts';
import { gainOf, match } from '../audio/loudness.ts';
import { Player } from '../audio/player.ts';
import type { Transport } from '../audio/transport.ts';
import { repaint } from '../ui/loop.ts';
import type { Mixdown } from './session.svelte.ts';

export type Side = 'A' | 'B';

export type Loading =
  | { state: 'fetching'; share: number }
  | { state: 'decoding' }
  | { state: 'ready' }
  | { state: 'failed'; why: string };

/** What is listened to: two mixdowns side by side, one of them heard, from one position. */
export class Listening implements Transport {
  playing = $state(false);
  side: Side = $state('B');
  equal = $state(true);
  /** The position in seconds, to a tenth or so: for words and fields. What is drawn asks {@link position}. */
  roughly = $state(0);
  private picked: Record<Side, string | null> = $state.raw({ A: null, B: null });
  private listened = $state(false);
  private loads: Record<string, Loading> = $state.raw({});
  private mixdowns: readonly Mixdown[] = $state.raw([]);

  readonly a: Mixdown | null = $derived(this.pick('A'));
  readonly b: Mixdown | null = $derived(this.pick('B'));
  readonly current: Mixdown | null = $derived(this.side === 'A' ? (this.a ?? this.b) : (this.b ?? this.a));
  /** A finished mixdown, newer than what is listened to, or null. */
  readonly fresh: Mixdown | null = $derived.by(() => {
    const newest = this.mixdowns.find((m) => m.render?.state === 'finished') ?? null;
    const heard = [this.a, this.b].map((m) => m?.revision.version ?? -1);
    return newest && newest.revision.version > Math.max(...heard) ? newest : null;
  });
  /** Whether there are two to compare. */
  readonly comparing: boolean = $derived(this.a !== null && this.b !== null);
  readonly matched = $derived(
    match(this.a?.render?.audio?.integratedLufs ?? null, this.b?.render?.audio?.integratedLufs ?? null),
  );
  readonly loading: Loading | null = $derived.by(() => {
    const render = this.current?.render;
    return render ? (this.loads[render.id] ?? null) : null;
  });
  readonly canPlay: boolean = $derived(this.loading?.state === 'ready');

  private readonly player: Player;
  private readonly leaving = new AbortController();

  constructor(
    private readonly client: Client,
    sampleRate: number,
  ) {
    this.player = new Player(sampleRate, () => {
      this.playing = this.player.playing;
      this.roughly = this.player.position();
      repaint();
    });
  }

  position(): number {
    return this.player.position();
  }

  /**
   * Called when the session's mixdowns may have changed. Until somebody has listened, the two newest are put side by
   * side; from then on nothing is taken from under their ears, and what is new is offered as {@link fresh}.
   */
  offer(mixdowns: readonly Mixdown[]): void {
    this.mixdowns = mixdowns;
    if (!this.listened) {
      this.picked = defaultPair(mixdowns);
    }
  }

  choose(side: Side, revision: string): void {
    this.listened = true;
    this.picked = { ...this.picked, [side]: revision };
  }

  /** Puts what is new beside what was heard until now. */
  hearFresh(): void {
    if (this.fresh) {
      this.listened = true;
      this.picked = { A: this.current?.revision.id ?? null, B: this.fresh.revision.id };
      this.side = 'B';
    }
  }

  /** Loads what is to be heard, and lets go of what is not; sets every gain. Safe to call at any time. */
  settle(): void {
    const wanted = [this.current, this.a, this.b].flatMap((m) =>
      m?.render?.state === 'finished' ? [m.render.id] : [],
    );
    for (const id of wanted) {
      this.fetch(id);
    }
    const current = this.current?.render;
    if (current && this.player.has(current.id)) {
      this.player.hear(current.id);
      this.forgetAllBut(wanted);
    } else if (current && current.state !== 'finished') {
      this.pause();
    }
    for (const id of wanted) {
      this.player.gain(id, this.gain(id));
    }
  }

  switchTo(side: Side): void {
    if (this.comparing) {
      this.side = side;
    }
  }

  toggle(): void {
    if (this.player.playing) {
      this.player.pause();
    } else if (this.canPlay) {
      void this.play();
    }
  }

  async play(): Promise<void> {
    if (this.canPlay) {
      this.listened = true;
      await this.player.play();
    }
  }

  pause(): void {
    if (this.player.playing) {
      this.player.pause();
    }
  }

  seek(seconds: number): void {
    this.player.seek(seconds);
  }

  nudge(seconds: number): void {
    this.seek(this.position() + seconds);
  }

  retry(): void {
    this.loads = Object.fromEntries(Object.entries(this.loads).filter(([, load]) => load.state !== 'failed'));
    this.settle();
  }

  /** How much quieter than its own level a side plays, in dB: 0 or less. */
  attenuation(side: Side): number {
    if (!this.equal || !this.comparing) {
      return 0;
    }
    return side === 'A' ? this.matched.aDb : this.matched.bDb;
  }

  /** Reads the clock into {@link roughly}, for those who show it in words. */
  tick(): void {
    const now = this.position();
    if (Math.abs(now - this.roughly) >= 0.1) {
      this.roughly = now;
    }
  }

  close(): void {
    this.leaving.abort();
    this.player.close();
  }

  private gain(render: string): number {
    return gainOf(this.attenuation(this.a?.render?.id === render ? 'A' : 'B'));
  }

  private pick(side: Side): Mixdown | null {
    return this.mixdowns.find((m) => m.revision.id === this.picked[side]) ?? null;
  }

  /** What is playing goes on until the one that is wanted instead has arrived; therefore this comes after that. */
  private forgetAllBut(wanted: readonly string[]): void {
    const kept = Object.entries(this.loads).filter(([id, load]) => {
      const keep = wanted.includes(id) || load.state === 'fetching' || load.state === 'decoding';
      if (!keep) {
        this.player.unload(id);
      }
      return keep;
    });
    if (kept.length !== Object.keys(this.loads).length) {
      this.loads = Object.fromEntries(kept);
    }
  }

  private fetch(id: string): void {
    if (this.loads[id]) {
      return;
    }
    void this.load(id);
  }

  private async load(id: string): Promise<void> {
    const say = (load: Loading) => {
      this.loads = { ...this.loads, [id]: load };
    };
    say({ state: 'fetching', share: 0 });
    try {
      const expected = this.mixdowns.find((m) => m.render?.id === id)?.render?.audio?.bytes;
      const data = await this.client.audio(id, {
        ...(expected ? { expected } : {}),
        signal: this.leaving.signal,
        arrived: (share) => say({ state: 'fetching', share }),
      });
      say({ state: 'decoding' });
      const buffer = await this.player.decode(data);
      if (!this.leaving.signal.aborted) {
        this.player.load(id, buffer, this.gain(id));
        say({ state: 'ready' });
      }
    } catch (error) {
      if (!this.leaving.signal.aborted) {
        const trouble = troubleOf(error);
        const undecodable = error instanceof DOMException && error.name === 'EncodingError';
        say({
          state: 'failed',
          why: undecodable
            ? 'The mixdown arrived, but this browser could not decode it.'
            : `${trouble.title}. ${trouble.detail}`,
        });
      }
    }
  }
}

/**
 * The newest mixdown that can be heard is B, the one before it A: what has become of it since. Where none can be heard
 * yet, the newest is shown with the state of its render.
 */
export function defaultPair(newestFirst: readonly Mixdown[]): Record<Side, string | null> {
  const finished = newestFirst.filter((m) => m.render?.state === 'finished');
  const [b, a] = finished.length > 0 ? finished : newestFirst.slice(0, 1);
  return { A: a?.revision.id ?? null, B: b?.revision.id ?? null };
}
