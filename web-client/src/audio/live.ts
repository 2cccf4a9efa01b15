/**
 * The engine that plays a session live, for screens: behind it a worklet that renders and a worker that unpacks stems. What is heard is rendered by
 * the very code that bounces.
 */

import engineUrl from '#engine.wasm?url';
import type { Mix } from '../api/types.ts';
import type { BounceJob, FromBounce, ToBounce } from './bounce.worker.ts';
import type { StemFacts } from './bundle.ts';
import type { EngineState, Exactness, FrameRange, LiveEngine, Playing } from './engine.ts';
import { requirements, unknownImport } from './glue.ts';
import { MOST_MEASURES } from './layout.ts';
import { type FetchBundle, StemLoader } from './loader.ts';
import { LiveMeters } from './meters.ts';
import { Proof, provable } from './proof.ts';
import type { Click, FromWorklet, Status, ToDecoder, ToWorklet, WorkletOptions } from './protocol.ts';
import { difference, firstSeconds, lengthOf, spansOf } from './shown.ts';
import { WAV_BYTES_PER_FRAME, wavHeader } from './wav.ts';
import workletUrl from './worklet.ts?worker&url';

/** So much before a place is rendered before it is heard: as much as half a second of waiting allows. */
const HISTORY_SECONDS = 3;
/** What comes before such a place is rendered from the beginning: then it is exact at once. */
const WHOLE_HISTORY_SECONDS = 5;
const SCRUB_HISTORY_SECONDS = 0.2;
/** A tail has died away by then. */
const TAIL_SECONDS = 15;
const QUIET_DB = -96;
const LATE_LOAD = 0.9;
/** A WAV has room for 4 GB. */
const LONGEST_BOUNCE_FRAMES = Math.floor((2 ** 32 - 100) / WAV_BYTES_PER_FRAME);
const FRESH_TEMPO: Click = {
  tempos: [{ frame: 0, beatsPerMinute: 120 }],
  meters: [{ frame: 0, beats: 4, beatUnit: 4 }],
};

/** Of the context, where browsers have it: what the device had to go without. */
interface WithStats {
  playbackStats?: { underrunEvents: number };
}

class Live implements LiveEngine {
  state: EngineState = { is: 'loading', done: 0 };
  playing: Playing = { rolling: false, starved: false, behind: false, underruns: 0, load: 0 };
  refused: string | null = null;
  readonly meters: LiveMeters;

  /** Null where the device refuses the rate, or there is none. */
  private readonly context: AudioContext | null;
  private readonly decoder: Worker;
  private readonly loader: StemLoader;
  private readonly listeners = new Set<() => void>();
  private node: AudioWorkletNode | null = null;
  private module: WebAssembly.Module | null = null;
  private proof = new Proof(null);
  private mix: Mix | null = null;
  private sent: Mix | null = null;
  private number = 0;
  private base = 0;
  private announced = new Set<string>();
  private status: Status | null = null;
  private rest = 0;
  private range: FrameRange | null = null;
  private underrunsBefore = 0;
  private lateBefore = 0;
  private wantsToRoll = false;
  private clicks = false;
  private telling = false;
  private closed = false;
  private placed = false;

  constructor(
    private readonly rate: number,
    private readonly fetchBundle: FetchBundle,
  ) {
    this.context = this.device();
    this.decoder = new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
    this.loader = new StemLoader(
      fetchBundle,
      this.decoder,
      rate,
      (keys) => this.tell({ is: 'drop', keys }),
      () => this.changed(),
    );
    const shares = typeof SharedArrayBuffer === 'function' && crossOriginIsolated;
    const buffer = shares ? new SharedArrayBuffer(8 * MOST_MEASURES) : new ArrayBuffer(8 * MOST_MEASURES);
    this.meters = new LiveMeters(new Float64Array(buffer), (address) =>
      this.tell({ is: 'listen', address: utf8(address) }),
    );
    if (this.context) {
      void this.start(this.context, shares ? (buffer as SharedArrayBuffer) : null);
    }
  }

  private device(): AudioContext | null {
    try {
      return new AudioContext({ sampleRate: this.rate, latencyHint: 'interactive' });
    } catch (error) {
      const rate = error instanceof DOMException && error.name === 'NotSupportedError';
      const reason = rate ? 'rate-refused' : 'no-audio';
      this.state = {
        is: 'broken',
        reason,
        text: `This device does not play ${this.rate} Hz: ${words(error)}.`,
      };
      return null;
    }
  }

