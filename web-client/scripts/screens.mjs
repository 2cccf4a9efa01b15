// npm run screens: every screen as people see it, on a desk and on a phone, into docs/screens.
import { mkdirSync } from 'node:fs';
import { DESK, PHONE, Studio } from './studio.mjs';

const OUT = '../docs/screens';
const SETTLES_MS = 1500;

const moves = [
  ['track/vocal/fader', -6, 'Ada Moreno'],
  ['track/bass/mute', 1, 'Jonas Lind'],
  ['track/bass/mute', 0, 'Jonas Lind'],
  ['track/kick/insert/eq/band-1-gain', 4, 'Rosa Silva'],
];

/** By name: the address, and what is done there before it is looked at. */
const screens = {
  sessions: ['/'],
  mix: ['/app/sessions/night-bus'],
  automation: [
    '/app/sessions/night-bus',
    async (page) => {
      await page.getByRole('button', { name: 'Show strips' }).click();
      await page.getByRole('button', { name: /^Automation of Vocal/ }).click();
      await page.getByRole('menuitemcheckbox', { name: /^Fader/ }).click();
      await page
        .locator('[data-lane="vocal"] [data-clip]')
        .first()
        .click({ position: { x: 200, y: 20 } });
    },
    'desk',
  ],
  eq: [
    '/app/sessions/night-bus',
    (page) => page.getByRole('button', { name: 'Edit EQ on Bass' }).click(),
    'desk',
  ],
  compressor: [
    '/app/sessions/night-bus',
    (page) => page.getByRole('button', { name: 'Edit Compressor on Bass' }).click(),
    'desk',
  ],
  history: [
    '/app/sessions/night-bus/history',
    async (page) => {
      await page.getByRole('button', { name: /^Vocal fader/ }).click();
      await page.getByRole('button', { name: 'Where is it heard?' }).click();
    },
  ],
  review: ['/app/sessions/night-bus/review/mix-2'],
  deliver: ['/app/sessions/night-bus/deliver'],
  sound: ['/app/sound/night-bus'],
  account: ['/app/account'],
  controls: ['/app/controls'],
};

mkdirSync(OUT, { recursive: true });
const studio = await Studio.open();
studio.told = true;
const lane = [
  [0, -7.5, 'HOLD'],
  [960_000, -7.5, 'S_CURVE'],
  [1_440_000, -3, 'LINEAR'],
  [2_400_000, -9, 'LINEAR'],
].map(([frame, value, curve]) => ({ frame, value, curve }));
studio.fixture.someoneDoes('night-bus', [
  { type: 'AutomationWritten', address: 'track/vocal/fader', fromFrame: 0, toFrame: 2_400_000, points: lane },
  ...[
    ['verse', 'Verse', 0, 960_000],
    ['chorus', 'Chorus', 960_000, 1_560_000],
    ['bridge', 'Bridge', 1_560_000, 2_160_000],
  ].map(([id, name, startFrame, endFrame], i) => ({
    type: 'SectionPlaced',
    section: { id, name, colour: ['#3FD5FF', '#ED58B3', '#FF9F00'][i], startFrame, endFrame },
  })),
]);
for (const [address, value, author] of moves) {
  studio.fixture.someoneDoes('night-bus', [{ type: 'ParameterMoved', address, value }], author);
}
for (const [name, [path, work, only]] of Object.entries(screens)) {
  for (const [kind, viewport] of [
    ['desk', DESK],
    ['phone', PHONE],
  ]) {
    if (only && only !== kind) {
      continue;
    }
    const page = await studio.visit(path, viewport);
    await page.waitForTimeout(SETTLES_MS);
    await work?.(page);
    await page.waitForTimeout(SETTLES_MS);
    await page.screenshot({ path: `${OUT}/${name}-${kind}.png` });
    await studio.leave();
  }
}
const said = studio.complaints;
await studio.close();
if (said.length > 0) {
  throw new Error(said.join('\n'));
}
process.exit(0);
