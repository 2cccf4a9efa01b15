/**
 * Runs the WebAssembly of mixdown-web where nothing else is: a worklet has no fetch, no TextDecoder and no timers, and the loader that comes with
 * the compiler needs them. Everything here is synchronous, and a module that wants an import that is not known is refused.
 */
import { LISTENED, MEASURES, OUT, OUT_FRAMES, PIECE, PIECE_FRAMES, TEXT_BYTES } from './layout.ts';

const PAGE_BYTES = 65_536;

/** The engine's buffers and its own data, and some room. */
const PAGES = 16;

/** Fills left and right with frames of a stem, from index 0. */
export type ReadStem = (
  stem: number,
  frame: number,
  left: Float64Array,
  right: Float64Array,
  count: number,
) => void;

interface Exports {
  'teavm.malloc'(bytes: number): number;
  fb_bytes(): number;
  fb_memory(address: number): void;
  fb_text(bytes: number): void;
  fb_append(bytes: number): void;
  fb_fetch(): number;
  fb_stem(number: number, channels: number, rate: number, frames: number): void;
  fb_show(): number;
  fb_seek(frame: number, history: number): void;
  fb_preroll(ticks: number): number;
  fb_loop(from: number, to: number): void;
  fb_song_frame(): number;
  fb_next_tick(): number;
  fb_latency(): number;
  fb_whole_history(): number;
  fb_listen(): void;
  fb_render(frames: number): void;
  fb_quantise(first: number, from: number, frames: number): void;
  fb_layout(): number;
  fb_layout_text(): number;
  fb_measures(): number;
}

const STRINGS: Record<string, unknown> = {
  fromCharCode: (code: number) => String.fromCharCode(code),
  concat: (a: string, b: string) => a + b,
  length: (text: string) => text.length,
  charCodeAt: (text: string, at: number) => text.charCodeAt(at),
  substring: (text: string, from: number, to: number) => text.substring(from, to),
  fromCharCodeArray: notHere,
  intoCharCodeArray: notHere,
};

const nothing = () => null;

const identity = (value: unknown) => value;

/**
 * What the compiled runtime asks for besides. Of what JavaScript and Java say to each other it only prepares the means: the engine says nothing to
 * it, and what would be called then throws.
 */
const RUNTIME: Record<string, Record<string, unknown>> = {
  teavm: { takeStackTrace: nothing, decorateException: () => undefined },
  teavmDate: { currentTimeMillis: () => Date.now() },
  teavmMemory: { notifyHeapResized: () => undefined },
  teavmJso: {
    stringBuiltinsSupported: () => 0,
    isUndefined: (value: unknown) => (value === undefined ? 1 : 0),
    createClass: () => ({}),
    defineFunction: () => () => undefined,
    defineStaticMethod: () => undefined,
    createFunction1: () => () => undefined,
    callFunction1: notHere,
    getProperty: notHere,
    javaObjectToJS: identity,
    unwrapJavaObject: identity,
    wrapObject: identity,
    wrapInt: identity,
    unwrapInt: identity,
  },
};

function notHere(): never {
  throw new Error('the engine asked for something of JavaScript');
}

/** The first import that the glue does not know, as `module.name`; null if it knows all. */
export function unknownImport(module: WebAssembly.Module): string | null {
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    if (kind === 'function' && !known(from, name)) {
      return `${from}.${name}`;
    }
  }
  return null;
}

function known(from: string, name: string): unknown {
  if (from === 'teavmMath') {
    return (Math as unknown as Record<string, unknown>)[name];
  }
  if (from === 'wasm:js-string') {
    return STRINGS[name];
  }
  if (from === 'foldback') {
    return name === 'readStem';
  }
  return RUNTIME[from]?.[name];
}

/** How much memory the module wants, in pages, and where its own data ends. Read where there is a TextDecoder. */
export interface Requirements {
  pages: number;
  dataBytes: number;
}

export function requirements(module: WebAssembly.Module): Requirements {
  const section = WebAssembly.Module.customSections(module, 'teavm.memoryRequirements')[0];
  const stated: unknown = section ? JSON.parse(new TextDecoder().decode(section)) : null;
  const { min, dataSize } = (stated ?? {}) as { min?: number; dataSize?: number };
  if (typeof min !== 'number' || typeof dataSize !== 'number') {
    throw new Error('the module does not say how much memory it wants');
  }
  return { pages: Math.max(min, PAGES), dataBytes: dataSize };
}

/** One engine: one mix that plays. */
export class Engine {
  /** What was rendered last. */
  readonly left: Float64Array;
  readonly right: Float64Array;
  /** What the strip made of it that is listened to. */
  readonly listenedLeft: Float64Array;
  readonly listenedRight: Float64Array;
  readonly measures: Float64Array;
  private readonly text: Uint8Array;
  private readonly bytes: Uint8Array;
  private readonly wasm: Exports;

