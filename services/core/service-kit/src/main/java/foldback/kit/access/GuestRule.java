package foldback.kit.access;

import foldback.kit.identity.GuestPass.Right;
import org.jspecify.annotations.Nullable;

/** What a guest needs for a route that guests may ask for. A route that says none of these is for people with accounts. */
enum GuestRule {
    LISTEN(null),
    NOTE(Right.NOTE),
    DECIDE(Right.DECIDE),
    DOWNLOAD(Right.DOWNLOAD),
    /** Nothing, if a service of ours asks on their behalf; and whatever they have, if they ask themselves, they may not. */
    SERVICE(null);

    private final @Nullable Right right;

    GuestRule(@Nullable Right right) {
        this.right = right;
    }

    /** What their link has to say; null where any does. */
    @Nullable
    Right right() {
        return right;
    }
}
