/** What a delivery is asked for, and what came of it, in words. */
import type { DeliveredFile, Delivery, DeliverySpec } from '../api/types.ts';
import { fixed } from '../mix/format.ts';

/** What somebody puts together without a preset. */
export interface Choice {
  format: 'wav' | 'aiff' | 'flac' | 'mp3' | 'aac' | 'opus';
  encoding: 'pcm-16' | 'pcm-24' | 'float-32';
  kilobits: number;
  /** Null for the session's. */
  sampleRate: number | null;
  shaped: boolean;
  /** Null where it stays as loud as it is. */
  lufs: number | null;
  ceilingDbtp: number;
  stems: 'none' | 'tracks' | 'buses';
  signal: 'wet' | 'dry';
  title: string;
  artist: string;
}

export const USUAL: Choice = {
  format: 'wav',
  encoding: 'pcm-24',
  kilobits: 320,
  sampleRate: null,
  shaped: false,
  lufs: null,
  ceilingDbtp: -1,
  stems: 'none',
  signal: 'wet',
  title: '',
  artist: '',
};

export const isLossy = (format: Choice['format']) =>
  format === 'mp3' || format === 'aac' || format === 'opus';

/** The spec of docs/API.md; what is not said is left to the server. */
export function specOf(choice: Choice): DeliverySpec {
  const lossy = isLossy(choice.format);
  const format = lossy
    ? { type: choice.format, kilobitsPerSecond: choice.kilobits }
    : { type: choice.format, encoding: choice.encoding };
  const common = {
    format,
    ...(choice.sampleRate === null ? {} : { sampleRate: choice.sampleRate }),
    ...(!lossy && choice.encoding !== 'float-32' && choice.shaped ? { dither: 'shaped' } : {}),
  };
  const loudness =
    choice.lufs === null ? {} : { loudness: { lufs: choice.lufs, ceilingDbtp: choice.ceilingDbtp } };
  const mix = { id: 'mix', source: { type: 'mix' }, ...common, ...loudness };
  const signal = choice.stems === 'buses' ? 'wet' : choice.signal;
  const stems = { id: 'stems', source: { type: 'stems', each: choice.stems, signal }, ...common };
  const tags = {
    ...(choice.title.trim() ? { title: choice.title.trim() } : {}),
    ...(choice.artist.trim() ? { artist: choice.artist.trim() } : {}),
  };
  return {
    outputs: choice.stems === 'none' ? [mix] : [mix, stems],
    ...(Object.keys(tags).length > 0 ? { tags } : {}),
  };
}

/** `24-bit WAV, 48 kHz`. */
export function formatOf(file: DeliveredFile): string {
  const rate = `${fixed(file.sampleRate / 1000, file.sampleRate % 1000 === 0 ? 0 : 1)} kHz`;
  const type = file.type.toUpperCase();
  if (file.kilobitsPerSecond > 0) {
    return `${type} ${file.kilobitsPerSecond} kbit/s, ${rate}`;
  }
  const bits = { 'pcm-16': '16-bit', 'pcm-24': '24-bit', 'float-32': '32-bit float' }[file.encoding];
  return `${bits ?? file.encoding} ${type}, ${rate}`;
}

/** `about 12 s left`, `about 3 min left`; empty where nothing can be told. */
export function timeLeft(seconds: number | null): string {
  if (seconds === null) {
    return '';
  }
  return seconds < 90
    ? `about ${Math.max(1, Math.round(seconds))} s left`
    : `about ${Math.round(seconds / 60)} min left`;
}

export function stateOf(delivery: Delivery): string {
  switch (delivery.state) {
    case 'queued':
      return delivery.trouble === null ? 'waiting for a worker' : 'to be tried again';
    case 'rendering':
      return [`rendering, ${Math.round(delivery.progress * 100)} %`, timeLeft(delivery.secondsLeft)]
        .filter(Boolean)
        .join(', ');
    case 'finished':
      return delivery.files.length === 1 ? '1 file' : `${delivery.files.length} files`;
    case 'failed':
      return 'failed';
    case 'cancelled':
      return 'called off';
  }
}
