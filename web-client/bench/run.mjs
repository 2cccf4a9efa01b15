// Measures the engine in Chromium: node bench/run.mjs [--json FILE] [--repeat N] [--only NAME,...]. Prints a line of JSON for each figure.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

const W24 = { tracks: 24, seconds: 20 };
const FIGURES = {
  golden: (ask) => ask('golden'),
  'faders-24': (ask) => ask('speed', { ...W24, chain: 'faders', spaces: false }),
  'equalised-24': (ask) => ask('speed', { ...W24, chain: 'equalised', spaces: false }),
  'compressed-24': (ask) => ask('speed', { ...W24, chain: 'compressed', spaces: false }),
  'strips-24': (ask) => ask('speed', { ...W24, chain: 'compressed', spaces: true }),
  'mix-changes-24': (ask) => ask('move', { tracks: 24, moves: 50 }),
  'live-48': (ask) => ask('play', { tracks: 48, seconds: 60 }),
  'fader-to-ear-24': (ask) => ask('faderMoves', { tracks: 24, moves: 30 }),
  'seek-to-ear-24': (ask) => ask('seeks', { tracks: 24, times: 10 }),
  'memory-24': (ask, memory) => ask('stay', { tracks: 24 }).then(memory),
};
/** What sounds is measured by no more than once: it takes as long as it sounds. */
const REPEATED = new Set(['faders-24', 'equalised-24', 'compressed-24', 'strips-24', 'mix-changes-24']);

const { values } = parseArgs({
  options: { json: { type: 'string' }, repeat: { type: 'string', default: '3' }, only: { type: 'string' } },
});
const names = values.only?.split(',') ?? Object.keys(FIGURES);
for (const name of names) {
  if (!(name in FIGURES)) {
    console.error(`foldback: there is no figure ${name}; there are ${Object.keys(FIGURES).join(', ')}.`);
    process.exit(2);
  }
}
const repeat = Number(values.repeat);
/** Where the command was given, which may be another folder. */
const json = values.json && resolve(process.env.FOLDBACK_CALLER ?? '.', values.json);

const server = await createServer({
  configFile: new URL('../vite.config.ts', import.meta.url).pathname,
  root: new URL('.', import.meta.url).pathname,
  logLevel: 'error',
  server: {
    host: '127.0.0.1',
    port: 0,
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  },
});
await server.listen();
const { CHROMIUM, CHROMIUM_ARGUMENTS } = await server.ssrLoadModule(
  new URL('../test/chromium.ts', import.meta.url).pathname,
);
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: [...CHROMIUM_ARGUMENTS, '--autoplay-policy=no-user-gesture-required'],
});

/** The memory of the process that has the page, in MB: what it holds now, and at most. */
async function memory() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pages = processInfo.filter((each) => each.type === 'renderer').map((each) => each.id);
  const megabytes = (name) => {
    const kilobytes = pages.map((id) =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]),
    );
    return Math.round(Math.max(...kilobytes) / 1024);
  };
  return { megabytes: megabytes('VmRSS'), mostMegabytes: megabytes('VmHWM') };
}

const report = [];
try {
  for (let turn = 0; turn < repeat; turn++) {
    for (const name of names.filter((each) => turn === 0 || REPEATED.has(each))) {
      const page = await browser.newPage();

      page.on('pageerror', (error) => console.error(`foldback: ${name}: ${error.message}`));
      await page.goto(server.resolvedUrls.local[0]);
      await page.waitForFunction(() => 'measures' in window, undefined, { timeout: 60_000 });
      const ask = (measure, of) =>
        page.evaluate(([which, what]) => window.measures[which](what), [measure, of]);
      const figure = await FIGURES[name](ask, memory);
      const lines = Array.isArray(figure) ? figure : [{ figure: name, turn, ...figure }];
      for (const line of lines) {
        console.log(JSON.stringify(line));
        report.push(line);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  await server.close();
}
if (json) {
  writeFileSync(json, `${JSON.stringify(report, null, 1)}\n`);
}
if (report.some((line) => line.equal === false)) {
  console.error('foldback: a golden mix has other bits in the browser than on the JVM.');
  process.exit(1);
}
