import { expect, test } from 'vitest';
import { describe, moveInWords } from '../../src/mix/describe.ts';
import { summarise } from '../../src/mix/inserts.ts';
import { processors } from '../fixture/processors.ts';
import { buildWorld } from '../fixture/world.ts';

const session = buildWorld(12).get('night-bus')?.session;
if (!session) {
  throw new Error('the fixture has lost its song');
}
const { mix } = session;
const say = (event: { type: string; [m: string]: unknown }) => moveInWords(describe(event, mix, processors));

test.each([
  [{ type: 'ParameterMoved', address: 'track/vocal/fader', value: -6 }, 'Vocal fader −7.5 → −6.0 dB'],
  [{ type: 'ParameterMoved', address: 'track/vocal/fader', value: -7.5 }, 'Vocal fader −7.5 dB'],
  [{ type: 'ParameterMoved', address: 'track/vocal/mute', value: 1 }, 'Vocal mute off → on'],
  [{ type: 'ParameterMoved', address: 'track/hats/pan', value: 0 }, 'Hats pan 35 % right → centre'],
  [
    { type: 'ParameterMoved', address: 'master/insert/limiter/drive', value: 2 },
    'Master Limiter: drive +3.5 → +2.0 dB',
  ],
  [
    { type: 'ParameterMoved', address: 'track/vocal/insert/filter/frequency', value: 1200 },
    'Vocal Filter: frequency 90 Hz → 1.2 kHz',
  ],
  [
    { type: 'ParameterMoved', address: 'track/vocal/insert/eq/band-6-q', value: 2 },
    'Vocal EQ: band 6 Q 0.71 → 2',
  ],
  [
    { type: 'ParameterMoved', address: 'track/vocal/insert/eq/bypass', value: 1 },
    'Vocal EQ: bypass off → on',
  ],
  [
    { type: 'ParameterMoved', address: 'track/vocal/send/room/level', value: -10 },
    'Vocal send to Room −14.0 → −10.0 dB',
  ],
  [{ type: 'ParameterMoved', address: 'bus/drums/fader', value: 0 }, 'Drums fader −1.5 → 0.0 dB'],
  [{ type: 'TrackRenamed', track: 'kick', name: 'Kick In' }, 'Track name Kick → Kick In'],
  [{ type: 'OutputRouted', strip: 'track/keys', output: 'bus/guitars' }, 'Keys plays into Guitars'],
  [
    { type: 'InsertAdded', strip: 'bus/room', insert: 'c', processor: 'compressor', position: 0 },
    'Insert Compressor on Room',
  ],
  [{ type: 'InsertRemoved', strip: 'track/bass', insert: 'eq' }, 'Remove EQ from Bass'],
  [{ type: 'SendAdded', strip: 'track/bass', send: 'room', bus: 'room' }, 'Send Bass to Room'],
  [{ type: 'SomethingNew' }, 'SomethingNew'],
])('%o reads %s', (event, words) => {
  expect(say(event)).toBe(words);
});

test.each([
  'track/shaker/fader',
  'track/vocal/insert/gate/threshold',
  'track/vocal/insert/eq/constructor',
  'track/vocal/toString',
  'track/vocal/fader/more/and/more',
  'elsewhere',
  '',
])('the address "%s" is gone, and says so', (address) => {
  expect(describe({ type: 'ParameterMoved', address, value: 1 }, mix, processors).gone).toBe(true);
});

test('a value that is no number does not break the page', () => {
  expect(say({ type: 'ParameterMoved', address: 'track/shaker/fader', value: 'loud' })).toBe(
    'track/shaker/fader',
  );
  expect(say({ type: 'ParameterMoved' })).toBe('?');
});

test('a chip says what an insert does', () => {
  const [filter, eq, compressor] = mix.tracks.find((t) => t.id === 'vocal')?.strip.inserts ?? [];
  expect(filter && summarise(filter, processors).settings).toBe('high-pass, 90 Hz');
  expect(eq && summarise(eq, processors).settings).toBe('−2.5 dB at 250 Hz, +2.0 dB at 2.5 kHz');
  expect(compressor && summarise(compressor, processors)).toMatchObject({
    name: 'Compressor',
    settings: '−20.0 dB, 3:1',
  });
  expect(
    summarise(
      { id: 'x', processor: 'unheard-of', bypassed: true, parameters: {}, sidechain: null },
      processors,
    ),
  ).toEqual({
    id: 'x',
    name: 'unheard-of',
    settings: '',
    bypassed: true,
  });
});
