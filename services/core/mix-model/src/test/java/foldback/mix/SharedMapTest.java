package foldback.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The shared map against the JDK's: the same entries after the same steps, and no step changes a map that was there before. */
final class SharedMapTest {
    private static final int STEPS = 20_000;

    /** Keys that share whole hashes, as "Aa" and "BB" do, and keys that do not. */
    private static String key(SplittableRandom random) {
        StringBuilder key = new StringBuilder();
        for (int i = random.nextInt(5); i >= 0; i--) {
            key.append(random.nextBoolean() ? "Aa" : "BB");
        }
        return random.nextBoolean() ? key.toString() : key.toString() + random.nextInt(300);
    }

    @Test
    void it_holds_what_a_map_of_the_jdk_holds_whatever_is_put_in_and_taken_out() {
        long seed = 20261121;
        SplittableRandom random = new SplittableRandom(seed);
        SharedMap<Integer> map = SharedMap.empty();
        Map<String, Integer> expected = new HashMap<>();
        int removed = 0;
        for (int i = 0; i < STEPS; i++) {
            String key = key(random);
            if (random.nextInt(i < STEPS / 2 ? 3 : 2) == 0) {
                removed += expected.remove(key) == null ? 0 : 1;
                map = map.without(key);
            } else {
                expected.put(key, i);
                map = map.with(key, i);
            }
            assertThat(map.size()).as("seed %d, step %d", seed, i).isEqualTo(expected.size());
            assertThat(map.get(key)).isEqualTo(expected.get(key));
            if (i % 500 == 0) {
                assertSame(map, expected, seed);
            }
        }
        assertSame(map, expected, seed);
        assertThat(removed).isGreaterThan(1000);
        for (String key : List.copyOf(expected.keySet())) {
            map = map.without(key);
        }
        assertThat(map).isEqualTo(SharedMap.empty());
        assertThat(map.get("Aa")).isNull();
    }

    private static void assertSame(SharedMap<Integer> map, Map<String, Integer> expected, long seed) {
        Map<String, Integer> found = new HashMap<>();
        map.forEach((key, value) -> assertThat(found.put(key, value)).isNull());
        assertThat(found).as("seed %d", seed).isEqualTo(expected);
        SharedMap<Integer> again = SharedMap.empty();
        for (Map.Entry<String, Integer> entry : expected.entrySet()) {
            again = again.with(entry.getKey(), entry.getValue());
        }
        assertThat(again).isEqualTo(map).hasSameHashCodeAs(map).hasToString(map.toString());
    }

    @Test
    void a_map_that_another_was_made_of_stays_as_it_was() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        List<SharedMap<Integer>> maps = new ArrayList<>();
        List<Map<String, Integer>> expected = new ArrayList<>();
        maps.add(SharedMap.empty());
        expected.add(Map.of());
        for (int i = 0; i < 500; i++) {
            String key = key(random);
            Map<String, Integer> next = new HashMap<>(expected.getLast());
            SharedMap<Integer> map = maps.getLast();
            if (random.nextInt(3) == 0) {
                next.remove(key);
                maps.add(map.without(key));
            } else {
                next.put(key, i);
                maps.add(map.with(key, i));
            }
            expected.add(Map.copyOf(next));
        }
        for (int i = 0; i < maps.size(); i++) {
            assertSame(maps.get(i), expected.get(i), seed);
        }
    }
}
