import type { Client } from '../api/client.ts';
import { AwayError, ProblemError, type Trouble, troubleOf } from '../api/errors.ts';
import type { Part, Stem } from '../api/types.ts';
import { Speed } from './speed.ts';
import { put, sha256 } from './wire.ts';

const FILES_AT_ONCE = 2;
const PARTS_AT_ONCE = 3;
const TRIES = 5;
const FIRST_PAUSE_MS = 500;
const BUSY_POLL_MS = 1500;

export type State = 'waiting' | 'sending' | 'reading' | 'done' | 'refused' | 'failed' | 'paused';

/** A file on its way. */
export class Item {
  state: State = $state('waiting');
  sent = $state(0);
  trouble: Trouble | null = $state.raw(null);
  stems: Stem[] = $state.raw([]);
  upload: string | null = null;

  constructor(readonly file: File) {}
}

/** What is remembered across a reload: a file cannot be, but that it was on its way can. */
interface Unfinished {
  name: string;
  bytes: number;
  upload: string;
}

/**
 * The uploads of one session: some files at a time, each in several parts, straight to the audio store. Pausing keeps what has arrived; so
 * does closing the page, and the same file dropped again goes on.
 */
export class Uploads {
  items: Item[] = $state.raw([]);
  paused = $state(false);
  /** Bytes a second; null while nothing moves. */
  speed: number | null = $state(null);
  /** From before the page was loaded. */
  unfinished: Unfinished[] = $state.raw([]);

  readonly bytes = $derived(this.items.reduce((sum, item) => sum + item.file.size, 0));
  readonly sent = $derived(this.items.reduce((sum, item) => sum + item.sent, 0));
  readonly busy = $derived(
    this.items.some((i) => i.state === 'waiting' || i.state === 'sending' || i.state === 'reading'),
  );

