/**
 * What people write in notes, in parts: links that can be followed, times that can be played from, names that are called. Everything else is text
 * and is shown as text, so that nothing that somebody writes is ever read as HTML.
 */
import { parseClock } from '../mix/format.ts';

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'time'; text: string; seconds: number }
  | { kind: 'person'; text: string };

const LINK = String.raw`https?:\/\/[^\s<>"']+`;
const TIME = String.raw`(?<![\d:.,])\d{1,3}:[0-5]\d(?::[0-5]\d)?(?:[.,]\d{1,3})?(?![\d:])`;

export function partsOf(text: string, people: readonly string[] = []): Part[] {
  const names = people
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const person = names.length > 0 ? `|@(?:${names.join('|')})` : '';
  const pattern = new RegExp(`(${LINK})|(${TIME})${person}`, 'gu');
  const parts: Part[] = [];
  let last = 0;
  for (const match of text.matchAll(pattern)) {
    const found = match[1] === undefined ? match[0] : withoutStop(match[1]);
    const part = partOf(found, match[1] !== undefined, match[2] !== undefined);
    if (part) {
      pushText(parts, text.slice(last, match.index));
      parts.push(part);
      last = match.index + found.length;
    }
  }
  pushText(parts, text.slice(last));
  return parts;
}

function pushText(parts: Part[], text: string) {
  if (text !== '') {
    parts.push({ kind: 'text', text });
  }
}

/** A full stop or a bracket behind a link ends the sentence, not the address. */
const withoutStop = (link: string) => link.replace(/[.,;:!?)\]}]+$/, '');

function partOf(text: string, isLink: boolean, isTime: boolean): Part | null {
  if (isLink) {
    return URL.canParse(text) ? { kind: 'link', text, href: new URL(text).href } : null;
  }
  if (isTime) {
    const seconds = parseClock(text);
    return seconds === null ? null : { kind: 'time', text, seconds };
  }
  return { kind: 'person', text };
}
