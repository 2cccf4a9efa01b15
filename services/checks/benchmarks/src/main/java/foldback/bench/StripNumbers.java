package foldback.bench;

import foldback.dsp.DspMath;

/**
 * The numbers of one of the 24 strips of the workloads: what Foldback's mix and every peer's are made of.
 *
 * @param highPassHertz 12 dB per octave
 * @param lowShelfDb of a Q of {@link #SHELF_Q}, as the high shelf
 * @param pan -1 to 1, with equal power
 */
record StripNumbers(
        double highPassHertz,
        double lowShelfHertz,
        double lowShelfDb,
        double lowBellHertz,
        double lowBellDb,
        double highBellHertz,
        double highBellDb,
        double highShelfHertz,
        double highShelfDb,
        double thresholdDb,
        double faderDb,
        double pan) {
    static final int TRACKS = 24;
    static final int RATE = 48_000;

    static final double SHELF_Q = 0.7071;
    static final double LOW_BELL_Q = 1.2;
    static final double HIGH_BELL_Q = 0.9;

    static final double RATIO = 3;
    static final double ATTACK_MS = 10;
    static final double RELEASE_MS = 120;
    static final double KNEE_DB = 6;
    static final double MAKEUP_DB = 3;

    static final double CEILING = 0.89;
    static final double LOOKAHEAD_MS = 5;
    static final double LIMITER_RELEASE_MS = 50;

    static StripNumbers of(int track) {
        int i = track % TRACKS;
        return new StripNumbers(
                60 + 2 * i,
                110 + 5 * i,
                i % 2 == 1 ? 2 : -2,
                300 + 25 * i,
                -3 + 0.1 * i,
                2500 + 100 * i,
                2 - 0.1 * i,
                7000 + 100 * i,
                3 - 0.2 * i,
                -30 + 0.25 * i,
                -9 + 0.1 * i,
                -0.8 + 1.6 * i / (TRACKS - 1));
    }

    private double side(double quarterTurns) {
        return DspMath.decibelsToLinear(faderDb) * DspMath.sinPi(quarterTurns / 4) * Math.sqrt(2);
    }

    /** The factor of fader and pan on the left. */
    double leftGain() {
        return side(1 - pan);
    }

    /** The factor of fader and pan on the right. */
    double rightGain() {
        return side(1 + pan);
    }
}
