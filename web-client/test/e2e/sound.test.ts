/** A session played live, on the bare page, under the strictest policy: shared memory, a worklet, nothing evaluated. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const until = (probe: () => Promise<unknown>) => expect.poll(probe, { timeout: 15_000, interval: 100 });

test('a session plays live: levels move, the position too, and nothing is starved', async () => {
  const page = await studio.visit('/app/sound/night-bus');
  const play = page.getByRole('button', { name: 'Play' });
  await play.and(page.locator(':enabled')).waitFor();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await play.click();
  await until(() => page.getByTestId('state').innerText()).toBe('Playing.');
  await until(() => page.getByTestId('position').innerText()).not.toMatch(/^0?0:00[.,]0/);
  await until(() => page.getByRole('listitem').last().locator('.db').innerText()).toMatch(/^[−-]\d/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await until(() => page.getByTestId('state').innerText()).toBe('Ready.');
  expect(await violations(page)).toEqual([]);
});

test('it fits a phone', async () => {
  const page = await studio.visit('/app/sound/night-bus', PHONE);
  await page.getByRole('button', { name: 'Play' }).and(page.locator(':enabled')).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});
