const PIECES = [
  '1:2',
  '3',
  ':',
  '.',
  ' ',
  '@Ada',
  '@A.*',
  'https://',
  'a.b',
  '<',
  '&',
  '\n',
  '🌙',
  '0:00',
  '(',
  ')',
  'x',
];

/** Texts of pieces that mean something, put together at random from a seed that is always the same. */
export function crowdOf(count: number, seed = 20261121): string[] {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(next() * 12) },
      () => PIECES[Math.floor(next() * PIECES.length)],
    ).join(''),
  );
}
