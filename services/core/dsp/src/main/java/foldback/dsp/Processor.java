package foldback.dsp;

/**
 * What can sit on a strip. It lives {@code prepare -> configure -> (configure | process) ... -> reset}: only {@link #prepare}
 * allocates.
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
     * Designs the processor anew from its parameters; what it has heard stays. Called between ticks only. What multiplies the
     * signal (a gain, a mix, a width) reaches its new value in a straight line over the tick that follows, filters and times have
     * theirs at once; the first configuration after {@link #prepare} or {@link #reset} is there at once altogether.
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

    /**
     * How many frames later than its input the output is heard. Known once configured; only parameters that cannot be
     * automated may change it.
     */
    int latencyFrames();

    /** Whether the output is stereo also where the strip is mono: then it is prepared for two channels, and gets the mono signal on both. */
    default boolean widens() {
        return false;
    }

    /**
     * Saves or restores what was heard: every number that {@link #process} remembers from tick to tick is handed over, and what
     * comes back counts from then on. Called between ticks. A processor that is restored was prepared alike and configured as it
     * was for the tick before.
     */
    void exchange(ProcessorState state);
}
