/** A colour per person, the same on every screen: light enough to be read on the dark backgrounds. */
const COLOURS = ['#56B4E9', '#E6A23C', '#D98BB9', '#7BD389', '#B69CFF', '#F08A6E', '#5FD3C8', '#D6CF5A'];

export function personColour(name: string): string {
  let hash = 2166136261;
  for (const unit of name) {
    hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619) >>> 0;
  }
  return COLOURS[hash % COLOURS.length] as string;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One or two letters for a disc: of the first and the last word; what stands in brackets is no name. */
export function initials(name: string): string {
  const bare = name.replace(/\s*\([^)]*\)/g, '').trim();
  const words = (bare || name.trim()).split(/\s+/).filter(Boolean);
  const first = (word: string | undefined) =>
    word ? ([...graphemes.segment(word)][0]?.segment ?? '').toLocaleUpperCase() : '';
  return words.length > 1 ? first(words[0]) + first(words.at(-1)) : first(words[0]) || '?';
}