  private async start(context: AudioContext, measures: SharedArrayBuffer | null): Promise<void> {
    if (!context.audioWorklet) {
      this.fail(
        'no-worklet',
        'This browser has no audio worklets. Foldback plays live in Chrome, Edge, Firefox and Safari.',
      );
      return;
    }
    let module: WebAssembly.Module;
    try {
      module = await WebAssembly.compileStreaming(fetch(engineUrl));
      const unknown = unknownImport(module);
      this.module = module;
      if (unknown) {
        throw new Error(`it wants ${unknown}, which nobody here has`);
      }
    } catch (error) {
      this.fail('module', `The engine cannot run in this browser: ${words(error)}. A newer browser can.`);
      return;
    }
    try {
      await context.audioWorklet.addModule(workletUrl);
      const wants = requirements(module);
      const processorOptions: WorkletOptions = { module, wants, rate: this.rate, measures };
      const node = new AudioWorkletNode(context, 'foldback-live', {
        numberOfInputs: 0,
        outputChannelCount: [2],
        processorOptions,
      });
      node.onprocessorerror = () =>
        this.fail('failed', 'The engine stopped. Nothing of the session is lost; open it again.');
      node.port.onmessage = (event: MessageEvent<FromWorklet>) => this.told(event.data, measures !== null);
      const { port1, port2 } = new MessageChannel();
      const pages: ToDecoder = { is: 'pages', port: port1 };
      this.decoder.postMessage(pages, [port1]);
      node.port.postMessage({ is: 'pages', port: port2 } satisfies ToWorklet, [port2]);
      node.connect(context.destination);
      this.node = node;
    } catch (error) {
      this.fail('no-worklet', `The engine did not start: ${words(error)}.`);
    }
  }

  private fail(reason: 'no-worklet' | 'module' | 'failed', text: string): void {
    if (!this.closed) {
      this.state = { is: 'broken', reason, text };
      this.changed();
    }
  }

  private tell(message: ToWorklet, transfer: Transferable[] = []): void {
    this.node?.port.postMessage(message, transfer);
  }

  // ---- what the worklet says

  private told(message: FromWorklet, shared: boolean): void {
    switch (message.is) {
      case 'ready':
        this.state = { is: 'loading', done: 0.5 };
        void this.send();
        break;
      case 'broken':
        this.fail('module', `The engine cannot run in this browser: ${message.text}.`);
        break;
      case 'status':
        this.heard(message);
        return;
      case 'shown':
        this.shown(message.number, message.refused, shared);
        break;
      case 'again':
        this.sent = null;
        this.base = 0;
        void this.send();
        break;
      case 'layout':
        this.meters.layOut(text(message.text), message.number);
        break;
      case 'listened':
        this.meters.heard(message.samples);
        return;
      case 'second':
        void this.proof
          .second(message.number, message.samples, message.wholeHistory)
          .then(() => this.changed());
        return;
    }
    this.changed();
  }

  private heard(status: Status): void {
    const before = this.status;
    this.status = status;
    if (status.measures) {
      this.meters.measures.set(status.measures);
    }
    if (status.rolling) {
      this.loader.at(status.song);
    }
    const stats = (this.context as WithStats | null)?.playbackStats;
    const underruns =
      Math.max(0, (stats?.underrunEvents ?? 0) - this.underrunsBefore) + status.late - this.lateBefore;
    const now: Playing = {
      rolling: status.rolling,
      starved: status.starved,
      behind: status.rolling && (status.load > LATE_LOAD || underruns > this.playing.underruns),
      underruns: this.wantsToRoll ? underruns : this.playing.underruns,
      load: status.load,
    };
    const differs = (Object.keys(now) as (keyof Playing)[]).some((key) => now[key] !== this.playing[key]);
    this.playing = now;
    if (differs || before === null) {
      this.changed();
    }
    this.endWhenOver(status);
  }

  private endWhenOver(status: Status): void {
    const over = status.song - this.length;
    if (!status.rolling || this.range || over < 0 || this.length === 0) {
      return;
    }
    const levels = { peakLeftDb: 0, peakRightDb: 0, rmsLeftDb: 0, rmsRightDb: 0 };
    this.meters.strip('master', levels);
    const quiet = levels.rmsLeftDb < QUIET_DB && levels.rmsRightDb < QUIET_DB;
    if (over > TAIL_SECONDS * this.rate || (quiet && over > this.rate / 2)) {
      this.pause();
    }
  }

