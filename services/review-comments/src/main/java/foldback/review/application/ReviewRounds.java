package foldback.review.application;

import foldback.kit.LogEntries;
import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.log.Author;
import foldback.log.LogEntry;
import foldback.mix.anchor.Place;
import foldback.review.messaging.ReviewEvent;
import foldback.review.messaging.ReviewLog;
import foldback.review.persistence.ReviewRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with rounds. */
@ApplicationScoped
public class ReviewRounds {
    /** What came of it. */
    public sealed interface Result {
        record Done(Overview overview) implements Result {}

        record Refused(Refusal why) implements Result {}

        record NoSuchRevision() implements Result {}

        /** Not decided yet: these notes contradict each other, and the decision does not name them all. */
        record Contradicting(List<Contradictions.Pair> pairs) implements Result {}
    }

    /**
     * The rounds as they are seen now.
     *
     * @param current the hash of the mix document as it is now; null where it cannot be known. A verdict on another one is stale
     * @param contradictions among the open notes, as they stand in the mix of the open round, or else of now
     */
    public record Overview(Rounds rounds, @Nullable String current, List<Contradictions.Pair> contradictions) {
        public Overview {
            contradictions = List.copyOf(contradictions);
        }
    }

    private final ReviewRows rows;
    private final LogEntries entries;
    private final SessionStoreClient sessions;
    private final Mixes mixes;
    private final Clock clock;

    ReviewRounds(ReviewRows rows, LogEntries entries, SessionStoreClient sessions, Mixes mixes, Clock clock) {
        this.rows = rows;
        this.entries = entries;
        this.sessions = sessions;
        this.mixes = mixes;
        this.clock = clock;
    }

    public Overview look(UUID session, Who who) {
        Rounds rounds = rows.rounds(session);
        Optional<Mixes.Heard> now = sessions.session(session.toString())
                .flatMap(facts -> mixes.at(session, Long.toString(facts.version())));
        Optional<Mixes.Heard> heard = rounds.open()
                .flatMap(round -> mixes.at(session, Long.toString(round.version())))
                .or(() -> now);
        List<Contradictions.Pair> pairs =
                heard.map(mix -> contradictions(session, who, mix)).orElse(List.of());
        return new Overview(
                who.standing() == Who.Standing.GUEST ? forGuest(rounds, who) : rounds,
                now.map(Mixes.Heard::hash).orElse(null),
                pairs);
    }

    /** The rounds of what a guest hears, with what they said themselves. What the team agreed on and says of it stays with the team. */
    private static Rounds forGuest(Rounds rounds, Who who) {
        return new Rounds(
                null,
                rounds.rounds().stream()
                        .filter(round -> who.hears(round.revision()))
                        .map(round -> round.seenBy(who::is))
                        .toList());
    }

    private List<Contradictions.Pair> contradictions(UUID session, Who who, Mixes.Heard heard) {
        return Contradictions.among(rows.inOrder(session, null, true).stream()
                .filter(note -> NotePolicy.sees(who, note))
                .map(note -> standing(note, heard.arrangement().place(note.anchoring(), note.frame(), note.endFrame())))
                .flatMap(Optional::stream)
                .toList());
    }

    /** An orphaned note is about nothing that could be done one way or another. */
    private static Optional<Contradictions.Standing> standing(Note note, Place place) {
        return switch (place) {
            case Place.OnAudio at -> Optional.of(standing(note, at.frame(), at.endFrame()));
            case Place.ByTheClock at -> Optional.of(standing(note, at.frame(), at.endFrame()));
            case Place.Orphaned orphaned -> Optional.empty();
        };
    }

    private static Contradictions.Standing standing(Note note, long frame, @Nullable Long endFrame) {
        return new Contradictions.Standing(note, frame, endFrame == null ? frame + 1 : endFrame);
    }

