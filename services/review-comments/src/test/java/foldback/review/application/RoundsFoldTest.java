package foldback.review.application;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.log.Author;
import foldback.review.messaging.ReviewEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rounds of a session: given what happened, when something more happens, then. */
class RoundsFoldTest {
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID TWO = new UUID(2, 2);
    private static final String MIX = "a".repeat(64);
    private static final String LATER_MIX = "b".repeat(64);
    private static final Author ANA = new Author("Ana", new UUID(9, 1));
    private static final Author BEN = Author.named("Ben");
    private static final Author DORA = Author.named("Dora");

    private Rounds rounds = Rounds.NONE;
    private @Nullable Refusal refusal;
    private int seconds;

    @Test
    void nothing_is_submitted_before_somebody_said_who_decides() {
        when(BEN, submitted(ONE));
        thenRefused(Refusal.NO_BRIEF);
    }

    @Test
    void a_round_goes_from_submission_over_verdicts_to_a_decision() {
        given(BEN, brief(2), submitted(ONE));
        when(ANA, verdict(ONE, "CHANGES_WANTED", MIX));
        when(DORA, verdict(ONE, "APPROVED", MIX));
        when(DORA, decided(ONE, "APPROVED", MIX));
        Rounds.Round round = rounds.rounds().getFirst();
        assertThat(round.number()).isEqualTo(1);
        assertThat(round.underWay()).isFalse();
        assertThat(round.verdicts()).extracting(Rounds.Verdict::by).containsExactly(ANA, DORA);
        assertThat(round.decision()).extracting("opinion").isEqualTo(Rounds.Opinion.APPROVED);
    }

    @Test
    void somebody_may_think_again_and_both_are_kept() {
        given(BEN, brief(0), submitted(ONE));
        when(ANA, verdict(ONE, "CHANGES_WANTED", MIX));
        when(ANA, verdict(ONE, "APPROVED", MIX));
        assertThat(rounds.rounds().getFirst().verdicts())
                .extracting(Rounds.Verdict::opinion)
                .containsExactly(Rounds.Opinion.CHANGES_WANTED, Rounds.Opinion.APPROVED);
    }

    @Test
    void a_verdict_is_about_the_mix_that_was_submitted_and_no_other() {
        given(BEN, brief(0), submitted(ONE));
        when(ANA, verdict(ONE, "APPROVED", LATER_MIX));
        thenRefused(Refusal.OTHER_MIX);
        when(DORA, decided(ONE, "APPROVED", LATER_MIX));
        thenRefused(Refusal.OTHER_MIX);
    }

    @Test
    void only_those_who_were_asked_give_verdicts() {
        given(BEN, brief(0), submitted(ONE));
        when(BEN, verdict(ONE, "APPROVED", MIX));
        thenRefused(Refusal.NOT_A_REVIEWER);
        when(Author.named("Ana"), verdict(ONE, "APPROVED", MIX));
        thenRefused(Refusal.NOT_A_REVIEWER); // an account was asked, and this has none
    }

    @Test
    void one_person_decides() {
        given(BEN, brief(0), submitted(ONE));
        when(ANA, decided(ONE, "APPROVED", MIX));
        thenRefused(Refusal.NOT_THE_DECIDER);
    }

    @Test
    void what_was_decided_stands() {
        given(BEN, brief(0), submitted(ONE));
        when(DORA, decided(ONE, "APPROVED", MIX));
        when(DORA, decided(ONE, "CHANGES_WANTED", MIX));
        thenRefused(Refusal.ROUND_OVER);
        when(ANA, verdict(ONE, "CHANGES_WANTED", MIX));
        thenRefused(Refusal.ROUND_OVER);
        when(BEN, new ReviewEvent.RoundWithdrawn(ONE));
        thenRefused(Refusal.ROUND_OVER);
    }

    @Test
    void one_round_is_under_way_at_a_time() {
        given(BEN, brief(0), submitted(ONE));
        when(BEN, submitted(TWO));
        thenRefused(Refusal.ROUND_OPEN);
        when(DORA, decided(ONE, "CHANGES_WANTED", MIX));
        when(BEN, submitted(TWO));
        assertThat(rounds.rounds()).extracting(Rounds.Round::number).containsExactly(1, 2);
    }

    @Test
    void a_round_that_was_withdrawn_is_not_counted_and_is_kept() {
        given(BEN, brief(1), submitted(ONE), new ReviewEvent.RoundWithdrawn(ONE), submitted(TWO));
        assertThat(rounds.rounds()).extracting(Rounds.Round::number).containsExactly(1, 1);
        assertThat(rounds.counted()).isEqualTo(1);
        assertThat(rounds.rounds().getFirst().withdrawn()).isNotNull();
    }

    @Test
    void a_new_brief_names_another_who_decides() {
        given(BEN, brief(0), submitted(ONE));
        when(BEN, new ReviewEvent.BriefWritten("Warmer", 0, new ReviewEvent.Mentioned("Ana", ANA.account())));
        when(DORA, decided(ONE, "APPROVED", MIX));
        thenRefused(Refusal.NOT_THE_DECIDER);
        when(ANA, decided(ONE, "APPROVED", MIX));
        assertThat(refusal).isNull();
    }

    @Test
    void nobody_decides_a_round_that_is_not_there() {
        given(BEN, brief(0));
        when(DORA, decided(ONE, "APPROVED", MIX));
        thenRefused(Refusal.NO_SUCH_ROUND);
    }

    // ---- the words

    private static ReviewEvent.OfRounds brief(int agreed) {
        return new ReviewEvent.BriefWritten(
                "Like the demo, but bigger", agreed, new ReviewEvent.Mentioned("Dora", null));
    }

    private static ReviewEvent.OfRounds submitted(UUID round) {
        return new ReviewEvent.RoundSubmitted(
                round, "mix-1", 5, MIX, List.of(new ReviewEvent.Mentioned("Ana", ANA.account())), "Here you are");
    }

    private static ReviewEvent.OfRounds verdict(UUID round, String opinion, String mix) {
        return new ReviewEvent.VerdictGiven(round, opinion, mix, "", null);
    }

    private static ReviewEvent.OfRounds decided(UUID round, String opinion, String mix) {
        return new ReviewEvent.RoundDecided(round, opinion, mix, "", List.of());
    }

    private void given(Author by, ReviewEvent.OfRounds... events) {
        for (ReviewEvent.OfRounds event : events) {
            when(by, event);
            assertThat(refusal).isNull();
        }
    }

    private void when(Author by, ReviewEvent.OfRounds event) {
        Instant at = Instant.EPOCH.plusSeconds(seconds++);
        switch (RoundsFold.fold(rounds, new Happening<>(by, at, event))) {
            case RoundsFold.Folded.Next next -> {
                rounds = next.rounds();
                refusal = null;
            }
            case RoundsFold.Folded.Refused refused -> refusal = refused.why();
        }
    }

    private void thenRefused(Refusal why) {
        assertThat(refusal).isEqualTo(why);
    }
}
