/** How long stems are, in frames: each is asked for once. What a hash names never changes. */
export class StemLengths {
  private readonly known = new Map<string, number | null>();
  /** Counts arrivals. Whoever looked looks again. */
  private arrivals = $state(0);

  constructor(private readonly ask: (hash: string) => Promise<{ frames: number }>) {}

  /** Null while nobody knows. */
  of(hash: string): number | null {
    void this.arrivals;
    const found = this.known.get(hash);
    if (found === undefined) {
      this.known.set(hash, null);
      void this.load(hash);
    }
    return found ?? null;
  }

  private async load(hash: string): Promise<void> {
    try {
      this.known.set(hash, (await this.ask(hash)).frames);
      this.arrivals += 1;
    } catch {
      // Asked again by the next hand: until then no clip gets longer than it is.
      this.known.delete(hash);
    }
  }
}
