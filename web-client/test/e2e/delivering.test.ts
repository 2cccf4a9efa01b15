import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DESK, overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.deliveries.length = 0;
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const PAGE = '/app/sessions/night-bus/deliver';

test('what is chosen is asked for, and can be called off', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('link', { name: 'Deliver' }).click();
  await page.getByRole('heading', { name: 'Deliver Night Bus' }).waitFor();
  await page.getByLabel('CD').check();
  await page.getByLabel('Something else').check();
  await page.getByLabel('Format').selectOption('mp3');
  await page.getByLabel('Stems').selectOption('tracks');
  await page.getByLabel('Artist in the files').fill('The Band');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Deliver' }).click();
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .waitFor();
  await expect.poll(() => studio.fixture.deliveries.length).toBe(2);
  expect(studio.fixture.deliveries[0]?.wish).toMatchObject({ preset: 'cd', purpose: 'final' });
  expect(studio.fixture.deliveries[1]?.wish['spec']).toMatchObject({
    outputs: [
      { id: 'mix', format: { type: 'mp3', kilobitsPerSecond: 320 } },
      { id: 'stems', source: { type: 'stems', each: 'tracks', signal: 'wet' } },
    ],
    tags: { artist: 'The Band' },
  });
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click();
  await page.getByText('called off').first().waitFor();
});

for (const viewport of [DESK, PHONE]) {
  test(`finished files have figures, a hash and a way to save them, at ${viewport.width} pixels`, async () => {
    const page = await studio.visit(PAGE, viewport);
    await page
      .getByRole('button', { name: /^Download Night Bus.wav/ })
      .first()
      .waitFor();
    await page.getByLabel('Something else').check();
    expect(await violations(page)).toEqual([]);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
  });
}

test('what does not keep its promise is held back until somebody answers for it', async () => {
  studio.fixture.breakPromise('night-bus');
  const page = await studio.visit(PAGE);
  await page.getByText('in second 7').first().waitFor();
  await page.getByText('held back').first().waitFor();
  await page.getByLabel('Why it is handed over all the same').first().fill('The label wants it loud');
  await page.getByRole('button', { name: 'Overrule' }).first().click();
  await page.getByText('The label wants it loud').first().waitFor();
  expect(await violations(page)).toEqual([]);
});
