import { type Peaks, readPeaks } from '../audio/peaks.ts';

export type Shelved =
  | { state: 'loading' }
  | { state: 'here'; peaks: Peaks }
  | { state: 'failed'; why: string };

const LOADING: Shelved = { state: 'loading' };
const AT_ONCE = 4;

/**
 * Waveforms by the address they come from. Each is asked for once, a few at a time; what an address names never
 * changes, because it holds a hash.
 */
export class PeaksShelf {
  private readonly shelf = new Map<string, Shelved>();
  private readonly waiting: string[] = [];
  private busy = 0;
  /** Counts arrivals. Whoever looked at the shelf looks again. */
  private arrivals = $state(0);

  constructor(private readonly fetchBytes: (path: string) => Promise<ArrayBuffer>) {}

  get(path: string): Shelved {
    void this.arrivals;
    const found = this.shelf.get(path);
    if (found) {
      return found;
    }
    this.ask(path);
    return LOADING;
  }

  /** Asks again for what failed. */
  retry(): void {
    for (const [path, shelved] of this.shelf) {
      if (shelved.state === 'failed') {
        this.ask(path);
      }
    }
  }

  private ask(path: string): void {
    this.shelf.set(path, LOADING);
    this.waiting.push(path);
    this.work();
  }

  private work(): void {
    while (this.busy < AT_ONCE) {
      const path = this.waiting.shift();
      if (path === undefined) {
        return;
      }
      this.busy += 1;
      void this.load(path).then((shelved) => {
        this.busy -= 1;
        this.shelf.set(path, shelved);
        this.arrivals += 1;
        this.work();
      });
    }
  }

  private async load(path: string): Promise<Shelved> {
    try {
      return { state: 'here', peaks: readPeaks(await this.fetchBytes(path)) };
    } catch (error) {
      return { state: 'failed', why: error instanceof Error ? error.message : String(error) };
    }
  }
}
