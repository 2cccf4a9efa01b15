package foldback.dsp;

import foldback.dsp.lanes.FrameKernels;
import java.util.Arrays;

/**
 * Finds how high a signal rises at and between its samples, frame by frame, for a limiter: rather a little too high than too low.
 *
 * <p>Method: ITU-R BS.1770-5, annex 2, with four points a frame at every rate. Departures: the middle between two samples comes of a
 * Kaiser-windowed sinc of 128 taps (beta 7: flat within 0.01 dB to 0.48 of the rate) instead of the annex's 12, and the quarters of 10 taps on
 * samples and middles; where a point p is higher than its neighbours l and r, what counts is the top of a parabola through the three, {@code p
 * + e (r - l)^2 / 8 (2p - l - r)}, with e = 1 + 1/8, by which the top of a sine at half the rate, between two points, is still found: for
 * a sine at a quarter of the rate, points alone read up to 0.17 dB low. What lies above 0.48 of the rate is not wholly seen: no finite filter
 * can.
 */
final class PeakDetector {
    private static final int MIDDLE_TAPS = 128;
    private static final int QUARTER_TAPS = 10;
    private static final int OF_EACH = QUARTER_TAPS / 2;
    private static final double KAISER_BETA = 7;

    /** How many middles before and after its own a quarter is made of. */
    private static final int REACH = OF_EACH / 2;

    /** How many frames late a peak is told. */
    static final int LATENCY_FRAMES = MIDDLE_TAPS / 2 + REACH;

    /** Frames of old that are needed, so that the points of the frame before the first can be known, too. */
    private static final int HISTORY = MIDDLE_TAPS - 1 + OF_EACH;

    private static final double EIGHTH_OF_ENLARGED = (1 + 1.0 / 8) / 8;

    /** The top of a parabola is at most {@code 1 + 2 (1 + 1/8) / 8} times as high as its highest point: a point so much lower is of no matter. */
    private static final double OF_MATTER = 0.78;

    private static final double[] MIDDLE = sinc(MIDDLE_TAPS, 0.5);

    /** For the quarter behind a sample, and for that before the next: what is made of samples, and what of middles. */
    private static final double[] FIRST_OF_SAMPLES = everyOther(sinc(QUARTER_TAPS, 0.5), 0);

    private static final double[] FIRST_OF_MIDDLES = everyOther(sinc(QUARTER_TAPS, 0.5), 1);
    private static final double[] LAST_OF_SAMPLES = FIRST_OF_MIDDLES;
    private static final double[] LAST_OF_MIDDLES = FIRST_OF_SAMPLES;

    /** More than any point can be of samples of magnitude 1. */
    private static final double MOST_GAIN =
            1.001 * (magnitude(FIRST_OF_SAMPLES) + magnitude(FIRST_OF_MIDDLES)) * magnitude(MIDDLE);

    /** Whether the first middles are those that were found last. */
    private boolean known;

    private final double[] window = new double[HISTORY + Processor.TICK_FRAMES];
    private final double[] middles = new double[OF_EACH + Processor.TICK_FRAMES];
    private final double[] first = new double[Processor.TICK_FRAMES];
    private final double[] last = new double[1 + Processor.TICK_FRAMES];
    private final double[] part = new double[1 + Processor.TICK_FRAMES];

    /** @param position of the point between the two taps in the middle */
    private static double[] sinc(int count, double position) {
        double[] taps = new double[count];
        double sum = 0;
        for (int j = 0; j < count; j++) {
            double distance = count / 2 - 1 - j + position;
            taps[j] = Kaiser.sinc(distance) * Kaiser.window(KAISER_BETA, 2 * distance / count);
            sum += taps[j];
        }
        for (int j = 0; j < count; j++) {
            taps[j] /= sum;
        }
        return taps;
    }

    private static double[] everyOther(double[] taps, int from) {
        double[] some = new double[taps.length / 2];
        for (int i = 0; i < some.length; i++) {
            some[i] = taps[2 * i + from];
        }
        return some;
    }

    private static double magnitude(double[] taps) {
        double sum = 0;
        for (double tap : taps) {
            sum += Math.abs(tap);
        }
        return sum;
    }

    /**
     * Raises each of {@code peaks} to the height of the signal from the frame {@link #LATENCY_FRAMES} before it up to the next; heights below
     * the limit of that frame may be left out.
     *
     * @param frames at most {@link Processor#TICK_FRAMES}
     * @param limits for each frame, from index 0
     * @param lowestLimit of them
     * @param peaks for each frame, from index 0
     */
    void raise(
            double[] samples,
            int from,
            int frames,
            double[] limits,
            double lowestLimit,
            double[] peaks,
            FrameKernels kernels) {
        System.arraycopy(samples, from, window, HISTORY, frames);
        if (!kernels.allBelow(window, 0, HISTORY + frames, lowestLimit * (OF_MATTER / MOST_GAIN))) {
            interpolate(frames, kernels);
            raiseByPoints(frames, limits, peaks);
            System.arraycopy(middles, frames, middles, 0, OF_EACH);
            known = true;
        } else {
            known = false;
        }
        System.arraycopy(window, frames, window, 0, HISTORY);
    }

    /** With sample n at {@code LATENCY_FRAMES + i} of the window: the middle behind it stands at {@code i + 3}. */
    private void interpolate(int frames, FrameKernels kernels) {
        int firstSample = LATENCY_FRAMES - REACH;
        int old = known ? OF_EACH : 0;
        kernels.filter(window, old, MIDDLE, middles, old, frames + OF_EACH - old);
        kernels.filter(window, firstSample, FIRST_OF_SAMPLES, first, 0, frames);
        kernels.filter(middles, 1, FIRST_OF_MIDDLES, part, 0, frames);
        kernels.add(part, 0, first, 0, frames);
        kernels.filter(window, firstSample, LAST_OF_SAMPLES, last, 0, frames + 1);
        kernels.filter(middles, 0, LAST_OF_MIDDLES, part, 0, frames + 1);
        kernels.add(part, 0, last, 0, frames + 1);
    }

    private void raiseByPoints(int frames, double[] limits, double[] peaks) {
        for (int i = 0; i < frames; i++) {
            double sample = window[LATENCY_FRAMES + i];
            double quarter = first[i];
            double middle = middles[REACH + 1 + i];
            double threeQuarters = last[i + 1];
            double most = Math.max(
                    Math.max(Math.abs(sample), Math.abs(quarter)), Math.max(Math.abs(middle), Math.abs(threeQuarters)));
            if (most >= OF_MATTER * limits[i]) {
                double a = top(last[i], sample, quarter);
                double b = top(sample, quarter, middle);
                double c = top(quarter, middle, threeQuarters);
                double d = top(middle, threeQuarters, window[LATENCY_FRAMES + i + 1]);
                peaks[i] = Math.max(peaks[i], Math.max(Math.max(a, b), Math.max(c, d)));
            }
        }
    }

    /** The height of a point, or of the parabola through it and its neighbours if it is the highest of them. */
    private static double top(double before, double point, double after) {
        double height = point < 0 ? -point : point;
        double left = point < 0 ? -before : before;
        double right = point < 0 ? -after : after;
        double fall = (height - left) + (height - right);
        if (height < left || height < right || fall == 0) {
            return height;
        }
        double slope = right - left;
        return height + EIGHTH_OF_ENLARGED * (slope / fall) * slope;
    }

    void exchange(ProcessorState state) {
        for (int i = 0; i < HISTORY; i++) {
            window[i] = state.number(window[i]);
        }
        known = false;
    }

    void forget() {
        Arrays.fill(window, 0);
        known = false;
    }
}
