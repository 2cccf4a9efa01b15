/** A click on the beats of a tempo map: higher on the first of a bar. It is added to what is heard, and is no part of the mix. */
import type { Click } from './protocol.ts';

const SECONDS = 0.03;
const BAR_HERTZ = 1568;
const BEAT_HERTZ = 1046.5;
const GAIN = 0.25;

export class Metronome {
  private left = 0;
  private phase = 0;
  private hertz = BEAT_HERTZ;

  constructor(
    private readonly map: Click,
    private readonly rate: number,
  ) {}

  /** The beats of the metre from its change on, at a frame; -1 before the song. */
  beatAt(frame: number): { beat: number; first: boolean } {
    const meter = lastAt(this.map.meters, frame);
    const unit = (meter?.beatUnit ?? 4) / 4;
    const beats = (this.quartersAt(frame) - this.quartersAt(meter?.frame ?? 0)) * unit;
    const beat = Math.floor(beats + 1e-9);
    return { beat: frame < 0 ? -1 : beat, first: beat % (meter?.beats ?? 4) === 0 };
  }

  private quartersAt(frame: number): number {
    let quarters = 0;
    const { tempos } = this.map;
    for (let i = 0; i < tempos.length; i++) {
      const tempo = tempos[i] as Click['tempos'][number];
      const until = Math.min(frame, tempos[i + 1]?.frame ?? frame);
      if (until > tempo.frame) {
        quarters += ((until - tempo.frame) * tempo.beatsPerMinute) / (60 * this.rate);
      }
    }
    return quarters;
  }

  /** Adds what sounds from a frame of the song on. */
  add(song: number, output: Float32Array[]): void {
    const count = output[0]?.length ?? 0;
    const before = this.beatAt(song - 1).beat;
    const changes = before !== this.beatAt(song + count - 1).beat || song === 0;
    for (let i = 0; i < count; i++) {
      if (changes) {
        const now = this.beatAt(song + i);
        if (now.beat >= 0 && (now.beat !== this.beatAt(song + i - 1).beat || song + i === 0)) {
          this.left = Math.round(SECONDS * this.rate);
          this.phase = 0;
          this.hertz = now.first ? BAR_HERTZ : BEAT_HERTZ;
        }
      }
      if (this.left > 0) {
        const fade = this.left / (SECONDS * this.rate);
        const sample = GAIN * fade * fade * Math.sin(2 * Math.PI * this.phase);
        this.phase += this.hertz / this.rate;
        this.left--;
        for (const channel of output) {
          channel[i] = (channel[i] as number) + sample;
        }
      }
    }
  }
}

function lastAt<T extends { frame: number }>(list: readonly T[], frame: number): T | undefined {
  let found = list[0];
  for (const each of list) {
    if (each.frame <= frame) {
      found = each;
    }
  }
  return found;
}
