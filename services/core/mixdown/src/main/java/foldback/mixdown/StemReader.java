package foldback.mixdown;

import foldback.dsp.lanes.Packing;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Random access to the samples of one stem. Several tracks may play it, on several threads at once. */
public interface StemReader extends AutoCloseable {
    /** 1 or 2. */
    int channels();

    /** In hertz. */
    int sampleRate();

    long frames();

    /**
     * Reads frames; takes no memory.
     *
     * @param frame the first, from 0
     * @param into one array for each channel, filled from index 0
     * @param count at most the frames that follow
     */
    void read(long frame, double[][] into, int count);

    /** How its frames lie in bytes; null if not in one of those ways: then they can only be {@link #read}. */
    default @Nullable Packing packing() {
        return null;
    }

    /**
     * Reads frames as they are packed; takes no memory.
     *
     * @param frame the first, from 0
     * @param into little endian; filled from index 0
     * @param count at most the frames that follow
     */
    default void readPacked(long frame, ByteBuffer into, int count) {
        throw new UnsupportedOperationException("not packed");
    }

    @Override
    default void close() {}
}
