import { describe, expect, test } from 'vitest';
import { columnsOf, PeaksError, readPeaks } from '../../src/audio/peaks.ts';
import { zoomFor } from '../../src/timeline/wave.ts';

function dat(
  header: {
    version?: number;
    flags?: number;
    rate?: number;
    per?: number;
    pixels?: number;
    channels?: number;
  },
  values: number[],
  bytesPerValue: 1 | 2 = 2,
): ArrayBuffer {
  const { version = 2, flags = 0, rate = 48_000, per = 256, channels = 1 } = header;
  const pixels = header.pixels ?? values.length / (2 * channels);
  const data = new ArrayBuffer(24 + values.length * bytesPerValue);
  const view = new DataView(data);
  [version, flags, rate, per, pixels, channels].forEach((v, i) => {
    view.setInt32(i * 4, v, true);
  });
  values.forEach((v, i) => {
    if (bytesPerValue === 2) view.setInt16(24 + i * 2, v, true);
    else view.setInt8(24 + i, v);
  });
  return data;
}

describe('reading a .dat', () => {
  test('16 bit, one channel', () => {
    const peaks = readPeaks(dat({}, [-16384, 16384, -32768, 0]));
    expect(peaks).toMatchObject({ sampleRate: 48_000, framesPerPixel: 256, pixels: 2 });
    expect([...peaks.extremes]).toEqual([-0.5, 0.5, -1, 0]);
  });

  test('two channels become the extremes of both', () => {
    expect([...readPeaks(dat({ channels: 2 }, [-8192, 0, -16384, 24576])).extremes]).toEqual([-0.5, 0.75]);
  });

  test('8 bit', () => {
    expect([...readPeaks(dat({ flags: 1 }, [-64, 64], 1)).extremes]).toEqual([-0.5, 0.5]);
  });

  test('nothing at all is a waveform too', () => {
    expect(readPeaks(dat({}, [])).pixels).toBe(0);
  });

  test('what follows the promised length is left alone', () => {
    expect(readPeaks(dat({ pixels: 1 }, [-1, 1, 5, 6])).pixels).toBe(1);
  });

  test.each([
    ['an empty file', new ArrayBuffer(0)],
    ['half a header', new ArrayBuffer(23)],
    ['another version', dat({ version: 1 }, [0, 0])],
    ['no rate', dat({ rate: 0 }, [0, 0])],
    ['a negative rate', dat({ rate: -48_000 }, [0, 0])],
    ['no frames a pixel', dat({ per: 0 }, [0, 0])],
    ['no channels', dat({ channels: 0, pixels: 1 }, [0, 0])],
    ['a negative count of channels', dat({ channels: -1, pixels: 1 }, [0, 0])],
    ['a million channels', dat({ channels: 1_000_000, pixels: 1 }, [0, 0])],
    ['four billion pixels', dat({ pixels: -1 }, [0, 0])],
    ['a value cut off', dat({ pixels: 3 }, [0, 0, 0, 0])],
  ])('%s is refused', (_, data) => {
    expect(() => readPeaks(data)).toThrow(PeaksError);
  });

  test('no bytes whatever do more than be refused (seed 7)', () => {
    let state = 7;
    const random = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 32;
    };
    let read = 0;
    for (let i = 0; i < 3000; i++) {
      const data = new Uint8Array(dat({ channels: 1 + (i % 3), pixels: 2 }, new Array(24).fill(100)));
      for (let flips = 0; flips < 3; flips++) {
        data[Math.floor(random() * data.length)] = Math.floor(random() * 256);
      }
      try {
        const peaks = readPeaks(data.buffer);
        expect(peaks.extremes.length).toBe(peaks.pixels * 2);
        expect(peaks.extremes.every((v) => v >= -1 && v <= 1)).toBe(true);
        read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(PeaksError);
      }
    }
    expect(read).toBeGreaterThan(500);
  });
});

describe('squeezing into columns', () => {
  const peaks = readPeaks(dat({ per: 100 }, [-8192, 8192, -16384, 4096, 0, 32767, 0, 0]));

  test('two pixels a column: the lowest, the highest, the mean', () => {
    const columns = columnsOf(peaks, 0, 400, 2);
    expect(columns[0]).toBeCloseTo(-0.5, 4);
    expect(columns[1]).toBeCloseTo(0.25, 4);
    expect(columns[2]).toBeCloseTo(0.375, 4);
    expect(columns[4]).toBeCloseTo(1, 3);
  });

  test('more columns than pixels repeat them', () => {
    const columns = columnsOf(peaks, 0, 400, 8);
    expect(columns[0]).toBe(columns[3]);
  });

  test('beyond the ends there is silence', () => {
    expect([...columnsOf(peaks, 400, 800, 4)].every((v) => v === 0)).toBe(true);
    expect([...columnsOf(peaks, -400, 0, 4)].every((v) => v === 0)).toBe(true);
    expect(columnsOf(peaks, 0, 400, 0)).toHaveLength(0);
  });

  test('quiet files are enlarged within reason, silence is not', () => {
    expect(zoomFor(new Float32Array([-0.25, 0.19]), 8)).toBeCloseTo(3.8);
    expect(zoomFor(new Float32Array([0.001, 0]), 8)).toBe(8);
    expect(zoomFor(new Float32Array([0, 0]), 8)).toBe(1);
    expect(zoomFor(new Float32Array([-1, 1]), 8)).toBe(1);
  });
});
