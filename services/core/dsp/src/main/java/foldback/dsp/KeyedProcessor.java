package foldback.dsp;

/** A processor that can be driven by another signal than the one it processes: its sidechain. */
public interface KeyedProcessor extends Processor {
    /**
     * Processes frames in place, driven by a key.
     *
     * @param key one or two channels, frame for frame beside {@code channels}, and left as they are; may be {@code channels} itself
     */
    void process(double[][] channels, double[][] key, int from, int frames);

    /** Driven by the signal itself. */
    @Override
    default void process(double[][] channels, int from, int frames) {
        process(channels, channels, from, frames);
    }
}
