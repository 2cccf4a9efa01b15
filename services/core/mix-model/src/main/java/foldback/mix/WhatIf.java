package foldback.mix;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A mix as it would be: events tried on a mix document, by the rules of the {@link Fold} and without a session. Nothing is written; names,
 * members and revisions, which no mix document has, are not there.
 */
public final class WhatIf {
    /** What came of trying. */
    public sealed interface Tried {
        /**
         * It would sound so.
         *
         * @param effects what the events make other than it is
         */
        record Sounding(Mix mix, List<Effect> effects) implements Tried {
            public Sounding {
                effects = List.copyOf(effects);
            }
        }

        /** It would come to nothing. */
        record Nothing(VoidReason reason) implements Tried {}
    }

    /**
     * What was meant for one mix, merged into another that has moved on since.
     *
     * @param conflicts facts that both moved
     * @param asSuggested the events that take over all of it
     * @param withoutConflicts the events that leave alone what moved since; empty if that is everything
     */
    public record Rebased(List<Merge.Conflict> conflicts, List<MixEvent> asSuggested, List<MixEvent> withoutConflicts) {
        public Rebased {
            conflicts = List.copyOf(conflicts);
            asSuggested = List.copyOf(asSuggested);
            withoutConflicts = List.copyOf(withoutConflicts);
        }
    }

    private WhatIf() {}

    /** Tries events on a mix: all of them apply, or none does. */
    public static Tried tried(Mix mix, List<MixEvent> events) {
        SessionState before = sessionOf(mix);
        Fold.Folded folded = Fold.fold(before, new Change("", "what-if", 1, null, null, events));
        return switch (folded.outcome()) {
            case Outcome.Applied applied -> new Tried.Sounding(folded.state().mix(), folded.effects());
            case Outcome.Voided voided -> new Tried.Nothing(voided.reason());
            case Outcome.Resent resent -> throw new IllegalStateException("a first change is no resend");
        };
    }

    /**
     * Merges what somebody meant for a mix into what it has become.
     *
     * @param then the mix that they heard
     * @param meant what it would be with what they meant
     * @param now what it has become
     */
    public static Rebased rebased(Mix then, Mix meant, Mix now) {
        Facts ours = Facts.of(sessionOf(now));
        Merge merge = Merge.of(Facts.of(sessionOf(then)), ours, Facts.of(sessionOf(meant)));
        Map<String, Merge.Choice> theirs =
                merge.conflicts().stream().collect(Collectors.toMap(Merge.Conflict::path, c -> Merge.Choice.THEIRS));
        return new Rebased(
                merge.conflicts(),
                Edits.between(ours, merge.merged(theirs)),
                Edits.between(ours, merge.merged(Map.of())));
    }

    private static SessionState sessionOf(Mix mix) {
        return SessionState.NOTHING.with(draft -> {
            draft.started = true;
            draft.mix = mix;
        });
    }
}
