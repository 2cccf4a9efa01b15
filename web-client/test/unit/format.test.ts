import { describe, expect, test } from 'vitest';
import * as format from '../../src/mix/format.ts';

describe('levels', () => {
  test.each([
    [-4.5, '−4.5'],
    [0, '0.0'],
    [-0, '0.0'],
    [-0.04, '0.0'],
    [0.04, '0.0'],
    [2, '+2.0'],
    [-144, '−∞'],
    [-200, '−∞'],
  ])('%d dB reads %s', (db, text) => {
    expect(format.level(db)).toBe(text);
  });

  test('silence has no loudness', () => {
    expect(format.measured(null)).toBe('−∞');
    expect(format.measured(-14.04)).toBe('−14.0');
  });
});

describe('times', () => {
  test.each([
    [0, '0:00.0'],
    [5.96, '0:05.9'],
    [59.999, '0:59.9'],
    [60, '1:00.0'],
    [83.4, '1:23.4'],
    [3599.95, '59:59.9'],
    [3723.4, '1:02:03.4'],
    [-1, '0:00.0'],
  ])('%d s reads %s', (seconds, text) => {
    expect(format.clock(seconds)).toBe(text);
  });

  test.each([
    ['83.4', 83.4],
    ['1:23', 83],
    ['1:23.4', 83.4],
    [' 1:23,4 ', 83.4],
    ['1:02:03', 3723],
    ['0', 0],
    ['', null],
    ['1:60', null],
    ['-1', null],
    ['1:2:3:4', null],
    ['abc', null],
    ['1e3', null],
    ['1:', null],
    ['99999999999', null],
  ])('"%s" is read as %s', (text, seconds) => {
    expect(format.parseClock(text)).toBe(seconds);
  });

  test('what is written can be read again, to the tenth', () => {
    for (let tenths = 0; tenths < 40_000; tenths += 7) {
      expect(format.parseClock(format.clock(tenths / 10))).toBeCloseTo(tenths / 10, 6);
    }
  });

  test('labels drop tenths that say nothing, words are for the ear', () => {
    expect(format.clockShort(90)).toBe('1:30');
    expect(format.clockShort(0.5)).toBe('0:00.5');
    expect(format.clockInWords(61.25)).toBe('1 minute 1.2 seconds');
    expect(format.clockInWords(7)).toBe('7.0 seconds');
  });

  test('how long ago', () => {
    const now = Date.parse('2026-11-21T12:00:00Z');
    expect(format.ago('2026-11-21T11:59:40Z', now)).toBe('just now');
    expect(format.ago('2026-11-21T12:00:40Z', now)).toBe('just now');
    expect(format.ago('2026-11-21T11:15:00Z', now)).toBe('45 min ago');
    expect(format.ago('2026-11-21T02:00:00Z', now)).toBe('10 h ago');
    expect(format.ago('2026-11-20T02:00:00Z', now)).toBe('yesterday');
    expect(format.ago('2026-01-02T02:00:00Z', now)).toBe('2026-01-02');
    expect(format.ago('whenever', now)).toBe('whenever');
  });
});

test.each([
  [-7.5, 'DECIBELS', '−7.5 dB'],
  [90, 'HERTZ', '90 Hz'],
  [62.5, 'HERTZ', '62.5 Hz'],
  [2500, 'HERTZ', '2.5 kHz'],
  [12_000, 'HERTZ', '12 kHz'],
  [10, 'MILLISECONDS', '10 ms'],
  [0.1, 'MILLISECONDS', '0.1 ms'],
  [1.8, 'SECONDS', '1.8 s'],
  [4, 'RATIO', '4:1'],
  [0.714, 'Q', '0.71'],
  [0.35, 'FRACTION', '35 %'],
  [-0.3, 'PAN', '30 % left'],
  [0, 'PAN', 'centre'],
  [1, 'SWITCH', 'on'],
  [1, 'CHOICE', 'low-pass'],
  [7, 'CHOICE', '7'],
])('%d %s reads %s', (value, unit, text) => {
  expect(format.parameterValue(value, unit, ['high-pass', 'low-pass'])).toBe(text);
});

test('bytes, rates, places, counts', () => {
  expect(format.bytes(999)).toBe('999 B');
  expect(format.bytes(12_288_044)).toBe('12 MB');
  expect(format.bytes(1_500_000_000)).toBe('1.5 GB');
  expect(format.sampleRate(44_100)).toBe('44.1 kHz');
  expect(format.pan(-0.8)).toBe('L80');
  expect(format.pan(0.001)).toBe('C');
  expect(format.counted(1, 'track')).toBe('1 track');
  expect(format.counted(0, 'track')).toBe('0 tracks');
});