  private shown(number: number, refused: Uint8Array | null, isolated: boolean): void {
    if (refused) {
      this.refused = text(refused);
      this.sent = null;
      this.base = 0;
      return;
    }
    this.base = Math.max(this.base, number);
    if (number === this.number) {
      this.refused = null;
    }
    this.state = { is: 'ready', backend: 'wasm', isolated };
    if (!this.placed) {
      this.placed = true;
      this.place(this.rest);
    }
  }

  // ---- the mix

  get length(): number {
    return this.mix ? lengthOf(this.mix) : 0;
  }

  show(mix: Mix): void {
    if (mix === this.mix) {
      return;
    }
    if (this.mix && this.mix !== mix) {
      this.proof.restart();
    }
    this.mix = mix;
    void this.send();
  }

  /** Sends the mix that was shown last, with what is new of its stems before it. */
  private async send(): Promise<void> {
    const mix = this.mix;
    if (!mix || !this.node || this.closed) {
      return;
    }
    const unknown = firstSeconds(mix).filter((part) => !this.loader.factsOf(part.stem));
    if (unknown.length > 0) {
      try {
        await this.loader.introduce(unknown);
      } catch (error) {
        this.refused = `Its stems did not come: ${words(error)}`;
        this.changed();
        setTimeout(() => this.mix === mix && void this.send(), 2000);
        return;
      }
      if (mix !== this.mix) {
        return; // a newer one is on its way
      }
    }
    this.announce(mix);
    const spans = spansOf(mix, (stem) => this.loader.numberOf(stem));
    const document = utf8(difference(mix, this.sent));
    this.number++;
    const base = this.sent ? this.number - 1 : 0;
    this.sent = mix;
    this.loader.follow(spans);
    this.tell({ is: 'mix', number: this.number, base, mix: document, spans }, [document.buffer]);
    if (this.clicks) {
      this.click(true);
    }
  }

  private announce(mix: Mix): void {
    for (const { stem } of firstSeconds(mix)) {
      const facts = this.loader.factsOf(stem);
      if (facts && !this.announced.has(stem)) {
        this.announced.add(stem);
        const number = this.loader.numberOf(stem);
        this.tell({
          is: 'stem',
          hash: utf8(stem),
          number,
          channels: facts.channels,
          rate: facts.sampleRate,
          frames: facts.frames,
        });
      }
    }
  }

  // ---- the transport

  position(): number {
    const { status, context } = this;
    if (!context || !status?.rolling || !this.wantsToRoll) {
      return this.rest;
    }
    const late = Number.isFinite(context.outputLatency) ? context.outputLatency : 0;
    const since = status.starved ? 0 : context.currentTime - late - status.time;
    const at = status.song + since * this.rate;
    const { range } = this;
    if (range && status.song >= range.start && at < range.start) {
      return at + (range.end - range.start);
    }
    return Math.max(
      0,
      range && at >= range.end && status.song <= range.end ? range.start + (at - range.end) : at,
    );
  }

  async play(): Promise<void> {
    if (this.wantsToRoll) {
      return;
    }
    if (this.length > 0 && this.rest >= this.length) {
      this.rest = 0;
      this.place(0);
    }
    this.wantsToRoll = true;
    this.underrunsBefore = (this.context as WithStats | null)?.playbackStats?.underrunEvents ?? 0;
    this.lateBefore = this.status?.late ?? 0;
    this.playing = { ...this.playing, underruns: 0 };
    this.tell({ is: 'roll', rolling: true });
    this.changed();
    await this.context?.resume();
  }

  pause(): void {
    this.rest = Math.round(this.position());
    this.wantsToRoll = false;
    this.tell({ is: 'roll', rolling: false });
    // What was rendered and is not heard yet is rendered again: playing goes on where it was heard to stop.
    this.place(this.rest);
    this.changed();
  }

  seek(frame: number): void {
    this.rest = Math.max(0, Math.round(frame));
    this.place(this.rest);
    this.changed();
  }

  private place(frame: number): void {
    const whole = frame <= WHOLE_HISTORY_SECONDS * this.rate;
    const history = whole ? frame : HISTORY_SECONDS * this.rate;
    this.loader.at(Math.max(0, frame - history));
    this.proof.restart();
    this.tell({ is: 'seek', frame, history, rolls: this.wantsToRoll });
  }

  loop(range: FrameRange | null): void {
    const valid = range && range.end > range.start ? range : null;
    this.range = valid;
    this.loader.loops(valid);
    this.tell({ is: 'loop', start: valid?.start ?? 0, end: valid?.end ?? 0 });
    this.changed();
  }

