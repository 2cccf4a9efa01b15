package foldback.review.application;

import foldback.log.Author;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a session: a revision is submitted, reviewers say what they think of exactly that mix, one person decides.
 *
 * @param brief null until somebody wrote one
 * @param rounds in the order in which they were submitted
 */
public record Rounds(@Nullable Brief brief, List<Round> rounds) {
    /** Before anything was written. */
    public static final Rounds NONE = new Rounds(null, List.of());

    public Rounds {
        rounds = List.copyOf(rounds);
    }

    /** What people think of a mix. */
    public enum Opinion {
        APPROVED,
        CHANGES_WANTED
    }

    /**
     * What is wanted.
     *
     * @param agreedRounds how many rounds were agreed; 0 if nothing was
     * @param decider who says the last word
     */
    public record Brief(String text, int agreedRounds, Author decider, Author by, Instant at) {}

    /**
     * What somebody said of a mix.
     *
     * @param mixDocument the SHA-256 of the mix document that it is about: of any other mix it says nothing
     */
    public record Verdict(Author by, Instant at, Opinion opinion, String mixDocument, String comment) {
        Verdict withoutComment() {
            return new Verdict(by, at, opinion, mixDocument, "");
        }
    }

    /**
     * One go of submit, verdicts, decision.
     *
     * @param number counts from 1 the rounds that were not withdrawn
     * @param verdicts all that were given, oldest first; of a person the last one counts
     * @param decision null as long as the round is open
     * @param contradictions notes that contradicted each other when it was decided
     * @param withdrawn null unless it was taken back
     */
    public record Round(
            UUID id,
            int number,
            String revision,
            long version,
            String mixDocument,
            List<Author> reviewers,
            String message,
            Author by,
            Instant at,
            List<Verdict> verdicts,
            @Nullable Verdict decision,
            List<UUID> contradictions,
            Note.@Nullable Withdrawal withdrawn) {
        public Round {
            reviewers = List.copyOf(reviewers);
            verdicts = List.copyOf(verdicts);
            contradictions = List.copyOf(contradictions);
        }

        /** What somebody sees who is not of the team: what they said themselves, and how it ended, but not what others said. */
        Round seenBy(Predicate<Author> self) {
            return new Round(
                    id,
                    number,
                    revision,
                    version,
                    mixDocument,
                    reviewers,
                    message,
                    by,
                    at,
                    verdicts.stream().filter(v -> self.test(v.by())).toList(),
                    decision == null ? null : decision.withoutComment(),
                    List.of(),
                    withdrawn);
        }

        public boolean underWay() {
            return decision == null && withdrawn == null;
        }

        Round withVerdict(Verdict verdict) {
            List<Verdict> next = new ArrayList<>(verdicts);
            next.add(verdict);
            return new Round(
                    id,
                    number,
                    revision,
                    version,
                    mixDocument,
                    reviewers,
                    message,
                    by,
                    at,
                    next,
                    null,
                    List.of(),
                    null);
        }

        Round decided(Verdict last, List<UUID> seen) {
            return new Round(
                    id, number, revision, version, mixDocument, reviewers, message, by, at, verdicts, last, seen, null);
        }

        Round withdrawn(Note.Withdrawal by) {
            return new Round(
                    id,
                    number,
                    revision,
                    version,
                    mixDocument,
                    reviewers,
                    message,
                    this.by,
                    at,
                    verdicts,
                    null,
                    List.of(),
                    by);
        }
    }

    public Optional<Round> round(UUID id) {
        return rounds.stream().filter(r -> r.id().equals(id)).findFirst();
    }

    public Optional<Round> open() {
        return rounds.stream().filter(Round::underWay).findFirst();
    }

    /** How many rounds count: those that were not withdrawn. */
    public int counted() {
        return (int) rounds.stream().filter(r -> r.withdrawn() == null).count();
    }

    Rounds with(Round round) {
        List<Round> next = new ArrayList<>(rounds);
        next.replaceAll(r -> r.id().equals(round.id()) ? round : r);
        return new Rounds(brief, next);
    }
}
