/**
 * Whether what is heard is what was bounced: SHA-256 of each second before dither (docs/API.md, manifest/2, `signalSecondSha256s`) against the
 * manifest's.
 */
import type { Exactness } from './engine.ts';

/** After a place was sought without its whole history, so many seconds may differ while reverbs and compressors settle. */
const WARMING_SECONDS = 30;

export interface ProvableFile {
  firstFrame: number;
  hashes: string[];
}

/** The file of a manifest that is the mix before any change of rate or gain; null if it has none. */
export function provable(manifest: unknown): ProvableFile | null {
  const { files, spec } = (manifest ?? {}) as {
    files?: { output?: unknown; signalSecondSha256s?: unknown }[];
    spec?: { range?: { from?: unknown }; outputs?: { id?: unknown; source?: { type?: unknown } }[] };
  };
  const mixes = (spec?.outputs ?? [])
    .filter((output) => output.source?.type === 'mix')
    .map((output) => output.id);
  const hashes = files?.find((file) => mixes.includes(file.output))?.signalSecondSha256s;
  if (!Array.isArray(hashes)) {
    return null;
  }
  const from = spec?.range?.from;
  return {
    firstFrame: typeof from === 'number' ? from : 0,
    hashes: hashes.filter((hash): hash is string => typeof hash === 'string'),
  };
}

export class Proof {
  exactness: Exactness = { is: 'unknown' };
  private seconds = 0;
  private warmed = 0;

  constructor(readonly file: ProvableFile | null) {}

  /** A second was rendered. */
  async second(number: number, samples: Float64Array, wholeHistory: boolean): Promise<void> {
    const expected = this.file?.hashes[number];
    if (expected === undefined) {
      return;
    }
    const digest = await crypto.subtle.digest('SHA-256', samples.buffer as ArrayBuffer);
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.compare(number, hex === expected, wholeHistory);
  }

  compare(number: number, equal: boolean, wholeHistory: boolean): void {
    if (equal) {
      this.seconds++;
      this.exactness = { is: 'exact', seconds: this.seconds };
      return;
    }
    this.seconds = 0;
    this.warmed++;
    if (this.exactness.is === 'differs') {
      return; // where it began to differ is what helps
    }
    this.exactness =
      !wholeHistory && this.warmed < WARMING_SECONDS
        ? { is: 'warming', text: 'Reverbs and compressors do not know yet what came before.' }
        : { is: 'differs', second: number, text: 'This second is not what was bounced.' };
  }

  /** The place or the mix is another: what was compared says nothing any more. */
  restart(): void {
    this.seconds = 0;
    this.warmed = 0;
    this.exactness = { is: 'unknown' };
  }
}
