package foldback.dsp;

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

    double process(double sample) {
        double x = sample;
        for (int i = 0; i < lines.length; i++) {
            DelayLine line = lines[i];
            double gain = GAINS[i] * amount;
            double delayed = line.oldest();
            double out = delayed - gain * x;
            line.push(x + gain * out);
            x = out;
        }
        return x;
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
