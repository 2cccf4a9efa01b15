package foldback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The numbers and letters of a file's header, loaded a few bytes at a time. Where the file ends there are zeros, so that nothing here fails
 * because of what a file says.
 */
final class FileBytes {
    private static final int WINDOW = 256;

    private final ByteSource source;
    private final long size;
    private final ByteBuffer window;

    FileBytes(ByteSource source, ByteOrder order) throws IOException {
        this.source = source;
        size = source.size();
        window = ByteBuffer.allocate(WINDOW).order(order);
    }

    long size() {
        return size;
    }

    /** Loads up to {@link #WINDOW} bytes; the getters count from the first of them. */
    void load(long at, int bytes) throws IOException {
        window.clear().limit(bytes);
        fill(window, at);
    }

    int u8(int at) {
        return window.get(at) & 0xFF;
    }

    int u16(int at) {
        return window.getShort(at) & 0xFFFF;
    }

    int s32(int at) {
        return window.getInt(at);
    }

    long u32(int at) {
        return window.getInt(at) & 0xFFFF_FFFFL;
    }

    long s64(int at) {
        return window.getLong(at);
    }

    /** Four letters, as chunks are named. */
    String id(int at) {
        int there = Math.max(0, Math.min(4, window.limit() - at));
        return new String(window.array(), at, there, StandardCharsets.ISO_8859_1);
    }

    boolean matches(int at, byte[] expected) {
        return Arrays.equals(window.array(), at, at + expected.length, expected, 0, expected.length);
    }

    /** Whether four printable characters stand there. */
    boolean isChunkName(long at) throws IOException {
        load(at, 4);
        for (int i = 0; i < 4; i++) {
            int c = window.get(i);
            if (c < 0x20 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the file, as many as there are; the caller has limited the number. */
    byte[] bytes(long at, int count) throws IOException {
        int there = Math.clamp(size - at, 0, count);
        ByteBuffer into = ByteBuffer.allocate(there);
        fill(into, at);
        return into.array();
    }

    private void fill(ByteBuffer into, long at) throws IOException {
        while (into.hasRemaining() && source.read(into, at + into.position()) >= 0) {
            // a read may give less than was asked for
        }
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
    }

    /** Text that ends at its first zero, without what no name should have. */
    static String text(byte[] bytes, int from, int length, Charset charset) {
        int end = Math.min(bytes.length, from + length);
        int to = from;
        while (to < end && bytes[to] != 0) {
            to++;
        }
        return from >= to
                ? ""
                : new String(bytes, from, to - from, charset)
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip();
    }

    static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
