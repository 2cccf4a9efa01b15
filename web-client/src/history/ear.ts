import type { Mix } from '../api/types.ts';

/** Plays a mix that nobody has made yet, so that it can be chosen by ear. */
export interface Ear {
  readonly playing: boolean;
  /** Why nothing is heard, where that is so. */
  readonly said: string | null;
  /** Plays this mix from now on, from where it was. */
  hear(mix: Mix): void;
  stop(): void;
}
