/** A browser with the fixture server behind it, and ears: what goes to the speakers is measured, not believed. */
import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page, type WebSocketRoute } from 'playwright-core';
import { CHROMIUM, CHROMIUM_ARGUMENTS } from '../chromium.ts';
import { Fixture } from '../fixture/server.ts';

const DIST = 'dist';
export const DESK = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

export class Studio {
  readonly complaints: string[] = [];
  /** The live sockets that pages have opened, the newest last. They say nothing unless a test does, or {@link told} is true. */
  readonly lines: WebSocketRoute[] = [];
  /** Whether the live sockets tell of what happens in the fixture's sessions. */
  told = false;
  private readonly contexts: BrowserContext[] = [];

  private constructor(
    readonly fixture: Fixture,
    readonly base: string,
    private readonly browser: Browser,
  ) {}

  static async open(): Promise<Studio> {
    if (!existsSync(`${DIST}/index.html`)) {
      throw new Error('dist/ is empty: run npm run build first');
    }
    if (!existsSync(CHROMIUM)) {
      throw new Error(
        `no browser at ${CHROMIUM}: install the package chromium, or set CHROMIUM to another one`,
      );
    }
    const fixture = new Fixture(DIST);
    const [base, browser] = await Promise.all([
      fixture.listen(),
      chromium.launch({ executablePath: CHROMIUM, args: [...CHROMIUM_ARGUMENTS] }),
    ]);
    return new Studio(fixture, base, browser);
  }

  /** A page of somebody who signed in before. */
  async visit(path: string, viewport = DESK): Promise<Page> {
    const context = await this.context(viewport);
    await context.addCookies([
      {
        ...this.fixture.accounts.remembered(),
        url: `${this.base}/api/accounts`,
        httpOnly: true,
        sameSite: 'Strict',
      },
    ]);
    return this.page(context, path);
  }

  /** A page of a visitor who has never been here. */
  async arrive(path: string, viewport = DESK): Promise<Page> {
    return this.page(await this.context(viewport), path);
  }

  private async context(viewport: typeof DESK): Promise<BrowserContext> {
    const phone = viewport === PHONE;
    const context = await this.browser.newContext({ viewport, isMobile: phone, hasTouch: phone });
    this.contexts.push(context);
    await context.addInitScript(listenIn);
    await context.routeWebSocket(/\/live\?/, (line) => {
      this.lines.push(line);
      if (this.told) {
        this.tell(line);
      }
    });
    return context;
  }

  private tell(line: WebSocketRoute): void {
    const url = new URL(line.url());
    const client = url.searchParams.get('client') ?? '';
    const log = this.fixture.log(this.fixture.stored(url.pathname.split('/')[3] ?? ''));
    const leave = log.listen(client, `Somebody in ${client.slice(-4)}`, (message) =>
      line.send(JSON.stringify(message)),
    );
    line.onMessage((text) => {
      const message = JSON.parse(String(text)) as Record<string, unknown>;
      if (message['type'] === 'presence') {
        log.seen(client, `Somebody in ${client.slice(-4)}`, message);
      }
    });
    line.onClose(leave);
  }

  /** Another page of a browser. */
  async page(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage();
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text());
      if (!expected && (message.type() === 'error' || message.type() === 'warning')) {
        this.complaints.push(message.text());
      }
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(this.base) && !/^(blob|data):/.test(request.url())) {
        this.complaints.push(`a request to somewhere else: ${request.url()}`);
      }
    });
    await page.goto(this.base + path);
    return page;
  }

  async leave(): Promise<void> {
    await Promise.all(this.contexts.splice(0).map((c) => c.close()));
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.fixture.close();
  }
}

/** What the speakers get, from a tap before them. */
export interface Heard {
  /** RMS in dBFS of one channel. */
  db: number;
  /** The strongest frequency. */
  hertz: number;
}

/** Runs in the page, before anything else: puts an analyser beside every loudspeaker. */
function listenIn(): void {
  const connect = AudioNode.prototype.connect;
  const taps: AnalyserNode[] = [];
  Object.assign(window, { taps });
  AudioNode.prototype.connect = function (this: AudioNode, ...args: unknown[]) {
    const target = args[0];
    if (target instanceof AudioDestinationNode && this.context instanceof AudioContext) {
      const tap = new AnalyserNode(this.context, { fftSize: 8192, smoothingTimeConstant: 0 });
      taps.length = 0;
      taps.push(tap);
      Reflect.apply(connect, this, [tap]);
    }
    return Reflect.apply(connect, this, args);
  } as typeof connect;
}

export function hear(page: Page): Promise<Heard> {
  return page.evaluate(() => {
    const tap = (window as unknown as { taps: AnalyserNode[] }).taps.at(-1);
    if (!tap) {
      return { db: Number.NEGATIVE_INFINITY, hertz: 0 };
    }
    const samples = new Float32Array(tap.fftSize);
    tap.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, v) => sum + v * v, 0) / samples.length;
    const bins = new Float32Array(tap.frequencyBinCount);
    tap.getFloatFrequencyData(bins);
    const loudest = bins.reduce((best, v, i) => (v > (bins[best] as number) ? i : best), 0);
    return { db: 10 * Math.log10(power), hertz: (loudest * tap.context.sampleRate) / tap.fftSize };
  });
}

/** The position that is shown, and the clock of the loudspeakers at the same frame, in seconds. */
export async function moment(page: Page): Promise<{ position: number; clock: number }> {
  return page.evaluate(
    () =>
      new Promise((done) => {
        // After the page's own painting of this frame. The wall clock would not do: a busy machine starves its speakers.
        requestAnimationFrame(() => {
          const text = document.querySelector('.clock .now')?.textContent ?? '';
          const [minutes, seconds] = text.split(':').map(Number);
          const tap = (window as unknown as { taps: AnalyserNode[] }).taps.at(-1);
          done({
            position: (minutes as number) * 60 + (seconds as number),
            clock: tap?.context.currentTime ?? 0,
          });
        });
      }),
  );
}

/** Seconds that the transport shows. */
export const position = async (page: Page) => (await moment(page)).position;

export async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** How far the page sticks out to the side, in pixels. */
export const overhang = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
