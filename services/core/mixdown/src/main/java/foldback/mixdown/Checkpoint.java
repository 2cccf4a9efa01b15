package foldback.mixdown;

import foldback.dsp.SavedState;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a render remembers at one moment: from there it goes on to the same bits, another time or on another machine. It is of
 * use only for the same mix, stems and engine.
 */
public final class Checkpoint {
    private static final long MAGIC = 0x466F_6C64_6261_636BL; // "Foldback"
    private static final int HEADER_WORDS = 6;

    private final long signature;
    private final long frame;
    private final long lastHeardFrame;
    private final List<SavedState> states;

    Checkpoint(long signature, long frame, long lastHeardFrame, List<SavedState> states) {
        this.signature = signature;
        this.frame = frame;
        this.lastHeardFrame = lastHeardFrame;
        this.states = List.copyOf(states);
    }

    /** The first frame of the engine that is not in it, in whole ticks: by its latency, that is later than the song's. */
    public long frame() {
        return frame;
    }

    /** Of the plan that it was made with. */
    long signature() {
        return signature;
    }

    /** The last frame of the song, before those that are yet to come, that was louder than silence; -1 if none was. */
    long lastHeardFrame() {
        return lastHeardFrame;
    }

    List<SavedState> states() {
        return states;
    }

    /** To be stored: 64-bit words, the most significant byte first. */
    public byte[] toBytes() {
        int words = HEADER_WORDS;
        List<long[]> all = new ArrayList<>();
        for (SavedState state : states) {
            long[] these = state.words();
            all.add(these);
            words += 1 + these.length;
        }
        long[] out = new long[words];
        out[0] = MAGIC;
        out[2] = signature;
        out[3] = frame;
        out[4] = lastHeardFrame;
        out[5] = states.size();
        int at = HEADER_WORDS;
        for (long[] these : all) {
            out[at] = these.length;
            System.arraycopy(these, 0, out, at + 1, these.length);
            at += 1 + these.length;
        }
        out[1] = checksum(out);
        return bytes(out);
    }

    /**
     * Reads what {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException if the bytes are no checkpoint, or were changed
     */
    public static Checkpoint ofBytes(byte[] bytes) {
        if (bytes.length % Long.BYTES != 0 || bytes.length < HEADER_WORDS * Long.BYTES) {
            throw new IllegalArgumentException("no checkpoint has " + bytes.length + " bytes");
        }
        long[] in = words(bytes);
        if (in[0] != MAGIC || in[1] != checksum(in)) {
            throw new IllegalArgumentException("these bytes are no checkpoint, or were changed");
        }
        List<SavedState> states = new ArrayList<>();
        int at = HEADER_WORDS;
        for (long i = 0; i < in[5]; i++) {
            int length = (int) in[at];
            long[] these = new long[length];
            System.arraycopy(in, at + 1, these, 0, length);
            states.add(SavedState.ofWords(these));
            at += 1 + length;
        }
        return new Checkpoint(in[2], in[3], in[4], states);
    }

    /** FNV-1a over words: against accidents, not against malice. */
    private static long checksum(long[] words) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 2; i < words.length; i++) {
            hash = (hash ^ words[i]) * 0x0000_0100_0000_01B3L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static byte[] bytes(long[] words) {
        byte[] bytes = new byte[words.length * Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (words[i / Long.BYTES] >>> (56 - 8 * (i % Long.BYTES)));
        }
        return bytes;
    }

    private static long[] words(byte[] bytes) {
        long[] words = new long[bytes.length / Long.BYTES];
        for (int i = 0; i < bytes.length; i++) {
            words[i / Long.BYTES] = words[i / Long.BYTES] << 8 | (bytes[i] & 0xFF);
        }
        return words;
    }
}
