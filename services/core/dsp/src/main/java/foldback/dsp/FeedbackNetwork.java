package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import org.jspecify.annotations.Nullable;

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
    private final double[][] heard = new double[LINES][Processor.TICK_FRAMES];
    private final double[][] fed = new double[LINES][Processor.TICK_FRAMES];
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
    public void circulate(
            double[] even, double[] odd, int frames, double @Nullable [] modulation, FrameKernels kernels) {
        read(frames, modulation);
        for (int i = 0; i < LINES; i += 2) {
            filters[i].process(heard[i], filters[i + 1], heard[i + 1], frames);
        }
        for (int i = 0; i < LINES; i++) {
            System.arraycopy(heard[i], 0, fed[i], 0, frames);
        }
        for (int apart = 1; apart < LINES; apart *= 2) {
            for (int i = 0; i < LINES; i++) {
                if ((i & apart) == 0) {
                    kernels.butterfly(fed[i], fed[i + apart], frames);
                }
            }
        }
        for (int i = 0; i < LINES; i++) {
            kernels.feedBack(i % 2 == 0 ? even : odd, HADAMARD_SCALE, fed[i], frames);
            lines[i].write(fed[i], 0, frames);
        }
        for (int i = 0; i < frames; i++) {
            even[i] = heard[0][i] - heard[2][i] + heard[4][i] - heard[6][i];
            odd[i] = heard[1][i] - heard[3][i] + heard[5][i] - heard[7][i];
        }
    }

    /** What comes out of the lines, none of which is shorter than a tick at any rate. */
    private void read(int frames, double @Nullable [] modulation) {
        for (int i = 0; i < LINES; i++) {
            lines[i].read(lengths[i], heard[i], frames);
        }
        for (int i = 0; i < frames; i++) {
            double depth = modulation == null ? 0 : modulation[i] * MODULATION_SECONDS * sampleRateHertz / 2;
            if (depth != 0) {
                heard[0][i] = moved(0, i, depth, oscillator.sine());
                heard[3][i] = moved(3, i, depth, oscillator.cosine());
                heard[4][i] = moved(4, i, depth, -oscillator.sine());
                heard[7][i] = moved(7, i, depth, -oscillator.cosine());
            }
            oscillator.advance();
        }
    }

    private double moved(int line, int frame, double depth, double wave) {
        return lines[line].read(lengths[line] + depth * (1 + wave) - frame);
    }

    @Override
    public void endTick() {
        for (DecayFilter filter : filters) {
            filter.flush();
        }
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
        oscillator.forget();
    }
}
