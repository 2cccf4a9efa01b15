import type { Bus, Insert, Mix, Parameter, Processor, Send, Strip, Track } from '../api/types.ts';

/** A strip of the console: a track's, a bus's, or the master's, with what a person calls it. */
export interface NamedStrip {
  /** `track/<id>`, `bus/<id>` or `master`. */
  address: string;
  name: string;
  strip: Strip;
}

export function findStrip(mix: Mix, address: string): NamedStrip | null {
  if (address === 'master') {
    return { address, name: 'Master', strip: mix.master };
  }
  const [kind, id] = address.split('/');
  const owner: Track | Bus | undefined =
    kind === 'track'
      ? mix.tracks.find((t) => t.id === id)
      : kind === 'bus'
        ? mix.buses.find((b) => b.id === id)
        : undefined;
  return owner ? { address, name: owner.name, strip: owner.strip } : null;
}

/** What a person calls the place that `master` or `bus/<id>` names. */
export function outputName(mix: Mix, output: string): string {
  return findStrip(mix, output)?.name ?? output;
}

/** A parameter that an address names: what it is called, what it is, and its value in the mix. */
export interface FoundParameter {
  /** Null for a VCA, which is none. */
  strip: NamedStrip | null;
  /** `Vocal fader`, `Vocal EQ: Band 2 gain`, `Vocal send to Room`. */
  name: string;
  unit: string;
  choices: readonly string[];
  value: number;
}

type OfStrip = readonly [name: string, unit: string, value: (strip: Strip) => number];

const OF_STRIP: Readonly<Record<string, OfStrip>> = {
  trim: ['trim', 'DECIBELS', (s) => s.trimDb],
  polarity: ['polarity inverted', 'SWITCH', (s) => Number(s.polarityInverted)],
  fader: ['fader', 'DECIBELS', (s) => s.faderDb],
  pan: ['pan', 'PAN', (s) => s.pan],
  mute: ['mute', 'SWITCH', (s) => Number(s.muted)],
  solo: ['solo', 'SWITCH', (s) => Number(s.soloed)],
};

/** Null if the address names nothing that is in the mix. */
export function findParameter(
  mix: Mix,
  processors: readonly Processor[],
  address: string,
): FoundParameter | null {
  const parts = address.split('/');
  if (parts[0] === 'vca') {
    return ofVca(mix, parts);
  }
  const stripParts = parts[0] === 'master' ? 1 : 2;
  const strip = findStrip(mix, parts.slice(0, stripParts).join('/'));
  const [kind, id, parameter, ...more] = parts.slice(stripParts);
  if (!strip || kind === undefined || more.length > 0) {
    return null;
  }
  if (id === undefined) {
    const known = Object.hasOwn(OF_STRIP, kind) ? OF_STRIP[kind] : undefined;
    return known
      ? {
          strip,
          name: `${strip.name} ${known[0]}`,
          unit: known[1],
          choices: [],
          value: known[2](strip.strip),
        }
      : null;
  }
  if (parameter === undefined) {
    return null;
  }
  if (kind === 'insert') {
    const insert = strip.strip.inserts.find((i) => i.id === id);
    return insert ? ofInsert(strip, insert, processors, parameter) : null;
  }
  if (kind === 'send') {
    const send = strip.strip.sends.find((s) => s.id === id);
    return send ? ofSend(mix, strip, send, parameter) : null;
  }
  return null;
}

function ofVca(mix: Mix, [, id, parameter, ...more]: readonly string[]): FoundParameter | null {
  const vca = mix.vcas.find((each) => each.id === id);
  if (!vca || more.length > 0) {
    return null;
  }
  const found = (name: string, unit: string, value: number) => ({
    strip: null,
    name: `${vca.name} ${name}`,
    unit,
    choices: [],
    value,
  });
  switch (parameter) {
    case 'fader':
      return found('fader', 'DECIBELS', vca.faderDb);
    case 'mute':
      return found('mute', 'SWITCH', Number(vca.muted));
    case 'solo':
      return found('solo', 'SWITCH', Number(vca.soloed));
    default:
      return null;
  }
}

function ofInsert(
  strip: NamedStrip,
  insert: Insert,
  processors: readonly Processor[],
  parameter: string,
): FoundParameter | null {
  const processor = processors.find((p) => p.id === insert.processor);
  const name = `${strip.name} ${processor?.name ?? insert.processor}`;
  if (parameter === 'bypass') {
    return { strip, name: `${name}: bypass`, unit: 'SWITCH', choices: [], value: Number(insert.bypassed) };
  }
  const value = Object.hasOwn(insert.parameters, parameter) ? insert.parameters[parameter] : undefined;
  if (value === undefined) {
    return null;
  }
  const spec: Parameter | undefined = processor?.parameters.find((p) => p.id === parameter);
  return {
    strip,
    name: `${name}: ${lowerFirst(spec?.name ?? parameter)}`,
    unit: spec?.unit ?? '',
    choices: spec?.choices ?? [],
    value,
  };
}

function ofSend(mix: Mix, strip: NamedStrip, send: Send, parameter: string): FoundParameter | null {
  const name = `${strip.name} send to ${outputName(mix, `bus/${send.bus}`)}`;
  switch (parameter) {
    case 'level':
      return { strip, name, unit: 'DECIBELS', choices: [], value: send.levelDb };
    case 'pre-fader':
      return {
        strip,
        name: `${name} before the fader`,
        unit: 'SWITCH',
        choices: [],
        value: Number(send.preFader),
      };
    default:
      return null;
  }
}

/** `Threshold` reads `threshold` inside of a sentence; `Q` stays `Q`. */
function lowerFirst(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
