import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Clip, MixEvent, Track } from '../../src/api/types.ts';
import { hear, Studio, violations } from './studio.ts';

/** The fixture's song: 96 beats a minute, four to the bar, 64 seconds. */
const BAR = 120_000;
const BEAT = 30_000;

const SESSION = 'bare';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.role = 'OWNER';
  studio.fixture.changes.length = 0;
  studio.told = true;
  studio.fixture.renew(SESSION);
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const until = (probe: () => unknown) => expect.poll(probe, { timeout: 8000, interval: 40 });
const mix = () => studio.fixture.stored(SESSION).session.mix;
const track = (id: string) => mix().tracks.find((t) => t.id === id) as Track;
const clips = (id: string) => track(id).clips.toSorted((a, b) => a.startFrame - b.startFrame);
const clip = (id: string, i = 0) => clips(id)[i] as Clip;
const lane = (address: string) => mix().automation.find((each) => each.address === address);
const gestures = () => new Set(studio.fixture.changes.map((change) => change.gesture)).size;

/** @param console whether its strips are to be seen, or make room for lanes */
async function open(console = false): Promise<Page> {
  const page = await studio.visit(`/app/sessions/${SESSION}`);
  await page.locator('[data-lane="kick"] [data-clip]').first().waitFor();
  if (!console) {
    await page.getByRole('button', { name: 'Show strips' }).click();
  }
  return page;
}

/** A clip of a track, by its place from the left. */
const box = (page: Page, id: string, i = 0) => page.locator(`[data-lane="${id}"] [data-clip]`).nth(i);

async function drag(page: Page, what: Locator, from: number, by: number, down = 0, keys: string[] = []) {
  const own = (await what.boundingBox()) as { x: number; y: number; width: number; height: number };
  const [x, y] = [own.x + from, own.y + own.height / 2];
  await page.mouse.move(x, y);
  for (const key of keys) {
    await page.keyboard.down(key);
  }
  await page.mouse.down();
  for (let i = 1; i <= 8; i++) {
    await page.mouse.move(x + (by * i) / 8, y + (down * i) / 8);
  }
  await page.mouse.up();
  for (const key of keys) {
    await page.keyboard.up(key);
  }
}

/** Pixels of a number of frames, while the whole song is in view. */
async function pixels(page: Page, frames: number): Promise<number> {
  const width = (await page.locator('[data-lane="kick"]').boundingBox())?.width ?? 0;
  return (frames / (64 * 48_000)) * width;
}

async function undo(page: Page) {
  await page.keyboard.press('Control+z');
}

test('a clip is moved by bars, trimmed, split and put back: each of them one step', async () => {
  const page = await open();
  const bar = await pixels(page, BAR);
  await drag(page, box(page, 'kick'), 200, bar * 2 + 3);
  await until(() => clip('kick').startFrame).toBe(2 * BAR);
  await until(() => gestures()).toBe(1);
  await undo(page);
  await until(() => clip('kick').startFrame).toBe(0);

  await drag(page, box(page, 'kick'), 2, bar * 3);
  await until(() => [clip('kick').startFrame, clip('kick').stemFrame]).toEqual([3 * BAR, 3 * BAR]);
  const own = (await box(page, 'kick').boundingBox()) as { width: number };
  await drag(page, box(page, 'kick'), own.width - 3, -bar * 4);
  await until(() => (clip('kick').startFrame + clip('kick').lengthFrames) % BAR).toBe(0);
  const end = clip('kick').startFrame + clip('kick').lengthFrames;
  expect(end).toBeLessThan(64 * 48_000 - 3 * BAR);

  // Back to where the stem ends, and no further.
  await box(page, 'kick').focus();
  for (let i = 0; i < 8; i++) {
    await page.keyboard.press('Shift+ArrowRight');
  }
  await until(() => clip('kick').startFrame + clip('kick').lengthFrames).toBe(64 * 48_000);

  await page.locator('.beats').click({ position: { x: bar * 8, y: 10 } });
  await box(page, 'kick').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('t');
  await until(() => clips('kick').length).toBe(2);
  const [one, two] = clips('kick') as [Clip, Clip];
  expect(two.startFrame).toBe(one.startFrame + one.lengthFrames);
  expect(two.stemFrame).toBe(one.stemFrame + one.lengthFrames);
  expect(await violations(page)).toEqual([]);
});

