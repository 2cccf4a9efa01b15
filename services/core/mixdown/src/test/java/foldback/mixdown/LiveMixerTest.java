package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foldback.dsp.Processor;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.StripAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Playing is rendering; changing what plays changes nothing else. */
final class LiveMixerTest {
    private static final int TICK = Processor.TICK_FRAMES;
    private static final int TICKS = 200;

    static Stream<String> everyMix() {
        return GoldenMixes.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void what_plays_has_the_bits_of_the_mixdown(String name) {
        assertRendered(mix(name), play(mixer(mix(name)), TICKS, mixer -> {}));
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void the_same_mix_again_changes_no_bit(String name) {
        Mix mix = mix(name);
        double[][] played = play(mixer(mix), TICKS, mixer -> {
            if (mixer.tickFrame() % (7 * TICK) == 0) {
                mixer.replace(plan(mix));
            }
        });
        assertRendered(mix, played);
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void a_silent_track_that_comes_and_goes_changes_no_bit_of_the_others(String name) {
        MixBuilder golden = golden(name);
        Mix mix = golden.build();
        Mix more = golden.track("silent", TestStems.hash(0), GoldenMixes.FRAMES, "master", s -> s.fader(-144))
                .build();
        double[][] played = play(mixer(mix), TICKS, mixer -> {
            if (mixer.tickFrame() % (7 * TICK) == 0) {
                mixer.replace(plan(mixer.tickFrame() % (14 * TICK) == 0 ? more : mix));
            }
        });
        assertRendered(mix, played);
    }

    @Test
    void a_fader_reaches_its_new_place_within_a_tick() {
        TestStems stems = constant();
        LiveMixer mixer = new LiveMixer(Renders.plan(one(0, false), stems));
        double[][] played = play(mixer, 4, each -> {
            if (each.tickFrame() == 2 * TICK) {
                each.replace(Renders.plan(one(-6, false), stems));
            }
        });
        double quieter = Decibels.toGain(-6) * 0.5;
        assertThat(played[0][2 * TICK]).isEqualTo(0.5);
        assertThat(played[0][2 * TICK + TICK / 2]).isCloseTo((0.5 + quieter) / 2, within(1e-9));
        assertThat(played[0][3 * TICK]).isCloseTo(quieter, within(1e-9));
        assertSmooth(played[0]);
    }

    @Test
    void a_mute_fades_out_and_in_within_ticks() {
        TestStems stems = constant();
        LiveMixer mixer = new LiveMixer(Renders.plan(one(0, false), stems));
        double[][] played = play(mixer, 12, each -> {
            if (each.tickFrame() == 2 * TICK || each.tickFrame() == 8 * TICK) {
                each.replace(Renders.plan(one(0, each.tickFrame() == 2 * TICK), stems));
            }
        });
        assertThat(played[0][2 * TICK]).isEqualTo(0.5);
        assertThat(Arrays.copyOfRange(played[0], 3 * TICK, 8 * TICK)).containsOnly(0);
        assertThat(played[0][12 * TICK - 1]).isEqualTo(0.5);
        assertSmooth(played[0]);
    }

    private static void assertSmooth(double[] x) {
        for (int i = 1; i < x.length; i++) {
            assertThat(x[i]).as("frame %d", i).isCloseTo(x[i - 1], within(0.5 / TICK + 1e-9));
        }
    }

    @Test
    void a_fader_that_moves_does_not_restart_a_reverb() {
        Map<String, Double> long_ = Map.of("decay", 3.0, "mix", 1.0);
        MixBuilder room = new MixBuilder().returning("room", s -> s.insert("reverb", long_));
        Mix before = room.track(
                        "a",
                        TestStems.hash(0),
                        6000,
                        "master",
                        s -> s.fader(-144).send("room", true, 0))
                .build();
        Mix after = new MixBuilder()
                .returning("room", s -> s.insert("reverb", long_))
                .track(
                        "a",
                        TestStems.hash(0),
                        6000,
                        "master",
                        s -> s.fader(-100).send("room", true, 0))
                .build();
        double[][] played = play(mixer(before), TICKS, mixer -> {
            if (mixer.tickFrame() == 100 * TICK) {
                mixer.replace(plan(after));
            }
        });
        assertRendered(before, played);
    }

    @ParameterizedTest
    @MethodSource("everyMix")
    void what_was_saved_plays_again_to_the_same_bits(String name) {
        LiveMixer mixer = mixer(mix(name));
        play(mixer, 61, each -> {});
        LiveMixer.Memory memory = mixer.save();
        double[][] once = play(mixer, 40, each -> {});
        assertThat(mixer.restore(memory)).isTrue();
        assertThat(play(mixer, 40, each -> {})).isDeepEqualTo(once);
    }

    @Test
    void a_jump_keeps_what_was_heard() {
        Mix mix = new MixBuilder()
                .track(
                        "a",
                        TestStems.hash(0),
                        6000,
                        "master",
                        s -> s.insert("reverb", Map.of("decay", 3.0, "mix", 1.0)))
                .build();
        LiveMixer mixer = mixer(mix);
        play(mixer, 60, each -> {});
        double[][] tail = play(mixer, 5, each -> {});
        LiveMixer jumping = mixer(mix);
        play(jumping, 60, each -> {});
        jumping.jump(500L * TICK);
        assertThat(Renders.peak(tail)).isPositive();
        assertThat(play(jumping, 5, each -> {})).isDeepEqualTo(tail);
    }

    @Test
    void an_insert_tells_how_far_it_turns_down() {
        Mix mix = new MixBuilder()
                .track(
                        "a",
                        TestStems.hash(1),
                        GoldenMixes.FRAMES,
                        "master",
                        s -> s.insert("squash", "compressor", false, Map.of("threshold", -40.0, "ratio", 8.0)))
                .build();
        LiveMixer mixer = mixer(mix);
        play(mixer, 30, each -> {});
        StripAddress track = StripAddress.track("a");
        assertThat(mixer.reductionDecibels(track, new Id("squash"))).isBetween(3.0, 60.0);
        assertThat(mixer.reductionDecibels(track, new Id("none"))).isZero();
    }

    @Test
    void taps_are_heard_in_time_with_the_mix() {
        Mix mix = mix("balance");
        List<Tap> taps = mix.tracks().stream()
                .map(t -> new Tap(new StripAddress.OfTrack(t.id()), Tap.Point.OUTPUT))
                .toList();
        MixdownPlan plan = compiled(MixdownPlan.compile(mix, GoldenMixes.stems(), taps));
        LiveMixer mixer = new LiveMixer(plan);
        for (int tick = 0; tick < 20; tick++) {
            mixer.tick();
            double[] sum = new double[TICK];
            for (int tap = 0; tap < plan.taps().size(); tap++) {
                for (int i = 0; i < TICK; i++) {
                    sum[i] += mixer.tapped(tap)[0][i];
                }
            }
            assertThat(sum).isEqualTo(mixer.heard()[0]);
        }
    }

    // ---- what is played

    private static MixBuilder golden(String name) {
        MixBuilder mix = GoldenMixes.all().get(name);
        if (mix == null) {
            throw new AssertionError("no mix " + name);
        }
        return mix;
    }

    private static Mix mix(String name) {
        return golden(name).build();
    }

    private static TestStems constant() {
        TestStems stems = new TestStems();
        double[] half = new double[20_000];
        Arrays.fill(half, 0.5);
        stems.add(0, half, half);
        return stems;
    }

    private static Mix one(double faderDb, boolean muted) {
        return new MixBuilder()
                .track("a", TestStems.hash(0), 20_000, "master", s -> muted ? s.muted() : s.fader(faderDb))
                .build();
    }

    private static MixdownPlan plan(Mix mix) {
        return compiled(MixdownPlan.compile(mix, GoldenMixes.stems()));
    }

    private static MixdownPlan compiled(MixdownPlan.Compilation compilation) {
        return switch (compilation) {
            case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
            case MixdownPlan.Compilation.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static LiveMixer mixer(Mix mix) {
        return new LiveMixer(plan(mix));
    }

    private static double[][] play(LiveMixer mixer, int ticks, Consumer<LiveMixer> before) {
        double[][] all = new double[2][ticks * TICK];
        for (int tick = 0; tick < ticks; tick++) {
            before.accept(mixer);
            mixer.tick();
            System.arraycopy(mixer.heard()[0], 0, all[0], tick * TICK, TICK);
            System.arraycopy(mixer.heard()[1], 0, all[1], tick * TICK, TICK);
        }
        return all;
    }

    /** What is played begins by the latency later than the song. */
    private static void assertRendered(Mix mix, double[][] played) {
        int latency = plan(mix).latencyFrames();
        double[][] song = Renders.render(mix, GoldenMixes.stems());
        for (int side = 0; side < 2; side++) {
            double[] heard = Arrays.copyOfRange(played[side], latency, TICKS * TICK);
            assertThat(heard).isEqualTo(Arrays.copyOf(song[side], heard.length));
        }
    }
}
