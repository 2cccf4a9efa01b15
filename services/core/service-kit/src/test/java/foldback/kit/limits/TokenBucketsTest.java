package foldback.kit.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class TokenBucketsTest {
    /** Goes on when it is told to. */
    private static final class Hand extends Clock {
        private Instant now = Instant.parse("2026-11-21T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final Hand clock = new Hand();
    private final TokenBuckets buckets = new TokenBuckets(10, 30, clock);

    @Test
    void what_was_saved_may_be_taken_at_once_and_then_as_much_as_comes_in() {
        assertThat(taken("ada", 100)).isEqualTo(30);
        clock.now = clock.now.plusSeconds(1);
        assertThat(taken("ada", 100)).isEqualTo(10);
        clock.now = clock.now.plus(Duration.ofHours(1));
        assertThat(taken("ada", 100)).isEqualTo(30);
    }

    @Test
    void whoever_waits_as_long_as_they_were_told_gets_one_and_a_moment_earlier_none() {
        taken("ada", 30);
        Duration wait = buckets.take("ada").orElseThrow();
        assertThat(wait).isEqualTo(Duration.ofMillis(100));
        clock.now = clock.now.plus(wait.minusNanos(1));
        assertThat(buckets.take("ada")).isPresent();
        clock.now = clock.now.plusNanos(2);
        assertThat(buckets.take("ada")).isEmpty();
    }

    @Test
    void nobody_pays_for_another() {
        assertThat(taken("ada", 100)).isEqualTo(30);
        assertThat(taken("nils", 100)).isEqualTo(30);
    }

    @Test
    void a_clock_that_goes_back_gives_nothing_and_takes_nothing() {
        taken("ada", 25);
        clock.now = clock.now.minusSeconds(60);
        assertThat(taken("ada", 100)).isEqualTo(5);
    }

    @Test
    void a_million_names_take_no_more_room_than_fifty_thousand() {
        taken("ada", 30);
        for (int i = 0; i < 1_000_000; i++) {
            assertThat(buckets.take("stranger " + i)).isEmpty();
        }
        assertThat(buckets.remembered()).isEqualTo(TokenBuckets.REMEMBERED);
    }

    private int taken(String whose, int wanted) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += buckets.take(whose).isEmpty() ? 1 : 0;
        }
        return taken;
    }
}
