package foldback.dsp;

/**
 * What can sit on a strip. It lives {@code prepare -> configure -> process ... -> reset}: only {@link #prepare} allocates.
 *
 * <p>The output never depends on how the frames are split over calls of {@link #process}.
 */
public interface Processor {
    /** Frames of a control tick: what may change, changes on these. */
    int TICK_FRAMES = 128;

    /**
     * Takes memory for a rate and a width, and forgets everything heard. A configuration has to follow.
     *
     * @param channels 1 or 2
     */
    void prepare(int sampleRateHertz, int channels);

    /**
     * Designs the processor anew from its parameters; what it has heard stays.
     *
     * @param parameters values in the order and the units of the registry, each within its range
     */
    void configure(double[] parameters);

    /**
     * Processes frames in place.
     *
     * @param channels one array for each channel that was prepared
     * @param from the index of the first frame
     */
    void process(double[][] channels, int from, int frames);

    /** Forgets everything heard, as if it had just been prepared and configured. */
    void reset();

    /** How many frames later than its input the output is heard; known once prepared, the same for any parameters. */
    int latencyFrames();
}
