import type { Client } from '../api/client.ts';
import type { Mix } from '../api/types.ts';
import type { EngineState, Exactness, LiveEngine, Meters, Playing } from '../audio/engine.ts';
import { openEngine } from '../audio/live.ts';
import type { Transport } from '../audio/transport.ts';
import { repaint } from '../ui/loop.ts';

const RESTING: Playing = { rolling: false, starved: false, behind: false, underruns: 0, load: 0 };

/**
 * The mix as it is now, played by the engine in this page: a fader that moves is heard at once. The engine is started when somebody first wants to
 * hear it, and stays until the page is left.
 */
export class LiveMix implements Transport {
  /** Whether this is what is heard, and not a mixdown. */
  on = $state(false);
  roughly = $state(0);
  state: EngineState = $state.raw({ is: 'loading', done: 0 });
  standing: Playing = $state.raw(RESTING);
  exactness: Exactness = $state.raw({ is: 'unknown' });
  refused: string | null = $state(null);

  readonly playing: boolean = $derived(this.standing.rolling);
  readonly canPlay: boolean = $derived(this.state.is === 'ready');

  private engine: LiveEngine | null = $state.raw(null);

  constructor(
    private readonly client: Client,
    private readonly sampleRate: number,
  ) {}

  get meters(): Meters | null {
    return this.on ? (this.engine?.meters ?? null) : null;
  }

  /** Lets this be heard from a place on, or a mixdown again. */
  switchTo(on: boolean, seconds: number): void {
    this.on = on;
    if (!on) {
      this.pause();
      return;
    }
    if (!this.engine) {
      const engine = openEngine(this.sampleRate, (parts, signal) => this.client.bundle(parts, signal));
      engine.subscribe(() => this.read(engine));
      this.engine = engine;
      this.read(engine);
    }
    this.seek(seconds);
  }

  /** Plays this mix from now on. Costs little where little is other than it was. */
  show(mix: Mix): void {
    if (this.on) {
      this.engine?.show(mix);
    }
  }

  /** Compares what plays with a bounce from now on; null for none. */
  proveBy(manifest: unknown): void {
    this.engine?.proveBy(manifest);
  }

  position(): number {
    return (this.engine?.position() ?? 0) / this.sampleRate;
  }

  toggle(): void {
    if (this.playing) {
      this.pause();
    } else if (this.canPlay) {
      void this.play();
    }
  }

  async play(): Promise<void> {
    if (this.canPlay) {
      await this.engine?.play();
    }
  }

  pause(): void {
    if (this.playing) {
      this.engine?.pause();
    }
  }

  seek(seconds: number): void {
    this.engine?.seek(Math.max(0, seconds) * this.sampleRate);
    this.tick();
  }

  nudge(seconds: number): void {
    this.seek(this.position() + seconds);
  }

  tick(): void {
    const now = this.position();
    if (Math.abs(now - this.roughly) >= 0.1) {
      this.roughly = now;
    }
  }

  close(): void {
    this.engine?.close();
    this.engine = null;
  }

  private read(engine: LiveEngine): void {
    this.state = engine.state;
    this.standing = { ...engine.playing };
    this.exactness = engine.exactness;
    this.refused = engine.refused;
    this.tick();
    repaint();
  }
}
