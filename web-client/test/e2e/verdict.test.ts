import { mkdirSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DESK, overhang, PHONE, position, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
  mkdirSync('target/screens', { recursive: true });
});
beforeEach(() => {
  studio.complaints.length = 0;
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const until = (probe: () => Promise<unknown>) => expect.poll(probe, { timeout: 6000, interval: 50 });

test.each([
  ['desk', DESK],
  ['phone', PHONE],
])('a revision to review fits and is accessible: %s', async (name, viewport) => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2', viewport);
  await page.getByRole('heading', { level: 1, name: 'Mix 2' }).waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  await page.getByRole('heading', { name: 'Round 1 of 3' }).waitFor();
  await page.screenshot({ path: `target/screens/review-${name}.png` });
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test('whoever drags over the music writes about that range', async () => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2', PHONE);
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  const wave = page.getByRole('slider', { name: 'Position in the song' });
  const box = await wave.boundingBox();
  if (!box) {
    throw new Error('there is no wave');
  }
  await page.mouse.move(box.x + box.width / 4, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 60, { steps: 5 });
  await page.mouse.up();
  expect(await page.getByLabel('At', { exact: true }).inputValue()).toMatch(/^0:1[56]\./);
  expect(await page.getByLabel(/^To/).inputValue()).toMatch(/^0:3[12]\./);
  await page.getByRole('textbox', { name: 'Note' }).fill('Too busy, see 0:05');
  await page.screenshot({ path: 'target/screens/review-writing-phone.png' });
  await page.getByRole('button', { name: 'Pin note' }).click();
  const card = page.getByRole('article').filter({ hasText: 'Too busy' });
  await card.getByRole('button', { name: 'Play from 0:05', exact: true }).click();
  await until(() => position(page)).toBeGreaterThanOrEqual(5);
});

test('a tap moves the playhead, and the next note is there', async () => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2', PHONE);
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  const box = await page.getByRole('slider', { name: 'Position in the song' }).boundingBox();
  if (!box) {
    throw new Error('there is no wave');
  }
  await page.touchscreen.tap(box.x + box.width / 2, box.y + 60);
  await page.getByRole('button', { name: 'Note here' }).click();
  expect(await page.getByLabel('At', { exact: true }).inputValue()).toMatch(/^0:3[12]\./);
});

test('a reviewer says what they think, and what was said of an older mix says so', async () => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2', PHONE);
  await page.getByRole('heading', { name: 'Round 1 of 3' }).waitFor();
  expect(await page.getByText('of an older mix').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  for (const person of studio.fixture.accounts.people) {
    person.name = 'Nils Ek';
  }
  await page.reload();
  await page.getByText('They ask for the opposite of each other.').waitFor();
  await page.getByLabel('Comment on the verdict').fill('Yes!');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Approved', { exact: true }).waitFor();
  expect(studio.fixture.stored('night-bus').rounds.rounds[0]?.verdicts.at(-1)).toMatchObject({
    by: { name: 'Nils Ek' },
    verdict: 'APPROVED',
    comment: 'Yes!',
  });
});

test('pasted lines become notes, and those without a time stay to be mended', async () => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2');
  await page.getByText('Other programs').click();
  const field = page.getByLabel('Lines with a time, each of them a note');
  await field.fill('0:41 the snare again\nand a word without a time');
  await page.getByRole('button', { name: 'Pin these lines' }).click();
  await page.getByText('1 pinned; 1 without a time are still here.').waitFor();
  expect(await field.inputValue()).toBe('and a word without a time');
  await page.getByRole('article', { name: /^Open note at 0:41/ }).waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'MIDI markers' }).click();
  expect((await saved).suggestedFilename()).toBe('markers.mid');
  expect(await violations(page)).toEqual([]);
});

test('where the mix has moved on under a suggestion, somebody says how to go on', async () => {
  const stored = studio.fixture.stored('night-bus');
  const vocal = stored.notes.find((n) => n.id === 'n-vocal');
  if (vocal) {
    vocal.id = 'n-moved';
  }
  const page = await studio.visit('/app/sessions/night-bus/review/mix-2');
  const card = page.locator('#note-n-moved');
  await card.getByRole('button', { name: 'Apply suggestion' }).click();
  await card.getByText('The mix has moved on under this suggestion.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: 'target/screens/moved-on-desk.png' });
  await card.getByRole('button', { name: 'Only what nobody moved' }).click();
  await card.getByText(/Resolved by/).waitFor();
  expect(stored.session.mix.tracks.find((t) => t.id === 'vocal')?.strip.faderDb).toBe(-7.5);
});

test('a revision that is not there', async () => {
  const page = await studio.visit('/app/sessions/night-bus/review/mix-9');
  await page.getByRole('heading', { name: 'There is no such revision' }).waitFor();
});

test('five thousand notes are there at once: the list and its pins', async () => {
  const page = await studio.visit('/app/sessions/multitude/review/mix-1');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  const spent: number[] = [];
  for (let i = 0; i < 5; i++) {
    // From the moment at which the notes are in memory to the frame in which the list and its pins are laid out. It is told and
    // not tested: this machine may be busy.
    spent.push(
      await page.evaluate(async () => {
        const [all, open] = document.querySelectorAll<HTMLElement>('.filter button');
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        open?.click();
        await frame();
        const begun = performance.now();
        all?.click();
        await frame();
        document.body.getBoundingClientRect();
        return performance.now() - begun;
      }),
    );
  }
  let asked = Number.POSITIVE_INFINITY;
  await page.route(/\/notes/, async (route) => {
    const answer = await route.fetch();
    asked = Date.now();
    await route.fulfill({ response: answer });
  });
  await page.reload({ waitUntil: 'commit' });
  await page.getByRole('article').first().waitFor();
  await page.locator('.pins button').first().waitFor();
  console.log(
    `5,000 notes: drawn again in ${spent.map((ms) => ms.toFixed(0)).join(', ')} ms; ` +
      `read, listed and pinned ${Date.now() - asked} ms after they were sent`,
  );
  expect(await page.locator('.pins button').count()).toBeLessThanOrEqual(101);
  expect(await page.getByRole('article').count()).toBeLessThan(100);
  const list = page.getByRole('group', { name: 'Notes in the order of the song' });
  await list.evaluate((e) => {
    e.scrollTop = e.scrollHeight;
  });
  await until(() => page.getByText('Note 4999', { exact: false }).count()).toBeGreaterThan(0);
});