test('what is let go with Escape leaves no trace, on another track and copied with Alt too', async () => {
  const page = await open();
  const before = structuredClone([clips('snare'), clips('hats')]);
  const own = (await box(page, 'snare').boundingBox()) as { x: number; y: number; height: number };
  await page.mouse.move(own.x + 300, own.y + 20);
  await page.mouse.down();
  await page.mouse.move(own.x + 380, own.y + 80, { steps: 4 });
  await until(() => clips('hats').length).toBe(2);
  await until(() => clips('snare').length).toBe(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await until(() => [clips('snare'), clips('hats')]).toEqual(before);

  await drag(page, box(page, 'snare'), 300, await pixels(page, BAR * 4), 58, ['Alt']);
  await until(() => clips('hats').map((each) => each.startFrame)).toEqual([0, 4 * BAR]);
  expect(clips('snare')).toEqual(before[0]);
  await undo(page);
  await until(() => clips('hats').length).toBe(1);
});

test('several clips go together; fades, gain, copy, duplicate and delete by keys', async () => {
  const page = await open();
  await box(page, 'bass').click({ position: { x: 300, y: 30 } });
  await box(page, 'guitar-l').click({ position: { x: 300, y: 30 }, modifiers: ['Shift'] });
  await page.getByText('2 clips', { exact: true }).waitFor();
  await box(page, 'bass').focus();
  await page.keyboard.press('ArrowRight');
  await until(() => [clip('bass').startFrame, clip('guitar-l').startFrame]).toEqual([BAR, BAR]);
  await page.keyboard.press('[');
  await page.keyboard.press(']');
  await until(() => [clip('bass').fadeIn.frames, clip('guitar-l').fadeOut.frames]).toEqual([2400, 2400]);
  await page.keyboard.press('PageDown');
  await until(() => clip('bass').gainDb).toBe(-0.5);
  await page.getByLabel('Fade in curve').selectOption('S_CURVE');
  await until(() => [clip('bass').fadeIn.shape, clip('guitar-l').fadeIn.shape]).toEqual([
    'S_CURVE',
    'S_CURVE',
  ]);
  await page.getByRole('button', { name: /^Clip gain: / }).click();
  await page.keyboard.type('-6');
  await page.keyboard.press('Enter');
  await until(() => [clip('bass').gainDb, clip('guitar-l').gainDb]).toEqual([-6, -6]);

  await box(page, 'bass').focus();
  await page.keyboard.press('d');
  await until(() => clips('bass').length).toBe(2);
  expect(clip('bass', 1).startFrame).toBe(clip('bass').startFrame + clip('bass').lengthFrames);
  await page.keyboard.press('Delete');
  await until(() => [clips('bass').length, clips('guitar-l').length]).toEqual([1, 1]);
  await undo(page);
  await until(() => clips('bass').length).toBe(2);
});

test('zoom, scroll, and a snap to beats', async () => {
  const page = await open();
  const wide = async () => ((await box(page, 'vocal').boundingBox()) as { width: number }).width;
  const before = await wide();
  await page.getByLabel('Snap').selectOption('beat');
  await page.keyboard.press('+');
  await page.keyboard.press('+');
  await until(wide).toBeGreaterThan(before * 2.4);
  const thumb = page.getByRole('scrollbar', { name: 'Part of the song in view' });
  await thumb.focus();
  await page.keyboard.press('PageDown');
  expect(Number(await thumb.getAttribute('aria-valuenow'))).toBeGreaterThan(10);
  await box(page, 'vocal').focus();
  await page.keyboard.press('ArrowRight');
  await until(() => clip('vocal').startFrame).toBe(BEAT);
  await page.keyboard.press('0');
  await until(() => thumb.count()).toBe(0);
  await until(wide).toBeLessThan(before + 2);
});

test('sections and markers: added, named, moved and removed', async () => {
  const page = await open();
  const sections = () => studio.fixture.log(studio.fixture.stored(SESSION)).view().sections;
  const markers = () => studio.fixture.log(studio.fixture.stored(SESSION)).view().markers;
  await page.getByRole('button', { name: 'Add to the song' }).click();
  await page.getByRole('menuitem', { name: 'New section' }).click();
  await until(() => sections().map((s) => [s.startFrame, s.endFrame])).toEqual([[0, 8 * BAR]]);
  await page.getByRole('button', { name: 'Section: Section 1' }).dblclick();
  await page.keyboard.type('Verse');
  await page.keyboard.press('Enter');
  const verse = page.getByRole('button', { name: 'Section: Verse' });
  await verse.focus();
  await page.keyboard.press('Shift+ArrowLeft');
  await until(() => sections().map((s) => [s.name, s.endFrame])).toEqual([['Verse', 7 * BAR]]);
  await drag(page, page.getByRole('group', { name: /^Section Verse/ }), 60, await pixels(page, 2 * BAR));
  await until(() => sections().map((s) => [s.startFrame, s.endFrame])).toEqual([[2 * BAR, 9 * BAR]]);
  await page.keyboard.press('Shift+M');
  await page.getByRole('button', { name: 'Marker: Marker 1' }).focus();
  await page.keyboard.press('ArrowRight');
  await until(() => markers().map((m) => m.frame)).toEqual([BAR]);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Delete');
  await verse.focus();
  await page.keyboard.press('Delete');
  await until(() => [sections().length, markers().length]).toEqual([0, 0]);
});

async function showLane(page: Page, strip: string, item: string | RegExp) {
  await page
    .getByRole('button', { name: new RegExp(`^Automation of ${strip}`) })
    .first()
    .click();
  await page.getByRole('menuitemcheckbox', { name: item }).first().click();
}

test('automation: points by pointer, by keys and by pencil; curves; Escape', async () => {
  const page = await open();
  await showLane(page, 'Keys', 'Fader');
  const address = 'track/keys/fader';
  const curve = page.getByRole('group', { name: 'Automation of Keys Fader' });
  const own = (await curve.boundingBox()) as { x: number; y: number; width: number; height: number };
  const at = async (bars: number) => own.x + (await pixels(page, bars * BAR));
  await page.mouse.click(await at(4), own.y + 20);
  await page.mouse.click(await at(8), own.y + 44);
  await until(() => lane(address)?.points.map((p) => p.frame)).toEqual([4 * BAR, 8 * BAR]);
  const [first, second] = lane(address)?.points ?? [];
  expect(first?.value).toBeGreaterThan((second?.value ?? 0) + 5);

  await page.getByRole('button', { name: /^Keys Fader at 9\.1\.00/ }).focus();
  await page.keyboard.press('ArrowRight');
  await until(() => lane(address)?.points[1]?.frame).toBe(9 * BAR);
  await page.getByRole('button', { name: /^Keys Fader at 5\.1\.00/ }).focus();
  await page.keyboard.press('c');
  await until(() => lane(address)?.points[0]?.curve).toBe('S_CURVE');
  const before = structuredClone(lane(address)?.points);

  await page.keyboard.press('p');
  await page.mouse.move(await at(5), own.y + 30);
  await page.mouse.down();
  for (let i = 0; i <= 10; i++) {
    await page.mouse.move((await at(5)) + i * 6, own.y + 30 + (i % 2 ? 14 : -14));
  }
  await until(() => (lane(address)?.points.length ?? 0) > 6).toBe(true);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await until(() => lane(address)?.points).toEqual(before);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Automation of Keys Fader: more' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Read' }).click();
  await until(() => lane(address)?.enabled).toBe(false);
  await page.getByRole('button', { name: 'Automation of Keys Fader: more' }).click();
  await page.getByRole('menuitem', { name: 'Clear' }).click();
  await until(() => lane(address)).toBeUndefined();
});

