package foldback.mixdown;

/** Random access to the samples of one stem. */
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

    @Override
    default void close() {}
}
