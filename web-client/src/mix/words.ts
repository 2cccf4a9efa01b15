/** Facts and steps in words, for whoever wants to know what undo would take back. */
import type { Mix, PossibleStep, Processor } from '../api/types.ts';
import { parameterValue } from './format.ts';
import { findParameter, findStrip, outputName } from './lookup.ts';

/** What a fact is about, as a person calls it: `Vocal fader`, `Kick EQ`, `automation of Vocal fader`. */
export function pathInWords(path: string, mix: Mix, processors: readonly Processor[]): string {
  const parameter = findParameter(mix, processors, path);
  if (parameter) {
    return parameter.name;
  }
  const [kind = '', id = '', part, ...rest] = path.split('/');
  switch (kind) {
    case 'automation':
      return `automation of ${pathInWords(path.slice('automation/'.length), mix, processors)}`;
    case 'safe-fader':
      return `safe fader of ${pathInWords(path.slice('safe-fader/'.length), mix, processors)}`;
    case 'order':
      return `order of ${id}`;
    case 'name':
      return 'name of the session';
    case 'tempo':
    case 'meter':
    case 'marker':
    case 'section':
    case 'reference':
    case 'revision':
      return kind;
    default:
  }
  const strip =
    kind === 'master'
      ? 'Master'
      : kind === 'vca'
        ? (mix.vcas.find((vca) => vca.id === id)?.name ?? id)
        : (findStrip(mix, `${kind}/${id}`)?.name ?? id);
  const [what, which] = kind === 'master' ? [id, part] : [part, rest[0]];
  switch (what) {
    case undefined:
    case '':
      return strip;
    case 'insert': {
      const insert = findStrip(mix, kind === 'master' ? 'master' : `${kind}/${id}`)?.strip.inserts.find(
        (each) => each.id === which,
      );
      const processor = processors.find((p) => p.id === insert?.processor);
      return `${strip} ${processor?.name ?? which ?? 'insert'}`;
    }
    case 'send':
      return `${strip} send to ${outputName(mix, `bus/${which}`)}`;
    case 'order':
      return `order of ${which ?? 'inserts'} on ${strip}`;
    default:
      return `${strip} ${what}`;
  }
}

/** A step on one line: `Vocal fader −4.5 → −7.5 dB`, `Vocal fader and 3 more`. */
export function stepInWords({ step }: PossibleStep, mix: Mix, processors: readonly Processor[]): string {
  const [first, ...others] = step.effects;
  if (!first) {
    return 'your last step';
  }
  const things = new Set(step.effects.map((effect) => pathInWords(effect.path, mix, processors)));
  const name = pathInWords(first.path, mix, processors);
  if (things.size > 1) {
    return `${name} and ${things.size - 1 + step.more} more`;
  }
  const found = findParameter(mix, processors, first.path);
  if (others.length === 0 && found && typeof first.before === 'number' && typeof first.after === 'number') {
    const value = (of: number) => parameterValue(of, found.unit, found.choices);
    return `${name} ${value(first.before)} → ${value(first.after)}`;
  }
  return name;
}
