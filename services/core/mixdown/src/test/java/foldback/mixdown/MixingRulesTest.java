package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.StemHash;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What a mixing engineer expects of a console. */
final class MixingRulesTest {
    private static final int FRAMES = 4096;
    private static final double NULL_DEPTH = 1e-7; // -140 dBFS

    private final TestStems stems = new TestStems();
    private final StemHash mono = stems.addNoise(1, 1, FRAMES);
    private final StemHash stereo = stems.addNoise(2, 2, FRAMES);

    @Test
    void gain_and_pan_null_against_an_independent_reference() {
        double[][] out = render(new MixBuilder()
                .track(
                        "a",
                        mono,
                        FRAMES,
                        "master",
                        s -> s.trim(2.5).inverted().fader(-7.3).pan(-0.35))
                .track("b", stereo, FRAMES, "master", s -> s.fader(1.1).pan(0.6)));
        double a = -Math.pow(10, (2.5 - 7.3) / 20);
        double b = Math.pow(10, 1.1 / 20);
        double angle = (1 - 0.35) * Math.PI / 4;
        double[] m = stems.samples(mono)[0];
        double[][] s = stems.samples(stereo);
        for (int i = 0; i < FRAMES; i++) {
            assertNull(out[0][i], a * Math.cos(angle) * m[i] + b * Math.cos(0.6 * Math.PI / 2) * s[0][i]);
            assertNull(out[1][i], a * Math.sin(angle) * m[i] + b * s[1][i]);
        }
    }

    @Test
    void a_mono_track_in_the_middle_is_3_db_down_on_both_sides_and_at_the_edge_all_on_one() {
        double[] m = stems.samples(mono)[0];
        double[][] middle = render(new MixBuilder().track("a", mono, FRAMES, "master", s -> s));
        double[][] right = render(new MixBuilder().track("a", mono, FRAMES, "master", s -> s.pan(1)));
        for (int i = 0; i < FRAMES; i++) {
            assertNull(middle[0][i], m[i] * Math.sqrt(0.5));
            assertThat(middle[1][i]).isEqualTo(middle[0][i]);
            assertThat(right[0][i]).isZero();
            assertThat(right[1][i]).isEqualTo(m[i]);
        }
    }

