import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
beforeEach(() => {
  studio.complaints.length = 0;
  studio.fixture.projects.length = 0;
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

test('a project is made, filled, renamed and emptied with the keyboard alone', async () => {
  const page = await studio.visit('/');
  await page.getByRole('button', { name: 'New project' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Late Album');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Enter');
  const album = page.getByRole('region', { name: 'Late Album' });
  await album.getByText('Nothing is filed here yet').waitFor();

  const select = page.getByLabel('Project of Night Bus');
  await select.focus();
  await page.keyboard.type('Late');
  await album.getByRole('link', { name: /Night Bus/ }).waitFor();
  expect(studio.fixture.projects).toMatchObject([{ name: 'Late Album', sessions: ['night-bus'] }]);
  const rest = page.getByRole('region', { name: 'In no project' });
  expect(await rest.getByRole('link', { name: /Night Bus/ }).count()).toBe(0);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Rename Late Album' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Rename Late Album' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Early Album');
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Early Album', exact: true })
    .getByRole('link', { name: /Night Bus/ })
    .waitFor();

  await page.getByLabel('Project of Night Bus').focus();
  await page.keyboard.type('No');
  await rest.getByRole('link', { name: /Night Bus/ }).waitFor();
  expect(studio.fixture.projects).toMatchObject([{ name: 'Early Album', sessions: [] }]);
});

test('what cannot be filed says so, and the list shows what is so', async () => {
  studio.fixture.projects.push({ id: 'project-1', name: 'Album', sessions: [] });
  const page = await studio.visit('/');
  const select = page.getByLabel('Project of Night Bus');
  await select.waitFor();
  studio.fixture.projects.length = 0;
  await select.selectOption({ label: 'Album' });
  await page.getByRole('alert').getByText('Not found').waitFor();
  await select.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: /Night Bus/ }).waitFor();
});

test('projects on a phone stay within the screen', async () => {
  studio.fixture.projects.push(
    {
      id: 'project-1',
      name: 'An album with a name that is far too long for a small screen',
      sessions: ['night-bus'],
    },
    { id: 'project-2', name: 'Single', sessions: [] },
  );
  const page = await studio.visit('/', PHONE);
  await page
    .getByRole('region', { name: /An album/ })
    .getByRole('link', { name: /Night Bus/ })
    .waitFor();
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});
