/**
 * The waveform of a file as minima and maxima, from the BBC's audiowaveform .dat, version 2
 * (https://github.com/bbc/audiowaveform/blob/master/doc/DataFormat.md): a header of six little-endian 32-bit numbers,
 * then for each pixel and each channel a minimum and a maximum, of 8 or 16 bit.
 */
export interface Peaks {
  sampleRate: number;
  /** Frames of audio under one pixel. */
  framesPerPixel: number;
  pixels: number;
  /** The lowest and highest over all channels, -1 to 1: minimum, maximum, minimum, maximum ... */
  extremes: Float32Array;
}

export class PeaksError extends Error {
  override readonly name = 'PeaksError';
}

const HEADER_BYTES = 24;
const EIGHT_BIT = 1;
const MOST_CHANNELS = 64;

/** @throws {PeaksError} if the bytes are not what they say they are */
export function readPeaks(data: ArrayBuffer): Peaks {
  if (data.byteLength < HEADER_BYTES) {
    throw new PeaksError(`${data.byteLength} bytes are too few for a waveform`);
  }
  const header = new DataView(data, 0, HEADER_BYTES);
  const version = header.getInt32(0, true);
  const flags = header.getUint32(4, true);
  const sampleRate = header.getInt32(8, true);
  const framesPerPixel = header.getInt32(12, true);
  const pixels = header.getUint32(16, true);
  const channels = header.getInt32(20, true);
  if (version !== 2) {
    throw new PeaksError(`a waveform of version ${version}, where 2 was expected`);
  }
  if (sampleRate <= 0 || framesPerPixel <= 0) {
    throw new PeaksError(`a waveform of ${framesPerPixel} frames a pixel at ${sampleRate} Hz`);
  }
  if (channels < 1 || channels > MOST_CHANNELS) {
    throw new PeaksError(`a waveform of ${channels} channels`);
  }
  const bytesPerValue = flags & EIGHT_BIT ? 1 : 2;
  const promised = pixels * channels * 2 * bytesPerValue;
  if (data.byteLength - HEADER_BYTES < promised) {
    throw new PeaksError(`${promised} bytes of waveform promised, ${data.byteLength - HEADER_BYTES} there`);
  }
  return { sampleRate, framesPerPixel, pixels, extremes: extremesOf(data, pixels, channels, bytesPerValue) };
}

function extremesOf(data: ArrayBuffer, pixels: number, channels: number, bytesPerValue: 1 | 2): Float32Array {
  const view = new DataView(data, HEADER_BYTES);
  const value =
    bytesPerValue === 1
      ? (i: number) => view.getInt8(i) / 128
      : (i: number) => view.getInt16(i * 2, true) / 32768;
  const extremes = new Float32Array(pixels * 2);
  for (let p = 0; p < pixels; p++) {
    let low = 1;
    let high = -1;
    for (let c = 0; c < channels; c++) {
      const at = (p * channels + c) * 2;
      low = Math.min(low, value(at));
      high = Math.max(high, value(at + 1));
    }
    extremes[p * 2] = low;
    extremes[p * 2 + 1] = Math.max(low, high);
  }
  return extremes;
}

/**
 * A stretch of the waveform squeezed into columns, three numbers each: the lowest, the highest, and the mean of what
 * lies under the column (how dense it is, as far as extremes can tell). Columns beyond the end of the file are zero.
 */
export function columnsOf(peaks: Peaks, startFrame: number, endFrame: number, columns: number): Float32Array {
  const result = new Float32Array(Math.max(0, columns) * 3);
  const framesPerColumn = (endFrame - startFrame) / columns;
  for (let i = 0; i < columns; i++) {
    const from = (startFrame + i * framesPerColumn) / peaks.framesPerPixel;
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(
      peaks.pixels,
      Math.max(first + 1, Math.floor(from + framesPerColumn / peaks.framesPerPixel)),
    );
    if (from < 0 || first >= last) {
      continue;
    }
    let low = 1;
    let high = -1;
    let sum = 0;
    for (let p = first; p < last; p++) {
      const a = peaks.extremes[p * 2] as number;
      const b = peaks.extremes[p * 2 + 1] as number;
      low = Math.min(low, a);
      high = Math.max(high, b);
      sum += Math.max(Math.abs(a), Math.abs(b));
    }
    result[i * 3] = low;
    result[i * 3 + 1] = high;
    result[i * 3 + 2] = sum / (last - first);
  }
  return result;
}