    @Test
    void an_untouched_stereo_track_arrives_bit_for_bit() {
        double[][] out = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s));
        for (int i = 0; i < FRAMES; i++) {
            assertThat(out[0][i]).isEqualTo(stems.samples(stereo)[0][i]);
            assertThat(out[1][i]).isEqualTo(stems.samples(stereo)[1][i]);
        }
    }

    @Test
    void a_clip_plays_from_its_place_in_the_stem_at_its_place_in_the_song() {
        Clip clip = new Clip(new Id("c"), stereo, 1001, 77, 500);
        double[][] out = render(new MixBuilder().track("a", List.of(clip), "master", s -> s));
        for (int i = 0; i < 2000; i++) {
            boolean within = i >= 1001 && i < 1501;
            assertThat(out[0][i]).isEqualTo(within ? stems.samples(stereo)[0][i - 1001 + 77] : 0);
        }
    }

    @Test
    void latency_on_one_track_delays_no_other_and_the_song_begins_at_frame_0() {
        double[][] plain = render(new MixBuilder().track("a", stereo, FRAMES, "master", s -> s));
        Map<String, Double> idle = Map.of("ceiling", 0.0);
        double[][] twice = render(new MixBuilder()
                .track(
                        "a",
                        stereo,
                        FRAMES,
                        "master",
                        s -> s.trim(-24).insert("limiter", idle).send("fx", false, 0))
                .track("b", stereo, FRAMES, "bus/g", s -> s.trim(-24))
                .group("g", s -> s)
                .returning("fx", s -> s.insert("limiter", idle).insert("off", "limiter", true, Map.of()))
                .master(s -> s.insert("limiter", idle)));
        double gain = 3 * Math.pow(10, -24 / 20.0);
        for (int i = 0; i < FRAMES; i++) {
            assertNull(twice[0][i], plain[0][i] * gain);
        }
    }

    @Test
    void a_fader_at_the_bottom_is_exact_silence() {
        assertSilent(new MixBuilder().track("a", mono, FRAMES, "master", s -> s.fader(-144)));
        assertSilent(new MixBuilder().track("a", mono, FRAMES, "master", s -> s).master(s -> s.fader(-144)));
    }

    @Test
    void a_pre_fader_send_is_heard_though_the_fader_is_down_and_a_post_fader_send_is_not() {
        assertHeard(withSend(true));
        assertSilent(withSend(false));
    }

    private MixBuilder withSend(boolean preFader) {
        return new MixBuilder()
                .track("a", mono, FRAMES, "master", s -> s.fader(-144).send("fx", preFader, 0))
                .returning("fx", s -> s);
    }

    @Test
    void a_muted_track_feeds_no_send() {
        assertSilent(new MixBuilder()
                .track("a", mono, FRAMES, "master", s -> s.muted().send("fx", true, 0))
                .returning("fx", s -> s));
    }

    @Test
    void a_muted_bus_silences_what_is_routed_to_it_and_a_muted_master_everything() {
        assertSilent(new MixBuilder().track("a", mono, FRAMES, "bus/g", s -> s).group("g", s -> s.muted()));
        assertSilent(new MixBuilder().track("a", mono, FRAMES, "master", s -> s).master(s -> s.muted()));
    }

    @Test
    void a_soloed_track_is_heard_alone_through_its_group_and_its_return() {
        double[][] solo = render(band(s -> s.soloed(), s -> s));
        double[][] alone = render(new MixBuilder()
                .track("a", mono, FRAMES, "bus/g", s -> s.send("fx", false, -6))
                .group("g", s -> s)
                .returning("fx", s -> s.fader(-3)));
        assertThat(solo).isDeepEqualTo(alone);
    }

    @Test
    void a_soloed_group_keeps_its_members_and_their_sends_and_nothing_else() {
        double[][] solo = render(band(s -> s, s -> s.soloed()));
        double[][] alone = render(new MixBuilder()
                .track("a", mono, FRAMES, "bus/g", s -> s.send("fx", false, -6))
                .track("b", stereo, FRAMES, "bus/g", s -> s)
                .group("g", s -> s)
                .returning("fx", s -> s.fader(-3)));
        assertThat(solo).isDeepEqualTo(alone);
    }

    @Test
    void a_soloed_return_is_heard_without_the_dry_tracks_that_send_to_it() {
        double[][] solo = render(new MixBuilder()
                .track("a", mono, FRAMES, "master", s -> s.send("fx", false, -6))
                .returning("fx", s -> s.soloed()));
        double[][] wetOnly = render(new MixBuilder()
                .track("a", mono, FRAMES, "master", s -> s.fader(-144).send("fx", true, -6))
                .returning("fx", s -> s));
        assertThat(solo).isDeepEqualTo(wetOnly);
    }

    /** Two tracks in a group, one of them with a send; a third beside it with a send of its own. */
    private MixBuilder band(UnaryOperator<MixBuilder.StripOf> a, UnaryOperator<MixBuilder.StripOf> g) {
        return new MixBuilder()
                .track("a", mono, FRAMES, "bus/g", s -> a.apply(s.send("fx", false, -6)))
                .track("b", stereo, FRAMES, "bus/g", s -> s)
                .track("c", stereo, FRAMES, "master", s -> s.send("fx", false, 0))
                .group("g", g)
                .returning("fx", s -> s.fader(-3));
    }

    private double[][] render(MixBuilder mix) {
        return Renders.render(mix.build(), stems);
    }

    private void assertSilent(MixBuilder mix) {
        assertThat(Renders.peak(render(mix))).isZero();
    }

    private void assertHeard(MixBuilder mix) {
        assertThat(Renders.peak(render(mix))).isGreaterThan(0.1);
    }

    private static void assertNull(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThan(NULL_DEPTH);
    }
}
