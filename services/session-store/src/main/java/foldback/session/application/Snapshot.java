package foldback.session.application;

import foldback.mix.SessionState;

/**
 * A session at a version, so that nobody has to fold what led there.
 *
 * @param nextOffset of the log, from which to fold on
 */
public record Snapshot(SessionState state, long nextOffset) {
    static final Snapshot NOTHING = new Snapshot(SessionState.NOTHING, 0);

    public long version() {
        return state.version();
    }
}
