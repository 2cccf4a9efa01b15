package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import foldback.mix.Processors;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RenderLawsTest {
    static Stream<String> everyMix() {
        return GoldenMixes.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void the_size_of_the_blocks_does_not_change_a_bit(String name) {
        String expected = Renders.hash(Renders.render(mix(name).build(), GoldenMixes.stems(), 4096));
        for (int block : new int[] {640}) {
            assertThat(Renders.hash(Renders.render(mix(name).build(), GoldenMixes.stems(), block)))
                    .as("blocks of %d", block)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void the_order_of_tracks_and_buses_does_not_change_a_bit(String name) {
        String expected = Renders.hash(Renders.render(mix(name).build(), GoldenMixes.stems()));
        for (long seed = 0; seed < 1; seed++) {
            assertThat(Renders.hash(Renders.render(mix(name).shuffled(seed), GoldenMixes.stems())))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void every_entry_of_the_registry_has_a_processor_that_takes_its_defaults() {
        assertThat(Processors.ALL).hasSizeGreaterThanOrEqualTo(5).allSatisfy(spec -> {
            double[] defaults = spec.parameters().stream()
                    .mapToDouble(p -> p.defaultValue())
                    .toArray();
            var processor = EngineProcessors.create(spec.id()).orElseThrow();
            processor.prepare(48_000, 2);
            processor.configure(defaults);
            processor.process(new double[2][256], 0, 256);
        });
        assertThat(EngineProcessors.create("flux-capacitor")).isEmpty();
    }

    @Test
    void the_tail_lasts_until_half_a_second_has_been_quiet_and_no_longer_than_15_seconds() {
        int end = (GoldenMixes.FRAMES + 127) / 128 * 128;
        assertThat(frames(0.2)).isBetween(end + 24_000, end + 60_000);
        assertThat(frames(12)).isEqualTo(end + 15 * 48_000);
        double[][] dry = Renders.render(
                new MixBuilder()
                        .track("a", TestStems.hash(0), GoldenMixes.FRAMES, "master", s -> s)
                        .build(),
                GoldenMixes.stems());
        assertThat(dry[0].length % 128).isZero();
        assertThat(dry[0].length - GoldenMixes.FRAMES).isBetween(24_000, 24_000 + 256);
    }

    private static int frames(double decay) {
        MixBuilder mix = new MixBuilder()
                .track(
                        "a",
                        TestStems.hash(0),
                        GoldenMixes.FRAMES,
                        "master",
                        s -> s.insert("reverb", Map.of("decay", decay, "damping", 20_000.0)));
        return Renders.render(mix.build(), GoldenMixes.stems())[0].length;
    }

    @Test
    void blocks_that_are_no_whole_number_of_ticks_are_refused() {
        MixdownPlan plan = switch (MixdownPlan.compile(mix("balance").build(), GoldenMixes.stems())) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused -> throw new AssertionError(refused.reasons());
        };
        MixdownRenderer renderer = new MixdownRenderer(plan);
        assertThatIllegalArgumentException().isThrownBy(() -> renderer.render(new double[2][100], 100));
    }

    @Test
    void beyond_what_sums_can_hold_samples_are_clamped_and_counted() {
        TestStems stems = new TestStems();
        double[] loud = new double[1000];
        Arrays.fill(loud, 3000);
        MixBuilder mix = new MixBuilder()
                .track("a", stems.add(1, loud), 1000, "master", s -> s.trim(24).fader(12));
        MixdownPlan plan = switch (MixdownPlan.compile(mix.build(), stems)) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused -> throw new AssertionError(refused.reasons());
        };
        MixdownRenderer renderer = new MixdownRenderer(plan);
        double[][] block = new double[2][1024];
        renderer.render(block, 1024);
        assertThat(renderer.clampedSamples()).isEqualTo(3000);
        assertThat(block[0][500]).isEqualTo(2048);
        assertThat(block[1][500]).isEqualTo(2048);
    }

    private static MixBuilder mix(String name) {
        MixBuilder mix = GoldenMixes.all().get(name);
        if (mix == null) {
            throw new AssertionError("no mix " + name);
        }
        return mix;
    }
}
