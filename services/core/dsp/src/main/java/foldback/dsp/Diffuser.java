package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;

/**
 * Four allpasses in series, which smear a click into a burst without colouring it: {@code y = -g x + d, d[n] = x[n-m] + g
 * y[n-m]}.
 *
 * <p>Source: Manfred Schroeder, Natural Sounding Artificial Reverberation, JAES 10(3), 1962; lengths and gains as the input
 * diffusers of Jon Dattorro, Effect Design Part 1, JAES 45(9), 1997, table 1.
 */
final class Diffuser {
    private static final double[] MILLISECONDS = {4.771, 3.595, 12.73, 9.307};
    private static final double[] GAINS = {0.75, 0.75, 0.625, 0.625};

    private final DelayLine[] lines = new DelayLine[MILLISECONDS.length];
    private final double[] delayed = new double[Processor.TICK_FRAMES];
    private double amount = 1;

    /** @param stretch of every length: another one for each channel, so that they do not sound alike */
    Diffuser(int sampleRateHertz, double stretch) {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new DelayLine(Primes.next((int) (MILLISECONDS[i] * stretch * sampleRateHertz / 1000)));
        }
    }

    /** @param amount of diffusion: 1 is all of it, 0 a mere delay */
    void spread(double amount) {
        this.amount = amount;
    }

    /**
     * Frames in place.
     *
     * @param frames at most {@link Processor#TICK_FRAMES}, which is less than the shortest line at any rate has
     */
    void process(double[] x, int frames, FrameKernels kernels) {
        for (int i = 0; i < lines.length; i++) {
            DelayLine line = lines[i];
            line.read(line.length(), delayed, frames);
            kernels.allpass(x, delayed, GAINS[i] * amount, frames);
            line.write(delayed, 0, frames);
        }
    }

    void exchange(ProcessorState state) {
        for (DelayLine line : lines) {
            line.exchange(state);
        }
    }

    void forget() {
        for (DelayLine line : lines) {
            line.forget();
        }
    }
}
