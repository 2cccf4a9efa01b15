package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Bus;
import foldback.mix.Mix;
import foldback.mix.PanLaw;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import foldback.mixdown.parallel.ThreadCrew;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is heard at the strips, in the pass of the mix. */
final class TapTest {
    private static final long SEED = 20_261_122;
    private static final int RANDOM_MIXES = 4;
    private static final int FRAMES = GoldenMixes.FRAMES;

    static Stream<Long> seeds() {
        return LongStream.range(SEED, SEED + RANDOM_MIXES).boxed();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void all_that_feeds_a_plain_master_adds_up_to_the_mix_bit_for_bit(long seed) {
        Mix mix = withPlainMaster(RandomMixes.of(seed));
        List<Tap> taps = intoMaster(mix);
        for (RenderOptions options : ways()) {
            Tapped tapped = render(mix, taps, options);
            double[][] sum = new double[2][tapped.mix()[0].length];
            for (double[][] each : tapped.taps()) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < sum[c].length; i++) {
                        sum[c][i] += each[c][i];
                    }
                }
            }
            assertThat(Renders.hash(sum)).as(options.toString()).isEqualTo(Renders.hash(positiveZeros(tapped.mix())));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void listening_changes_neither_the_mix_nor_what_others_hear(long seed) {
        Mix mix = RandomMixes.of(seed);
        List<Tap> taps = everywhere(mix);
        String alone = Renders.hash(Renders.render(mix, GoldenMixes.stems(), RenderOptions.PLAIN));
        Tapped reference = render(mix, taps, RenderOptions.PLAIN);
        assertThat(Renders.hash(reference.mix())).isEqualTo(alone);
        for (RenderOptions options : ways()) {
            Tapped other = render(mix, taps, options);
            assertThat(Renders.hash(other.mix())).isEqualTo(alone);
            for (int i = 0; i < reference.taps().size(); i++) {
                assertThat(Renders.hash(other.taps().get(i)))
                        .as(options + " tap " + i)
                        .isEqualTo(Renders.hash(reference.taps().get(i)));
            }
        }
    }

    @Test
    void a_tap_behind_the_inserts_of_a_fresh_strip_is_what_its_clips_play_in_time_with_the_mix() {
        TestStems stems = new TestStems();
        var mono = stems.addNoise(1, 1, FRAMES);
        Mix mix = new MixBuilder()
                .track("dry", mono, FRAMES, "master", s -> s.fader(-20).pan(0.7).law(PanLaw.MINUS_6_DB))
                .track("late", mono, FRAMES, "master", s -> s.insert("limiter", Map.of("ceiling", -1.0)))
                .build();
        Tap tap = new Tap(StripAddress.track("dry"), Tap.Point.INSERTS);
        try (MixdownPlan plan = plan(mix, stems, List.of(tap))) {
            assertThat(plan.latencyFrames()).isPositive();
            assertThat(plan.channels(tap)).isEqualTo(1);
            Tapped tapped = pull(plan, RenderOptions.PLAIN);
            double[] played = stems.samples(mono)[0];
            assertThat(tapped.taps().getFirst()[0]).startsWith(played);
        }
    }

    @Test
    void what_is_silent_throughout_is_not_tapped() {
        TestStems stems = new TestStems();
        var stem = stems.addNoise(1, 2, FRAMES);
        Mix mix = new MixBuilder()
                .track("heard", stem, FRAMES, "master", s -> s)
                .track("muted", stem, FRAMES, "master", s -> s.muted())
                .track(
                        "sends",
                        stem,
                        FRAMES,
                        "master",
                        s -> s.muted().set("mute-keeps-pre-sends", 1).send("room", true, 0))
                .returning("room", s -> s)
                .build();
        try (MixdownPlan plan = plan(mix, stems, everywhere(mix))) {
            assertThat(plan.taps())
                    .extracting(t -> t.strip().path())
                    .containsOnly("track/heard", "bus/room")
                    .hasSize(4);
        }
    }

    // ---- helpers

