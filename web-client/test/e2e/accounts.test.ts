import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { FixtureAccounts } from '../fixture/accounts.ts';
import { DESK, overhang, PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});

beforeEach(() => {
  studio.fixture.accounts = new FixtureAccounts();
});

afterEach(async () => {
  await studio.leave();
  expect(studio.complaints.splice(0)).toEqual([]);
});

afterAll(async () => {
  await studio.close();
});

async function signIn(page: Page, password = 'correct horse battery'): Promise<void> {
  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('whoever is not signed in is asked to, and lands on the page that they asked for', async () => {
  const page = await studio.arrive('/app/sessions/night-bus');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await violations(page)).toEqual([]);
  await signIn(page, 'wrong and long enough');
  await page.getByRole('alert').getByText('This is not right').waitFor();
  await signIn(page);
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/app/sessions/night-bus');
  await page.reload();
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
  expect(
    await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])),
  ).not.toContain('token');
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('what remembers passwords knows what each field is', async () => {
  const page = await studio.arrive('/app/sign-in');
  expect(await page.getByLabel('E-mail').getAttribute('autocomplete')).toBe('username');
  expect(await page.getByLabel('Password').getAttribute('autocomplete')).toBe('current-password');
  await page.goto(`${studio.base}/app/reset#t`);
  expect(await page.getByLabel(/^New password/).getAttribute('autocomplete')).toBe('new-password');
});

test('a token that expires in the middle is replaced once for all that wait, and nothing is lost', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByPlaceholder('Note here').click();
  await page.keyboard.type('Half a thought');
  const { accounts } = studio.fixture;
  const before = accounts.refreshes;
  accounts.refreshMs = 300;
  accounts.expire();
  await page.keyboard.type(', and the rest');
  await page.getByRole('button', { name: 'Pin note' }).click();
  await page.getByText('Half a thought, and the rest').waitFor();
  expect(accounts.refreshes).toBe(before + 1);
  expect(accounts.usedTwice).toBe(0);
});

test('two pages of a browser that need a token at once ask one after the other', async () => {
  const one = await studio.visit('/app/sessions/night-bus');
  const two = await studio.page(one.context(), '/');
  await two.getByRole('heading', { name: 'Sessions' }).waitFor();
  const { accounts } = studio.fixture;
  accounts.refreshMs = 200;
  for (let i = 0; i < 3; i++) {
    // Away first: a page that is still open when its token ends would ask too, and its reload would cut the answer off.
    await Promise.all([one, two].map((page) => page.goto('about:blank')));
    accounts.expire();
    await Promise.all([one.goto(`${studio.base}/app/sessions/night-bus`), two.goto(`${studio.base}/`)]);
    await one.getByRole('heading', { name: 'Night Bus' }).waitFor();
    await two.getByRole('heading', { name: 'Sessions' }).waitFor();
  }
  expect(accounts.usedTwice).toBe(0);
});

