package foldback.mix;

/**
 * A tap of a strip into a bus.
 *
 * @param preFader taken before the fader, so that the fader does not change it
 * @param levelDb {@link ParameterSpec#SILENCE_DB} and below is silence
 */
public record Send(Id id, Id bus, boolean preFader, double levelDb) {
    Send withLevelDb(double db) {
        return new Send(id, bus, preFader, db);
    }

    Send withPreFader(boolean pre) {
        return new Send(id, bus, pre, levelDb);
    }
}