test('every kind of parameter has a lane: a send, an insert, a bus, the master', async () => {
  const page = await open();
  for (const [strip, item, name, address] of [
    ['Vocal', /^Send to Room/, 'Vocal Send to Room', 'track/vocal/send/room/level'],
    ['Vocal', /^Threshold/, 'Vocal Compressor: Threshold', 'track/vocal/insert/compressor/threshold'],
    ['Drums', /^Mute/, 'Drums Mute', 'bus/drums/mute'],
    ['Master', /^Fader/, 'Master Fader', 'master/fader'],
  ] as const) {
    await showLane(page, strip, item);
    const more = page.getByRole('button', { name: `Automation of ${name}: more` });
    await more.click();
    await page.getByRole('menuitem', { name: 'New point under the playhead' }).click();
    await until(() => lane(address)?.points.length).toBe(1);
    await more.click();
    await page.getByRole('menuitem', { name: 'Clear' }).click();
    await until(() => lane(address)).toBeUndefined();
  }
});

test('automate a ride: a fader that is held while the live mix plays is heard, and written as one step', async () => {
  const page = await open(true);
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const level = async () => (await hear(page)).db;
  await expect.poll(level, { timeout: 20_000, interval: 100 }).toBeGreaterThan(-50);
  await page.getByRole('button', { name: 'Touch', exact: true }).click();
  const before = await level();
  const fader = page.getByRole('slider', { name: 'Master fader', exact: true });
  const own = (await fader.boundingBox()) as { x: number; y: number };
  await page.mouse.move(own.x + 26, own.y + 50);
  await page.mouse.down();
  await page.mouse.move(own.x + 26, own.y + 150, { steps: 12 });
  await until(level).toBeLessThan(before - 12);
  await until(() => (lane('master/fader')?.points.length ?? 0) > 1).toBe(true);
  await page.mouse.up();
  // The hand let go: the ride is over, and the master is where it was.
  await until(level).toBeGreaterThan(before - 9);
  await page.keyboard.press('Space');
  await until(() => page.getByText('Saved', { exact: true }).count()).toBe(1);
  const points = lane('master/fader')?.points ?? [];
  expect(Math.min(...points.map((p) => p.value))).toBeLessThan(-12);
  expect(points[0]).toMatchObject({ frame: 0, value: 0 });
  expect(points.at(-1)?.value).toBe(0);
  expect(mix().master.faderDb).toBe(0);
  await undo(page);
  await until(() => lane('master/fader')).toBeUndefined();
});

