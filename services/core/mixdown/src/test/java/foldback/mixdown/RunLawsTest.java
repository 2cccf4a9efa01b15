package foldback.mixdown;

import static foldback.mixdown.MixBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mixdown.parallel.ThreadCrew;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a mix is run, the samples are those of one thread without kernels. */
final class RunLawsTest {
    private static final long SEED = 20_261_121;
    private static final int RANDOM_MIXES = 10;

    static Stream<String> everyMix() {
        Stream<String> random = LongStream.range(0, RANDOM_MIXES).mapToObj(i -> "random " + (SEED + i));
        return Stream.concat(GoldenMixes.all().keySet().stream(), random);
    }

    private static Mix mix(String name) {
        if (name.startsWith("random ")) {
            return RandomMixes.of(Long.parseLong(name.substring(7)));
        }
        MixBuilder golden = GoldenMixes.all().get(name);
        if (golden == null) {
            throw new AssertionError("no mix " + name);
        }
        return golden.build();
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void threads_kernels_and_chunks_do_not_change_a_bit(String name) {
        String expected = hash(name, RenderOptions.PLAIN);
        RenderOptions together = RenderOptions.PLAIN.withKernels(new NaiveKernels());
        List<RenderOptions> ways = List.of(
                RenderOptions.PLAIN.withChunkFrames(128),
                together.withChunkFrames(640),
                RenderOptions.PLAIN.withCrew(new ThreadCrew(2)),
                together.withCrew(new ThreadCrew(3)).withChunkFrames(1024));
        for (RenderOptions way : ways) {
            assertThat(hash(name, way)).as("%s, %s", name, way).isEqualTo(expected);
        }
    }

    private static String hash(String name, RenderOptions options) {
        return Renders.hash(Renders.render(mix(name), GoldenMixes.stems(), options));
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void a_range_is_that_part_of_the_whole_from_a_checkpoint_or_from_the_start(String name) {
        MixdownPlan plan = Renders.plan(mix(name), GoldenMixes.stems());
        RenderOptions options = RenderOptions.PLAIN.withCheckpointFrames(6400);
        MixdownRenderer renderer = new MixdownRenderer(plan, options);
        List<Checkpoint> checkpoints = new ArrayList<>();
        double[][] whole = Renders.pull(renderer, 4096, () -> keepFirst(3, checkpoints, renderer.takeCheckpoints()));
        assertThat(checkpoints).hasSize(3);
        Checkpoint third = checkpoints.get(2);
        assertThat(third.frame()).isEqualTo(3 * 6400);
        for (Checkpoint from : Arrays.asList(null, third, Checkpoint.ofBytes(third.toBytes()))) {
            MixdownRenderer part = MixdownRenderer.ofRange(plan, RenderOptions.PLAIN, 19_200, 25_600, from);
            assertThat(Renders.hash(Renders.pull(part, 1280)))
                    .as("%s from %s", name, from)
                    .isEqualTo(Renders.hash(slice(whole, 19_200, 25_600)));
        }
        MixdownRenderer rest = MixdownRenderer.ofRange(plan, RenderOptions.PLAIN, 19_200, Long.MAX_VALUE, third);
        assertThat(Renders.hash(Renders.pull(rest, 4096)))
                .as("%s, to its end", name)
                .isEqualTo(Renders.hash(slice(whole, 19_200, whole[0].length)));
        assertThat(rest.clampedSamples()).isEqualTo(renderer.clampedSamples());
    }

    /** A hall has megabytes of state: not all checkpoints of a long tail can be kept. */
    private static void keepFirst(int most, List<Checkpoint> kept, List<Checkpoint> taken) {
        taken.stream().limit(most - kept.size()).forEach(kept::add);
    }

    private static double[][] slice(double[][] x, int from, int to) {
        return new double[][] {Arrays.copyOfRange(x[0], from, to), Arrays.copyOfRange(x[1], from, to)};
    }

    @Test
    void a_checkpoint_is_the_same_whoever_made_it() {
        MixdownPlan plan = Renders.plan(mix("reverb-sends"), GoldenMixes.stems());
        List<byte[]> made = new ArrayList<>();
        for (Crew crew : List.of(Crew.alone(), new ThreadCrew(3))) {
            RenderOptions options = RenderOptions.PLAIN.withCrew(crew).withCheckpointFrames(12_800);
            MixdownRenderer renderer = new MixdownRenderer(plan, options);
            Renders.pull(renderer, 4096);
            made.add(renderer.takeCheckpoints().get(1).toBytes());
        }
        assertThat(made.get(0)).isEqualTo(made.get(1));
    }

    @Test
    void a_checkpoint_of_another_plan_or_a_later_one_is_refused() {
        MixdownPlan plan = Renders.plan(mix("balance"), GoldenMixes.stems());
        MixdownPlan other = Renders.plan(mix("reverb-sends"), GoldenMixes.stems());
        MixdownRenderer renderer = new MixdownRenderer(plan, RenderOptions.PLAIN.withCheckpointFrames(12_800));
        Renders.pull(renderer, 4096);
        Checkpoint first = renderer.takeCheckpoints().getFirst();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixdownRenderer.ofRange(other, RenderOptions.PLAIN, 25_600, 38_400, first))
                .withMessageContaining("another plan");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MixdownRenderer.ofRange(plan, RenderOptions.PLAIN, 0, 38_400, first))
                .withMessageContaining("behind");
        byte[] damaged = first.toBytes();
        damaged[50] ^= 1;
        assertThatIllegalArgumentException().isThrownBy(() -> Checkpoint.ofBytes(damaged));
    }

