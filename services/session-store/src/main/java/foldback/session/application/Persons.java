package foldback.session.application;

import foldback.log.Author;
import foldback.mix.Person;
import foldback.session.messaging.MixLog;

/** Whoever calls, as mixes know them. */
public final class Persons {
    private Persons() {}

    public static Person of(Author caller) {
        return MixLog.person(caller);
    }
}
