package foldback.dsp;

import java.util.Arrays;

/**
 * A feedback delay network of eight lines: a hall, or with short lines a room.
 *
 * <p>Equations: the lines feed each other through an orthogonal matrix (Hadamard of order 8, over sqrt(8)), each through its {@link
 * DecayFilter}. Left feeds and is heard from the even lines, right the odd ones. Modulation moves four of the lines by up to half a
 * millisecond, each a quarter of a turn after the one before.
 *
 * <p>Source: Jean-Marc Jot, Antoine Chaigne, Digital Delay Networks for Designing Artificial Reverberators, AES 90th Convention, 1991. Lengths
 * are primes at any rate.
 */
final class FeedbackNetwork implements ReverbTank {
    static final int[] HALL_FRAMES_AT_48_KHZ = {1433, 1601, 1867, 2053, 2251, 2399, 2617, 2797};
    static final int[] ROOM_FRAMES_AT_48_KHZ = {389, 467, 557, 631, 719, 797, 887, 983};

    /** Lengths at most grow so much. */
    static final double LARGEST_SIZE = 1.5;

    private static final int LINES = 8;
    private static final int RATE_OF_LENGTHS = 48_000;
    private static final double HADAMARD_SCALE = 0.35355339059327373;
    private static final double MODULATION_SECONDS = 0.0005;

    private final int sampleRateHertz;
    private final int[] framesAt48Khz;
    private final DelayLine[] lines = new DelayLine[LINES];
    private final DecayFilter[] filters = new DecayFilter[LINES];
    private final int[] lengths = new int[LINES];
    private final double[] heard = new double[LINES];
    private final QuadratureOscillator oscillator = new QuadratureOscillator();
    private double tunedSize;

    FeedbackNetwork(int sampleRateHertz, int[] framesAt48Khz) {
        this.sampleRateHertz = sampleRateHertz;
        this.framesAt48Khz = framesAt48Khz;
        int room = (int) (MODULATION_SECONDS * sampleRateHertz) + 4;
        for (int i = 0; i < LINES; i++) {
            lines[i] = new DelayLine(frames(i, LARGEST_SIZE) + room);
            filters[i] = new DecayFilter();
        }
    }

    private int frames(int line, double size) {
        int whole = (int) ((long) framesAt48Khz[line] * sampleRateHertz / RATE_OF_LENGTHS);
        return Primes.next(size == 1 ? whole : (int) (whole * size));
    }

    @Override
    public void tune(DecayFilter.Decay decay, double size, double diffusion, double modulationHertz) {
        for (int i = 0; i < LINES; i++) {
            if (size != tunedSize) {
                lengths[i] = frames(i, size);
            }
            filters[i].tune(lengths[i], decay);
        }
        tunedSize = size;
        oscillator.tune(modulationHertz, sampleRateHertz);
    }

    @Override
    public void circulate(double even, double odd, double modulation) {
        double[] y = heard;
        double depth = modulation * MODULATION_SECONDS * sampleRateHertz / 2;
        y[0] = filters[0].process(moved(0, depth, oscillator.sine()));
        y[1] = filters[1].process(lines[1].read(lengths[1]));
        y[2] = filters[2].process(lines[2].read(lengths[2]));
        y[3] = filters[3].process(moved(3, depth, oscillator.cosine()));
        y[4] = filters[4].process(moved(4, depth, -oscillator.sine()));
        y[5] = filters[5].process(lines[5].read(lengths[5]));
        y[6] = filters[6].process(lines[6].read(lengths[6]));
        y[7] = filters[7].process(moved(7, depth, -oscillator.cosine()));
        oscillator.advance();
        double a0 = y[0] + y[1];
        double a1 = y[0] - y[1];
        double a2 = y[2] + y[3];
        double a3 = y[2] - y[3];
        double a4 = y[4] + y[5];
        double a5 = y[4] - y[5];
        double a6 = y[6] + y[7];
        double a7 = y[6] - y[7];
        double b0 = a0 + a2;
        double b1 = a1 + a3;
        double b2 = a0 - a2;
        double b3 = a1 - a3;
        double b4 = a4 + a6;
        double b5 = a5 + a7;
        double b6 = a4 - a6;
        double b7 = a5 - a7;
        lines[0].push(even + HADAMARD_SCALE * (b0 + b4));
        lines[1].push(odd + HADAMARD_SCALE * (b1 + b5));
        lines[2].push(even + HADAMARD_SCALE * (b2 + b6));
        lines[3].push(odd + HADAMARD_SCALE * (b3 + b7));
        lines[4].push(even + HADAMARD_SCALE * (b0 - b4));
        lines[5].push(odd + HADAMARD_SCALE * (b1 - b5));
        lines[6].push(even + HADAMARD_SCALE * (b2 - b6));
        lines[7].push(odd + HADAMARD_SCALE * (b3 - b7));
    }

    private double moved(int line, double depth, double wave) {
        return depth == 0 ? lines[line].read(lengths[line]) : lines[line].read(lengths[line] + depth * (1 + wave));
    }

    @Override
    public double left() {
        return heard[0] - heard[2] + heard[4] - heard[6];
    }

    @Override
    public double right() {
        return heard[1] - heard[3] + heard[5] - heard[7];
    }

    @Override
    public void exchange(ProcessorState state) {
        for (int i = 0; i < LINES; i++) {
            lines[i].exchange(state);
            filters[i].exchange(state);
        }
        oscillator.exchange(state);
    }

    @Override
    public void forget() {
        for (int i = 0; i < LINES; i++) {
            lines[i].forget();
            filters[i].forget();
        }
        Arrays.fill(heard, 0);
        oscillator.forget();
    }
}
