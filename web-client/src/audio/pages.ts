/**
 * Where decoded seconds of stems lie while a mix plays: pages of one second each, in memory that the worker writes and the worklet reads. Shared
 * where the page is isolated; otherwise the worker sends each page, and whoever receives it keeps it.
 */
import type { Samples } from './bundle.ts';

/** A second of a stem. */
export interface PageKey {
  stem: number;
  second: number;
}

/** How many seconds a session can have, for one number that names a page: a day and more. */
const SECONDS = 131_072;

export const pageOf = ({ stem, second }: PageKey): number => stem * SECONDS + second;

/** The pages that are at hand, for whoever reads them: synchronous, and never blocking. */
export class Pages {
  private readonly pages = new Map<number, Samples>();

  constructor(private readonly rate: number) {}

  put(key: PageKey, samples: Samples): void {
    this.pages.set(pageOf(key), samples);
  }

  drop(key: PageKey): void {
    this.pages.delete(pageOf(key));
  }

  has(stem: number, from: number, to: number): boolean {
    for (let second = Math.floor(from / this.rate); second * this.rate < to; second++) {
      if (!this.pages.has(stem * SECONDS + second)) {
        return false;
      }
    }
    return true;
  }

  /** @returns whether all of it was there; what was not is silence */
  read(stem: number, from: number, left: Float64Array, right: Float64Array, count: number): boolean {
    let whole = true;
    for (let done = 0; done < count; ) {
      const at = from + done;
      const second = Math.floor(at / this.rate);
      const offset = at - second * this.rate;
      const page = this.pages.get(stem * SECONDS + second);
      const most = Math.min(count - done, this.rate - offset);
      if (page && offset + most <= page[0].length) {
        left.set(page[0].subarray(offset, offset + most), done);
        right.set(page[1].subarray(offset, offset + most), done);
      } else {
        left.fill(0, done, done + most);
        right.fill(0, done, done + most);
        whole = false;
      }
      done += most;
    }
    return whole;
  }

  get size(): number {
    return this.pages.size;
  }

  clear(): void {
    this.pages.clear();
  }
}
