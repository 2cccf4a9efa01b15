/** The engine where sound is made: it renders what plays, block by block, and never waits. */
import { Engine } from './glue.ts';
import { MEASURE, TICK } from './layout.ts';
import { Metronome } from './metronome.ts';
import { Pages } from './pages.ts';
import type { FromWorklet, PageMessage, Status, ToWorklet, WorkletOptions } from './protocol.ts';
import { each, READ_AHEAD, type Span } from './wanted.ts';

declare const currentTime: number;
declare const sampleRate: number;
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: unknown): void;

/** Ticks of history that are rendered in one block's time: some two thirds of it on a slow machine. */
const TICKS_A_BLOCK = 10;
const STATUS_BLOCKS = 6;
const SCRUB_SECONDS = 0.1;
const EDGE_SECONDS = 0.005;
const LISTENED_FRAMES = 2048;
/** A gap between two blocks that no device buffers over. */
const GAP_MILLISECONDS = 150;

class LiveProcessor extends AudioWorkletProcessor {
  private engine: Engine | null = null;
  private readonly pages: Pages;
  private readonly shared: Float64Array | null;
  private spans: Span[] = [];
  private playing = 0;
  private rolling = false;
  private starved = false;
  private left = 0;
  private scrubbing = 0;
  private late = 0;
  private load = 0;
  private busy = 0;
  private blocks = 0;
  private lastBlock = 0;
  private layout = -1;
  private click: Metronome | null = null;
  private listened: Float32Array | null = null;
  private listenedAt = 0;
  private proofFrom: number | null = null;
  private proof = new Float64Array();
  private proofAt = -1;
  private closed = false;

  constructor(options: { processorOptions: WorkletOptions }) {
    super();
    const { module, wants, rate, measures } = options.processorOptions;
    this.pages = new Pages(rate);
    this.shared = measures ? new Float64Array(measures) : null;
    this.port.onmessage = (event: MessageEvent<ToWorklet>) => this.told(event.data);
    try {
      this.engine = new Engine(module, wants, (stem, frame, left, right, count) => {
        if (!this.pages.read(stem, frame, left, right, count)) {
          this.late++;
        }
      });
      this.say({ is: 'ready' });
    } catch (error) {
      this.say({ is: 'broken', text: error instanceof Error ? error.message : String(error) });
    }
  }

  private say(message: FromWorklet, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }

  private told(message: ToWorklet): void {
    const engine = this.engine;
    if (!engine) {
      return;
    }
    switch (message.is) {
      case 'pages':
        message.port.onmessage = (event: MessageEvent<PageMessage>) =>
          this.pages.put(event.data.key, event.data.samples);
        break;
      case 'drop':
        message.keys.forEach((key) => {
          this.pages.drop(key);
        });
        break;
      case 'stem':
        engine.stem(message.hash, message.number, message.channels, message.rate, message.frames);
        break;
      case 'mix':
        this.show(engine, message);
        break;
      case 'roll':
        this.rolling = message.rolling && this.playing > 0;
        this.scrubbing = 0;
        this.status(engine);
        break;
      case 'seek':
      case 'scrub':
        this.seek(engine, message);
        break;
      case 'loop':
        engine.loop(message.start, message.end);
        break;
      case 'click':
        this.click = message.click && new Metronome(message.click, sampleRate);
        break;
      case 'listen':
        engine.listen(message.address);
        this.listened = new Float32Array(LISTENED_FRAMES);
        this.listenedAt = 0;
        break;
      case 'prove':
        this.proofFrom = message.first;
        this.proof = new Float64Array(message.first === null ? 0 : 2 * sampleRate);
        this.proofAt = -1;
        break;
      case 'close':
        this.closed = true;
        this.pages.clear();
        break;
    }
  }

  private show(engine: Engine, message: ToWorklet & { is: 'mix' }): void {
    if (message.base !== 0 && message.base !== this.playing) {
      this.say({ is: 'again' });
      return;
    }
    const refused = engine.show(message.mix);
    if (!refused) {
      this.playing = message.number;
      this.spans = message.spans;
      this.proofAt = -1;
      this.tellLayout(engine);
    }
    this.say({ is: 'shown', number: message.number, refused });
  }

  private tellLayout(engine: Engine): void {
    if (engine.layout !== this.layout) {
      this.layout = engine.layout;
      this.say({ is: 'layout', text: engine.layoutText(), number: this.layout });
    }
  }

  private seek(engine: Engine, message: ToWorklet & { is: 'seek' | 'scrub' }): void {
    if (this.playing === 0) {
      return;
    }
    engine.seek(message.frame, message.history);
    this.left = 1;
    this.proofAt = -1;
    if (message.is === 'scrub') {
      this.rolling = true;
      this.scrubbing = Math.round(SCRUB_SECONDS * sampleRate);
    } else {
      this.rolling = message.rolls;
      this.scrubbing = 0;
    }
    this.status(engine);
  }

