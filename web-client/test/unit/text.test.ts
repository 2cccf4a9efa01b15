import { expect, test } from 'vitest';
import { partsOf } from '../../src/review/text.ts';
import { crowdOf } from './crowd.ts';

const kinds = (text: string, people: string[] = []) =>
  partsOf(text, people).map((part) =>
    part.kind === 'time' ? `time ${part.seconds}` : `${part.kind} ${part.text}`,
  );

test('times can be played from, and what only looks like one cannot', () => {
  expect(kinds('At 1:32 and 0:07.5, not 12:75, 3:4 or 10:30:99')).toEqual([
    'text At ',
    'time 92',
    'text  and ',
    'time 7.5',
    'text , not 12:75, 3:4 or 10:30:99',
  ]);
  expect(kinds('1:02:03')).toEqual(['time 3723']);
});

test('links are followed as far as they go, and nothing but the web is a link', () => {
  expect(kinds('See https://example.org/a?b=1, (https://example.org/c).')).toEqual([
    'text See ',
    'link https://example.org/a?b=1',
    'text , (',
    'link https://example.org/c',
    'text ).',
  ]);
  expect(kinds('javascript:alert(1) file:///etc/passwd')).toEqual([
    'text javascript:alert(1) file:///etc/passwd',
  ]);
});

test('whoever is called is told apart, the longest name first', () => {
  expect(kinds('@Ben and @Ben Lind, not @Nobody', ['Ben', 'Ben Lind'])).toEqual([
    'person @Ben',
    'text  and ',
    'person @Ben Lind',
    'text , not @Nobody',
  ]);
});

test('markup stays what it is: letters', () => {
  expect(kinds('<img src=x onerror=alert(1)><b>')).toEqual(['text <img src=x onerror=alert(1)><b>']);
});

test('whatever somebody writes, all of it is shown', () => {
  for (const text of crowdOf(500)) {
    expect(
      partsOf(text, ['Ada', 'A.*'])
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
});
