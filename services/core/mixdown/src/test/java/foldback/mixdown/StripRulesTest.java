package foldback.mixdown;

import static foldback.mixdown.MixBuilder.at;
import static foldback.mixdown.MixBuilder.hold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.PanLaw;
import foldback.mix.ParameterAddress;
import foldback.mix.StemHash;
import foldback.mix.StripParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Each control of a strip against what its definition says, calculated by other means. */
final class StripRulesTest {
    private static final int FRAMES = 8192;
    private static final int TICK = 128;
    private static final double NULL_DEPTH = 1e-7; // -140 dBFS

    private final TestStems stems = new TestStems();
    private final StemHash mono = stems.addNoise(1, 1, FRAMES);
    private final StemHash stereo = stems.addNoise(2, 2, FRAMES);
    private final StemHash ones = stems.add(3, constant(0.5));

    private static double[] constant(double value) {
        double[] x = new double[FRAMES];
        Arrays.fill(x, value);
        return x;
    }

    @Test
    void the_middle_of_a_mono_pan_is_as_quiet_as_its_law_says_and_the_sides_are_not() {
        for (PanLaw law : PanLaw.values()) {
            double middle = Math.pow(10, law.centreDb() / 20);
            double[][] out = render(new MixBuilder().track("a", mono, FRAMES, "master", s -> s.law(law)));
            double[][] left = render(new MixBuilder()
                    .track("a", mono, FRAMES, "master", s -> s.law(law).pan(-1)));
            double[] in = stems.samples(mono)[0];
            for (int i = 0; i < FRAMES; i++) {
                assertThat(out[0][i]).isCloseTo(in[i] * middle, within(2e-3));
                assertThat(out[1][i]).isEqualTo(out[0][i]);
                assertThat(left[0][i]).isEqualTo(in[i]);
                assertThat(left[1][i]).isZero();
            }
        }
    }

    @Test
    void pan_laws_are_what_they_are_called_between_the_middle_and_the_side() {
        DoubleUnaryOperator power = p -> Math.cos((p + 1) * Math.PI / 4);
        DoubleUnaryOperator sum = p -> (1 - p) / 2;
        for (double pan : new double[] {-0.9, -0.3, 0.1, 0.7}) {
            assertThat(Panning.monoLeft(PanLaw.MINUS_3_DB, pan)).isCloseTo(power.applyAsDouble(pan), within(1e-14));
            assertThat(Panning.monoLeft(PanLaw.MINUS_6_DB, pan)).isCloseTo(sum.applyAsDouble(pan), within(1e-14));
            assertThat(Panning.monoLeft(PanLaw.MINUS_4_5_DB, pan))
                    .isCloseTo(Math.sqrt(power.applyAsDouble(pan) * sum.applyAsDouble(pan)), within(1e-14));
            assertThat(Panning.monoLeft(PanLaw.ZERO_DB, pan))
                    .isCloseTo(Math.min(1, Math.cos(Math.max(0, pan) * Math.PI / 2)), within(1e-14));
            assertThat(Panning.monoRight(PanLaw.MINUS_4_5_DB, pan))
                    .isEqualTo(Panning.monoLeft(PanLaw.MINUS_4_5_DB, -pan));
        }
    }

