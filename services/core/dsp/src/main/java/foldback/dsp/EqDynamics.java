package foldback.dsp;

/**
 * What moves a band of the {@link Eq} with the level in it.
 *
 * <p>Equations: {@code y = x + (g - 1) F(x)}, where F passes what the band is about: {@code (1 - A)/2} with a second-order allpass A for
 * a bell, which is 1 with no phase at the band's frequency and Q wide, and a one-pole low-pass or high-pass for a shelf. So g is the gain
 * there, the poles never move, and g may change from sample to sample. Once a tick, with the peak p of {@code |F(x)|} over it and {@code
 * o = max(20 log10 p - threshold, 0)}, the gain aims at {@code min((1 - 1/ratio) o, |range|)} in the direction of the range, follows with
 * {@code s += (1 - e^(-tick / time)) (aim - s)}, the time being the attack's while the aim is above s, else the release's, and runs
 * there in a straight line over the tick that follows.
 *
 * <p>Source: Phillip Regalia, Sanjit Mitra, Tunable Digital Frequency Response Equalization Filters, IEEE Transactions on
 * Acoustics, Speech and Signal Processing 35(1), 1987. Departure: the width of the bell is that between its -3 dB points as Sophocles
 * Orfanidis gives it (Introduction to Signal Processing, 1996, section 11.3), and a detector of peaks by the tick.
 */
final class EqDynamics {
    private static final double OCTAVES_PER_DECIBEL = 1 / GainComputer.DECIBELS_PER_LOG2;

    /** Nearer to 0 than this (6e-8 dB) the gain is at rest. */
    private static final double AT_REST = 1e-8;

    /** Half the width of the widest bell, as an angle in units of pi. */
    private static final double WIDEST = 0.45;

    private final BiquadCascade passed = new BiquadCascade(1);
    private final Biquad section = new Biquad();
    private final double[] copy = new double[Processor.TICK_FRAMES];
    private double attackKeep;
    private double releaseKeep;
    private double threshold;
    private double slope;
    private double range;
    private double direction = 1;

    private double peak;
    private double moved;
    private double gain = 1;
    private double nextGain = 1;

    /** @param corner the band's frequency as a fraction of the rate */
    void passBell(double corner, double q) {
        double halfWidth = corner / q;
        double beta = DspMath.tanPi(halfWidth > WIDEST ? WIDEST : halfWidth);
        section.set(beta, 0, -beta, 1 + beta, -2 * DspMath.cosPi(2 * corner), 1 - beta);
        pass();
    }

    void passLow(double corner) {
        double k = DspMath.tanPi(corner);
        section.set(k, k, 0, 1 + k, k - 1, 0);
        pass();
    }

    void passHigh(double corner) {
        double k = DspMath.tanPi(corner);
        section.set(1, -1, 0, 1 + k, k - 1, 0);
        pass();
    }

    private void pass() {
        passed.clear();
        passed.add(0, section);
    }

    /** @param rangeDecibels how far the gain moves at most, and to which side; 0 for not at all */
    void configure(
            double rangeDecibels,
            double thresholdDecibels,
            double ratio,
            double attackMilliseconds,
            double releaseMilliseconds,
            int sampleRateHertz) {
        threshold = thresholdDecibels * OCTAVES_PER_DECIBEL;
        slope = 1 - 1 / ratio;
        range = Math.abs(rangeDecibels) * OCTAVES_PER_DECIBEL;
        direction = rangeDecibels == 0 ? direction : rangeDecibels < 0 ? -1 : 1;
        attackKeep = tickKeep(attackMilliseconds, sampleRateHertz);
        releaseKeep = tickKeep(releaseMilliseconds, sampleRateHertz);
    }

    private static double tickKeep(double milliseconds, int sampleRateHertz) {
        return GainComputer.keep(milliseconds / Processor.TICK_FRAMES, sampleRateHertz);
    }

    /** Whether there is anything to do in the next tick. */
    boolean isActive() {
        return range != 0 || moved != 0 || gain != 1;
    }

    /** How far the gain is from the band's own, in decibels. */
    double movedDecibels() {
        return direction * moved * GainComputer.DECIBELS_PER_LOG2;
    }

    /** @param channel which of two memories the signal has here */
    void process(int channel, double[] x, int from, int frames, int frameOfTick) {
        System.arraycopy(x, from, copy, 0, frames);
        passed.processChannel(0, channel, copy, 0, frames);
        double base = gain - 1;
        double step = (nextGain - gain) * (1.0 / Processor.TICK_FRAMES);
        double highest = peak;
        for (int i = 0; i < frames; i++) {
            double part = copy[i];
            double magnitude = Math.abs(part);
            highest = magnitude > highest ? magnitude : highest;
            x[from + i] += (base + (frameOfTick + i) * step) * part;
        }
        peak = highest;
    }

    void endTick() {
        passed.flush();
        double square = peak * peak;
        double power = square > GainComputer.LOUDEST ? GainComputer.LOUDEST : square;
        double over = DspMath.fastLog2(power < GainComputer.SOFTEST ? GainComputer.SOFTEST : power) / 2 - threshold;
        double asked = over > 0 ? slope * over : 0;
        double aim = asked > range ? range : asked;
        moved = aim + (aim > moved ? attackKeep : releaseKeep) * (moved - aim);
        if (aim == 0 && moved < AT_REST) {
            moved = 0;
        }
        gain = nextGain;
        nextGain = DspMath.fastExp2(direction * moved);
        peak = 0;
    }

    void exchange(ProcessorState state) {
        passed.exchange(state);
        moved = state.number(moved);
        gain = state.number(gain);
        nextGain = state.number(nextGain);
    }

    void forget() {
        passed.forget();
        peak = 0;
        moved = 0;
        gain = 1;
        nextGain = 1;
    }
}