  constructor(module: WebAssembly.Module, wants: Requirements, readStem: ReadStem) {
    const unknown = unknownImport(module);
    if (unknown) {
      throw new Error(`the module wants ${unknown}, which nobody here has`);
    }
    const memory = new WebAssembly.Memory({ initial: wants.pages, maximum: wants.pages });
    let left = new Float64Array();
    let right = left;
    const imports: Record<string, Record<string, unknown>> = {
      foldback: {
        readStem: (stem: number, frame: number, count: number) => readStem(stem, frame, left, right, count),
      },
    };
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
      if (kind === 'function') {
        const into = imports[from] ?? {};
        into[name] ??= known(from, name);
        imports[from] = into;
      }
    }
    const constant = (value: number) => new WebAssembly.Global({ value: 'i32', mutable: false }, value);
    imports['env'] = { ...imports['env'], memory };
    imports['teavmMemory'] = {
      ...imports['teavmMemory'],
      heapOffset: constant((wants.dataBytes + 15) & ~15),
      maxSize: constant(wants.pages * PAGE_BYTES),
      linearMemory: () => memory.buffer,
    };
    const instance = new WebAssembly.Instance(module, imports as WebAssembly.Imports);
    this.wasm = instance.exports as unknown as Exports;
    const base = (this.wasm['teavm.malloc'](this.wasm.fb_bytes() + 16) + 15) & ~15;
    this.wasm.fb_memory(base);
    const doubles = (at: number, count: number) => new Float64Array(memory.buffer, base + at, count);
    left = doubles(PIECE, PIECE_FRAMES);
    right = doubles(PIECE + 8 * PIECE_FRAMES, PIECE_FRAMES);
    this.left = doubles(OUT, OUT_FRAMES);
    this.right = doubles(OUT + 8 * OUT_FRAMES, OUT_FRAMES);
    this.listenedLeft = doubles(LISTENED, OUT_FRAMES);
    this.listenedRight = doubles(LISTENED + 8 * OUT_FRAMES, OUT_FRAMES);
    this.measures = doubles(MEASURES, (this.wasm.fb_bytes() - MEASURES) / 8);
    this.bytes = new Uint8Array(memory.buffer, base + OUT, 16 * OUT_FRAMES);
    this.text = new Uint8Array(memory.buffer, base, TEXT_BYTES);
  }

  private say(text: Uint8Array): void {
    this.wasm.fb_text(text.length);
    for (let at = 0; at < text.length; at += TEXT_BYTES) {
      const piece = text.subarray(at, at + TEXT_BYTES);
      this.text.set(piece);
      this.wasm.fb_append(piece.length);
    }
  }

  private fetch(length: number): Uint8Array {
    const all = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const count = this.wasm.fb_fetch();
      all.set(this.text.subarray(0, count), at);
      at += count;
    }
    return all;
  }

  /** @param hash in ASCII */
  stem(hash: Uint8Array, number: number, channels: number, rate: number, frames: number): void {
    this.say(hash);
    this.wasm.fb_stem(number, channels, rate, frames);
  }

  /** @returns why the mix cannot be played, in UTF-8; null if it plays from the next tick on */
  show(mix: Uint8Array): Uint8Array | null {
    this.say(mix);
    const length = this.wasm.fb_show();
    return length === 0 ? null : this.fetch(length);
  }

  /** @param history so many frames before the place are rendered by {@link preroll} before anything is heard */
  seek(frame: number, history: number): void {
    this.wasm.fb_seek(frame, history);
  }

  /** @returns how many ticks are left */
  preroll(ticks: number): number {
    return this.wasm.fb_preroll(ticks);
  }

  loop(from: number, to: number): void {
    this.wasm.fb_loop(from, to);
  }

  /** Where the next frame lies. */
  get song(): number {
    return this.wasm.fb_song_frame();
  }

  /** By how many frames what is heard is later than the stems that are read. */
  get latency(): number {
    return this.wasm.fb_latency();
  }

  /** The frame of the song with which the next tick begins: the clips are read from there on, and from as much later as the latency. */
  get nextTick(): number {
    return this.wasm.fb_next_tick();
  }

  get hasWholeHistory(): boolean {
    return this.wasm.fb_whole_history() !== 0;
  }

  /** @param address in ASCII; none for the master */
  listen(address: Uint8Array): void {
    this.say(address);
    this.wasm.fb_listen();
  }

  /** Renders into {@link left} and {@link right}. */
  render(frames: number): void {
    this.wasm.fb_render(frames);
  }

  /**
   * What was rendered last as 24-bit samples, little endian, left and right in turn.
   *
   * @param first the number of its first frame, by which the dither goes
   */
  quantise(first: number, from: number, frames: number): Uint8Array {
    this.wasm.fb_quantise(first, from, frames);
    return this.bytes.slice(0, 6 * frames);
  }

  /** Counts up when {@link layoutText} changes. */
  get layout(): number {
    return this.wasm.fb_layout();
  }

  /** What the measures belong to, in ASCII: addresses of strips, an empty line, addresses and inserts that turn down. */
  layoutText(): Uint8Array {
    return this.fetch(this.wasm.fb_layout_text());
  }

  /** Puts what is measured into {@link measures}, and says how many numbers there are. */
  measure(): number {
    return this.wasm.fb_measures();
  }
}
