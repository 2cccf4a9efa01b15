import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { DESK, overhang, PHONE, position, Studio, violations } from './studio.ts';

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

const until = (probe: () => Promise<unknown>) => expect.poll(probe, { timeout: 6000, interval: 50 });

test('the sessions, and the way into one', async () => {
  const page = await studio.visit('/');
  await page.getByRole('link', { name: /Night Bus/ }).waitFor();
  expect(await page.getByRole('listitem').filter({ hasText: 'Night Bus' }).innerText()).toMatch(
    /9 tracks\s+2 revisions\s+48 kHz\s+AM\s+Ada Moreno\s+4 min ago/,
  );
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: /Night Bus/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Night Bus' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/app/sessions/night-bus');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Sessions' }).waitFor();
});

test('a session that is not there', async () => {
  const page = await studio.visit('/app/sessions/never-was');
  await page.getByRole('heading', { name: 'There is no such session' }).waitFor();
  expect(await violations(page)).toEqual([]);
});

test('a note through the form: the music pauses, the keys rest, the note is pinned and played from', async () => {
  for (const person of studio.fixture.accounts.people) {
    person.name = 'Żółć Übermut';
  }
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  await page.keyboard.press('c');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  const at = await position(page);
  await page.keyboard.type('Space bar x a b c? Home');
  expect(await position(page)).toBe(at);
  const seconds = await page.getByLabel('At', { exact: true }).inputValue();
  expect(seconds).toMatch(/^0:1\d\.\d$/);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Pin note' }).click();
  const card = page.getByRole('article', { name: `Open note at ${seconds} by Żółć Übermut` });
  await card.waitFor();
  expect(await card.innerText()).toContain('Space bar x a b c? Home');
  await page.getByRole('button', { name: 'Stop' }).waitFor();
  expect(await page.locator('.pins button').count()).toBe(6);
  await card.getByRole('button', { name: /Play from/ }).click();
  await until(() => position(page)).toBeLessThan(at);
  expect(studio.fixture.stored('night-bus').notes.find((n) => n.author === 'Żółć Übermut')?.revision).toBe(
    'mix-2',
  );

  await card.getByRole('button', { name: 'Reply' }).click();
  await page.keyboard.type('And a reply.');
  await page.keyboard.press('Control+Enter');
  await card.getByText('And a reply.').waitFor();
  await card.getByRole('button', { name: 'Resolve' }).click();
  await page.getByRole('article', { name: `Resolved note at ${seconds}` }).waitFor();
});

test('a suggestion is applied and answers its note; one whose track is gone says so', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  const card = page.locator('#note-n-vocal');
  await card.getByText('−7.5 → −6.0 dB').waitFor();
  await card.getByRole('button', { name: 'Apply suggestion' }).click();
  await card.getByText(/Resolved by .*answered in version 33 · not in a mixdown yet/).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Vocal' }).getByText('−6.0 dB').first().waitFor();
  await page.getByText('version 33').first().waitFor();

  await page.getByRole('button', { name: 'Cut Mix 3 and render it' }).click();
  await page.getByText('waiting for a render worker', { exact: true }).waitFor();
  await card.getByText(/answered in version 33 · Mix 3/).waitFor();
  expect(await page.getByRole('button', { name: /^Cut Mix/ }).count()).toBe(0);

  // Nothing that has not been rendered takes the place of what can be heard; once it has, it is there to compare.
  await page.getByRole('heading', { level: 2, name: 'Mix 2' }).waitFor();
  studio.fixture.finish('night-bus', 'mix-3');
  await page.getByRole('heading', { level: 2, name: 'Mix 3' }).waitFor();
  await page.getByRole('button', { name: /^A Mix 2/ }).waitFor();

  const gone = page.locator('#note-n-gone');
  await gone.getByRole('button', { name: 'Apply suggestion' }).click();
  const alert = gone.getByRole('alert');
  await alert.waitFor();
  expect(await alert.innerText()).toContain('There is no track/shaker/fader');
  expect(await alert.innerText()).toContain('The mix is as it was, and the note stays open.');
  expect(await violations(page)).toEqual([]);
});

test('a server that goes away is said at once, costs no word, and comes back by itself', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByPlaceholder('Note here').click();
  await page.keyboard.type('Do not lose me');
  studio.fixture.away = true;
  await page.getByRole('button', { name: 'Pin note' }).click();
  await page.getByText('What you wrote is still here.').waitFor();
  await page.getByText('You see the session as it was last').waitFor();
  expect(await page.getByRole('textbox', { name: 'Note' }).inputValue()).toBe('Do not lose me');
  expect(await violations(page)).toEqual([]);
  studio.fixture.away = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('article').getByText('Do not lose me').waitFor();
  await page.getByText('You see the session as it was last').waitFor({ state: 'detached' });
});

test.each([
  ['desk', DESK],
  ['small desk', { width: 1024, height: 768 }],
  ['phone', PHONE],
])('48 tracks, 200 notes and names without end fit: %s', async (_, viewport) => {
  const page = await studio.visit('/app/sessions/crowd', viewport);
  await page.getByRole('article').first().waitFor();
  await page.getByRole('button', { name: 'Play', exact: true }).and(page.locator(':enabled')).waitFor();
  expect(await overhang(page)).toBe(0);
  expect(
    await page
      .getByRole('listitem')
      .filter({ has: page.locator('.lane') })
      .count(),
  ).toBe(48);
  const tiny = await page.evaluate(
    () =>
      [...document.querySelectorAll('body *')].filter(
        (e) =>
          [...e.childNodes].some((n) => n instanceof Text && n.data.trim()) &&
          Number.parseFloat(getComputedStyle(e).fontSize) < 11,
      ).length,
  );
  expect(tiny).toBe(0);
});

test('what happens elsewhere is here at once, and so is who did it', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
  const line = studio.lines.at(-1);
  line?.send(JSON.stringify({ type: 'hello', version: 1, present: [{ client: 'n', author: 'Nils Ek' }] }));
  await page.getByRole('list', { name: 'Also here' }).getByText('Nils Ek').waitFor();
  const asked = page.waitForRequest(/\/api\/reviews\/night-bus\/notes/, { timeout: 2000 });
  line?.send(JSON.stringify({ type: 'event', log: 'review', event: 'foldback.note.pinned.v1' }));
  await asked;
  line?.send(JSON.stringify({ type: 'left', client: 'n', author: 'Nils Ek' }));
  await page.getByRole('list', { name: 'Also here' }).waitFor({ state: 'detached' });
});

test('a fresh machine says what to do', async () => {
  studio.fixture.empty();
  const page = await studio.visit('/');
  await page.getByText('./foldback demo FOLDER').waitFor();
  expect(await violations(page)).toEqual([]);
});
