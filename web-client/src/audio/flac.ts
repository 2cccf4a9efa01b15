/**
 * Decodes frames of FLAC, to the last bit: what stem-upload packs, and what other encoders make. Source: RFC 9639, 2024. Browsers have decoders of
 * their own, but not all of them, not in every worker, and none that is synchronous.
 */

/** Bits one after the other, the highest first. */
class Bits {
  private at = 0;
  private waiting = 0;
  private count = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length;
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) {
      throw new RangeError('the audio ends before it should');
    }
    this.at++;
    return byte;
  }

  /** Up to 24 bits, without a sign. */
  take(width: number): number {
    while (this.count < width) {
      this.waiting = ((this.waiting << 8) | this.byte()) >>> 0;
      this.count += 8;
    }
    this.count -= width;
    const value = this.waiting >>> this.count;
    this.waiting &= (1 << this.count) - 1;
    return value;
  }

  /** Up to 33 bits, with a sign. */
  signed(width: number): number {
    if (width === 0) {
      return 0;
    }
    if (width <= 24) {
      const value = this.take(width);
      return value >= 2 ** (width - 1) ? value - 2 ** width : value;
    }
    const high = this.signed(width - 16);
    return high * 65_536 + this.take(16);
  }

  /** How many zeros stand before the next one, which is taken too. */
  unary(): number {
    let zeros = 0;
    while (this.waiting === 0) {
      zeros += this.count;
      this.waiting = this.byte();
      this.count = 8;
    }
    const lead = Math.clz32(this.waiting) - (32 - this.count);
    this.count -= lead + 1;
    this.waiting &= (1 << this.count) - 1;
    return zeros + lead;
  }

  align(): void {
    this.count = 0;
    this.waiting = 0;
  }

  skip(bytes: number): void {
    this.at += bytes;
  }
}

const LENGTHS = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16_384, 32_768];

/**
 * @param into left and right, filled from index 0 with full scale 1; of mono both get the same
 * @throws RangeError if it is no FLAC, or not as long as it should be
 */
export function decodeFlac(
  bytes: Uint8Array,
  bits: 16 | 24,
  channels: number,
  frames: number,
  into: [Float32Array, Float32Array],
): void {
  const from = new Bits(bytes);
  const scale = 1 / 2 ** (bits - 1);
  let done = 0;
  while (done < frames) {
    const decoded = frame(from, bits, channels);
    const length = decoded[0].length;
    if (done + length > frames) {
      throw new RangeError(`more than ${frames} frames`);
    }
    for (let side = 0; side < 2; side++) {
      const x = decoded[Math.min(side, channels - 1)] as Float64Array;
      const out = into[side as 0 | 1];
      for (let i = 0; i < length; i++) {
        out[done + i] = (x[i] as number) * scale;
      }
    }
    done += length;
  }
  if (!from.isAtEnd) {
    throw new RangeError(`more than ${frames} frames`);
  }
}

function frame(from: Bits, bits: number, channels: number): [Float64Array, Float64Array] {
  if (from.take(15) !== 0b111_1111_1111_1100) {
    throw new RangeError('no frame of FLAC begins here');
  }
  from.take(1);
  const lengthCode = from.take(4);
  const rateCode = from.take(4);
  const assignment = from.take(4);
  from.take(4);
  const first = from.take(8);
  for (let more = Math.clz32(~(first << 24)); more > 1; more--) {
    from.take(8);
  }
  const length =
    lengthCode === 6 ? from.take(8) + 1 : lengthCode === 7 ? from.take(16) + 1 : (LENGTHS[lengthCode] ?? 0);
  if (rateCode === 12) {
    from.take(8);
  } else if (rateCode === 13 || rateCode === 14) {
    from.take(16);
  }
  from.take(8);
  const stated = assignment < 8 ? assignment + 1 : 2;
  if (length === 0 || assignment > 10 || stated !== channels) {
    throw new RangeError('a frame of FLAC that is not of this stem');
  }
  const one = subframe(from, length, bits + (assignment === 9 ? 1 : 0));
  const other =
    channels === 1 ? one : subframe(from, length, bits + (assignment === 8 || assignment === 10 ? 1 : 0));
  from.align();
  from.skip(2);
  apart(assignment, one, other);
  return [one, other];
}

