// npm run measure: the figures of docs/PERFORMANCE.md for the pages, in Chromium, on this machine.
import { readdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { Studio } from './studio.mjs';

const MEASURES_MS = 5000;

const studio = await Studio.open();
studio.told = true;
studio.fixture.someoneDoes(
  'crowd',
  Array.from({ length: 12 }, (_, i) => ({
    type: 'TrackAdded',
    track: `more-${i}`,
    name: `More ${i}`,
    colour: '#3FD5FF',
  })),
);

/** Frames a second and long tasks while something is done, and what the main thread did meanwhile. */
async function during(page, what, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const busy = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find((m) => m.name === 'TaskDuration')?.value ?? 0) * 1000;
  };
  const before = await busy();
  const measured = page.evaluate(
    (ms) =>
      new Promise((done) => {
        const long = [];
        const watch = new PerformanceObserver((list) =>
          long.push(...list.getEntries().map((entry) => entry.duration)),
        );
        watch.observe({ entryTypes: ['longtask'] });
        const began = performance.now();
        let frames = 0;
        const frame = () => {
          frames += 1;
          const took = performance.now() - began;
          if (took < ms) {
            requestAnimationFrame(frame);
          } else {
            watch.disconnect();
            done({ frames: (frames / took) * 1000, took, long });
          }
        };
        requestAnimationFrame(frame);
      }),
    MEASURES_MS,
  );
  let stop = false;
  const working = (async () => {
    for (let i = 0; !stop && work; i++) {
      await work(i);
    }
  })();
  const { frames, took, long } = await measured;
  stop = true;
  await working;
  const share = ((await busy()) - before) / took;
  console.log(
    `${what}: ${frames.toFixed(1)} frames/s, main thread ${(share * 100).toFixed(0)} % of its time at work, ` +
      `${long.length} tasks over 50 ms${long.length > 0 ? ` (longest ${Math.round(Math.max(...long))} ms)` : ''}`,
  );
}

console.log(`${cpus().length} cores, ${cpus()[0]?.model}; no graphics card`);

const scripts = readdirSync('dist/assets').filter((name) => name.endsWith('.js'));
const sizes = scripts.map((name) => [name, gzipSync(readFileSync(`dist/assets/${name}`)).length]);
const whole = sizes.reduce((sum, [, size]) => sum + size, 0);
const first = sizes.find(([name]) => name.startsWith('index-'))?.[1] ?? 0;
console.log(
  `JavaScript: ${(whole / 1000).toFixed(1)} kB gzipped in all, ${(first / 1000).toFixed(1)} kB of it at once`,
);

for (const [what, path] of [
  ['sessions', '/'],
  ['a session of 60 tracks', '/app/sessions/crowd'],
]) {
  const page = await studio.visit(path);
  await page.waitForTimeout(500);
  const ready = what === 'sessions' ? 'a[href^="/app/sessions/"]' : '.console';
  const began = performance.now();
  await page.reload({ waitUntil: 'commit' });
  await page.locator(ready).first().waitFor();
  console.log(`${what}, warm: usable after ${Math.round(performance.now() - began)} ms`);
  await studio.leave();
}

const page = await studio.visit('/app/sessions/crowd');
await page.locator('[data-clip]').first().waitFor();
await page.waitForTimeout(3000);
await during(page, 'at rest', null);
await page.getByRole('button', { name: 'Play', exact: true }).click();
await page.waitForTimeout(500);
await during(page, '60 tracks, a mixdown playing', null);
const timeline = page.getByRole('group', { name: 'Mixdown and tracks' });
const box = await timeline.boundingBox();
await page.mouse.move(box.x + 600, box.y + 250);
await during(page, 'playing, scrolling down and up', (i) => page.mouse.wheel(0, i % 40 < 20 ? 60 : -60));
await page.keyboard.press('+');
await page.keyboard.press('+');
await page.keyboard.press('+');
await during(page, 'playing, scrolling along, zoomed in', (i) => page.mouse.wheel(i % 40 < 20 ? 40 : -40, 0));
await page.keyboard.press('0');
const fader = await page.getByRole('slider', { name: 'Kick 1 fader', exact: true }).boundingBox();
await page.mouse.move(fader.x + 26, fader.y + 60);
await page.mouse.down();
await during(page, 'playing, a fader dragged', (i) =>
  page.mouse.move(fader.x + 26, fader.y + 60 + 40 * Math.sin(i / 5)),
);
await page.mouse.up();
await timeline.evaluate((node) => node.scrollTo(0, 0));
const clip = await page.locator('[data-clip]').first().boundingBox();
await page.mouse.move(clip.x + 200, clip.y + 20);
await page.mouse.down();
await during(page, 'playing, a clip dragged', (i) =>
  page.mouse.move(clip.x + 200 + 150 * Math.sin(i / 5), clip.y + 20),
);
await page.keyboard.press('Escape');
await page.mouse.up();
await studio.close();
process.exit(0);
