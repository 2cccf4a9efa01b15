package foldback.accounts.application;

import java.time.Duration;

/** What a one-time link is good for, and for how long. */
public enum LinkPurpose {
    /** The first owner claims the account that the first start made. */
    WELCOME(Duration.ofDays(7)),
    /** Somebody who forgot their password chooses another. */
    RESET(Duration.ofHours(1)),
    /** Somebody who asked for an account makes it. */
    SIGN_UP(Duration.ofDays(1)),
    /** Whoever has the key of the data folder opens a browser that is signed in. */
    SIGN_IN(Duration.ofMinutes(10));

    private final Duration lasts;

    LinkPurpose(Duration lasts) {
        this.lasts = lasts;
    }

    public Duration lasts() {
        return lasts;
    }
}
