package foldback.review.application;

import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.SessionFacts;
import foldback.kit.SessionStoreClient.StepFacts;
import foldback.mix.Merge;
import foldback.mix.Mix;
import foldback.mix.MixEvent;
import foldback.mix.WhatIf;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a note's suggestion would come to, and which steps may have answered a note. */
@ApplicationScoped
public class Suggestions {
    private static final int STEPS_OFFERED = 50;

    /** What a suggestion would come to in a mix. */
    public sealed interface Prospect {
        /**
         * It can be applied.
         *
         * @param hash of the mix document with all of it
         * @param conflicts facts that were written since the note, and that it moves too; empty if the mix has not moved on under it
         * @param asSuggested events that make all of it come true
         * @param withoutConflicts events that leave alone what was written since
         */
        record Possible(
                String hash,
                List<Merge.Conflict> conflicts,
                List<MixEvent> asSuggested,
                List<MixEvent> withoutConflicts)
                implements Prospect {
            public Possible {
                conflicts = List.copyOf(conflicts);
                asSuggested = List.copyOf(asSuggested);
                withoutConflicts = List.copyOf(withoutConflicts);
            }
        }

        /** It came to nothing if it was applied. */
        record Impossible(String why) implements Prospect {}

        record NoSuchMix() implements Prospect {}

        record NoSuggestion() implements Prospect {}
    }

    /**
     * What may have answered a note.
     *
     * @param steps since the note, on what it concerns, the newest first; those that say so themselves before the others
     * @param before the last revision without any of them
     * @param after the first revision with all of them
     */
    public record Answers(
            List<StepFacts> steps,
            @Nullable RevisionFacts before,
            @Nullable RevisionFacts after) {
        public Answers {
            steps = List.copyOf(steps);
        }
    }

    private final Mixes mixes;
    private final SessionStoreClient sessions;

    Suggestions(Mixes mixes, SessionStoreClient sessions) {
        this.mixes = mixes;
        this.sessions = sessions;
    }

    /**
     * What a note's suggestion would come to.
     *
     * @param at the version, as its number, or the revision to try it on
     */
    public Prospect prospect(UUID session, Note note, String at) {
        Note.Suggestion suggestion = note.suggestion();
        if (suggestion == null) {
            return new Prospect.NoSuggestion();
        }
        Optional<Mixes.Heard> then = mixes.at(session, heard(note));
        Optional<Mixes.Heard> now = mixes.at(session, at);
        if (then.isEmpty() || now.isEmpty()) {
            return new Prospect.NoSuchMix();
        }
        List<MixEvent> events = events(suggestion);
        if (!(WhatIf.tried(then.get().mix(), events) instanceof WhatIf.Tried.Sounding meant)) {
            return new Prospect.Impossible("It named what was not in the mix that the note is about.");
        }
        WhatIf.Rebased rebased =
                WhatIf.rebased(then.get().mix(), meant.mix(), now.get().mix());
        if (rebased.asSuggested().isEmpty()) {
            return new Prospect.Impossible("The mix is as it suggests already, or what it moves is gone.");
        }
        return switch (WhatIf.tried(now.get().mix(), rebased.asSuggested())) {
            case WhatIf.Tried.Sounding sounding -> possible(sounding.mix(), rebased);
            case WhatIf.Tried.Nothing nothing ->
                new Prospect.Impossible(nothing.reason().explanation());
        };
    }

    private static Prospect possible(Mix mix, WhatIf.Rebased rebased) {
        return new Prospect.Possible(
                CanonicalJson.sha256(MixCodec.canonicalDocument(mix)),
                rebased.conflicts(),
                rebased.asSuggested(),
                rebased.withoutConflicts());
    }

    private static String heard(Note note) {
        Long version = note.version();
        String revision = note.revision();
        if (version != null) {
            return version.toString();
        }
        if (revision != null) {
            return revision;
        }
        throw new IllegalStateException("a note has a version or a revision");
    }

    private static List<MixEvent> events(Note.Suggestion suggestion) {
        try {
            return MixCodec.decodeEvents(suggestion.events());
        } catch (MalformedJsonException e) {
            throw new IllegalStateException("a suggestion is read before it is kept", e);
        }
    }

    /** The steps that may have answered a note; empty if there is no such session. */
    public Optional<Answers> answers(UUID session, Note note) {
        return sessions.session(session.toString()).map(facts -> answers(session, note, facts));
    }

    private Answers answers(UUID session, Note note, SessionFacts facts) {
        long since = Optional.ofNullable(note.version())
                .or(() -> Optional.ofNullable(note.revision())
                        .flatMap(facts::revision)
                        .map(RevisionFacts::version))
                .orElse(0L);
        List<StepFacts> steps = sessions.stepsAfter(session.toString(), since).stream()
                .filter(step -> concerns(step, note))
                .sorted(Comparator.comparing((StepFacts step) -> !says(step, note))
                        .thenComparing(Comparator.comparingLong(StepFacts::last).reversed()))
                .limit(STEPS_OFFERED)
                .toList();
        long first = steps.stream().mapToLong(StepFacts::first).min().orElse(Long.MAX_VALUE);
        long last = steps.stream().mapToLong(StepFacts::last).max().orElse(Long.MAX_VALUE);
        return new Answers(
                steps,
                facts.revisions().stream()
                        .filter(r -> r.version() < first)
                        .max(Comparator.comparingLong(RevisionFacts::version))
                        .orElse(null),
                facts.revisions().stream()
                        .filter(r -> r.version() >= last)
                        .min(Comparator.comparingLong(RevisionFacts::version))
                        .orElse(null));
    }

    private static boolean says(StepFacts step, Note note) {
        return note.id().toString().equals(step.answersNote());
    }

    /** A step that says so, or one that changed something of what the note concerns: anything that sounds, if it concerns everything. */
    private static boolean concerns(StepFacts step, Note note) {
        return says(step, note)
                || step.effects().stream()
                        .map(StepFacts.EffectFacts::path)
                        .anyMatch(path -> note.strips().isEmpty()
                                ? isHeard(path)
                                : note.strips().stream().anyMatch(strip -> isOf(path, strip)));
    }

    private static boolean isOf(String path, String strip) {
        return path.startsWith(strip + "/") || path.equals(strip) || path.startsWith("automation/" + strip + "/");
    }

    private static boolean isHeard(String path) {
        return path.startsWith("track/")
                || path.startsWith("bus/")
                || path.startsWith("vca/")
                || path.startsWith("master/")
                || path.startsWith("automation/");
    }
}
