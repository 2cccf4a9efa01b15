package foldback.mixdown.web;

/**
 * How the memory is laid out that the engine shares with whoever runs it: bytes from its beginning. The other side of it is
 * web-client/src/audio/layout.ts.
 */
final class Layout {
    /** Texts, in and out, in pieces. */
    static final int TEXT = 0;

    static final int TEXT_BYTES = 65_536;

    /** A piece of a stem: left, then right, 64-bit floats. */
    static final int PIECE = TEXT + TEXT_BYTES;

    static final int PIECE_FRAMES = 4096;

    /** What was rendered: left, then right, 64-bit floats. */
    static final int OUT = PIECE + 2 * 8 * PIECE_FRAMES;

    static final int OUT_FRAMES = 4096;

    /** What a strip made of it that is listened to. */
    static final int LISTENED = OUT + 2 * 8 * OUT_FRAMES;

    /** What was measured, 64-bit floats: see {@link Playback#measures}. */
    static final int MEASURES = LISTENED + 2 * 8 * OUT_FRAMES;

    static final int MOST_REDUCERS = 4096;

    /** 12 of the master, 4 of each strip, 1 of each insert that turns down. */
    static final int MEASURES_NUMBERS = 12 + 4 * (512 + 128) + MOST_REDUCERS;

    static final int BYTES = MEASURES + 8 * MEASURES_NUMBERS;

    /** Takes numbers, one after the other. */
    interface Numbers {
        void put(double number);
    }

    private Layout() {}
}
