import type { Insert, Processor } from '../api/types.ts';
import { parameterValue } from './format.ts';

/** An insert on a strip, as a chip shows it: its name, and the two or three figures that say what it does. */
export interface InsertSummary {
  id: string;
  name: string;
  settings: string;
  bypassed: boolean;
}

/** The parameters worth a place on a chip, per processor. Others show those that were moved from their defaults. */
const TELLING: Readonly<Record<string, readonly string[]>> = {
  filter: ['shape', 'frequency'],
  compressor: ['threshold', 'ratio'],
  reverb: ['decay', 'mix'],
  limiter: ['drive', 'ceiling'],
};

const MOST_FIGURES = 3;

export function summarise(insert: Insert, processors: readonly Processor[]): InsertSummary {
  const processor = processors.find((p) => p.id === insert.processor);
  const value = (id: string) => {
    const spec = processor?.parameters.find((p) => p.id === id);
    const set = Object.hasOwn(insert.parameters, id) ? insert.parameters[id] : undefined;
    return spec && set !== undefined ? parameterValue(set, spec.unit, spec.choices) : null;
  };
  const telling = TELLING[insert.processor];
  const settings =
    insert.processor === 'eq'
      ? eqBands(insert).map((band) => `${value(`band-${band}-gain`)} at ${value(`band-${band}-frequency`)}`)
      : telling
        ? telling.map(value)
        : (processor?.parameters ?? [])
            .filter((p) => insert.parameters[p.id] !== p.defaultValue)
            .map((p) => value(p.id));
  return {
    id: insert.id,
    name: processor?.name ?? insert.processor,
    settings: settings
      .filter((s) => s !== null)
      .slice(0, MOST_FIGURES)
      .join(', '),
    bypassed: insert.bypassed,
  };
}

/** The bands that do something, the strongest first. */
function eqBands(insert: Insert): number[] {
  const gain = (band: number) => insert.parameters[`band-${band}-gain`] ?? 0;
  return Object.keys(insert.parameters)
    .map((id) => /^band-(\d+)-gain$/.exec(id)?.[1])
    .filter((band) => band !== undefined)
    .map(Number)
    .filter((band) => gain(band) !== 0)
    .sort((a, b) => Math.abs(gain(b)) - Math.abs(gain(a)));
}
