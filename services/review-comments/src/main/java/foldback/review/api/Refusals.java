package foldback.review.api;

import foldback.kit.Problem;
import foldback.review.application.Refusal;
import java.util.Locale;

/** Refusals as problems. */
final class Refusals {
    private Refusals() {}

    static Problem problem(Refusal refusal) {
        return switch (refusal) {
            case NO_SUCH_NOTE -> Problem.notFound("such note in this session");
            case NO_SUCH_REPLY -> Problem.notFound("such reply to the note");
            case NO_SUCH_ROUND -> Problem.notFound("such round in this session");
            case NOT_THEIRS,
                    NOT_FOR_GUESTS,
                    ARTISTS_AND_ABOVE,
                    ENGINEERS_OR_AUTHOR,
                    ENGINEERS,
                    NOT_A_REVIEWER,
                    NOT_THE_DECIDER ->
                Problem.of(403, "role-needed", "You may not do this", refusal.explanation() + " Nothing was changed.")
                        .with("reason", reason(refusal));
            case RESOLVED_ALREADY ->
                Problem.of(409, "note-resolved", "The note is resolved already", refusal.explanation());
            case PINNED_ALREADY, WITHDRAWN, NOT_RESOLVED, NOTHING_NEW, NO_BRIEF, ROUND_OPEN, ROUND_OVER, OTHER_MIX ->
                Problem.of(
                                409,
                                "review-refused",
                                "That does not go now",
                                refusal.explanation() + " Nothing was changed.")
                        .with("reason", reason(refusal));
            case TOO_MANY_NOTES,
                    TOO_MANY_REPLIES,
                    TOO_MANY_TEXTS,
                    TOO_MANY_REACTIONS,
                    TOO_MANY_ROUNDS,
                    TOO_MANY_VERDICTS ->
                Problem.of(409, "limit-reached", "There is no room", refusal.explanation() + " Nothing was changed.")
                        .with("reason", reason(refusal));
        };
    }

    /** As problems and the audit trail have it: {@code nothing-new}. */
    static String reason(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
