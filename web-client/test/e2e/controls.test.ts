import { afterAll, beforeAll, expect, test } from 'vitest';
import { overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
afterAll(() => studio?.close());

test('every control in every state: named, of the right role, and within reach of keys', async () => {
  const page = await studio.visit('/app/controls');
  await page.getByRole('heading', { name: 'Controls' }).waitFor();
  expect(await violations(page)).toEqual([]);
  const fader = page.getByRole('slider', { name: 'Fader as it is' });
  expect(await fader.getAttribute('aria-valuetext')).toBe('−4.5 dB');
  expect(await page.getByRole('slider', { name: 'Fader held' }).getAttribute('aria-valuetext')).toBe(
    '−4.5 dB, Nils Ek has it in hand',
  );
  await fader.focus();
  await page.keyboard.press('End');
  expect(await fader.getAttribute('aria-valuetext')).toBe('+12.0 dB');
  await page.getByRole('slider', { name: 'Fader not yours' }).focus();
  await page.keyboard.press('Home');
  expect(await fader.getAttribute('aria-valuetext')).toBe('+12.0 dB');

  await fader.click({ modifiers: ['Alt'] });
  expect(await fader.getAttribute('aria-valuetext')).toBe('0.0 dB');
  const box = (await fader.boundingBox()) as { x: number; y: number };
  await page.mouse.move(box.x + 25, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 25, box.y + 60);
  const coarse = Number((await fader.getAttribute('aria-valuenow')) ?? 0);
  await page.keyboard.press('Escape');
  expect(await fader.getAttribute('aria-valuenow')).toBe('0');
  await page.mouse.up();
  await page.keyboard.down('Shift');
  await page.mouse.move(box.x + 25, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 25, box.y + 60);
  const fine = Number((await fader.getAttribute('aria-valuenow')) ?? 0);
  await page.mouse.up();
  await page.keyboard.up('Shift');
  expect(coarse).toBeLessThan(-3);
  expect(fine).toBeLessThan(0);
  expect(fine).toBeGreaterThan(coarse / 5);

  const value = page.getByRole('button', { name: /^Value as it is: / });
  await value.focus();
  await page.keyboard.type('-inf');
  await page.keyboard.press('Enter');
  expect(await fader.getAttribute('aria-valuetext')).toBe('−∞ dB');
  await value.click();
  await page.keyboard.type('loud');
  await page.keyboard.press('Enter');
  expect(await page.getByRole('textbox', { name: 'Value as it is' }).getAttribute('aria-invalid')).toBe(
    'true',
  );
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'clipped clipped: clear' }).waitFor();

  await page.getByRole('button', { name: 'Strips' }).focus();
  await page.keyboard.press('Enter');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Strips' }).getByText('Snare').waitFor();
  expect(studio.complaints).toEqual([]);
});

test('the controls on a phone', async () => {
  const page = await studio.visit('/app/controls', PHONE);
  await page.getByRole('heading', { name: 'Controls' }).waitFor();
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});