    public Result brief(UUID session, Who who, String text, int agreedRounds, Author decider) {
        if (!who.standing().isAtLeast(Who.Standing.ENGINEER)) {
            return new Result.Refused(Refusal.ENGINEERS);
        }
        return happen(
                session,
                who,
                new ReviewEvent.BriefWritten(
                        text, agreedRounds, new ReviewEvent.Mentioned(decider.name(), decider.account())));
    }

    public Result submit(UUID session, Who who, String revision, List<Author> reviewers, String message) {
        if (!who.standing().isAtLeast(Who.Standing.ENGINEER)) {
            return new Result.Refused(Refusal.ENGINEERS);
        }
        Optional<RevisionFacts> facts = sessions.session(session.toString()).flatMap(s -> s.revision(revision));
        Optional<Mixes.Heard> heard = facts.flatMap(f -> mixes.at(session, Long.toString(f.version())));
        if (facts.isEmpty() || heard.isEmpty()) {
            return new Result.NoSuchRevision();
        }
        return happen(
                session,
                who,
                new ReviewEvent.RoundSubmitted(
                        UUID.randomUUID(),
                        revision,
                        facts.get().version(),
                        heard.get().hash(),
                        reviewers.stream()
                                .map(r -> new ReviewEvent.Mentioned(r.name(), r.account()))
                                .toList(),
                        message));
    }

    public Result judge(UUID session, Who who, UUID round, Rounds.Opinion opinion, String mixDocument, String comment) {
        if (who.standing() == Who.Standing.VIEWER) {
            return new Result.Refused(Refusal.ARTISTS_AND_ABOVE);
        }
        if (rows.rounds(session)
                .round(round)
                .filter(r -> !who.hears(r.revision()))
                .isPresent()) {
            return new Result.Refused(Refusal.NO_SUCH_ROUND);
        }
        return happen(
                session,
                who,
                new ReviewEvent.VerdictGiven(
                        round,
                        opinion.name(),
                        mixDocument,
                        comment,
                        // No guest comes here whose link does not say so.
                        who.standing() == Who.Standing.GUEST ? true : null));
    }

    /**
     * Ends a round.
     *
     * @param seen the notes that contradict each other, as whoever decides was shown them
     */
    public Result decide(
            UUID session,
            Who who,
            UUID round,
            Rounds.Opinion opinion,
            String mixDocument,
            String comment,
            List<UUID> seen) {
        List<Contradictions.Pair> pairs = look(session, who).contradictions();
        Set<UUID> contradicting = new HashSet<>();
        pairs.forEach(pair -> {
            contradicting.add(pair.one());
            contradicting.add(pair.other());
        });
        if (!Set.copyOf(seen).containsAll(contradicting)) {
            return new Result.Contradicting(pairs);
        }
        return happen(
                session,
                who,
                new ReviewEvent.RoundDecided(
                        round,
                        opinion.name(),
                        mixDocument,
                        comment,
                        contradicting.stream().sorted().toList()));
    }

    public Result withdraw(UUID session, Who who, UUID round) {
        return who.standing().isAtLeast(Who.Standing.ENGINEER)
                ? happen(session, who, new ReviewEvent.RoundWithdrawn(round))
                : new Result.Refused(Refusal.ENGINEERS);
    }

    /** Everything that happened in the session's review, oldest first, what did not count included. */
    public List<Recorded> audit(UUID session) {
        return rows.history(session, null);
    }

    private Result happen(UUID session, Who who, ReviewEvent.OfRounds event) {
        Happening<ReviewEvent.OfRounds> happening = new Happening<>(who.author(), clock.instant(), event);
        if (RoundsFold.fold(rows.rounds(session), happening) instanceof RoundsFold.Folded.Refused refused) {
            return new Result.Refused(refused.why());
        }
        LogEntry entry = ReviewLog.VOCABULARY.entry(entries, session.toString(), who.author(), event);
        return rows.append(entry).<Result>map(Result.Refused::new).orElseGet(() -> new Result.Done(look(session, who)));
    }
}
