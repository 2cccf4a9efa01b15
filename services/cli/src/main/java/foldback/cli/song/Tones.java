package foldback.cli.song;

import foldback.dsp.DspMath;

/** What instruments are made of. */
final class Tones {
    private Tones() {}

    static double hertz(double pitch) {
        return 440 * DspMath.exp2((pitch - 69) / 12);
    }

    /** White noise between -1 and 1: a hash (SplitMix64's finaliser) of who asks and for which number. */
    static double noise(int who, long number) {
        long h = number * 0x9E37_79B9_7F4A_7C15L + who * 0xD1B5_4A32_D192_ED03L;
        h = (h ^ (h >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        h = (h ^ (h >>> 27)) * 0x94D0_49BB_1331_11EBL;
        h = h ^ (h >>> 31);
        return (h >> 11) * (1.0 / (1L << 52));
    }

    /** A factor that, applied every frame, falls by 60 dB within a time. */
    static double decay(double seconds) {
        return DspMath.exp(-6.907755278982137 / (seconds * Song.RATE));
    }

    /** A saw tooth between -1 and 1 whose steps are smoothed (polyBLEP; Välimäki, Huovilainen, 2007), so that little aliases. */
    static final class Saw {
        private double phase;

        Saw(double phase) {
            this.phase = phase;
        }

        double next(double hertz) {
            double step = hertz / Song.RATE;
            double out = 2 * phase - 1 - blep(phase, step);
            phase += step;
            phase = phase >= 1 ? phase - 1 : phase;
            return out;
        }

        private static double blep(double phase, double step) {
            if (phase < step) {
                double t = phase / step;
                return t + t - t * t - 1;
            }
            if (phase > 1 - step) {
                double t = (phase - 1) / step;
                return t * t + t + t + 1;
            }
            return 0;
        }
    }

    /**
     * A low-pass, band-pass and high-pass in one, which may move while it sounds (Andrew Simper, Solving the continuous SVF equations
     * using trapezoidal integration, 2013).
     */
    static final class Svf {
        private double k = 1;
        private double a1;
        private double a2;
        private double a3;
        private double first;
        private double second;
        private double low;
        private double band;
        private double high;

        Svf tune(double hertz, double q) {
            double bounded = hertz > 0.45 * Song.RATE ? 0.45 * Song.RATE : hertz;
            double g = DspMath.tanPi(bounded / Song.RATE);
            k = 1 / q;
            a1 = 1 / (1 + g * (g + k));
            a2 = g * a1;
            a3 = g * a2;
            return this;
        }

        void next(double in) {
            double v3 = in - second;
            double v1 = a1 * first + a2 * v3;
            double v2 = second + a2 * first + a3 * v3;
            first = 2 * v1 - first;
            second = 2 * v2 - second;
            low = v2;
            band = k * v1;
            high = in - k * v1 - v2;
        }

        double low(double in) {
            next(in);
            return low;
        }

        double band(double in) {
            next(in);
            return band;
        }

        double high(double in) {
            next(in);
            return high;
        }
    }

    /** Rises in a straight line, stays, and falls in a straight line after the note; 0 to 1. */
    static double gate(int frame, int heldFrames, int attackFrames, int releaseFrames) {
        double rise = frame < attackFrames ? (frame + 1.0) / attackFrames : 1;
        double fall = frame < heldFrames ? 1 : 1 - (frame - heldFrames + 1.0) / releaseFrames;
        return rise * (fall > 0 ? fall : 0);
    }
}
