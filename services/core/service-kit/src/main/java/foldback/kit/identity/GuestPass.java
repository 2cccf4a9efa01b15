package foldback.kit.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do who has no account and came by a link: hear what it was made for, and what else it says.
 *
 * @param workspace of the session
 * @param revision the only one that is heard; null for all of the session's
 * @param rights besides listening
 */
public record GuestPass(
        UUID session, UUID workspace, @Nullable String revision, Set<Right> rights) {
    /** What a link may let its guests do besides listening. */
    public enum Right {
        /** Notes that other guests see, and answers to them. */
        NOTE,
        /** Verdicts in rounds that they were asked in. */
        DECIDE,
        /** Taking finished files away. */
        DOWNLOAD;

        /** As tokens and JSON have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The right of a word; empty if there is none such. */
        public static Optional<Right> of(String word) {
            for (Right right : values()) {
                if (right.word().equals(word)) {
                    return Optional.of(right);
                }
            }
            return Optional.empty();
        }
    }

    public GuestPass {
        rights = Set.copyOf(rights);
    }

    public boolean may(Right right) {
        return rights.contains(right);
    }

    /** Whether something about a revision is for them; what is about the live mix is not. */
    public boolean covers(@Nullable String other) {
        return other != null && (revision == null || revision.equals(other));
    }
}