    @Test
    void what_a_stem_throws_on_any_thread_reaches_the_caller() {
        TestStems stems = new TestStems();
        double[] broken = new double[60_000];
        broken[50_001] = Double.NaN;
        Mix mix = new MixBuilder()
                .track("a", stems.addNoise(1, 1, 60_000), 60_000, "master", s -> s)
                .track("b", stems.add(2, broken), 60_000, "master", s -> s)
                .build();
        for (Crew crew : List.of(Crew.alone(), new ThreadCrew(2), new ThreadCrew(3))) {
            RenderOptions options = RenderOptions.PLAIN.withCrew(crew);
            assertThatThrownBy(() -> Renders.render(mix, stems, options))
                    .isInstanceOfSatisfying(UnusableSampleException.class, e -> {
                        assertThat(e.frame()).isEqualTo(50_001);
                        assertThat(e.stem()).isEqualTo(TestStems.hash(2));
                    });
        }
    }

    @Test
    void closing_a_render_ends_its_threads_and_an_interrupt_is_kept_for_the_caller() {
        MixdownPlan plan = Renders.plan(mix("reverb-sends"), GoldenMixes.stems());
        List<Thread> ofBrokenRenders = helpers();
        MixdownRenderer renderer = new MixdownRenderer(plan, RenderOptions.PLAIN.withCrew(new ThreadCrew(3)));
        List<Thread> started =
                helpers().stream().filter(t -> !ofBrokenRenders.contains(t)).toList();
        assertThat(started).hasSize(2);
        Thread.currentThread().interrupt();
        renderer.render(new double[2][4096], 4096);
        renderer.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(started).noneMatch(Thread::isAlive);
        assertThatThrownBy(() -> renderer.render(new double[2][8192], 8192)).isInstanceOf(IllegalStateException.class);
    }