test('the live mix plays a clip from where it was moved to, at once', async () => {
  const page = await open();
  for (const each of mix().tracks.filter((t) => t.id !== 'kick')) {
    const mute: MixEvent = { type: 'ParameterMoved', address: `track/${each.id}/mute`, value: 1 };
    studio.fixture.someoneDoes(SESSION, [mute]);
  }
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const level = async () => (await hear(page)).db;
  await expect.poll(level, { timeout: 20_000, interval: 100 }).toBeGreaterThan(-50);
  const own = clip('kick');
  await box(page, 'kick').focus();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('ArrowRight');
  }
  await until(() => clip('kick').startFrame).toBe(own.startFrame + 12 * BAR);
  await expect.poll(level, { timeout: 8000, interval: 100 }).toBeLessThan(-80);
  await page.keyboard.press('Control+z');
  for (let i = 0; i < 11; i++) {
    await page.keyboard.press('Control+z');
  }
  await until(() => clip('kick').startFrame).toBe(own.startFrame);
  await expect.poll(level, { timeout: 8000, interval: 100 }).toBeGreaterThan(-50);
});

test('who may only look sees clips that stay where they are', async () => {
  studio.fixture.role = 'VIEWER';
  const page = await studio.visit(`/app/sessions/${SESSION}`);
  await page.getByText('Look and listen').waitFor();
  expect(await page.locator('[data-clip]').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Touch', exact: true }).count()).toBe(0);
  expect(studio.fixture.changes).toEqual([]);
});
