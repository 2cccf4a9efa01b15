package foldback.dsp;

/**
 * The first echoes from walls and ceiling, before the reverb has gathered: places in a delay line, six for each side.
 *
 * <p>Source: tapped delay lines as James Moorer, About This Reverberation Business, Computer Music Journal 3(2), 1979, with gains that fall
 * as the path gets longer, {@code g = t_1 / t}, and change their sign from one to the next. The times are this engine's own, without
 * common divisors: a room of 4 to 23 ms, a hall of 11 to 67 ms; a plate has hardly any, 1 to 9 ms.
 */
final class EarlyReflections {
    private static final double[][][] MILLISECONDS = {
        {{11.3, 19.7, 28.9, 37.1, 50.3, 65.9}, {13.1, 21.1, 30.7, 41.3, 53.9, 67.3}},
        {{4.3, 7.1, 10.3, 13.7, 17.9, 22.3}, {4.7, 7.9, 11.3, 14.9, 18.7, 23.3}},
        {{1.3, 2.3, 3.7, 5.3, 7.1, 8.9}, {1.7, 2.9, 4.1, 5.9, 7.3, 9.1}}
    };
    private static final double LONGEST_MILLISECONDS = 67.3;
    private static final int TAPS = 6;

    /** The sample that was pushed last is the first one back. */
    private static final int SAMPLE_ITSELF = 1;

    private final int sampleRateHertz;
    private final DelayLine line;
    private final int side;
    private final int[] frames = new int[TAPS];
    private final double[] gains = new double[TAPS];
    private final double[] place = new double[Processor.TICK_FRAMES];

    /** @param side 0 is left, 1 right */
    EarlyReflections(int sampleRateHertz, int side) {
        this.sampleRateHertz = sampleRateHertz;
        this.side = side;
        double longest = LONGEST_MILLISECONDS * FeedbackNetwork.LARGEST_SIZE * sampleRateHertz / 1000;
        line = new DelayLine((int) longest + 3 + Processor.TICK_FRAMES);
    }

    void tune(int type, double size) {
        double[] times = MILLISECONDS[type][side];
        for (int t = 0; t < TAPS; t++) {
            frames[t] = (int) (times[t] * size * sampleRateHertz / 1000 + 0.5) + SAMPLE_ITSELF;
            gains[t] = (t % 2 == 0 ? 1 : -1) * times[0] / times[t];
        }
    }

    /** Hears frames without answering. */
    void listen(double[] x, int frames) {
        line.write(x, 0, frames);
    }

    /**
     * The echoes of the frames that {@link #listen} heard last.
     *
     * @param frames at most {@link Processor#TICK_FRAMES}
     */
    void echo(double[] out, int frames) {
        for (int t = 0; t < TAPS; t++) {
            line.read(this.frames[t] + frames - SAMPLE_ITSELF, place, frames);
            double gain = gains[t];
            for (int i = 0; i < frames; i++) {
                out[i] = t == 0 ? gain * place[i] : out[i] + gain * place[i];
            }
        }
    }

    void exchange(ProcessorState state) {
        line.exchange(state);
    }

    void forget() {
        line.forget();
    }
}