  click(on: boolean): void {
    this.clicks = on;
    const tempo = (this.mix as unknown as { tempo?: Click } | null)?.tempo ?? FRESH_TEMPO;
    this.tell({ is: 'click', click: on ? tempo : null });
  }

  scrub(frame: number | null): void {
    if (frame === null) {
      this.place(this.rest);
      return;
    }
    this.rest = Math.max(0, Math.round(frame));
    this.wantsToRoll = false;
    void this.context?.resume();
    const history = Math.round(SCRUB_HISTORY_SECONDS * this.rate);
    this.loader.at(Math.max(0, this.rest - history));
    this.tell({ is: 'scrub', frame: this.rest, history });
  }

  // ---- proof

  get exactness(): Exactness {
    return this.proof.exactness;
  }

  proveBy(manifest: unknown | null): void {
    const file = provable(manifest);
    this.proof = new Proof(file);
    this.tell({ is: 'prove', first: file ? file.firstFrame : null });
    this.changed();
  }

  /** Of what is in the mix; a range that is longer ends with silence or with the tail. */
  async bounce(range: FrameRange, progress: (done: number) => void, signal: AbortSignal): Promise<Blob> {
    const { mix, module } = this;
    const frames = range.end - range.start;
    if (!mix || !module || range.start < 0 || frames <= 0 || frames > LONGEST_BOUNCE_FRAMES) {
      throw new RangeError('There is no such range to bounce.');
    }
    const firsts = firstSeconds(mix);
    await this.loader.introduce(firsts);
    const numbers = new Map(firsts.map(({ stem }, i) => [stem, i]));
    const job: BounceJob = {
      is: 'job',
      module,
      wants: requirements(module),
      rate: this.rate,
      mix: utf8(difference(mix, null)),
      stems: firsts.map(({ stem }) => {
        const facts = this.loader.factsOf(stem) as StemFacts;
        return { hash: stem, channels: facts.channels, rate: facts.sampleRate, frames: facts.frames };
      }),
      spans: spansOf(mix, (stem) => numbers.get(stem) as number),
      start: range.start,
      end: range.end,
    };
    const worker = new Worker(new URL('./bounce.worker.ts', import.meta.url), { type: 'module' });
    try {
      const samples = await this.bounced(worker, job, progress, signal);
      return new Blob([wavHeader(this.rate, frames), ...samples], { type: 'audio/wav' });
    } finally {
      worker.terminate();
    }
  }

  private bounced(
    worker: Worker,
    job: BounceJob,
    progress: (done: number) => void,
    signal: AbortSignal,
  ): Promise<Uint8Array<ArrayBuffer>[]> {
    const samples: Uint8Array<ArrayBuffer>[] = [];
    return new Promise((finished, failed) => {
      signal.addEventListener('abort', () => failed(signal.reason), { once: true });
      worker.onerror = (event) => failed(new Error(event.message));
      worker.onmessage = (event: MessageEvent<FromBounce>) => {
        const message = event.data;
        switch (message.is) {
          case 'wants':
            this.fetchBundle(message.parts, signal).then((bytes) => {
              worker.postMessage({ is: 'bundle', bytes } satisfies ToBounce, [bytes]);
            }, failed);
            break;
          case 'samples':
            samples.push(message.bytes);
            progress(message.done);
            break;
          case 'finished':
            finished(samples);
            break;
          case 'failed':
            failed(new Error(message.text));
            break;
        }
      };
      signal.throwIfAborted();
      worker.postMessage(job satisfies ToBounce);
    });
  }

  // ---- listeners

  subscribe(changed: () => void): () => void {
    this.listeners.add(changed);
    return () => this.listeners.delete(changed);
  }

  private changed(): void {
    if (this.telling || this.closed) {
      return;
    }
    this.telling = true;
    requestAnimationFrame(() => {
      this.telling = false;
      this.listeners.forEach((listener) => {
        listener();
      });
    });
  }

  close(): void {
    this.closed = true;
    this.tell({ is: 'close' });
    this.loader.close();
    this.decoder.terminate();
    this.listeners.clear();
    void this.context?.close();
  }
}

const utf8 = (of: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(of);
const text = (of: Uint8Array): string => new TextDecoder().decode(of);
const words = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Opens the engine for sessions of a sample rate.
 *
 * @param fetchBundle asks the server for stems; `audio` itself knows no server
 */
export function openEngine(rate: number, fetchBundle: FetchBundle): LiveEngine {
  return new Live(rate, fetchBundle);
}
