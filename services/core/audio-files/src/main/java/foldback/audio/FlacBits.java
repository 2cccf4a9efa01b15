package foldback.audio;

import java.util.Arrays;

/** Bits one after the other, the highest first, with the checksums of FLAC (RFC 9639, section 9). */
final class FlacBits {
    private static final int CRC_8 = 0x07;
    private static final int CRC_16 = 0x8005;
    private static final int[] TABLE_16 = new int[256];

    static {
        for (int i = 0; i < 256; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : (crc << 1) ^ CRC_16;
            }
            TABLE_16[i] = crc & 0xFFFF;
        }
    }

    private byte[] bytes = new byte[1 << 16];
    private int size;
    private long waiting;
    private int count;

    /** The low bits of a value, of any sign. */
    void put(int value, int width) {
        waiting = (waiting << width) | (value & (width == 32 ? 0xFFFF_FFFFL : (1L << width) - 1));
        count += width;
        while (count >= 8) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * size);
            }
            count -= 8;
            bytes[size] = (byte) (waiting >>> count);
            size++;
        }
    }

    void rice(int folded, int parameter) {
        int zeros = folded >>> parameter;
        while (zeros >= 24) {
            put(0, 24);
            zeros -= 24;
        }
        put(1, zeros + 1);
        put(folded, parameter);
    }

    /** A number as UTF-8 would code a character. */
    void utf8(int number) {
        if (number < 0x80) {
            put(number, 8);
            return;
        }
        int more = 1;
        while (number >>> (6 * more + 6 - more) != 0) {
            more++;
        }
        put(((0xFF00 >> (more + 1)) & 0xFF) | (number >>> (6 * more)), 8);
        for (int i = more - 1; i >= 0; i--) {
            put(0x80 | ((number >>> (6 * i)) & 0x3F), 8);
        }
    }

    void align() {
        if (count > 0) {
            put(0, 8 - count);
        }
    }

    /** How many whole bytes there are. */
    int position() {
        return size;
    }

    void crc8(int from) {
        int crc = 0;
        for (int i = from; i < size; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x80) == 0 ? crc << 1 : (crc << 1) ^ CRC_8;
            }
            crc &= 0xFF;
        }
        put(crc, 8);
    }

    void crc16(int from) {
        int crc = 0;
        for (int i = from; i < size; i++) {
            crc = ((crc << 8) ^ TABLE_16[(crc >>> 8) ^ (bytes[i] & 0xFF)]) & 0xFFFF;
        }
        put(crc, 16);
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }
}