    @Test
    void dual_pan_places_either_channel_and_width_scales_the_side() {
        double[][] in = stems.samples(stereo);
        double[][] swapped = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.dual(1, -1)));
        double[][] inner = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.dual(-0.5, 0.25)));
        double[][] wide = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.width(1.6)));
        double[][] narrow = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.width(0)));
        for (int i = 0; i < FRAMES; i++) {
            double l = in[0][i];
            double r = in[1][i];
            assertThat(swapped[0][i]).isEqualTo(r);
            assertThat(swapped[1][i]).isEqualTo(l);
            assertNull(inner[0][i], l * Math.cos(0.5 * Math.PI / 4) + r * Math.cos(1.25 * Math.PI / 4));
            assertNull(inner[1][i], l * Math.sin(0.5 * Math.PI / 4) + r * Math.sin(1.25 * Math.PI / 4));
            assertNull(wide[0][i], (l + r) / 2 + 1.6 * (l - r) / 2);
            assertNull(wide[1][i], (l + r) / 2 - 1.6 * (l - r) / 2);
            assertNull(narrow[0][i], (l + r) / 2);
        }
    }

    @Test
    void a_delayed_strip_is_so_many_frames_later_and_no_other_is() {
        for (int delay : new int[] {1, 127, 128, 129, 1000}) {
            double[][] out = render(new MixBuilder()
                    .track("a", stereo, FRAMES, "master", s -> s.delay(delay))
                    .track("b", mono, FRAMES, "master", s -> s.pan(-1)));
            for (int i = 0; i < FRAMES; i++) {
                double late = i < delay ? 0 : stems.samples(stereo)[0][i - delay];
                assertThat(out[0][i]).isEqualTo(late + stems.samples(mono)[0][i]);
            }
        }
    }

    @Test
    void clips_have_a_gain_and_fades_of_three_shapes() {
        Map<Fade.Shape, DoubleUnaryOperator> shapes = Map.of(
                Fade.Shape.LINEAR, t -> t,
                Fade.Shape.EQUAL_POWER, t -> Math.sin(t * Math.PI / 2),
                Fade.Shape.S_CURVE, t -> t * t * (3 - 2 * t));
        shapes.forEach((shape, f) -> {
            Clip clip = new Clip(new Id("c"), ones, 77, 0, 2000, -6.5, new Fade(700, shape), new Fade(1300, shape));
            double[][] out = render(new MixBuilder().track("a", List.of(clip), "master", s -> s.pan(-1)));
            double gain = 0.5 * Math.pow(10, -6.5 / 20);
            for (int i = 0; i < 3000; i++) {
                int at = i - 77;
                boolean within = at >= 0 && at < 2000;
                double t = at < 700 ? at / 700.0 : (1999 - at) / 1300.0;
                double fade = within ? f.applyAsDouble(t) : 0;
                assertNull(out[0][i], gain * fade);
            }
        });
    }

    @Test
    void crossing_equal_power_fades_keep_the_power() {
        Fade fade = new Fade(1000, Fade.Shape.EQUAL_POWER);
        Clip first = new Clip(new Id("a"), ones, 0, 0, 2000, 0, Fade.NONE, fade);
        Clip second = new Clip(new Id("b"), ones, 1000, 0, 2000, 0, fade, Fade.NONE);
        double[][] a = render(new MixBuilder().track("a", List.of(first), "master", s -> s.pan(-1)));
        double[][] b = render(new MixBuilder().track("a", List.of(second), "master", s -> s.pan(-1)));
        for (int i = 1000; i < 2000; i++) {
            assertThat(a[0][i] * a[0][i] + b[0][i] * b[0][i]).isCloseTo(0.25, within(4e-4));
        }
    }

    // ---- automation

    @Test
    void an_automated_pan_and_trim_move_in_straight_lines_between_ticks() {
        double[][] out = render(new MixBuilder()
                .track("a", ones, FRAMES, "master", s -> s)
                .automate("track/a/pan", at(0, -1), at(4096, 1))
                .automate("track/a/trim", at(1000, 0), at(5000, -12)));
        LongToDoubleFunction pan = frame -> Math.cos((Math.min(frame, 4096) / 2048.0) * Math.PI / 4);
        LongToDoubleFunction trim = frame -> Math.pow(10, -12 * Math.max(0, Math.min(1, (frame - 1000) / 4000.0)) / 20);
        for (int i = 0; i < FRAMES; i++) {
            assertNull(out[0][i], 0.5 * betweenTicks(pan, i) * betweenTicks(trim, i));
        }
    }

    private static double betweenTicks(LongToDoubleFunction exact, int frame) {
        long tick = (long) (frame / TICK) * TICK;
        double from = exact.applyAsDouble(tick);
        return from + (exact.applyAsDouble(tick + TICK) - from) * (frame - tick) / TICK;
    }

    @Test
    void automation_is_heard_where_it_was_written_however_late_the_signal_is() {
        Map<String, Double> idle = Map.of("ceiling", 0.0);
        Breakpoint[] fade = {at(1000, 0), at(4000, -144)};
        double[][] direct = render(
                new MixBuilder().track("a", ones, FRAMES, "master", s -> s).automate("track/a/fader", fade));
        double[][] late = render(new MixBuilder()
                .track("a", ones, FRAMES, "bus/g", s -> s.insert("limiter", idle))
                .group("g", s -> s.insert("limiter", idle))
                .master(s -> s)
                .automate("bus/g/fader", fade));
        double most = 0;
        for (int i = 0; i < FRAMES; i++) {
            most = Math.max(most, Math.abs(direct[0][i] - late[0][i]));
        }
        // The two only differ by where the ticks lie: at the point at frame 1000, where the lane bends by 4.7e-4 a
        // frame, by a
        // quarter of a tick's worth of that. The latency itself, 274 frames, would be worth 0.1.
        assertThat(most).isBetween(1e-6, 4.7e-4 * TICK / 4);
        assertThat(direct[0][4200]).isZero();
        assertThat(late[0][4200]).isZero();
        assertThat(direct[0][890]).isEqualTo(late[0][890]);
        assertThat(direct[0][1200]).isLessThan(direct[0][890] - 0.01);
    }

    @Test
    void a_fader_lane_is_straight_on_a_consoles_fader() {
        Curve lane = new Breakpoints(
                new AutomationLane(
                        ParameterAddress.parse("track/a/fader"), true, List.of(at(0, 0), at(100, -144), at(200, -144))),
                StripParameters.FADER);
        assertThat(lane.at(50)).isCloseTo(20 * Math.log10(Math.pow(0.5, 4)), within(1e-9));
        assertThat(lane.at(-5)).isZero();
        assertThat(lane.at(100)).isEqualTo(-144);
        assertThat(lane.at(150)).isEqualTo(-144);
        assertThat(lane.at(100_000)).isEqualTo(-144);
    }

    @Test
    void lanes_hold_jump_and_swing_as_their_points_say() {
        List<Breakpoint> points =
                List.of(hold(100, -0.5), new Breakpoint(200, 0.5, Breakpoint.Curve.S_CURVE), at(300, 1), at(400, 0));
        Curve lane = new Breakpoints(
                new AutomationLane(ParameterAddress.parse("track/a/pan"), true, points), StripParameters.PAN);
        assertThat(lane.at(199)).isEqualTo(-0.5);
        assertThat(lane.at(200)).isEqualTo(0.5);
        assertThat(lane.at(225)).isEqualTo(0.5 + 0.5 * 0.25 * 0.25 * 2.5);
        assertThat(lane.at(350)).isEqualTo(0.5);
        assertThat(lane.at(401)).isZero();
    }

    @Test
    void an_automated_mute_opens_and_shuts_within_a_tick() {
        double[][] out = render(new MixBuilder()
                .track("a", ones, FRAMES, "master", s -> s.pan(-1).send("fx", true, 0))
                .returning("fx", s -> s.pan(1))
                .automate("track/a/mute", hold(0, 1), hold(1000, 0), hold(3000, 1)));
        assertThat(out[0][895]).isZero();
        assertThat(out[0][1024]).isEqualTo(0.5);
        assertThat(out[0][2943]).isEqualTo(0.5);
        assertThat(out[0][3072]).isZero();
        assertThat(out[1][895]).isZero();
        assertThat(out[1][2000]).isGreaterThan(0.3);
        for (int i = 1; i < FRAMES; i++) {
            assertThat(Math.abs(out[0][i] - out[0][i - 1])).isLessThan(0.5 / 127);
        }
    }

    @Test
    void a_disabled_lane_is_not_read() {
        AutomationLane off = new AutomationLane(ParameterAddress.parse("track/a/fader"), false, List.of(at(0, -144)));
        double[][] out = render(new MixBuilder()
                .track("a", ones, FRAMES, "master", s -> s.pan(-1))
                .lane(off));
        assertThat(out[0][100]).isEqualTo(0.5);
    }

    @Test
    void an_automated_bypass_fades_to_the_dry_signal_at_the_same_place() {
        Map<String, Double> quiet = Map.of("ceiling", -12.0);
        double[][] out = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.insert("lim", "limiter", false, quiet))
                .automate("track/a/insert/lim/bypass", hold(0, 0), hold(3000, 1), hold(6000, 0)));
        double[][] limited = render(
                new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.insert("lim", "limiter", false, quiet)));
        double[][] in = stems.samples(stereo);
        int differences = 0;
        for (int i = 0; i < FRAMES; i++) {
            if (i < 2800 || i > 6200) {
                assertThat(out[0][i]).isEqualTo(limited[0][i]);
            } else if (i > 3200 && i < 5800) {
                assertThat(out[0][i]).isEqualTo(in[0][i]);
                differences += in[0][i] != limited[0][i] ? 1 : 0;
            }
        }
        assertThat(differences).isGreaterThan(1000);
    }

    @Test
    void an_automated_insert_parameter_sounds_like_the_same_one_put_there() {
        double[][] out = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.insert("f", "filter", false, Map.of()))
                .automate("track/a/insert/f/frequency", hold(0, 300), hold(4000, 300)));
        double[][] put = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.insert("f", "filter", false, Map.of("frequency", 300.0))));
        double[][] swept = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.insert("f", "filter", false, Map.of()))
                .automate("track/a/insert/f/frequency", at(0, 300), at(4000, 3000)));
        assertThat(out).isDeepEqualTo(put);
        assertThat(swept[0][50]).isNotEqualTo(put[0][50]);
    }

    // ---- VCAs, mute, solo

    @Test
    void vcas_add_to_the_faders_of_their_members_and_of_post_fader_sends_and_mute_them() {
        double[][] by = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.fader(-3).send("fx", false, -6))
                .returning("fx", s -> s)
                .vca("v", -4, false, false, "track/a")
                .vca("w", -2.5, false, false, "track/a"));
        double[][] own = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.fader(-9.5).send("fx", false, -6))
                .returning("fx", s -> s));
        assertThat(by).isDeepEqualTo(own);
        assertThat(Renders.peak(render(new MixBuilder()
                        .track("a", stereo, FRAMES, "master", s -> s)
                        .vca("v", 0, true, false, "track/a"))))
                .isZero();
        assertThat(Renders.peak(render(new MixBuilder()
                        .track("a", stereo, FRAMES, "master", s -> s)
                        .vca("v", -144, false, false, "track/a"))))
                .isZero();
    }

    @Test
    void a_soloed_vca_solos_its_members() {
        double[][] solo = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s)
                .track("b", mono, FRAMES, "master", s -> s)
                .vca("v", 0, false, true, "track/a"));
        assertThat(solo).isDeepEqualTo(render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s)));
    }

    @Test
    void a_solo_safe_strip_is_heard_whoever_is_soloed() {
        double[][] solo = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.soloed())
                .track("safe", mono, FRAMES, "bus/g", s -> s.set("solo-safe", 1))
                .track("c", stereo, FRAMES, "bus/g", s -> s)
                .group("g", s -> s.fader(-2)));
        double[][] alone = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s)
                .track("safe", mono, FRAMES, "bus/g", s -> s)
                .group("g", s -> s.fader(-2)));
        assertThat(solo).isDeepEqualTo(alone);
    }

    @Test
    void a_muted_strip_keeps_its_pre_fader_sends_only_when_asked() {
        MixBuilder keeps = new MixBuilder()
                .track(
                        "a",
                        stereo,
                        FRAMES,
                        "master",
                        s -> s.muted()
                                .set("mute-keeps-pre-sends", 1)
                                .send("fx", true, -6)
                                .send("fx", false, 0))
                .returning("fx", s -> s);
        double[][] out = render(keeps);
        double gain = Math.pow(10, -6 / 20.0);
        for (int i = 0; i < FRAMES; i++) {
            assertNull(out[0][i], gain * stems.samples(stereo)[0][i]);
        }
    }

    // ---- sidechains and widening

    @Test
    void a_gate_opens_and_shuts_with_the_strip_that_drives_it() {
        double[] half = constant(0.5);
        Arrays.fill(half, FRAMES / 2, FRAMES, 0);
        Map<String, Double> shut =
                Map.of("threshold", -20.0, "range", 90.0, "attack", 0.05, "hold", 0.0, "release", 5.0);
        double[][] out = render(new MixBuilder()
                .track("a", ones, FRAMES, "master", s -> s.keyed("g", "gate", "track/key", shut))
                .track("key", stems.add(9, half), FRAMES, "master", s -> s.muted()));
        double open = out[0][FRAMES / 2 - TICK];
        assertThat(open).isGreaterThan(0.3);
        assertThat(out[0][FRAMES - TICK]).isCloseTo(0, within(1e-3));
    }

    private static final Map<String, Double> FIRM = Map.of("threshold", -30.0, "ratio", 6.0, "attack", 0.5);

    @Test
    void a_compressor_driven_by_a_copy_of_its_track_does_what_it_does_by_itself() {
        double[][] alone = render(
                new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.keyed("c", "compressor", null, FIRM)));
        double[][] driven = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.keyed("c", "compressor", "track/copy", FIRM))
                .track("copy", stereo, FRAMES, "master", s -> s.muted().fader(-20)));
        assertThat(driven).isDeepEqualTo(alone);
        assertThat(Renders.peak(alone)).isLessThan(0.4);
    }

    @Test
    void a_key_that_is_late_has_what_it_drives_wait_for_it() {
        Map<String, Double> idle = Map.of("ceiling", 0.0);
        double[][] alone = render(
                new MixBuilder().track("a", stereo, FRAMES, "master", s -> s.keyed("c", "compressor", null, FIRM)));
        double[][] late = render(new MixBuilder()
                .track("a", stereo, FRAMES, "master", s -> s.keyed("c", "compressor", "bus/copies", FIRM))
                .track("copy", stereo, FRAMES, "bus/copies", s -> s.insert("limiter", idle))
                .group("copies", s -> s.muted().insert("limiter", idle)));
        double[][] early = render(new MixBuilder()
                .track(
                        "a",
                        stereo,
                        FRAMES,
                        "master",
                        s -> s.insert("limiter", idle)
                                .insert("limiter", idle)
                                .keyed("c", "compressor", "track/copy", FIRM))
                .track("copy", stereo, FRAMES, "master", s -> s.muted()));
        assertThat(late).isDeepEqualTo(alone);
        assertThat(early).isDeepEqualTo(alone);
    }

    @Test
    void an_insert_that_widens_makes_a_stereo_strip_of_a_mono_one_at_the_same_level() {
        Map<String, Double> dry = Map.of("mix", 0.0);
        double[] in = stems.samples(mono)[0];
        for (PanLaw law : PanLaw.values()) {
            double[][] out = render(new MixBuilder()
                    .track(
                            "a",
                            mono,
                            FRAMES,
                            "master",
                            s -> s.law(law)
                                    .insert("filter", Map.of())
                                    .insert("delay", dry)
                                    .insert("filter", Map.of())));
            double middle = Panning.monoLeft(law, 0);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(out[0][i]).isEqualTo(Summing.snapped(in[i] * middle));
                assertThat(out[1][i]).isEqualTo(out[0][i]);
            }
        }
        double[][] wet = render(new MixBuilder()
                .track(
                        "a",
                        mono,
                        FRAMES,
                        "master",
                        s -> s.insert("delay", Map.of("mix", 1.0, "time", 20.0, "mode", 1.0))));
        assertThat(wet[0]).isNotEqualTo(wet[1]);
    }

    private double[][] render(MixBuilder mix) {
        return Renders.render(mix.build(), stems);
    }

    private static void assertNull(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThan(NULL_DEPTH);
    }
}