test('who was signed out while they wrote signs in over the page, and what they sent goes on', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByPlaceholder('Note here').click();
  await page.keyboard.type('Nothing of this is lost');
  // Just as the note is sent: whatever the page asks for by itself would bring the dialog before it.
  let sent = false;
  await page.route('**/api/reviews/*/notes', async (route) => {
    if (!sent && route.request().method() === 'POST') {
      sent = true;
      studio.fixture.accounts.end();
    }
    await route.fallback();
  });
  await page.getByRole('button', { name: 'Pin note' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await dialog.waitFor();
  expect(await dialog.getByLabel('E-mail').inputValue()).toBe('zoe@example.org');
  expect(await violations(page)).toEqual([]);
  await dialog.getByLabel('Password').fill('correct horse battery');
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('article').getByText('Nothing of this is lost').waitFor();
});

test('the first owner claims their account by the link, which is not kept in the history', async () => {
  studio.fixture.accounts.links.set('first', null);
  const page = await studio.arrive('/app/welcome#first');
  expect(await violations(page)).toEqual([]);
  await page.getByLabel(/^Your name/).fill('Ada');
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel(/^Password/).fill('a good long password');
  await page.getByRole('button', { name: 'Make it mine' }).click();
  await page.getByRole('button', { name: 'Account of Ada' }).waitFor();
  expect(page.url()).not.toContain('first');
  await page.goBack();
  expect(page.url()).not.toContain('first');
});

test('a link that signs in leads where it says, once, and nowhere outside', async () => {
  const { links } = studio.fixture.accounts;
  links.set('once', 'zoe');
  const page = await studio.arrive('/app/sign-in?to=%2Fapp%2Fsessions%2Fnight-bus#once');
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/app/sessions/night-bus');
  expect(links.size).toBe(0);
  const again = await studio.arrive('/app/sign-in?to=%2F%2Fevil.example%2Fapp#once');
  await again.getByRole('alert').getByText('The link is good for nothing').waitFor();
  await signIn(again);
  await again.getByRole('heading', { name: 'Sessions' }).waitFor();
  expect(new URL(again.url()).pathname).toBe('/');
});

test('whoever is invited makes an account', async () => {
  const { accounts } = studio.fixture;
  const owner = await studio.visit('/app/people');
  await owner.getByRole('heading', { name: 'People of Studio' }).waitFor();
  expect(await violations(owner)).toEqual([]);
  await owner.getByRole('combobox', { name: /^As/ }).selectOption('artist');
  await owner.getByRole('button', { name: 'Invite' }).click();
  const link = await owner.getByLabel('Link of the invitation').inputValue();
  await owner.getByText('Whoever has the link').waitFor();

  const page = await studio.arrive(new URL(link).pathname + new URL(link).hash);
  await page.getByRole('heading', { name: 'Join Studio' }).waitFor();
  await page.getByText('Zoë Marsh invites you to be an artist there.').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel(/^Your name/).fill('Nils');
  await page.getByLabel('E-mail').fill('nils@example.org');
  await page.getByLabel(/^Password/).fill('password password');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('alert').getByText('Choose another password').waitFor();
  expect(await page.getByLabel(/^Your name/).inputValue()).toBe('Nils');
  await page.getByLabel(/^Password/).fill('tall ships in a row');
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await page.getByRole('button', { name: 'Account of Nils' }).waitFor();
  expect([...(accounts.workspaces[0]?.members.values() ?? [])]).toEqual(['owner', 'artist']);
});

test('whoever is invited and has an account joins with it', async () => {
  const { accounts } = studio.fixture;
  accounts.workspaces.push({ id: 'other', name: 'Other', members: new Map() });
  accounts.invitations.set('join', {
    id: 'i',
    role: 'viewer',
    email: null,
    invitedBy: 'Ada',
    since: '',
    expiresAt: '',
    link: null,
    workspace: 'other',
  });
  const has = await studio.arrive('/app/invitation#join');
  await has.getByRole('button', { name: 'I have an account already' }).click();
  await signIn(has);
  await has.getByRole('button', { name: 'Join as Zoë Marsh' }).click();
  await has.getByRole('heading', { name: 'Sessions' }).waitFor();
  expect(accounts.workspaces[1]?.members.get('zoe')).toBe('viewer');
});

test('an owner says who is what, and a workspace keeps an owner', async () => {
  const { accounts } = studio.fixture;
  accounts.people.push({ id: 'nils', name: 'Nils', email: 'n@example.org', password: 'x' });
  accounts.workspaces[0]?.members.set('nils', 'viewer');
  const page = await studio.visit('/app/people');
  await page.getByLabel('Role of Nils').selectOption('engineer');
  await expect.poll(() => accounts.workspaces[0]?.members.get('nils')).toBe('engineer');
  await page.getByLabel('Role of Zoë Marsh').selectOption('viewer');
  await page.getByRole('alert').getByText('A workspace keeps an owner').waitFor();
  await page.getByRole('button', { name: 'Remove Nils' }).click();
  await page.getByRole('button', { name: 'Remove Nils' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.keyboard.type('Basement');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'People of Basement' }).waitFor();
});

test('a forgotten password, and another one by the link in the mail', async () => {
  const { accounts } = studio.fixture;
  const page = await studio.arrive('/');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByRole('button', { name: 'Send me a link' }).click();
  await page.getByText(/a link is on its way/).waitFor();
  expect(accounts.mails).toEqual(['POST password-reset zoe@example.org']);
  expect(await page.getByRole('link', { name: 'Make an account' }).count()).toBe(0);
  accounts.links.set('mailed', 'zoe');
  await page.goto(`${studio.base}/app/reset#mailed`);
  await page.getByLabel(/^New password/).fill('another long secret');
  await page.getByRole('button', { name: 'Choose it' }).click();
  await page.getByRole('heading', { name: 'Sessions' }).waitFor();
  expect(accounts.people[0]?.password).toBe('another long secret');
});

test('where everybody may have an account, a link makes it', async () => {
  const { accounts } = studio.fixture;
  accounts.signUp = true;
  const page = await studio.arrive('/');
  await page.getByRole('link', { name: 'Make an account' }).click();
  await page.getByLabel('E-mail').fill('new@example.org');
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.getByText(/is on its way/).waitFor();
  accounts.links.set('sign-up', null);
  await page.goto(`${studio.base}/app/sign-up#sign-up`);
  await page.getByLabel(/^Your name/).fill('Newcomer');
  await page.getByLabel(/^Password/).fill('a good long password');
  await page.getByRole('button', { name: 'Make it', exact: true }).click();
  await page.getByRole('button', { name: 'Account of Newcomer' }).waitFor();
});

test('the account: name, password, where one is signed in, and a token that is shown once', async () => {
  const { accounts } = studio.fixture;
  const page = await studio.visit('/');
  await page.getByRole('button', { name: 'Account of Zoë Marsh' }).click();
  await page.getByRole('link', { name: 'Your account' }).click();
  await page.getByText('Firefox on macOS').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByLabel('As the others see it').fill('Zoë');
  await page.getByRole('button', { name: 'Change' }).first().click();
  await page.getByRole('button', { name: 'Account of Zoë', exact: true }).waitFor();

  await page.getByLabel('The one you have').fill('not this one');
  await page.getByLabel(/^The next/).fill('tall ships in a row');
  await page.getByRole('button', { name: 'Change' }).nth(1).click();
  await page.getByRole('alert').getByText('The password is another').waitFor();
  await page.getByLabel('The one you have').fill('correct horse battery');
  await page.getByRole('button', { name: 'Change' }).nth(1).click();
  await expect.poll(() => accounts.people[0]?.password).toBe('tall ships in a row');

  await page.getByLabel('What for').fill('laptop');
  await page.getByRole('button', { name: 'Make a token' }).click();
  expect(await page.getByLabel('The API token laptop').inputValue()).toBe(
    'foldback_a-secret-that-is-shown-once',
  );
  await page.reload();
  await page.getByRole('button', { name: 'Revoke laptop' }).click();
  await page.getByRole('button', { name: 'Revoke laptop' }).waitFor({ state: 'detached' });
  expect(await page.content()).not.toContain('foldback_a-secret');

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
});

test('signing out closes the pages, and the others of the browser ask to sign in', async () => {
  const page = await studio.visit('/');
  const other = await studio.page(page.context(), '/app/sessions/night-bus');
  await other.getByRole('heading', { name: 'Night Bus' }).waitFor();
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Your account' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await other.getByRole('dialog', { name: 'Sign in again' }).waitFor();
});

test('a mixdown is downloaded by an address that names the file, without a token in it', async () => {
  const page = await studio.visit('/app/sessions/night-bus');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Download Mix 2/ }).click();
  const download = await downloading;
  expect(download.url()).toMatch(/\/api\/blobs\/[^?]+\?download$/);
  expect(
    readFileSync(await download.path())
      .subarray(0, 4)
      .toString(),
  ).toBe('RIFF');
  await page.getByRole('heading', { name: 'Night Bus' }).waitFor();
});

