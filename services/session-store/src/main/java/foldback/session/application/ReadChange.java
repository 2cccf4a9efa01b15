package foldback.session.application;

import foldback.mix.Change;
import foldback.mix.codec.MalformedJsonException;
import foldback.session.messaging.MixLog;

/** A record of the mix log, read as a change. */
sealed interface ReadChange {
    StoredChange stored();

    record AsChange(StoredChange stored, Change change) implements ReadChange {}

    /** It is none, for this reason. */
    record NotAtAll(StoredChange stored, String reason) implements ReadChange {}

    static ReadChange of(StoredChange stored) {
        try {
            return new AsChange(stored, MixLog.changeOf(stored.type(), stored.author(), stored.data()));
        } catch (MalformedJsonException e) {
            return new NotAtAll(
                    stored, "The record at offset " + stored.offset() + " of its log cannot be read: " + e.what());
        }
    }
}
