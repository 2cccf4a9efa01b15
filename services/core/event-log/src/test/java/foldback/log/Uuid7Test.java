package foldback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class Uuid7Test {
    private static final Instant NOON = Instant.parse("2026-11-05T12:00:00Z");

    @Test
    void has_the_version_the_variant_and_the_time_of_the_rfc() {
        UUID id = new Uuid7(Clock.fixed(NOON, ZoneOffset.UTC), new Random(1)).next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(Uuid7.madeAt(id)).isEqualTo(NOON);
    }

    @Test
    void each_is_greater_than_the_one_before_within_one_millisecond_and_past_the_counters_end() {
        var ids = new Uuid7(Clock.fixed(NOON, ZoneOffset.UTC), new Random(2));
        assertGrowing(take(ids, 10_000));
    }

    @Test
    void each_is_greater_than_the_one_before_when_the_clock_is_set_back() {
        var now = new AtomicReference<>(NOON);
        var ids = new Uuid7(clock(now), new Random(3));
        var taken = new ArrayList<>(take(ids, 3));
        now.set(NOON.minus(Duration.ofHours(1)));
        taken.addAll(take(ids, 3));
        now.set(NOON.plusMillis(1));
        taken.addAll(take(ids, 3));
        assertGrowing(taken);
    }

    @Test
    void many_threads_get_no_id_twice() {
        var ids = new Uuid7();
        var seen = ConcurrentHashMap.<UUID>newKeySet();
        try (var executor = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                executor.execute(() -> seen.addAll(take(ids, 5_000)));
            }
        }
        assertThat(seen).hasSize(20_000);
    }

    @Test
    void the_time_of_another_version_is_refused() {
        assertThatThrownBy(() -> Uuid7.madeAt(new UUID(0x4000, 0x8000_0000_0000_0000L)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Clock clock(AtomicReference<Instant> now) {
        InstantSource source = now::get;
        return source.withZone(ZoneOffset.UTC);
    }

    private static List<UUID> take(Uuid7 ids, int count) {
        var taken = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            taken.add(ids.next());
        }
        return taken;
    }

    private static void assertGrowing(List<UUID> ids) {
        assertThat(ids.stream().map(UUID::toString).toList()).isSorted().doesNotHaveDuplicates();
    }
}