  private readonly meter = new Speed();
  private stop = new AbortController();
  private running = 0;
  private hashing: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly client: Client,
    private readonly session: string,
    /** Told when files have become stems and nothing is on its way. */
    private readonly settled: (done: { stem: Stem; fileName: string }[]) => void,
    private readonly store: Storage = localStorage,
  ) {
    this.unfinished = this.remembered();
  }

  add(files: readonly File[]): void {
    const fresh = files.filter(
      (file) =>
        !this.items.some(
          (item) => item.file.name === file.name && item.file.size === file.size && item.state !== 'refused',
        ),
    );
    this.items = [...this.items, ...fresh.map((file) => new Item(file))];
    this.paused = false;
    this.next();
  }

  pause(): void {
    this.paused = true;
    this.stop.abort();
    this.stop = new AbortController();
    this.meter.reset();
    this.speed = null;
  }

  resume(): void {
    this.paused = false;
    for (const item of this.items) {
      if (item.state === 'paused') {
        item.state = 'waiting';
      }
    }
    this.next();
  }

  retry(item: Item): void {
    item.trouble = null;
    item.state = 'waiting';
    this.next();
  }

  /** Takes a file off the list, and what had arrived of it off the server. */
  remove(item: Item): void {
    this.items = this.items.filter((each) => each !== item);
    if (item.upload !== null && item.state !== 'done') {
      this.client.cancel(item.upload).catch(() => undefined);
      this.forget(item.upload);
    }
  }

  dismiss(): void {
    this.items = this.items.filter((item) => item.state !== 'done' && item.state !== 'refused');
  }

  private next(): void {
    while (!this.paused && this.running < FILES_AT_ONCE) {
      const item = this.items.find((each) => each.state === 'waiting');
      if (!item) {
        break;
      }
      this.running += 1;
      item.state = 'sending';
      void this.run(item).finally(() => {
        this.running -= 1;
        this.next();
        this.settle();
      });
    }
  }

  private settle(): void {
    if (this.busy || this.paused) {
      return;
    }
    this.meter.reset();
    this.speed = null;
    const done = this.items
      .filter((item) => item.state === 'done')
      .flatMap((item) =>
        item.stems.map((stem) => ({
          stem,
          fileName: item.stems.length === 1 ? item.file.name : stem.fileName,
        })),
      );
    if (done.length > 0) {
      this.settled(done);
    }
  }

  private async run(item: Item): Promise<void> {
    try {
      item.stems = await this.bring(item);
      item.sent = item.file.size;
      item.state = 'done';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') {
        item.state = 'paused';
        return;
      }
      item.trouble = troubleOf(error);
      item.state = error instanceof ProblemError && error.status === 422 ? 'refused' : 'failed';
    }
    if (item.upload !== null && item.state !== 'failed') {
      this.forget(item.upload);
    }
  }

  private async bring(item: Item): Promise<Stem[]> {
    const signal = this.stop.signal;
    const hash = await this.hash(item.file);
    const fileName = item.file.name;
    const declared = { fileName, bytes: item.file.size, session: this.session };
    const known = item.upload ?? this.begun(item.file);
    let upload =
      hash === undefined && known !== null ? await this.client.upload(known).catch(() => null) : null;
    if (upload?.state !== 'open') {
      upload = await this.client.declare(hash === undefined ? declared : { ...declared, sha256: hash });
    }
    if (upload.stem) {
      return [upload.stem];
    }
    if (upload.upload === null) {
      throw new AwayError('The server gave the upload no name.');
    }
    item.upload = upload.upload;
    this.remember({ name: fileName, bytes: item.file.size, upload: upload.upload });
    await this.send(item, upload.parts, signal);
    item.state = 'reading';
    return this.complete(upload.upload);
  }

  /** One after the other: each takes its file into memory. */
  private hash(file: File): Promise<string | undefined> {
    const hash = this.hashing.then(() => sha256(file));
    this.hashing = hash.catch(() => undefined);
    return hash;
  }

  private async send(item: Item, parts: readonly Part[], signal: AbortSignal): Promise<void> {
    const missing = parts.filter((part) => !part.present);
    const there = item.file.size - missing.reduce((sum, part) => sum + part.bytes, 0);
    const moving = new Map<number, number>();
    const tell = () => {
      item.sent = there + [...moving.values()].reduce((sum, bytes) => sum + bytes, 0);
      this.meter.note(this.sent, performance.now());
      this.speed = this.meter.perSecond();
    };
    tell();
    const worker = async () => {
      for (let part = missing.shift(); part; part = missing.shift()) {
        await this.sendPart(item, part, signal, (bytes) => {
          moving.set(part.number, bytes);
          tell();
        });
      }
    };
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, worker));
  }

  private async sendPart(
    item: Item,
    part: Part,
    signal: AbortSignal,
    sent: (bytes: number) => void,
  ): Promise<void> {
    let url = part.url;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await put(url, item.file.slice(part.offset, part.offset + part.bytes), { signal, sent });
        sent(part.bytes);
        return;
      } catch (error) {
        if (signal.aborted || attempt === TRIES) {
          throw error;
        }
        sent(0);
        await new Promise((done) => setTimeout(done, FIRST_PAUSE_MS * 2 ** attempt));
        if (error instanceof ProblemError && item.upload !== null) {
          const fresh = await this.client.upload(item.upload);
          url = fresh.parts.find((each) => each.number === part.number)?.url ?? url;
        }
      }
    }
  }

  private async complete(upload: string): Promise<Stem[]> {
    for (;;) {
      try {
        return [await this.client.complete(upload)];
      } catch (error) {
        if (error instanceof ProblemError && error.slug === 'channels-to-split') {
          return this.client.split(upload);
        }
        if (!(error instanceof ProblemError && error.slug === 'upload-busy')) {
          throw error;
        }
        await new Promise((done) => setTimeout(done, BUSY_POLL_MS));
      }
    }
  }

  // ---- across a reload

  private get key(): string {
    return `foldback.uploads.${this.session}`;
  }

  private remembered(): Unfinished[] {
    try {
      const parsed: unknown = JSON.parse(this.store.getItem(this.key) ?? '[]');
      return Array.isArray(parsed)
        ? (parsed as Unfinished[]).filter((u) => typeof u?.upload === 'string')
        : [];
    } catch {
      return [];
    }
  }

  private begun(file: File): string | null {
    return this.remembered().find((u) => u.name === file.name && u.bytes === file.size)?.upload ?? null;
  }

  private remember(one: Unfinished): void {
    this.keep([...this.remembered().filter((u) => u.upload !== one.upload), one]);
    this.unfinished = this.unfinished.filter((u) => u.name !== one.name || u.bytes !== one.bytes);
  }

  private forget(upload: string): void {
    this.keep(this.remembered().filter((u) => u.upload !== upload));
    this.unfinished = this.unfinished.filter((u) => u.upload !== upload);
  }

  /** Forgets, and takes off the server, what was on its way before the page was loaded. */
  abandon(): void {
    for (const { upload } of this.unfinished) {
      this.client.cancel(upload).catch(() => undefined);
      this.forget(upload);
    }
  }

  private keep(all: Unfinished[]): void {
    try {
      this.store.setItem(this.key, JSON.stringify(all));
    } catch {
      // A browser that keeps nothing: the server still knows the upload by the file's hash.
    }
  }
}
