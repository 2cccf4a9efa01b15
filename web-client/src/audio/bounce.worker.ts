/** Renders a range of a mix to the samples of a file, as fast as it goes: from the beginning of the song, so that every bit is the bounce's. */
import { parseBundle, unpack } from './bundle.ts';
import { Engine, type Requirements } from './glue.ts';
import { PIECE_FRAMES } from './layout.ts';
import type { BundlePart } from './loader.ts';
import { Pages } from './pages.ts';
import { READ_AHEAD, type Span, secondsOf } from './wanted.ts';

export interface BounceJob {
  is: 'job';
  module: WebAssembly.Module;
  wants: Requirements;
  rate: number;
  mix: Uint8Array;
  stems: { hash: string; channels: number; rate: number; frames: number }[];
  spans: Span[];
  start: number;
  end: number;
}

export type ToBounce = BounceJob | { is: 'bundle'; bytes: ArrayBuffer };

export type FromBounce =
  | { is: 'wants'; parts: BundlePart[] }
  | { is: 'samples'; bytes: Uint8Array<ArrayBuffer>; done: number }
  | { is: 'finished' }
  | { is: 'failed'; text: string };

const say = (message: FromBounce, transfer: Transferable[] = []) => postMessage(message, { transfer });

let bundleCame: (bytes: ArrayBuffer) => void = () => undefined;

class Bounce {
  private readonly pages: Pages;
  private readonly there = new Map<string, { stem: number; second: number }>();
  private readonly engine: Engine;

  constructor(private readonly job: BounceJob) {
    this.pages = new Pages(job.rate);
    this.engine = new Engine(job.module, job.wants, (stem, frame, left, right, count) => {
      if (!this.pages.read(stem, frame, left, right, count)) {
        throw new Error('a stem was read that had not come');
      }
    });
    job.stems.forEach((stem, i) => {
      this.engine.stem(new TextEncoder().encode(stem.hash), i, stem.channels, stem.rate, stem.frames);
    });
    const refused = this.engine.show(job.mix);
    if (refused) {
      throw new Error(new TextDecoder().decode(refused));
    }
    this.engine.seek(0, 0);
  }

  async run(): Promise<void> {
    const { start, end } = this.job;
    for (let at = 0; at < end; at += PIECE_FRAMES) {
      const count = Math.min(PIECE_FRAMES, end - at);
      await this.fetchFor(at, at + count + this.engine.latency + READ_AHEAD);
      this.engine.render(count);
      const from = Math.max(0, start - at);
      if (from < count) {
        const bytes = this.engine.quantise(at + from, from, count - from) as Uint8Array<ArrayBuffer>;
        say({ is: 'samples', bytes, done: (at + count) / end }, [bytes.buffer]);
      }
    }
    say({ is: 'finished' });
  }

  private async fetchFor(from: number, to: number): Promise<void> {
    const { spans, rate, stems } = this.job;
    const needed = secondsOf(spans, from, to, rate);
    const missing = needed.filter(({ stem, second }) => !this.there.has(`${stem} ${second}`));
    if (missing.length === 0) {
      return;
    }
    const kept = new Set(needed.map(({ stem, second }) => `${stem} ${second}`));
    for (const [name, key] of this.there) {
      if (!kept.has(name)) {
        this.pages.drop(key);
        this.there.delete(name);
      }
    }
    const bytes = await new Promise<ArrayBuffer>((came) => {
      bundleCame = came;
      say({
        is: 'wants',
        parts: missing.map(({ stem, second }) => ({ stem: stems[stem]?.hash ?? '', second })),
      });
    });
    parseBundle(bytes).forEach((part, i) => {
      const key = missing[i] as { stem: number; second: number };
      this.pages.put(key, unpack(part));
      this.there.set(`${key.stem} ${key.second}`, key);
    });
  }
}

async function bounce(job: BounceJob): Promise<void> {
  try {
    await new Bounce(job).run();
  } catch (error) {
    say({ is: 'failed', text: error instanceof Error ? error.message : String(error) });
  }
}

addEventListener('message', (event: MessageEvent<ToBounce>) => {
  if (event.data.is === 'job') {
    void bounce(event.data);
  } else {
    bundleCame(event.data.bytes);
  }
});
