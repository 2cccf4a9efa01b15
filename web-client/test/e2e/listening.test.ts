import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { hear, moment, overhang, PHONE, position, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.away = false;
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
const until = (probe: () => Promise<unknown>) => expect.poll(probe, { timeout: 6000, interval: 50 });

test('Space plays, and what goes to the speakers is sound', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  expect((await hear(page)).db).toBe(Number.NEGATIVE_INFINITY);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await until(async () => (await hear(page)).db).toBeGreaterThan(-40);
  const before = await moment(page);
  await pause(600);
  const after = await moment(page);
  expect(after.clock - before.clock).toBeGreaterThan(0.1);
  expect(Math.abs(after.position - before.position - (after.clock - before.clock))).toBeLessThan(0.25);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const rest = await position(page);
  await pause(200);
  expect(await position(page)).toBe(rest);
  await until(async () => (await hear(page)).db).toBeLessThan(-100);
});

test('keys move the playhead, and the slider says where it is', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  const slider = page.getByRole('slider', { name: 'Position in the song' });
  for (const [key, seconds] of [
    ['ArrowRight', 5],
    ['Shift+ArrowRight', 6],
    ['ArrowLeft', 1],
    ['ArrowLeft', 0],
    ['ArrowRight', 5],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key);
    await until(() => position(page)).toBe(seconds);
  }
  const box = (await slider.boundingBox()) as { x: number; y: number; width: number; height: number };
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await until(() => position(page)).toBeCloseTo(32, 0);
  expect(await slider.getAttribute('aria-valuetext')).toMatch(/^3[12]\.\d seconds of 1 minute 4\.0 seconds$/);
  await page.mouse.move(box.x + box.width / 4, box.y + 60);
  expect(await page.locator('.wave .time').innerText()).toMatch(/^0:1[56]\.\d$/);
});

test('A and B change over at one position, equally loud, and never louder than they are', async () => {
  const page = await studio.visit('/app/sessions/tones');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('Space');
  // Mix 2 is 3 kHz at -9.0 dBFS RMS and is turned down by 6.0 dB to Mix 1: 750 Hz at -15.1.
  await until(async () => Math.round((await hear(page)).hertz / 100)).toBe(30);
  await until(async () => (await hear(page)).db).toBeCloseTo(-15.05, 1);
  const matched = (await hear(page)).db;
  expect(await page.getByRole('button', { name: /B Mix 2/ }).innerText()).toContain('−6.0 dB');

  const before = await moment(page);
  await page.keyboard.press('a');
  await until(async () => Math.round((await hear(page)).hertz / 50)).toBe(15);
  await pause(250);
  expect((await hear(page)).db).toBeCloseTo(matched, 1);
  const after = await moment(page);
  expect(Math.abs(after.position - before.position - (after.clock - before.clock))).toBeLessThan(0.25);

  await page.keyboard.press('x');
  await page.getByRole('button', { name: 'Equal loudness' }).click();
  await until(async () => (await hear(page)).db).toBeGreaterThan(-9.2);
  expect((await hear(page)).db).toBeLessThan(-8.8);
  await page.keyboard.press('b');
  expect(await page.getByRole('button', { name: /B Mix 2/ }).getAttribute('aria-pressed')).toBe('true');
});

test('a render is waited for, shown while it goes on, and played when it is done', async () => {
  studio.fixture.rendersFinish = false;
  const page = await studio.visit('/app/sessions/rendering');
  await page.getByText('Rendering, 42 %', { exact: true }).waitFor();
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('42');
  expect(await page.getByRole('button', { name: 'Play', exact: true }).isDisabled()).toBe(true);
  expect(await violations(page)).toEqual([]);
  studio.fixture.rendersFinish = true;
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
});

test('a render that failed says why, and can be asked for again', async () => {
  const page = await studio.visit('/app/sessions/failed');
  await page
    .getByText(/missing from the blob store/)
    .first()
    .waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Render it again' }).click();
  await page.getByText('Waiting for a render worker', { exact: true }).waitFor();
});

test('the keys are listed under ?', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('on a phone: one column, transport at the bottom, notes before tracks, room for fingers', async () => {
  const page = await studio.visit('/app/sessions/night-bus', PHONE);
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await play.and(page.locator(':enabled')).waitFor();
  expect(await overhang(page)).toBe(0);
  const notes = await page.getByRole('heading', { name: 'Notes' }).boundingBox();
  const tracks = await page.getByRole('heading', { name: /Tracks/ }).boundingBox();
  expect(notes?.y).toBeLessThan(tracks?.y ?? 0);
  const dock = await play.boundingBox();
  expect(dock?.y).toBeGreaterThan(PHONE.height - 80);
  expect(dock?.y).toBeLessThan(PHONE.height - 44);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button:not([tabindex="-1"]), a, input, select, textarea')]
      .map((e) => ({ box: e.getBoundingClientRect(), name: e.getAttribute('aria-label') ?? e.innerText }))
      .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 28))
      .map(({ box, name }) => `${name}: ${box.width} x ${box.height}`),
  );
  expect(small).toEqual([]);
  expect(await violations(page)).toEqual([]);
  await play.tap();
  await until(async () => (await hear(page)).db).toBeGreaterThan(-40);
  await page.getByRole('button', { name: 'Note here' }).tap();
  await page.getByRole('button', { name: 'Pin note' }).waitFor();
  expect(await overhang(page)).toBe(0);
});

test('a new mixdown is offered while another plays, and heard at the same place when asked for', async () => {
  const page = await studio.visit('/app/sessions/tones');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('Space');
  await until(async () => Math.round((await hear(page)).hertz / 100)).toBe(30);
  const stored = studio.fixture.stored('tones');
  const [newest, oldest] = stored.renders;
  if (!newest || !oldest) throw new Error('the fixture has lost its tones');
  stored.session.revisions.push({ id: 'mix-3', name: 'Mix 3', version: 3 });
  stored.audio.set('third', stored.audio.get(oldest.id) as Buffer);
  stored.peaks.set('third', stored.peaks.get(oldest.id) as Buffer);
  stored.renders.unshift({ ...oldest, id: 'third', revision: 'mix-3', revisionName: 'Mix 3', version: 3 });
  const offer = page.getByRole('button', { name: 'Mix 3 is ready: hear it' });
  await offer.waitFor();
  expect(Math.round((await hear(page)).hertz / 100)).toBe(30);
  expect(await violations(page)).toEqual([]);

  const before = await moment(page);
  await offer.click();
  await until(async () => Math.round((await hear(page)).hertz / 50)).toBe(15);
  const after = await moment(page);
  expect(Math.abs(after.position - before.position - (after.clock - before.clock))).toBeLessThan(0.25);
  await page.getByRole('button', { name: /^A Mix 2/ }).waitFor();
  await page.keyboard.press('a');
  await until(async () => Math.round((await hear(page)).hertz / 100)).toBe(30);
});

test('nothing is drawn while nothing moves', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  await pause(600);
  const frames = await page.evaluate(async () => {
    const original = requestAnimationFrame;
    let count = 0;
    window.requestAnimationFrame = (callback) => {
      count += 1;
      return original(callback);
    };
    await new Promise((done) => setTimeout(done, 1000));
    return count;
  });
  expect(frames).toBe(0);
});
