package foldback.mix;

/**
 * A strip that sums what is routed or sent to it.
 *
 * @param output the bus or the master that it feeds
 */
public record Bus(Id id, String name, Kind kind, Colour colour, Strip strip, StripAddress output) {
    public enum Kind {
        /** Sums the outputs of its members. */
        GROUP,
        /** Returns an effect that strips send to. */
        RETURN
    }

    Bus withName(String next) {
        return new Bus(id, next, kind, colour, strip, output);
    }

    Bus withColour(Colour next) {
        return new Bus(id, name, kind, next, strip, output);
    }

    Bus withKind(Kind next) {
        return new Bus(id, name, next, colour, strip, output);
    }

    Bus withStrip(Strip next) {
        return new Bus(id, name, kind, colour, next, output);
    }

    Bus withOutput(StripAddress next) {
        return new Bus(id, name, kind, colour, strip, next);
    }
}
