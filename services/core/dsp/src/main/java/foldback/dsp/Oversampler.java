package foldback.dsp;

import java.util.Arrays;

/**
 * Twice, four or eight times the sample rate, and back, by half-bands in a row; the last step back is a {@link Decimator}, so that nothing
 * folds back at all. It keeps 20 kHz at 44.1 kHz, and at other rates as large a part; what it must suppress is 104 dB down.
 */
final class Oversampler {
    /** Of the lowest rate: 20 kHz at 44.1 kHz. */
    private static final double PASS_BAND = 0.4535;

    private final HalfBand[] stages;
    private final Decimator last;
    private final double[][] buffers;
    private final double[] padding;
    private final int paddingFrames;
    private final int latencyFrames;

    /**
     * @param stages 1 to 3: the factor is 2 to their power
     * @param innerFrames how many frames of the highest rate what happens there takes
     */
    Oversampler(int stages, int innerFrames) {
        this.stages = new HalfBand[stages];
        buffers = new double[stages][];
        int factor = 1 << stages;
        int delay = innerFrames;
        for (int s = 0; s < stages; s++) {
            int frames = Processor.TICK_FRAMES << s;
            this.stages[s] = new HalfBand(PASS_BAND / (2 << s), frames);
            buffers[s] = new double[2 * frames];
            delay += (this.stages[s].delayUp() + this.stages[s].delayDown()) * (factor >> (s + 1));
        }
        last = new Decimator(PASS_BAND / 2, Processor.TICK_FRAMES);
        delay += (last.delayFrames() - this.stages[0].delayDown()) * (factor >> 1);
        paddingFrames = (factor - delay % factor) % factor;
        latencyFrames = (delay + paddingFrames) / factor;
        padding = new double[paddingFrames + Processor.TICK_FRAMES * factor];
    }

    int factor() {
        return 1 << stages.length;
    }

    /** How many frames of the lowest rate all of it takes: a whole number, since what is missing is waited for. */
    int latencyFrames() {
        return latencyFrames;
    }

    /**
     * Goes up.
     *
     * @param frames at most a tick
     * @return the frames at the highest rate, to be changed in place
     */
    double[] up(double[] in, int frames) {
        double[] x = in;
        for (int s = 0; s < stages.length; s++) {
            stages[s].up(x, frames << s, buffers[s]);
            x = buffers[s];
        }
        return x;
    }

    /** Goes down from what {@link #up} returned. */
    void down(int frames, double[] out) {
        int high = frames << stages.length;
        double[] x = buffers[stages.length - 1];
        System.arraycopy(x, 0, padding, paddingFrames, high);
        System.arraycopy(padding, 0, x, 0, high);
        System.arraycopy(padding, high, padding, 0, paddingFrames);
        for (int s = stages.length - 1; s > 0; s--) {
            stages[s].down(x, frames << s, buffers[s - 1]);
            x = buffers[s - 1];
        }
        last.down(x, frames, out);
    }

    void exchange(ProcessorState state) {
        for (HalfBand stage : stages) {
            stage.exchange(state);
        }
        last.exchange(state);
        for (int i = 0; i < paddingFrames; i++) {
            padding[i] = state.number(padding[i]);
        }
    }

    void forget() {
        for (HalfBand stage : stages) {
            stage.forget();
        }
        last.forget();
        Arrays.fill(padding, 0);
    }
}
