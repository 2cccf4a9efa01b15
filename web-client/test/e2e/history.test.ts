import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Track } from '../../src/api/types.ts';
import { hear, overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.role = 'OWNER';
  studio.told = true;
  studio.fixture.renew('night-bus');
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const until = (probe: () => unknown) => expect.poll(probe, { timeout: 8000, interval: 40 });
const move = (address: string, value: number) => [{ type: 'ParameterMoved', address, value }];
const track = (id: string, session = 'night-bus') =>
  studio.fixture.stored(session).session.mix.tracks.find((t) => t.id === id) as Track;
const move1 = (page: Page, text: RegExp) => page.getByRole('listitem').filter({ hasText: text });

/** Three moves of two people, the second of which is undone by nobody. */
function work() {
  studio.fixture.someoneDoes('night-bus', move('track/vocal/fader', -6), 'Ada Moreno');
  studio.fixture.someoneDoes('night-bus', move('track/bass/mute', 1), 'Jonas Lind');
  studio.fixture.someoneDoes('night-bus', move('track/vocal/fader', -3), 'Jonas Lind');
}

test('moves say who did what; what one changed is shown, and where it is heard; and it is gone back to', async () => {
  work();
  const { version } = studio.fixture.stored('night-bus').session;
  const page = await studio.visit('/app/sessions/night-bus/history');
  await page
    .getByText('Vocal fader −6.0 → −3.0 dB')
    .or(page.getByText(/Vocal fader −6\.0 dB → −3\.0 dB/))
    .waitFor();
  await page.getByRole('button', { name: /^Bass mute.*Jonas Lind/ }).click();
  const table = page.getByRole('table');
  await until(() => table.getByRole('row').count()).toBe(2);
  expect(await table.getByRole('row').nth(1).innerText()).toMatch(/Bass mute\s+off\s+on/);

  await page.getByLabel('From').selectOption(String(version - 2));
  await page.getByRole('button', { name: 'Where is it heard?' }).click();
  await page.getByRole('img', { name: /^Vocal: differs from 0:32\.0 to 1:04\.0/ }).waitFor();
  expect(await page.getByRole('img', { name: 'Kick: the same to the last bit' }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: `Version ${version - 2}: more` }).click();
  await page.getByRole('menuitem', { name: 'Go back to here' }).click();
  await page.getByText(`The mix is as it was at version ${version - 2}`).waitFor();
  expect([track('vocal').strip.faderDb, track('bass').strip.muted]).toEqual([-6, false]);
  await page.getByRole('link', { name: 'Back to the session' }).click();
  await page.getByRole('button', { name: /^Undo/ }).click();
  await until(() => [track('vocal').strip.faderDb, track('bass').strip.muted]).toEqual([-3, true]);
});

test('a branch is made, and merged with choices by ear', async () => {
  work();
  const { version } = studio.fixture.stored('night-bus').session;
  const page = await studio.visit('/app/sessions/night-bus/history');
  await page.getByRole('button', { name: `Version ${version}: more` }).click();
  await page.getByRole('menuitem', { name: 'Branch from here' }).click();
  await page.getByLabel('Name').fill('Louder vocal');
  await page.getByRole('button', { name: 'Branch', exact: true }).click();
  await page.getByRole('heading', { name: 'Louder vocal' }).waitFor();
  const branch = page.url().split('/').at(-1) as string;
  studio.fixture.someoneDoes(branch, move('track/vocal/fader', -1));
  studio.fixture.someoneDoes(branch, move('track/keys/fader', -9));
  studio.fixture.someoneDoes('night-bus', move('track/vocal/fader', -60));

  await page.goto(`${studio.base}/app/sessions/night-bus/history`);
  await page.getByLabel('Session to merge').focus();
  await page
    .getByLabel('Session to merge')
    .locator('option', { hasText: 'Louder vocal' })
    .waitFor({ state: 'attached' });
  await page.getByLabel('Session to merge').selectOption(branch);
  await page.getByText('1 change without question, 1 choice to make.').waitFor();
  expect(await page.getByRole('button', { name: '1 to choose' }).isDisabled()).toBe(true);
  await page.getByRole('radio', { name: /^There: −1\.0 dB/ }).check();
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Hear it so' }).click();
  await expect
    .poll(async () => (await hear(page)).db, { timeout: 20_000, interval: 100 })
    .toBeGreaterThan(-50);
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await page.getByText(/^It was merged, as version/).waitFor();
  expect([track('vocal').strip.faderDb, track('keys').strip.faderDb]).toEqual([-1, -9]);
});

test('a strip says who moved it last', async () => {
  work();
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Vocal: more', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Who moved the fader' }).click();
  const dialog = page.getByRole('dialog', { name: 'Who moved Vocal fader' });
  await dialog.getByText('Vocal fader: −3.0 dB').waitFor();
  await dialog.getByText(/^Jonas Lind, just now/).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('who may only look sees what was done, and no way to undo it; on a phone too', async () => {
  work();
  studio.fixture.role = 'VIEWER';
  const page = await studio.visit('/app/sessions/night-bus/history', PHONE);
  await move1(page, /Bass mute/).waitFor();
  expect(await page.getByRole('heading', { name: 'Merge another session' }).count()).toBe(0);
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});