/** Left and right again of what was coded by their difference. */
function apart(assignment: number, one: Float64Array, other: Float64Array): void {
  for (let i = 0; assignment >= 8 && i < one.length; i++) {
    const a = one[i] as number;
    const b = other[i] as number;
    if (assignment === 8) {
      other[i] = a - b;
    } else if (assignment === 9) {
      one[i] = a + b;
    } else {
      const sum = 2 * a + (b & 1);
      one[i] = (sum + b) / 2;
      other[i] = (sum - b) / 2;
    }
  }
}

function subframe(from: Bits, length: number, width: number): Float64Array {
  from.take(1);
  const type = from.take(6);
  const wasted = from.take(1) === 1 ? from.unary() + 1 : 0;
  const x = new Float64Array(length);
  const bits = width - wasted;
  if (type === 0) {
    x.fill(from.signed(bits));
  } else if (type === 1) {
    for (let i = 0; i < length; i++) {
      x[i] = from.signed(bits);
    }
  } else if (type >= 8 && type <= 12) {
    warmUp(from, x, type - 8, bits);
    residual(from, x, type - 8);
    fixed(x, type - 8);
  } else if (type >= 32) {
    linear(from, x, type - 31, bits);
  } else {
    throw new RangeError('a kind of FLAC that nobody knows');
  }
  for (let i = 0; wasted > 0 && i < length; i++) {
    x[i] = (x[i] as number) * 2 ** wasted;
  }
  return x;
}

function warmUp(from: Bits, x: Float64Array, order: number, bits: number): void {
  for (let i = 0; i < order; i++) {
    x[i] = from.signed(bits);
  }
}

function residual(from: Bits, x: Float64Array, order: number): void {
  const width = 4 + from.take(2);
  const partitions = 1 << from.take(4);
  const length = x.length / partitions;
  if (width > 5 || !Number.isInteger(length) || length < order) {
    throw new RangeError('a residual of FLAC that nobody knows');
  }
  const unpacked = (1 << width) - 1;
  for (let partition = 0; partition < partitions; partition++) {
    const rice = from.take(width);
    const raw = rice === unpacked ? from.take(5) : -1;
    const end = (partition + 1) * length;
    for (let i = partition === 0 ? order : partition * length; i < end; i++) {
      if (raw >= 0) {
        x[i] = from.signed(raw);
      } else {
        const high = from.unary();
        const low = rice <= 24 ? from.take(rice) : from.take(rice - 16) * 65_536 + from.take(16);
        const folded = high * 2 ** rice + low;
        x[i] = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      }
    }
  }
}

function fixed(x: Float64Array, order: number): void {
  const at = (i: number) => x[i] as number;
  if (order === 1) {
    for (let i = 1; i < x.length; i++) {
      x[i] = at(i) + at(i - 1);
    }
  } else if (order === 2) {
    for (let i = 2; i < x.length; i++) {
      x[i] = at(i) + 2 * at(i - 1) - at(i - 2);
    }
  } else if (order === 3) {
    for (let i = 3; i < x.length; i++) {
      x[i] = at(i) + 3 * (at(i - 1) - at(i - 2)) + at(i - 3);
    }
  } else if (order === 4) {
    for (let i = 4; i < x.length; i++) {
      x[i] = at(i) + 4 * (at(i - 1) + at(i - 3)) - 6 * at(i - 2) - at(i - 4);
    }
  }
}

/** Sums stay below 2^53: 25 bits of samples, 15 of coefficients, 5 of 32 terms. */
function linear(from: Bits, x: Float64Array, order: number, bits: number): void {
  warmUp(from, x, order, bits);
  const precision = from.take(4) + 1;
  const shift = from.take(5);
  const coefficients = Array.from({ length: order }, () => from.signed(precision));
  residual(from, x, order);
  for (let i = order; i < x.length; i++) {
    let sum = 0;
    for (let k = 0; k < order; k++) {
      sum += (coefficients[k] as number) * (x[i - 1 - k] as number);
    }
    x[i] = (x[i] as number) + Math.floor(sum / 2 ** shift);
  }
}