    private static List<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("foldback-mixdown-"))
                .toList();
    }

    @Test
    void no_thread_allocates_while_it_renders() {
        MixdownPlan plan = Renders.plan(everything(), GoldenMixes.stems());
        for (Crew crew : List.of(Crew.alone(), new ThreadCrew(3))) {
            RenderOptions options = RenderOptions.PLAIN.withCrew(crew).withChunkFrames(256);
            assertThat(allocatedBytes(plan, options)).as("%s", crew).isLessThan(8192);
        }
    }

    @Test
    void whoever_allocates_in_a_render_is_found_on_any_thread() {
        TestStems stems = GoldenMixes.stems();
        List<byte[]> kept = Collections.synchronizedList(new ArrayList<>());
        StemSource wasteful = stem -> stems.open(stem).map(reader -> new WastefulReader(reader, kept));
        MixBuilder mix = new MixBuilder();
        for (int i = 0; i < 12; i++) {
            mix.track("t" + i, TestStems.hash(i % 6), GoldenMixes.FRAMES, "master", s -> s);
        }
        MixdownPlan plan = ((MixdownPlan.Compilation.Compiled) MixdownPlan.compile(mix.build(), wasteful)).plan();
        for (Crew crew : List.of(Crew.alone(), new ThreadCrew(3))) {
            RenderOptions options = RenderOptions.PLAIN.withCrew(crew).withChunkFrames(256);
            assertThat(allocatedBytes(plan, options)).as("%s", crew).isGreaterThan(8192);
        }
    }

    /** Takes memory for every piece that it reads. */
    private record WastefulReader(StemReader reader, List<byte[]> kept) implements StemReader {
        @Override
        public int channels() {
            return reader.channels();
        }

        @Override
        public int sampleRate() {
            return reader.sampleRate();
        }

        @Override
        public long frames() {
            return reader.frames();
        }

        @Override
        public void read(long frame, double[][] into, int count) {
            kept.add(new byte[1024]);
            reader.read(frame, into, count);
        }
    }

    /** Every processor, sends, a key, a VCA, delays, fades, dual pan, and automation of strips, sends and inserts. */
    private static Mix everything() {
        MixBuilder mix = new MixBuilder();
        List<ProcessorSpec> processors = Processors.ALL;
        for (int i = 0; i < processors.size(); i++) {
            ProcessorSpec spec = processors.get(i);
            Map<String, Double> settings = GoldenMixes.settings(spec, 1);
            String track = "t" + i;
            mix.track(
                    track,
                    TestStems.hash(i % 6),
                    GoldenMixes.FRAMES,
                    "bus/g",
                    s -> s.fader(-20)
                            .insert("p", spec.id(), false, settings)
                            .send("fx", false, -9)
                            .delay(100));
            spec.parameters().stream()
                    .filter(ParameterSpec::automatable)
                    .limit(2)
                    .forEach(p -> mix.automate(
                            "track/" + track + "/insert/p/" + p.id(),
                            at(0, p.defaultValue()),
                            at(50_000, p.maximum())));
            mix.automate("track/" + track + "/fader", at(0, -30), at(60_000, -10));
            mix.automate("track/" + track + "/send/s0/level", at(0, -30), at(60_000, -10));
        }
        Fade fade = new Fade(20_000, Fade.Shape.EQUAL_POWER);
        Clip clip = new Clip(new Id("c"), TestStems.hash(0), 0, 0, GoldenMixes.FRAMES, -3, fade, fade);
        Clip over = new Clip(new Id("d"), TestStems.hash(1), 5, 0, GoldenMixes.FRAMES - 5);
        Map<String, Double> firm = Map.of("threshold", -30.0, "ratio", 4.0, "look-ahead", 2.0);
        return mix.track(
                        "clips",
                        List.of(clip, over),
                        "master",
                        s -> s.dual(-0.5, 0.2).keyed("k", "compressor", "track/t0", firm))
                .group("g", s -> s.insert("eq", Map.of("band-1-gain", 4.0)).width(0.5))
                .returning("fx", s -> s.insert("reverb", Map.of("decay", 0.6)))
                .vca("v", -3, false, false, "bus/g", "track/clips")
                .automate("vca/v/fader", at(0, -6), at(60_000, 0))
                .automate("bus/g/pan", at(0, -1), at(60_000, 1))
                .master(s -> s.insert("limiter", Map.of("auto-release", 1.0)))
                .build();
    }

    /** From the second eighth of the song to the seventh: at either end classes are loaded and threads come and go. */
    private static long allocatedBytes(MixdownPlan plan, RenderOptions options) {
        try (MixdownRenderer renderer = new MixdownRenderer(plan, options)) {
            double[][] block = new double[2][256];
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] ids = Stream.concat(Stream.of(Thread.currentThread()), helpers().stream())
                    .mapToLong(Thread::threadId)
                    .toArray();
            IntStream.range(0, 30).forEach(i -> renderer.render(block, 256));
            sum(threads.getThreadAllocatedBytes(ids));
            long before = sum(threads.getThreadAllocatedBytes(ids));
            for (int i = 0; i < 180; i++) {
                renderer.render(block, 256);
            }
            return sum(threads.getThreadAllocatedBytes(ids)) - before;
        }
    }

    private static long sum(long[] numbers) {
        long sum = 0;
        for (long number : numbers) {
            sum += number;
        }
        return sum;
    }
}
