import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MixEvent, Track } from '../../src/api/types.ts';
import { hear, overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.away = false;
  studio.fixture.role = 'OWNER';
  studio.fixture.changes.length = 0;
  studio.told = true;
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const until = (probe: () => unknown) => expect.poll(probe, { timeout: 8000, interval: 40 });
const fader = (page: Page, name: string) => page.getByRole('slider', { name: `${name} fader`, exact: true });
const shown = (page: Page, name: string) => fader(page, name).getAttribute('aria-valuetext');
const track = (id: string, session = 'night-bus') =>
  studio.fixture.stored(session).session.mix.tracks.find((t) => t.id === id) as Track;

async function open(session = 'night-bus', viewport?: typeof PHONE): Promise<Page> {
  const page = await studio.visit(`/app/sessions/${session}`, viewport);
  await page.getByRole('region', { name: 'Console' }).waitFor();
  return page;
}

async function drag(page: Page, name: string, by: number): Promise<void> {
  const box = (await fader(page, name).boundingBox()) as {
    x: number;
    y: number;
    width: number;
    height: number;
  };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let i = 1; i <= 10; i++) {
    await page.mouse.move(x, y + (by * i) / 10);
  }
  await page.mouse.up();
}

test('a fader is dragged: one gesture, one step to undo, and it says what it would take back', async () => {
  const page = await open();
  expect(await shown(page, 'Kick')).toBe('−4.5 dB');
  await drag(page, 'Kick', 30);
  await until(() => page.getByText('Saved', { exact: true }).count()).toBe(1);
  const down = track('kick').strip.faderDb;
  expect(down).toBeLessThan(-8);
  expect(down).toBeGreaterThan(-40);
  const gestures = new Set(studio.fixture.changes.map((change) => change.gesture));
  expect(gestures.size).toBe(1);

  const undo = page.getByRole('button', { name: /^Undo: Kick fader −4\.5 dB → / });
  await undo.click();
  await until(() => shown(page, 'Kick')).toBe('−4.5 dB');
  await page.getByRole('button', { name: /^Redo: Kick fader/ }).click();
  await until(() => track('kick').strip.faderDb).toBe(down);
  await page.getByRole('button', { name: /^Undo: Kick fader/ }).click();
  await until(() => track('kick').strip.faderDb).toBe(-4.5);
});

