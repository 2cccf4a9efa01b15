package foldback.dsp;

/**
 * A low-frequency oscillator: it runs freely, or follows the song. Then its phase at every tick is {@code beat / length} without the
 * whole turns, a function of the place in the song alone, so that a seek needs no history.
 *
 * <p>Waves are functions of the phase in turns, between -1 and 1, and rise through 0 (sine, triangle) at phase 0. The square and the
 * saws have edges of a twenty-fifth of a turn instead of jumps, which would click.
 */
final class Lfo {
    static final int SINE = 0;
    static final int TRIANGLE = 1;
    static final int SQUARE = 2;
    static final int SAW_UP = 3;
    static final int SAW_DOWN = 4;

    private static final double EDGE_TURNS = 0.04;

    private final SongClock clock = new SongClock();
    private int sampleRateHertz = 1;
    private double hertz;
    private double cycleBeats;
    private double phase;
    private double increment;

    void prepare(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        clock.prepare(sampleRateHertz);
        forget();
    }

    /**
     * @param hertz the rate where no tempo is followed
     * @param note a choice of {@link NoteLength}
     */
    void configure(double hertz, int note) {
        this.hertz = hertz;
        cycleBeats = note == NoteLength.OFF ? 0 : NoteLength.beats(note);
        place();
    }

    void tempo(double beatsPerMinute, double beat) {
        clock.tell(beatsPerMinute, beat);
        place();
    }

    private void place() {
        if (cycleBeats == 0) {
            increment = hertz / sampleRateHertz;
        } else {
            increment = clock.beatsPerFrame() / cycleBeats;
            phase = fraction(clock.beat() / cycleBeats);
        }
    }

    /** The phase of the next frame, in turns from 0 to below 1. */
    double phase() {
        return phase;
    }

    /** Turns from a frame to the next. */
    double increment() {
        return increment;
    }

    void advance() {
        phase += increment;
        if (phase >= 1) {
            phase -= 1;
        }
    }

    void endTick() {
        clock.endTick();
        place();
    }

    /** The value of a wave, -1 to 1. */
    static double wave(int shape, double turns) {
        double t = fraction(turns);
        return switch (shape) {
            case SINE -> DspMath.sinPi(2 * t);
            case TRIANGLE -> triangle(t);
            case SQUARE -> bounded(triangle(t) * (0.5 / EDGE_TURNS));
            case SAW_UP -> saw(t);
            default -> -saw(t);
        };
    }

    private static double triangle(double t) {
        return t < 0.25 ? 4 * t : t < 0.75 ? 2 - 4 * t : 4 * t - 4;
    }

    private static double saw(double t) {
        double rising = 1 - EDGE_TURNS;
        return t < rising ? 2 * t / rising - 1 : 1 - 2 * (t - rising) / EDGE_TURNS;
    }

    private static double bounded(double x) {
        return x > 1 ? 1 : x < -1 ? -1 : x;
    }

    /** What is left of a number, below 2^51 in magnitude, without the next whole one below it. */
    static double fraction(double x) {
        double left = x - (long) x;
        double positive = left < 0 ? left + 1 : left;
        return positive >= 1 ? 0 : positive;
    }

    void exchange(ProcessorState state) {
        clock.exchange(state);
        phase = state.number(phase);
        place();
    }

    void forget() {
        clock.forget();
        phase = 0;
        place();
    }
}
