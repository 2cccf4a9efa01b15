/** What a guest is called, remembered on this machine so that the next link does not ask for it anew. */
export interface KnownPerson {
  name: string;
  /** As `#RRGGBB`. */
  colour: string;
}

const KEY = 'foldback.guest';

/** The colours that people have on every screen, by names. */
export const COLOURS = [
  { value: '#56B4E9', called: 'Sky' },
  { value: '#E6A23C', called: 'Amber' },
  { value: '#D98BB9', called: 'Pink' },
  { value: '#7BD389', called: 'Green' },
  { value: '#B69CFF', called: 'Violet' },
  { value: '#F08A6E', called: 'Coral' },
  { value: '#5FD3C8', called: 'Teal' },
  { value: '#D6CF5A', called: 'Yellow' },
] as const;

export function knownPerson(): KnownPerson {
  const usual = { name: '', colour: COLOURS[0].value as string };
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    const { name, colour } = found;
    return {
      name: typeof name === 'string' ? name : usual.name,
      colour: COLOURS.find((each) => each.value === colour)?.value ?? usual.colour,
    };
  } catch {
    return usual;
  }
}

export function rememberPerson(person: KnownPerson): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(person));
  } catch {
    // A browser that keeps nothing: then it is asked again next time.
  }
}