test('the live mix: a fader that moves is heard, meters move, and the mixdown comes back at the same place', async () => {
  const page = await open();
  const live = page.getByRole('button', { name: 'Live', exact: true });
  await live.click();
  await page.getByRole('heading', { name: 'Live mix' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const level = async () => (await hear(page)).db;
  await expect.poll(level, { timeout: 20_000, interval: 100 }).toBeGreaterThan(-50);
  const before = await level();
  await drag(page, 'Master', 90);
  await until(level).toBeLessThan(before - 12);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const place = await page.getByRole('timer').innerText();
  await live.click();
  await page.getByRole('heading', { name: /Mix/ }).first().waitFor();
  expect((await page.getByRole('timer').innerText()).slice(0, 4)).toBe(place.slice(0, 4));
});

test('the live mix says of which bounce it is, and where it is not what was bounced', async () => {
  studio.fixture.renew('night-bus');
  const stored = studio.fixture.stored('night-bus');
  const bounced = stored.renders.find((render) => render.state === 'finished' && render.revision);
  Object.assign(bounced ?? {}, { version: stored.session.version });
  const page = await open();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  const name = bounced?.revisionName ?? '';
  await page.getByText(`Play to compare with ${name}`).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await page.getByText(`Unlike ${name} from 0:00.0 on`).waitFor({ timeout: 20_000 });
  await drag(page, 'Kick', 20);
  await page.getByText('Not bounced yet').waitFor();
});

test('while the live mix plays: the point of a compressor, what it turned down, and the spectrum behind an EQ', async () => {
  studio.fixture.renew('night-bus');
  const page = await open();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect
    .poll(async () => (await hear(page)).db, { timeout: 20_000, interval: 100 })
    .toBeGreaterThan(-50);
  await page.getByRole('button', { name: 'Edit Compressor on Bass' }).click();
  const editor = page.getByRole('region', { name: /Compressor/ });
  const point = editor.locator('circle.point');
  await until(() => point.evaluate((node) => getComputedStyle(node).visibility)).toBe('visible');
  const painted = (canvas: string) =>
    page.locator(canvas).evaluate((node) => {
      const { width, height } = node as HTMLCanvasElement;
      const { data } = (node as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height) ?? {
        data: [],
      };
      return [...data].filter((value, i) => i % 4 === 0 && value > 120).length;
    });
  await until(() => painted('.inspector figure canvas')).toBeGreaterThan(50);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Edit EQ on Bass' }).click();
  await until(() => painted('.inspector .over canvas')).toBeGreaterThan(200);
});

test('a fader by keys, wheel, number and double click', async () => {
  const page = await open();
  const snare = fader(page, 'Snare');
  await snare.focus();
  for (const [key, text] of [
    ['ArrowUp', '−5.5 dB'],
    ['Shift+ArrowDown', '−5.6 dB'],
    ['PageDown', '−8.6 dB'],
    ['Home', '−∞ dB'],
    ['Backspace', '0.0 dB'],
  ] as const) {
    await page.keyboard.press(key);
    expect(await shown(page, 'Snare'), key).toBe(text);
  }
  await snare.hover();
  await page.mouse.wheel(0, 100);
  await until(() => shown(page, 'Snare')).toBe('−0.5 dB');
  await page.getByRole('button', { name: /^Snare fader: / }).click();
  await page.keyboard.type('-7,25 dB');
  await page.keyboard.press('Enter');
  await until(() => track('snare').strip.faderDb).toBe(-7.25);
  await snare.dblclick({ position: { x: 26, y: 70 } });
  await until(() => track('snare').strip.faderDb).toBe(0);
  await page.keyboard.press('ArrowRight');
  expect(await page.locator('.clock .now').innerText()).toMatch(/^0:00\.0/);
});

test('what is let go with Escape is as it was', async () => {
  const page = await open();
  const before = await shown(page, 'Hats');
  const box = (await fader(page, 'Hats').boundingBox()) as { x: number; y: number };
  await page.mouse.move(box.x + 26, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + 26, box.y + 30, { steps: 5 });
  expect(await shown(page, 'Hats')).not.toBe(before);
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await until(() => shown(page, 'Hats')).toBe(before);
  await until(() => track('hats').strip.faderDb).toBe(-11);
});

test('mute, solo and pan; what is selected moves together', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Mute Bass' }).click();
  await until(() => track('bass').strip.muted).toBe(true);
  await page.getByRole('button', { name: 'Select Guitar L' }).click();
  await page.getByRole('button', { name: 'Select Guitar R' }).click({ modifiers: ['Shift'] });
  await page.getByText('2 strips move together').waitFor();
  await fader(page, 'Guitar L').focus();
  await page.keyboard.press('ArrowUp');
  await until(() => [track('guitar-l').strip.faderDb, track('guitar-r').strip.faderDb]).toEqual([-8.5, -8.5]);
  await page.getByRole('button', { name: 'Solo Guitar R' }).click();
  await until(() => [track('guitar-l').strip.soloed, track('guitar-r').strip.soloed]).toEqual([true, true]);
  await page.getByRole('button', { name: /^Guitar L pan: / }).click();
  await page.keyboard.type('L30');
  await page.keyboard.press('Enter');
  await until(() => track('guitar-l').strip.pan).toBe(-0.3);
});

test('inserts are added, tuned, bypassed, moved, copied and removed', async () => {
  const page = await open();
  const inserts = (id: string) => track(id).strip.inserts.map((insert) => insert.processor);
  await page.getByRole('button', { name: 'Insert on Keys' }).click();
  await page.getByRole('menuitem', { name: 'Compressor', exact: true }).click();
  await until(() => inserts('keys')).toEqual(['compressor']);
  const editor = page.getByRole('region', { name: /Compressor/ });
  await editor.getByRole('slider', { name: 'Keys Compressor: Threshold' }).focus();
  await page.keyboard.press('PageDown');
  await until(() => track('keys').strip.inserts[0]?.parameters['threshold']).toBe(-3);
  await editor.getByRole('button', { name: /^Keys Compressor: Ratio: / }).click();
  await page.keyboard.type('4:1');
  await page.keyboard.press('Enter');
  await until(() => track('keys').strip.inserts[0]?.parameters['ratio']).toBe(4);

  await page.getByRole('button', { name: 'Compressor on Keys: on', exact: true }).first().click();
  await until(() => track('keys').strip.inserts[0]?.bypassed).toBe(true);

  const more = page.getByRole('button', { name: 'Compressor on Vocal: more' });
  await more.focus();
  await page.keyboard.press('Enter');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await until(() => inserts('vocal')).toEqual(['filter', 'compressor', 'eq']);

  await page.getByRole('button', { name: 'Keys: more', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy all inserts' }).click();
  await page.getByRole('button', { name: 'Backing Vocals: more', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Paste inserts' }).click();
  await until(() => inserts('backing')).toEqual(['compressor']);
  expect(track('backing').strip.inserts[0]).toMatchObject({
    bypassed: true,
    parameters: { ratio: 4, threshold: -3 },
  });

  await page.getByRole('button', { name: 'Compressor on Keys: more' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await until(() => inserts('keys')).toEqual([]);
  await page.getByRole('region', { name: /Compressor/ }).waitFor({ state: 'detached' });
});

test('the curve of an EQ is dragged by its nodes, and a wheel makes them narrower', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Edit EQ on Bass' }).click();
  const bass = () =>
    track('bass').strip.inserts.find((insert) => insert.processor === 'eq')?.parameters ?? {};
  const node = page.locator('.curve circle.node').nth(2);
  const box = (await node.boundingBox()) as { x: number; y: number; width: number; height: number };
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 50, { steps: 6 });
  await page.mouse.up();
  await until(() => bass()['band-3-frequency']).toBeGreaterThan(350);
  await until(() => bass()['band-3-gain']).toBeGreaterThan(0);
  expect(new Set(studio.fixture.changes.map((change) => change.gesture)).size).toBe(1);
  const q = bass()['band-3-q'] as number;
  await page.mouse.wheel(0, -100);
  await until(() => bass()['band-3-q']).toBeGreaterThan(q);
  expect(await violations(page)).toEqual([]);
});

test('sends, routing, new strips, names', async () => {
  const page = await open();
  await page.getByRole('button', { name: 'Send of Kick' }).click();
  await page.getByRole('menuitem', { name: 'Room' }).click();
  await until(() => track('kick').strip.sends.map((s) => s.levelDb)).toEqual([-20]);
  await page.getByRole('slider', { name: 'Kick, send to Room' }).focus();
  await page.keyboard.press('PageUp');
  await until(() => track('kick').strip.sends[0]?.levelDb).toBe(-17);
  await page.getByRole('button', { name: 'Kick, send to Room: more' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitemcheckbox', { name: 'Before the fader' }).click();
  await until(() => track('kick').strip.sends[0]?.preFader).toBe(true);

  await page.getByRole('button', { name: 'Bass plays into Master' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Drums' }).click();
  await until(() => track('bass').output).toBe('bus/drums');

  await page.getByRole('button', { name: 'Add a strip' }).click();
  await page.getByRole('menuitem', { name: 'Return' }).click();
  const buses = () => studio.fixture.stored('night-bus').session.mix.buses;
  await until(() => buses().map((bus) => bus.id)).toContain('return');
  await page.getByRole('button', { name: 'Name: Return 4' }).dblclick();
  await page.keyboard.type('Plate');
  await page.keyboard.press('Enter');
  await until(() => buses().find((bus) => bus.id === 'return')?.name).toBe('Plate');
  await page.getByRole('button', { name: 'Plate: more', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await until(() => buses().map((bus) => bus.id)).not.toContain('return');
});

test('two people: a fader of one moves at the other, and they see who holds it', async () => {
  const [mine, theirs] = await Promise.all([open(), open()]);
  const before = await shown(theirs, 'Vocal');
  const moved = theirs.evaluate(
    (was) =>
      new Promise<number>((done) => {
        const slider = document.querySelector('[role="slider"][aria-label="Vocal fader"]') as HTMLElement;
        new MutationObserver(() => {
          if (slider.getAttribute('aria-valuetext') !== was) {
            done(Date.now());
          }
        }).observe(slider, { attributes: true });
      }),
    before,
  );
  await fader(mine, 'Vocal').focus();
  const began = await mine.evaluate(() => {
    const at = Date.now();
    const slider = document.querySelector('[role="slider"][aria-label="Vocal fader"]') as HTMLElement;
    slider.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowUp', bubbles: true, cancelable: true }));
    return at;
  });
  const took = (await moved) - began;
  console.log(`a fader of one moved at the other after ${took} ms`);
  // The figure is told; a machine that does other things besides is given time.
  expect(took).toBeLessThan(5000);

  const box = (await fader(mine, 'Vocal').boundingBox()) as { x: number; y: number };
  await mine.mouse.move(box.x + 26, box.y + 60);
  await mine.mouse.down();
  await mine.mouse.move(box.x + 26, box.y + 50);
  await until(() => shown(theirs, 'Vocal')).toMatch(/dB, Somebody in .* has it in hand$/);
  await mine.mouse.up();
  await until(() => shown(theirs, 'Vocal')).toMatch(/dB$/);
  expect(await shown(theirs, 'Vocal')).toBe(await shown(mine, 'Vocal'));
});

test('edits without a server are kept, said, and arrive when it is back', async () => {
  const page = await open();
  studio.fixture.away = true;
  await fader(page, 'Hats').focus();
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: 'Mute Snare' }).click();
  await page.getByText('2 changes of yours are kept here').waitFor();
  await page.getByText('Not sent: 2 changes').waitFor();
  expect(await shown(page, 'Hats')).toBe('−14.0 dB');
  expect(track('hats').strip.faderDb).toBe(-11);
  expect(await violations(page)).toEqual([]);
  studio.fixture.away = false;
  await page.getByRole('button', { name: 'Try now' }).last().click();
  await until(() => [track('hats').strip.faderDb, track('snare').strip.muted]).toEqual([-14, true]);
  await page.getByText('Saved', { exact: true }).waitFor();
});

test('a change that came to nothing springs back and says why', async () => {
  const page = await open('rendering');
  studio.told = false;
  const silent = await open('rendering');
  studio.fixture.someoneDoes('rendering', [{ type: 'TrackRemoved', track: 'keys' }]);
  await fader(page, 'Keys').waitFor({ state: 'detached' });
  await silent.getByRole('button', { name: 'Mute Keys' }).click();
  await silent.getByText(/There is no track\/keys/).waitFor();
  await fader(silent, 'Keys').waitFor({ state: 'detached' });
});

test('who may only look sees controls that say so', async () => {
  studio.fixture.role = 'VIEWER';
  const page = await open();
  await page.getByText('Look and listen').waitFor();
  const before = await shown(page, 'Kick');
  expect(await fader(page, 'Kick').getAttribute('aria-disabled')).toBe('true');
  await drag(page, 'Kick', 40);
  await page.getByRole('button', { name: 'Mute Kick' }).click({ force: true });
  expect(await shown(page, 'Kick')).toBe(before);
  expect(studio.fixture.changes).toEqual([]);
  expect(await page.getByRole('button', { name: 'Insert on Kick' }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('on a phone: faders and mutes, room for fingers', async () => {
  const page = await open('night-bus', PHONE);
  await fader(page, 'Kick').scrollIntoViewIfNeeded();
  await page.getByRole('button', { name: 'Mute Kick' }).tap();
  await until(() => track('kick').strip.muted).toBe(true);
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('sixty strips: frames while a fader is dragged and others edit', async () => {
  const events: MixEvent[] = Array.from({ length: 12 }, (_, i) => ({
    type: 'TrackAdded',
    track: `more-${i}`,
    name: `More ${i}`,
    colour: '#3FD5FF',
  }));
  studio.fixture.someoneDoes('crowd', events);
  const page = await open('crowd');
  await until(() => page.getByRole('button', { name: /^Mute / }).count()).toBeGreaterThanOrEqual(64);
  const session = await page.context().newCDPSession(page);
  // The thread's own time: how long a busy machine kept it waiting does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => (metrics.find((m) => m.name === name)?.value ?? 0) * 1000;
    return { script: of('ScriptDuration'), layout: of('LayoutDuration') + of('RecalcStyleDuration') };
  };
  const box = (await fader(page, 'Kick 1').boundingBox()) as { x: number; y: number };
  await page.mouse.move(box.x + 26, box.y + 60);
  await page.mouse.down();
  const before = await spent();
  const MOVES = 60;
  for (let i = 0; i < MOVES; i++) {
    await page.mouse.move(box.x + 26, box.y + 60 + 40 * Math.sin(i / 5));
    if (i % 2 === 0) {
      const move = { type: 'ParameterMoved', address: 'track/snare-1/fader', value: -(i % 20) };
      studio.fixture.someoneDoes('crowd', [move]);
    }
  }
  await page.mouse.up();
  const after = await spent();
  const script = (after.script - before.script) / MOVES;
  const layout = (after.layout - before.layout) / MOVES;
  console.log(
    `64 strips: a move takes ${script.toFixed(1)} ms of script and ${layout.toFixed(1)} ms of layout`,
  );
  // Twice what was measured while eight others worked on the machine.
  expect(script + layout).toBeLessThan(50);
});
