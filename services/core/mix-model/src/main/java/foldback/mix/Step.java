package foldback.mix;

import java.util.function.Function;

/** What one event leads to: another state, or a reason why not. */
sealed interface Step {
    record Next(SessionState state) implements Step {}

    record Refused(VoidReason reason) implements Step {}

    static Step next(SessionState state) {
        return new Next(state);
    }

    static Step refused(VoidReason reason) {
        return new Refused(reason);
    }

    static Step gone(String path) {
        return refused(new VoidReason.TargetGone(path));
    }

    static Step alreadyThere(String path) {
        return refused(new VoidReason.AlreadyThere(path));
    }

    static Step full(String what, int limit) {
        return refused(new VoidReason.LimitReached(what, limit));
    }

    /** Goes on only with a name that a person can read. */
    static Step named(String name, Function<String, Step> then) {
        return Text.isName(name) ? then.apply(name) : refused(new VoidReason.NameUnusable(name));
    }

    /** Goes on only with a position that there can be. */
    static Step positioned(String path, int position, Function<Integer, Step> then) {
        return position >= 0
                ? then.apply(position)
                : refused(new VoidReason.ValueOutOfRange(path + "/position", position, 0, Integer.MAX_VALUE));
    }

    static boolean isFrame(long frame) {
        return frame >= 0 && frame <= Limits.FRAMES;
    }

    /** A number as it is stored: no negative zero in a mix document. */
    static double stored(double value) {
        return value == 0 ? 0.0 : value;
    }
}
