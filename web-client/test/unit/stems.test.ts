import { expect, test } from 'vitest';
import type { Clip, Mix } from '../../src/api/types.ts';
import { fixEvents, trackEvents } from '../../src/mix/stems.ts';
import { leftText, Speed, sizeText } from '../../src/upload/speed.ts';
import { buildWorld } from '../fixture/world.ts';

const SONG = buildWorld(12).get('night-bus')?.session.mix;
const STEM = 'a'.repeat(64);

function mixWith(clip: Partial<Clip>): Mix {
  const mix = structuredClone(SONG);
  const track = mix?.tracks[0];
  if (!mix || !track) throw new Error('the fixture has lost its song');
  const none = { frames: 0, shape: 'LINEAR' } as const;
  track.clips = [
    {
      id: 'c1',
      stem: STEM,
      startFrame: 0,
      stemFrame: 0,
      lengthFrames: 1000,
      gainDb: 0,
      fadeIn: none,
      fadeOut: none,
      ...clip,
    },
  ];
  return mix;
}

const proposal = (name: string, stem: string) => ({
  stem,
  fileName: `${name}.wav`,
  name,
  colour: '#FF9F00',
  group: 'Drums',
});

test('each stem gets a track of its own id, once', () => {
  const mix = mixWith({});
  const taken = mix.tracks[0]?.id ?? '';
  const events = trackEvents(mix, [
    { proposal: proposal('Äußere Tom', 'b'.repeat(64)), stem: { hash: 'b'.repeat(64), frames: 5 } },
    { proposal: proposal(taken, 'c'.repeat(64)), stem: { hash: 'c'.repeat(64), frames: 6 } },
    { proposal: proposal('There already', STEM), stem: { hash: STEM, frames: 7 } },
    { proposal: proposal('!!!', 'd'.repeat(64)), stem: { hash: 'd'.repeat(64), frames: 8 } },
  ]);
  expect(events.filter((e) => e.type === 'TrackAdded').map((e) => e['track'])).toEqual([
    'au-ere-tom',
    `${taken}-2`,
    'track',
  ]);
  expect(events[1]).toMatchObject({ type: 'ClipPlaced', clip: { lengthFrames: 5, startFrame: 0 } });
});

test('a trim moves the clip along, so that what is left sounds when it did', () => {
  const mix = mixWith({ startFrame: 100, stemFrame: 50, lengthFrames: 900, gainDb: -3 } as Partial<Clip>);
  const [event] = fixEvents(mix, STEM, { type: 'trim', stemFrame: 200, lengthFrames: 300 });
  expect(event).toMatchObject({
    type: 'ClipChanged',
    clip: { startFrame: 250, stemFrame: 200, lengthFrames: 300, gainDb: -3 },
  });
  expect(fixEvents(mix, STEM, { type: 'trim', stemFrame: 2000, lengthFrames: 10 })).toEqual([]);
});

test('a shift to before the beginning takes frames off the stem instead', () => {
  const [early] = fixEvents(mixWith({ startFrame: 30 }), STEM, { type: 'shift', frames: -96 });
  expect(early).toMatchObject({ clip: { startFrame: 0, stemFrame: 66, lengthFrames: 934 } });
  const [late] = fixEvents(mixWith({ startFrame: 30 }), STEM, { type: 'shift', frames: 96 });
  expect(late).toMatchObject({ clip: { startFrame: 126, stemFrame: 0, lengthFrames: 1000 } });
});

test('polarity is turned back where it was turned', () => {
  const mix = mixWith({});
  const track = mix.tracks[0];
  if (!track) throw new Error('no track');
  expect(fixEvents(mix, STEM, { type: 'flip-polarity' })).toEqual([
    { type: 'ParameterMoved', address: `track/${track.id}/polarity`, value: 1 },
  ]);
  track.strip.polarityInverted = true;
  expect(fixEvents(mix, STEM, { type: 'flip-polarity' })[0]).toMatchObject({ value: 0 });
});

test('speed is that of the last seconds, and says how long it will take', () => {
  const speed = new Speed(4000);
  expect(speed.perSecond()).toBeNull();
  for (let second = 0; second <= 10; second += 1) {
    speed.note(second < 5 ? 0 : (second - 5) * 2e6, second * 1000);
  }
  expect(speed.perSecond()).toBe(2e6);
  expect(leftText(60e6, 2e6)).toBe('30 s left');
  expect(leftText(600e6, 2e6)).toBe('5 min left');
  expect(leftText(60e6, null)).toBe('');
  expect(sizeText(1_700_000_000)).toBe('1.7 GB');
});
