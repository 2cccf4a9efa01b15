package foldback.review.application;

import foldback.log.Author;
import foldback.review.messaging.ReviewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the rounds of a session are after one more event. Total and pure, as {@link NoteFold} is. */
public final class RoundsFold {
    /** The rounds after the event, or why the event does not count. */
    public sealed interface Folded {
        record Next(Rounds rounds) implements Folded {}

        record Refused(Refusal why) implements Folded {}
    }

    private RoundsFold() {}

    public static Folded fold(Rounds before, Happening<? extends ReviewEvent.OfRounds> happening) {
        return switch (happening.event()) {
            case ReviewEvent.BriefWritten e -> briefed(before, happening, e);
            case ReviewEvent.RoundSubmitted e -> submitted(before, happening, e);
            case ReviewEvent.VerdictGiven e -> of(before, e.round(), round -> judged(before, round, happening, e));
            case ReviewEvent.RoundDecided e -> of(before, e.round(), round -> decided(before, round, happening, e));
            case ReviewEvent.RoundWithdrawn e ->
                of(
                        before,
                        e.round(),
                        round -> next(
                                before.with(round.withdrawn(new Note.Withdrawal(happening.by(), happening.at())))));
        };
    }

    private interface Change {
        Folded of(Rounds.Round round);
    }

    private static Folded of(Rounds before, UUID id, Change change) {
        return before.round(id)
                .map(round -> round.underWay() ? change.of(round) : refused(Refusal.ROUND_OVER))
                .orElseGet(() -> refused(Refusal.NO_SUCH_ROUND));
    }

    private static Folded next(Rounds rounds) {
        return new Folded.Next(rounds);
    }

    private static Folded refused(Refusal why) {
        return new Folded.Refused(why);
    }

    private static Folded briefed(Rounds before, Happening<?> happening, ReviewEvent.BriefWritten e) {
        Rounds.Brief brief = new Rounds.Brief(
                e.text(),
                e.agreedRounds(),
                new Author(e.decider().name(), e.decider().account()),
                happening.by(),
                happening.at());
        return next(new Rounds(brief, before.rounds()));
    }

    private static Folded submitted(Rounds before, Happening<?> happening, ReviewEvent.RoundSubmitted e) {
        if (before.brief() == null) {
            return refused(Refusal.NO_BRIEF);
        }
        if (before.open().isPresent()) {
            return refused(Refusal.ROUND_OPEN);
        }
        if (before.rounds().size() >= ReviewLimits.ROUNDS) {
            return refused(Refusal.TOO_MANY_ROUNDS);
        }
        if (before.round(e.round()).isPresent()) {
            return refused(Refusal.NOTHING_NEW);
        }
        List<Rounds.Round> rounds = new ArrayList<>(before.rounds());
        rounds.add(new Rounds.Round(
                e.round(),
                before.counted() + 1,
                e.revision(),
                e.version(),
                e.mixDocument(),
                NoteFold.people(e.reviewers()),
                e.message(),
                happening.by(),
                happening.at(),
                List.of(),
                null,
                List.of(),
                null));
        return next(new Rounds(before.brief(), rounds));
    }

    private static Folded judged(
            Rounds before, Rounds.Round round, Happening<?> happening, ReviewEvent.VerdictGiven e) {
        boolean asked = Boolean.TRUE.equals(e.byLink())
                || round.reviewers().stream().anyMatch(r -> isCalled(r, happening.by()))
                || isCalled(decider(before), happening.by());
        if (!asked) {
            return refused(Refusal.NOT_A_REVIEWER);
        }
        if (!e.mixDocument().equals(round.mixDocument())) {
            return refused(Refusal.OTHER_MIX);
        }
        if (round.verdicts().size() >= ReviewLimits.VERDICTS_KEPT) {
            return refused(Refusal.TOO_MANY_VERDICTS);
        }
        return next(before.with(round.withVerdict(new Rounds.Verdict(
                happening.by(), happening.at(), Rounds.Opinion.valueOf(e.verdict()), e.mixDocument(), e.comment()))));
    }

    private static Folded decided(
            Rounds before, Rounds.Round round, Happening<?> happening, ReviewEvent.RoundDecided e) {
        if (!isCalled(decider(before), happening.by())) {
            return refused(Refusal.NOT_THE_DECIDER);
        }
        if (!e.mixDocument().equals(round.mixDocument())) {
            return refused(Refusal.OTHER_MIX);
        }
        return next(before.with(round.decided(
                new Rounds.Verdict(
                        happening.by(),
                        happening.at(),
                        Rounds.Opinion.valueOf(e.verdict()),
                        e.mixDocument(),
                        e.comment()),
                e.contradictions())));
    }

    private static Author decider(Rounds rounds) {
        Rounds.Brief brief = rounds.brief();
        if (brief == null) {
            throw new IllegalStateException("a round has a brief before it");
        }
        return brief.decider();
    }

    /** Whoever was named with an account is that account; whoever was named by a name alone is whoever is called so. */
    private static boolean isCalled(Author named, Author who) {
        return named.account() == null
                ? named.name().equals(who.name())
                : named.account().equals(who.account());
    }
}
