import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { PHONE, Studio, violations } from './studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await Studio.open();
});
afterEach(async () => {
  await studio.leave();
  expect(studio.complaints).toEqual([]);
});
afterAll(() => studio?.close());

const file = (name: string, bytes: number, fill: number) => ({
  name,
  mimeType: 'audio/wav',
  buffer: Buffer.alloc(bytes, fill),
});

test('files become tracks, what is refused says why, and a fix is one press', async () => {
  studio.fixture.uploads.findings.set('Tom.wav', [
    {
      kind: 'polarity',
      severity: 'warning',
      place: null,
      text: 'It holds the same sound as Kick, turned round.',
      fix: { type: 'flip-polarity' },
    },
  ]);
  studio.fixture.uploads.findings.set('Pad 44.wav', [
    {
      kind: 'rate-differs',
      severity: 'warning',
      place: null,
      text: 'It is at 44100 Hz and the session at 48000 Hz.',
      fix: { type: 'convert', sampleRate: 48_000, channels: 1 },
    },
  ]);
  const page = await studio.visit('/app/sessions/night-bus');
  await page.getByRole('button', { name: 'Add files' }).waitFor();
  await page
    .locator('input[type=file]')
    .setInputFiles([file('Tom.wav', 200_000, 1), file('Pad 44.wav', 9_000, 2), file('cover.png', 500, 3)]);
  await page.getByText('Found in the stems').waitFor();
  await page.getByText('cover.png is a picture (PNG), and no audio file.').waitFor();
  const session = () => studio.fixture.stored('night-bus').session;
  expect(session().mix.tracks.at(-1)?.name).toBe('Tom');
  expect(session().mix.tracks.some((track) => track.name === 'Pad 44')).toBe(false);
  expect(await violations(page)).toEqual([]);

  await page.getByRole('button', { name: 'Flip polarity: Tom' }).click();
  await expect
    .poll(() => session().mix.tracks.find((t) => t.name === 'Tom')?.strip.polarityInverted)
    .toBe(true);
  await page.getByRole('button', { name: 'Convert to 48 kHz: Pad 44' }).click();
  await expect.poll(() => session().mix.tracks.at(-1)?.name).toBe('Pad 44');
});

test('an upload that is cut, paused and left goes on without sending anything twice', async () => {
  const uploads = studio.fixture.uploads;
  uploads.partMs = 80;
  uploads.cuts = 1;
  uploads.partsTaken = 0;
  const page = await studio.visit('/app/sessions/night-bus', PHONE);
  const long = file('Long.wav', 15 * 64 * 1024, 9);
  await page.getByRole('button', { name: 'Add files' }).waitFor();
  await page.locator('input[type=file]').setInputFiles([long]);
  await expect.poll(() => uploads.partsTaken).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('heading', { name: 'Paused' }).waitFor();

  await page.reload();
  await page.getByText('Long.wav was on its way when this page was closed.').waitFor();
  await page.locator('input[type=file]').setInputFiles([long]);
  await page.getByText('1 uploaded').waitFor();
  // what was in flight when it was paused may have arrived, too: three parts at most were sent in vain
  expect(uploads.partsTaken).toBeGreaterThanOrEqual(15);
  expect(uploads.partsTaken).toBeLessThanOrEqual(18);
  uploads.partMs = 0;
});
