import { expect, test } from 'vitest';
import { formatOf, specOf, timeLeft, USUAL } from '../../src/deliver/words.ts';

test('a choice becomes a spec that says no more than was chosen', () => {
  expect(specOf(USUAL)).toEqual({
    outputs: [{ id: 'mix', source: { type: 'mix' }, format: { type: 'wav', encoding: 'pcm-24' } }],
  });
  expect(specOf({ ...USUAL, encoding: 'pcm-16', shaped: true, sampleRate: 44_100, lufs: -14 })).toEqual({
    outputs: [
      {
        id: 'mix',
        source: { type: 'mix' },
        format: { type: 'wav', encoding: 'pcm-16' },
        sampleRate: 44_100,
        dither: 'shaped',
        loudness: { lufs: -14, ceilingDbtp: -1 },
      },
    ],
  });
});

test('stems of buses are as in the mix, and floats take no dither', () => {
  const spec = specOf({ ...USUAL, encoding: 'float-32', shaped: true, stems: 'buses', signal: 'dry' });
  expect(spec['outputs']).toMatchObject([{}, { source: { each: 'buses', signal: 'wet' } }]);
  expect(JSON.stringify(spec)).not.toContain('dither');
});

test('formats and times read as people say them', () => {
  const file = {
    type: 'wav',
    encoding: 'pcm-16',
    kilobitsPerSecond: 0,
    sampleRate: 44_100,
  } as Parameters<typeof formatOf>[0];
  expect(formatOf(file)).toBe('16-bit WAV, 44.1 kHz');
  expect(formatOf({ ...file, type: 'mp3', kilobitsPerSecond: 320, sampleRate: 48_000 })).toBe(
    'MP3 320 kbit/s, 48 kHz',
  );
  expect([timeLeft(null), timeLeft(0.2), timeLeft(47), timeLeft(200)]).toEqual([
    '',
    'about 1 s left',
    'about 47 s left',
    'about 3 min left',
  ]);
});
