/** How a peak meter moves: up at once, down by 20 dB in 1.5 s (IEC 60268-18), with a held peak and a clip that stays until it is seen. */

const FALL_DB_PER_MS = 20 / 1500;
const HOLDS_MS = 1500;
/** What a meter shows at its bottom, and at its top. */
export const FLOOR_DB = -60;
export const TOP_DB = 6;
export const YELLOW_FROM_DB = -6;
const CLIPS_FROM_DB = 0;

export class Ballistics {
  level = Number.NEGATIVE_INFINITY;
  hold = Number.NEGATIVE_INFINITY;
  clipped = false;
  private heldForMs = 0;

  /** @param peakDb of what was heard since @param elapsedMs before @returns whether anything is to be drawn anew */
  take(peakDb: number, elapsedMs: number): boolean {
    const level = Math.max(peakDb, this.level - FALL_DB_PER_MS * elapsedMs);
    const shown = level <= FLOOR_DB ? Number.NEGATIVE_INFINITY : level;
    let hold = this.hold;
    if (peakDb >= hold) {
      hold = peakDb;
      this.heldForMs = 0;
    } else {
      this.heldForMs += elapsedMs;
      if (this.heldForMs > HOLDS_MS) {
        hold -= FALL_DB_PER_MS * elapsedMs;
      }
    }
    hold = hold <= FLOOR_DB ? Number.NEGATIVE_INFINITY : hold;
    const clipped = this.clipped || peakDb >= CLIPS_FROM_DB;
    const changed = shown !== this.level || hold !== this.hold || clipped !== this.clipped;
    this.level = shown;
    this.hold = hold;
    this.clipped = clipped;
    return changed;
  }

  /** The clip was seen. */
  clear(): void {
    this.clipped = false;
    this.hold = Number.NEGATIVE_INFINITY;
  }

  /** Whether it is at rest: nothing will move without sound. */
  get rests(): boolean {
    return this.level === Number.NEGATIVE_INFINITY && this.hold === Number.NEGATIVE_INFINITY;
  }
}

/** Where a level stands on a meter, 0 at its bottom, 1 at its top. */
export const heightOf = (db: number) => Math.min(1, Math.max(0, (db - FLOOR_DB) / (TOP_DB - FLOOR_DB)));