test.each([
  ['/app/sign-in', /^Sign in$/],
  ['/app/forgotten', /^Choose another password$/],
  ['/app/welcome#x', /^Welcome to Foldback$/],
])('%s fits a phone', async (path, heading) => {
  const page = await studio.arrive(path, PHONE);
  await page.getByRole('heading', { name: heading }).waitFor();
  expect(await overhang(page)).toBe(0);
  expect(await violations(page)).toEqual([]);
});

test.each([
  ['/app/account', /^Your account$/],
  ['/app/people', /^Workspaces and people$/],
])('%s fits a phone and a desk', async (path, heading) => {
  for (const size of [PHONE, DESK]) {
    const page = await studio.visit(path, size);
    await page.getByRole('heading', { name: heading }).waitFor();
    await page.getByRole('button', { name: /^Account of/ }).click();
    expect(await overhang(page)).toBe(0);
    expect(await violations(page)).toEqual([]);
  }
});

test('who has an account at the provider signs in there, and comes back to where they wanted to be', async () => {
  const { accounts } = studio.fixture;
  accounts.provider = 'Northern Studios';
  accounts.passwords = false;
  accounts.providerAddress = `${studio.base}/app/arrived?code=good&state=from-here`;
  const page = await studio.arrive('/app/sessions/night-bus', PHONE);
  await page.getByRole('button', { name: 'Sign in with Northern Studios' }).waitFor();
  expect(await page.getByLabel('Password').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.screenshot({ path: 'target/screens/sign-in-provider-phone.png' });
  await page.getByRole('button', { name: 'Sign in with Northern Studios' }).click();
  await page.getByRole('heading', { level: 1, name: 'Night Bus' }).waitFor();
  expect(page.url()).toBe(`${studio.base}/app/sessions/night-bus`);
});

test('what the provider refuses is said, and is not tried again by a reload', async () => {
  const { accounts } = studio.fixture;
  accounts.provider = 'Northern Studios';
  const page = await studio.arrive('/app/arrived?code=bad&state=from-here');
  await page.getByText('There is no account for you yet').waitFor();
  expect(page.url()).toBe(`${studio.base}/app/arrived`);
  const denied = await studio.arrive('/app/arrived?error=access_denied&state=from-here');
  await denied.getByText('The provider says that you, or it, said no.').waitFor();
});
