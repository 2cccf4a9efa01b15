package foldback.mixdown;

import static foldback.mixdown.MixBuilder.at;
import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import foldback.mix.TempoMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PlanRefusalTest {
    private final TestStems stems = new TestStems();
    private final StemHash stem = stems.addNoise(1, 1, 1000);

    @Test
    void a_missing_stem_is_named() {
        assertThat(refusals(new MixBuilder().track("a", TestStems.hash(9), 10, "master", s -> s)))
                .containsExactly(new PlanRefusal.StemMissing(new Id("a"), new Id("c"), TestStems.hash(9)));
    }

    @Test
    void a_stem_at_another_rate_than_the_session_is_refused() {
        assertThat(refusals(new MixBuilder().rate(96_000).track("a", stem, 1000, "master", s -> s)))
                .containsExactly(new PlanRefusal.StemRateDiffers(new Id("a"), new Id("c"), 48_000, 96_000));
    }

    @Test
    void a_clip_beyond_the_end_of_its_stem_is_refused() {
        Clip beyond = new Clip(new Id("c"), stem, 0, 500, 501);
        Clip overflowing = new Clip(new Id("c"), stem, 0, Long.MAX_VALUE, 10);
        assertThat(refusals(new MixBuilder().track("a", List.of(beyond), "master", s -> s)))
                .containsExactly(new PlanRefusal.ClipBeyondStem(new Id("a"), new Id("c"), 1001, 1000));
        assertThat(refusals(new MixBuilder().track("a", List.of(overflowing), "master", s -> s)))
                .hasSize(1);
    }

    @Test
    void buses_that_feed_each_other_are_refused_with_the_circle() {
        List<PlanRefusal> refusals = refusals(new MixBuilder()
                .track("a", stem, 1000, "bus/x", s -> s)
                .group("x", s -> s.send("y", false, -6))
                .bus("y", Bus.Kind.RETURN, "bus/z", s -> s)
                .bus("z", Bus.Kind.GROUP, "bus/x", s -> s));
        assertThat(refusals)
                .containsExactly(new PlanRefusal.RoutingCycle(
                        List.of(StripAddress.bus("x"), StripAddress.bus("y"), StripAddress.bus("z"))));
    }

    @Test
    void a_bus_that_sends_to_itself_is_a_circle_of_one() {
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "bus/x", s -> s)
                        .group("x", s -> s.send("x", false, -6))))
                .containsExactly(new PlanRefusal.RoutingCycle(List.of(StripAddress.bus("x"))));
    }

    @Test
    void a_route_to_a_bus_that_is_not_there_is_refused() {
        assertThat(refusals(new MixBuilder().track("a", stem, 1000, "bus/gone", s -> s.send("lost", true, 0))))
                .containsExactly(
                        new PlanRefusal.RouteToNowhere(StripAddress.track("a"), StripAddress.bus("gone")),
                        new PlanRefusal.RouteToNowhere(StripAddress.track("a"), StripAddress.bus("lost")));
    }

    @Test
    void values_out_of_range_are_all_named() {
        assertThat(refusals(new MixBuilder()
                        .track(
                                "a",
                                stem,
                                1000,
                                "master",
                                s -> s.fader(13)
                                        .pan(Double.NaN)
                                        .insert("eq", Map.of("band-1-gain", 25.0, "band-99-gain", 1.0)))))
                .extracting(PlanRefusal::sentence)
                .containsExactly(
                        "track/a/fader cannot be 13.0.",
                        "track/a/pan cannot be NaN.",
                        "track/a/insert/eq-0/band-1-gain cannot be 25.0.",
                        "track/a/insert/eq-0/band-99-gain cannot be 1.0.");
    }

    @Test
    void a_processor_this_engine_does_not_have_is_refused() {
        Insert insert = new Insert(new Id("i"), "flux", false, new TreeMap<>());
        assertThat(refusals(new MixBuilder().track("a", stem, 1000, "master", s -> s.insert(insert))))
                .containsExactly(new PlanRefusal.UnknownProcessor(StripAddress.track("a"), new Id("i"), "flux"));
    }

    @Test
    void a_stem_without_frames_is_refused() {
        StemHash empty = stems.add(2, new double[0]);
        assertThat(refusals(new MixBuilder().track("a", empty, 0, "master", s -> s)))
                .containsExactly(new PlanRefusal.EmptyStem(new Id("a"), new Id("c"), empty));
    }

    @Test
    void a_clip_with_impossible_fades_or_outside_the_song_is_refused() {
        Fade half = new Fade(501, Fade.Shape.LINEAR);
        Fade negative = new Fade(-1, Fade.Shape.LINEAR);
        for (Clip clip : List.of(
                new Clip(new Id("c"), stem, 0, 0, 1000, 0, half, half),
                new Clip(new Id("c"), stem, 0, 0, 1000, 0, Fade.NONE, negative),
                new Clip(new Id("c"), stem, -1, 0, 1000),
                new Clip(new Id("c"), stem, Long.MAX_VALUE, 0, 1000))) {
            assertThat(refusals(new MixBuilder().track("a", List.of(clip), "master", s -> s)))
                    .containsExactly(new PlanRefusal.ClipImpossible(new Id("a"), new Id("c")));
        }
        Clip loud = new Clip(new Id("c"), stem, 0, 0, 1000, Double.NaN, Fade.NONE, Fade.NONE);
        assertThat(refusals(new MixBuilder().track("a", List.of(loud), "master", s -> s)))
                .containsExactly(new PlanRefusal.ValueOutOfRange("track/a/clip/c/gain", Double.NaN));
    }

    @Test
    void a_sidechain_from_nowhere_or_on_what_has_none_is_refused() {
        assertThat(refusals(new MixBuilder()
                        .track(
                                "a",
                                stem,
                                1000,
                                "master",
                                s -> s.keyed("k", "compressor", "track/gone", Map.of())
                                        .keyed("m", "compressor", "master", Map.of())
                                        .keyed("r", "reverb", "bus/b", Map.of()))
                        .group("b", s -> s)))
                .contains(
                        new PlanRefusal.SidechainFromNowhere(
                                StripAddress.track("a"), new Id("k"), StripAddress.track("gone")),
                        new PlanRefusal.SidechainFromNowhere(StripAddress.track("a"), new Id("m"), StripAddress.MASTER),
                        new PlanRefusal.NoSidechain(StripAddress.track("a"), new Id("r"), "reverb"));
    }

    @Test
    void strips_that_drive_each_other_are_refused_with_the_circle() {
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "bus/x", s -> s.keyed("k", "compressor", "bus/x", Map.of()))
                        .group("x", s -> s)))
                .contains(new PlanRefusal.RoutingCycle(List.of(StripAddress.track("a"), StripAddress.bus("x"))));
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "master", s -> s.keyed("k", "compressor", "track/a", Map.of()))))
                .contains(new PlanRefusal.RoutingCycle(List.of(StripAddress.track("a"))));
    }

    @Test
    void automation_of_what_is_not_there_or_only_set_or_out_of_order_is_refused() {
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "master", s -> s.insert("eq", Map.of()))
                        .automate("track/gone/fader", at(0, 0))
                        .automate("track/a/insert/eq-0/band-99-gain", at(0, 0))
                        .automate("track/a/pan-law", at(0, 1))
                        .automate("track/a/pan", at(10, 0), at(10, 1))
                        .automate("track/a/trim", at(-1, 0), at(5, 25))
                        .automate("track/a/width", at(0, 1))
                        .automate("track/a/width", at(0, 1))))
                .containsExactly(
                        new PlanRefusal.AutomationOfNothing("track/gone/fader"),
                        new PlanRefusal.AutomationOfNothing("track/a/insert/eq-0/band-99-gain"),
                        new PlanRefusal.NotAutomatable("track/a/pan-law"),
                        new PlanRefusal.AutomationUnsorted("track/a/pan", 10),
                        new PlanRefusal.AutomationUnsorted("track/a/trim", -1),
                        new PlanRefusal.ValueOutOfRange("track/a/trim", 25),
                        new PlanRefusal.AutomatedTwice("track/a/width"));
    }

    @Test
    void a_vca_over_nothing_a_strip_that_is_there_twice_and_an_impossible_tempo_are_refused() {
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "master", s -> s)
                        .vca("v", 13, false, false, "track/gone")))
                .containsExactly(
                        new PlanRefusal.ValueOutOfRange("vca/v/fader", 13),
                        new PlanRefusal.VcaOverNothing(new Id("v"), StripAddress.track("gone")));
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "master", s -> s)
                        .track("a", stem, 1000, "master", s -> s)))
                .containsExactly(new PlanRefusal.StripTwice(StripAddress.track("a")));
        TempoMap tempo = new TempoMap(
                List.of(new TempoMap.Tempo(0, 120), new TempoMap.Tempo(0, 90), new TempoMap.Tempo(10, 0)),
                TempoMap.FRESH.meters());
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "master", s -> s)
                        .tempo(tempo)))
                .containsExactly(new PlanRefusal.TempoImpossible(0, 90), new PlanRefusal.TempoImpossible(10, 0));
    }

    @Test
    void a_mix_without_clips_has_nothing_to_play() {
        assertThat(refusals(new MixBuilder())).containsExactly(new PlanRefusal.NothingToPlay());
    }

    private List<PlanRefusal> refusals(MixBuilder mix) {
        return refusals(mix.build());
    }

    private List<PlanRefusal> refusals(Mix mix) {
        return switch (MixdownPlan.compile(mix, stems)) {
            case MixdownPlan.Compilation.Refused refused -> refused.reasons();
            case MixdownPlan.Compilation.Compiled compiled ->
                throw new AssertionError("compiled: ends at " + compiled.plan().endFrame());
        };
    }
}
