package foldback.mix;

import java.util.List;

/**
 * A channel of the console, in the order of its signal: trim, polarity, inserts, pre-fader sends, fader, post-fader sends,
 * pan.
 *
 * @param faderDb {@link ParameterSpec#SILENCE_DB} and below is silence
 * @param pan -1 is left, 1 is right
 */
public record Strip(
        double trimDb,
        boolean polarityInverted,
        List<Insert> inserts,
        List<Send> sends,
        double faderDb,
        double pan,
        boolean muted,
        boolean soloed) {

    /** A strip as it comes: nothing on it, fader at 0 dB. */
    public static final Strip FRESH = new Strip(0, false, List.of(), List.of(), 0, 0, false, false);

    public Strip {
        inserts = List.copyOf(inserts);
        sends = List.copyOf(sends);
    }

    Strip withInserts(List<Insert> next) {
        return new Strip(trimDb, polarityInverted, next, sends, faderDb, pan, muted, soloed);
    }

    Strip withSends(List<Send> next) {
        return new Strip(trimDb, polarityInverted, inserts, next, faderDb, pan, muted, soloed);
    }

    Strip withTrimDb(double db) {
        return new Strip(db, polarityInverted, inserts, sends, faderDb, pan, muted, soloed);
    }

    Strip withPolarityInverted(boolean inverted) {
        return new Strip(trimDb, inverted, inserts, sends, faderDb, pan, muted, soloed);
    }

    Strip withFaderDb(double db) {
        return new Strip(trimDb, polarityInverted, inserts, sends, db, pan, muted, soloed);
    }

    Strip withPan(double position) {
        return new Strip(trimDb, polarityInverted, inserts, sends, faderDb, position, muted, soloed);
    }

    Strip withMuted(boolean on) {
        return new Strip(trimDb, polarityInverted, inserts, sends, faderDb, pan, on, soloed);
    }

    Strip withSoloed(boolean on) {
        return new Strip(trimDb, polarityInverted, inserts, sends, faderDb, pan, muted, on);
    }
}
