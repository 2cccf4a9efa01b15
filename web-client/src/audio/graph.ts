/**
 * One run of playing: every mixdown starts on the same tick of the same clock and runs on, heard or not, so that
 * changing from one to another changes nothing but gains. Takes any BaseAudioContext, therefore tests render it offline.
 */

/** Two mixes of one song are alike, so the fade is linear: their sum stays level. */
export const CROSSFADE_SECONDS = 0.02;
/** Long enough not to click, too short to be heard as a fade. */
export const EDGE_SECONDS = 0.005;

export interface Deck {
  buffer: AudioBuffer;
  gain: number;
}

/** A gain that knows its own value at any time: the Web Audio API can't be asked for it portably. */
class Ramp {
  private from: number;
  private to: number;
  private start = 0;
  private end = 0;

  constructor(
    readonly node: GainNode,
    value: number,
  ) {
    this.from = value;
    this.to = value;
    node.gain.value = value;
  }

  at(time: number): number {
    if (time >= this.end) {
      return this.to;
    }
    return time <= this.start
      ? this.from
      : this.from + ((this.to - this.from) * (time - this.start)) / (this.end - this.start);
  }

  moveTo(value: number, time: number, seconds: number): void {
    this.from = this.at(time);
    this.to = value;
    this.start = time;
    this.end = time + seconds;
    const gain = this.node.gain;
    gain.cancelScheduledValues(time);
    gain.setValueAtTime(this.from, time);
    gain.linearRampToValueAtTime(value, this.end);
  }
}

interface Voice {
  source: AudioBufferSourceNode;
  level: Ramp;
  heard: Ramp;
}

export class Run {
  private readonly voices = new Map<string, Voice>();
  private readonly edge: Ramp;

  /**
   * @param time of the context at which everything starts
   * @param offset into the song at that time, in seconds
   */
  constructor(
    private readonly context: BaseAudioContext,
    readonly time: number,
    readonly offset: number,
    private active: string,
  ) {
    this.edge = new Ramp(context.createGain(), 0);
    this.edge.node.connect(context.destination);
    this.edge.moveTo(1, time, EDGE_SECONDS);
  }

  /** Adds a mixdown, which may arrive later than the start: it then falls in at the right place. */
  add(key: string, deck: Deck, now: number): void {
    this.remove(key);
    const start = Math.max(this.time, now);
    const offset = this.offset + (start - this.time);
    const source = this.context.createBufferSource();
    source.buffer = deck.buffer;
    const level = new Ramp(this.context.createGain(), deck.gain);
    const heard = new Ramp(this.context.createGain(), key === this.active ? 1 : 0);
    source.connect(level.node).connect(heard.node).connect(this.edge.node);
    if (offset < deck.buffer.duration) {
      source.start(start, offset);
    }
    this.voices.set(key, { source, level, heard });
  }

  remove(key: string): void {
    const voice = this.voices.get(key);
    if (voice) {
      this.voices.delete(key);
      voice.source.disconnect();
      voice.level.node.disconnect();
      voice.heard.node.disconnect();
    }
  }

  has(key: string): boolean {
    return this.voices.has(key);
  }

  /** Lets the ear change over to another mixdown; all of them keep their place. */
  hear(key: string, now: number): void {
    this.active = key;
    for (const [k, voice] of this.voices) {
      voice.heard.moveTo(k === key ? 1 : 0, now, CROSSFADE_SECONDS);
    }
  }

  level(key: string, gain: number, now: number): void {
    this.voices.get(key)?.level.moveTo(gain, now, CROSSFADE_SECONDS);
  }

  stop(now: number): void {
    this.edge.moveTo(0, now, EDGE_SECONDS);
    for (const voice of this.voices.values()) {
      try {
        voice.source.stop(now + EDGE_SECONDS);
      } catch {
        // It was never started: the song is longer than this mixdown.
      }
    }
    this.voices.clear();
  }
}
