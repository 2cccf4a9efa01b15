/** How fast something goes, over the last few seconds. */
export class Speed {
  private readonly seen: { at: number; bytes: number }[] = [];

  constructor(private readonly windowMs = 8000) {}

  /** Notes how much there is, at a time in milliseconds. */
  note(bytes: number, at: number): void {
    this.seen.push({ at, bytes });
    while (this.seen.length > 2 && at - (this.seen[1]?.at ?? at) > this.windowMs) {
      this.seen.shift();
    }
  }

  /** Bytes a second; null before there is anything to tell by. */
  perSecond(): number | null {
    const first = this.seen[0];
    const last = this.seen.at(-1);
    if (!first || !last || last.at - first.at < 500) {
      return null;
    }
    return Math.max(0, ((last.bytes - first.bytes) / (last.at - first.at)) * 1000);
  }

  reset(): void {
    this.seen.length = 0;
  }
}

/** As `1.7 GB`. */
export function sizeText(bytes: number): string {
  return bytes >= 1e9
    ? `${(bytes / 1e9).toFixed(1)} GB`
    : bytes >= 1e6
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${Math.ceil(bytes / 1e3)} kB`;
}

/** As `3 min left`. */
export function leftText(bytes: number, perSecond: number | null): string {
  if (perSecond === null || perSecond < 1) {
    return '';
  }
  const seconds = bytes / perSecond;
  return seconds < 90
    ? `${Math.ceil(seconds)} s left`
    : seconds < 5400
      ? `${Math.round(seconds / 60)} min left`
      : `${(seconds / 3600).toFixed(1)} h left`;
}