    /** @param heard the mix, then what the taps got */
    private record Tapped(List<double[][]> heard) {
        double[][] mix() {
            return heard.getFirst();
        }

        List<double[][]> taps() {
            return heard.subList(1, heard.size());
        }
    }

    private static List<RenderOptions> ways() {
        return List.of(
                RenderOptions.PLAIN,
                RenderOptions.PLAIN.withKernels(new NaiveKernels()).withChunkFrames(640),
                RenderOptions.PLAIN
                        .withKernels(new NaiveKernels())
                        .withCrew(new ThreadCrew(3))
                        .withChunkFrames(1024));
    }

    private static Mix withPlainMaster(Mix mix) {
        return new Mix(
                mix.sampleRate(),
                mix.tracks(),
                mix.buses(),
                mix.vcas().stream()
                        .filter(v -> !v.members().contains(StripAddress.MASTER))
                        .toList(),
                Strip.FRESH,
                mix.automation().stream()
                        .filter(l -> !l.address().path().startsWith("master/"))
                        .toList(),
                mix.tempo());
    }

    private static List<Tap> intoMaster(Mix mix) {
        List<Tap> taps = new ArrayList<>();
        for (Track track : mix.tracks()) {
            if (track.output().equals(StripAddress.MASTER)) {
                taps.add(new Tap(new StripAddress.OfTrack(track.id()), Tap.Point.OUTPUT));
            }
        }
        for (Bus bus : mix.buses()) {
            if (bus.output().equals(StripAddress.MASTER)) {
                taps.add(new Tap(new StripAddress.OfBus(bus.id()), Tap.Point.OUTPUT));
            }
        }
        return taps;
    }

    private static List<Tap> everywhere(Mix mix) {
        List<Tap> taps = new ArrayList<>();
        for (Tap.Point point : Tap.Point.values()) {
            mix.tracks().forEach(t -> taps.add(new Tap(new StripAddress.OfTrack(t.id()), point)));
            mix.buses().forEach(b -> taps.add(new Tap(new StripAddress.OfBus(b.id()), point)));
        }
        return taps;
    }

    private static Tapped render(Mix mix, List<Tap> taps, RenderOptions options) {
        try (MixdownPlan plan = plan(mix, GoldenMixes.stems(), taps)) {
            return pull(plan, options);
        }
    }

    private static MixdownPlan plan(Mix mix, TestStems stems, List<Tap> taps) {
        return switch (MixdownPlan.compile(mix, stems, taps)) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static Tapped pull(MixdownPlan plan, RenderOptions options) {
        int count = plan.taps().size();
        try (MixdownRenderer renderer = new MixdownRenderer(plan, options)) {
            int longest = (int) renderer.longestFrames();
            double[][] mix = new double[2][longest];
            double[][][] taps = new double[count][2][longest];
            double[][] block = new double[2][1280];
            double[][][] tapped = new double[count][2][1280];
            int at = 0;
            for (int got = renderer.render(block, tapped, 1280); got > 0; got = renderer.render(block, tapped, 1280)) {
                for (int c = 0; c < 2; c++) {
                    System.arraycopy(block[c], 0, mix[c], at, got);
                    for (int t = 0; t < count; t++) {
                        System.arraycopy(tapped[t][c], 0, taps[t][c], at, got);
                    }
                }
                at += got;
            }
            int frames = at;
            List<double[][]> heard = new ArrayList<>();
            heard.add(cut(mix, frames));
            Stream.of(taps).map(t -> cut(t, frames)).forEach(heard::add);
            return new Tapped(heard);
        }
    }

    private static double[][] cut(double[][] x, int frames) {
        return new double[][] {Arrays.copyOf(x[0], frames), Arrays.copyOf(x[1], frames)};
    }

    /** A sum of nothing is a positive zero, and a master that turns nothing may leave a negative one. */
    private static double[][] positiveZeros(double[][] x) {
        for (double[] channel : x) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] += 0.0;
            }
        }
        return x;
    }
}