  process(_: Float32Array[][], outputs: Float32Array[][]): boolean {
    const engine = this.engine;
    const output = outputs[0];
    if (!engine || !output || this.closed) {
      return !this.closed;
    }
    const began = Date.now();
    if (this.rolling && this.lastBlock > 0 && began - this.lastBlock > GAP_MILLISECONDS) {
      this.late++;
    }
    this.lastBlock = began;
    if (this.rolling || this.left > 0) {
      this.block(engine, output);
    }
    this.busy += Date.now() - began;
    this.blocks++;
    if (this.blocks % STATUS_BLOCKS === 0) {
      this.status(engine);
    }
    if (this.blocks * TICK >= sampleRate) {
      this.load = this.busy / ((this.blocks * TICK * 1000) / sampleRate);
      this.busy = 0;
      this.blocks = 0;
    }
    return true;
  }

  private block(engine: Engine, output: Float32Array[]): void {
    const ticks = this.left > 0 ? TICKS_A_BLOCK : 2;
    this.starved = !this.isThere(engine, ticks);
    if (this.starved) {
      this.proofAt = -1;
      return;
    }
    if (this.left > 0) {
      this.left = engine.preroll(TICKS_A_BLOCK);
      if (this.left > 0 || !this.rolling) {
        return;
      }
      if (!this.isThere(engine, 2)) {
        this.starved = true;
        return;
      }
    }
    const song = engine.song;
    engine.render(TICK);
    const [left, right] = output;
    left?.set(engine.left.subarray(0, TICK));
    right?.set(engine.right.subarray(0, TICK));
    this.prove(engine, song);
    this.listen(engine);
    this.click?.add(song, output);
    if (this.scrubbing > 0) {
      this.edges(output);
    }
  }

  /** Whether all that so many ticks read of stems has come. */
  private isThere(engine: Engine, ticks: number): boolean {
    const from = engine.nextTick;
    const to = from + engine.latency + ticks * TICK + READ_AHEAD;
    let there = true;
    each(this.spans, from, to, (stem, begin, end) => {
      there &&= this.pages.has(stem, begin, end);
    });
    return there;
  }

  /** A short piece of sound, without a click at its ends. */
  private edges(output: Float32Array[]): void {
    const whole = SCRUB_SECONDS * sampleRate;
    const edge = EDGE_SECONDS * sampleRate;
    for (let i = 0; i < TICK; i++) {
      const left = Math.max(0, this.scrubbing - i);
      const gain = Math.max(0, Math.min(1, left / edge, (whole - left) / edge));
      for (const channel of output) {
        channel[i] = (channel[i] as number) * gain;
      }
    }
    this.scrubbing -= TICK;
    if (this.scrubbing <= 0) {
      this.scrubbing = 0;
      this.rolling = false;
    }
  }

  /** Collects seconds that are whole: rendered in a row, by one mix. */
  private prove(engine: Engine, song: number): void {
    if (this.proofFrom === null || this.scrubbing > 0) {
      return;
    }
    const second = sampleRate;
    let at = song - this.proofFrom;
    for (let i = 0; i < TICK; i++, at++) {
      if (at >= 0 && at % second === 0) {
        this.proofAt = at;
      }
      if (this.proofAt >= 0) {
        if (at < this.proofAt || at >= this.proofAt + second) {
          this.proofAt = -1; // a loop came round
          continue;
        }
        const into = 2 * (at - this.proofAt);
        this.proof[into] = (engine.left[i] as number) + 0;
        this.proof[into + 1] = (engine.right[i] as number) + 0;
        if (at === this.proofAt + second - 1) {
          const samples = this.proof;
          const number = this.proofAt / second;
          this.proof = new Float64Array(2 * second);
          this.proofAt = -1;
          const wholeHistory = engine.hasWholeHistory;
          this.say({ is: 'second', number, samples, wholeHistory }, [samples.buffer]);
        }
      }
    }
  }

  private listen(engine: Engine): void {
    const into = this.listened;
    if (!into) {
      return;
    }
    for (let i = 0; i < TICK; i++) {
      into[this.listenedAt + i] =
        ((engine.listenedLeft[i] as number) + (engine.listenedRight[i] as number)) / 2;
    }
    this.listenedAt += TICK;
    if (this.listenedAt === LISTENED_FRAMES) {
      this.listenedAt = 0;
      this.say({ is: 'listened', samples: into });
    }
  }

  private status(engine: Engine): void {
    if (this.playing === 0) {
      return;
    }
    const count = engine.measure();
    const measures = engine.measures.subarray(0, count);
    this.shared?.set(measures);
    const status: Status = {
      is: 'status',
      song: engine.song,
      time: currentTime + TICK / sampleRate,
      rolling: this.rolling && this.scrubbing === 0,
      starved: this.rolling && this.starved,
      late: this.late,
      load: this.load,
      wholeHistory: engine.hasWholeHistory,
      measures: this.shared ? null : measures.slice(0, Math.max(count, MEASURE.strips)),
    };
    this.say(status);
  }
}

registerProcessor('foldback-live', LiveProcessor);
