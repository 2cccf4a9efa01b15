package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.SampleRate;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
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
                .containsExactly(new PlanRefusal.RoutingCycle(List.of(new Id("x"), new Id("y"), new Id("z"))));
    }

    @Test
    void a_bus_that_sends_to_itself_is_a_circle_of_one() {
        assertThat(refusals(new MixBuilder()
                        .track("a", stem, 1000, "bus/x", s -> s)
                        .group("x", s -> s.send("x", false, -6))))
                .containsExactly(new PlanRefusal.RoutingCycle(List.of(new Id("x"))));
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
        Strip strip = Strip.FRESH.withInserts(List.of(insert));
        Track track = new MixBuilder()
                .track("a", stem, 1000, "master", s -> s)
                .build()
                .tracks()
                .getFirst();
        Mix mix = new Mix(
                new SampleRate(48_000),
                List.of(new Track(track.id(), "a", track.colour(), track.clips(), strip, track.output())),
                List.of(),
                Strip.FRESH);
        assertThat(refusals(mix))
                .containsExactly(new PlanRefusal.UnknownProcessor(StripAddress.track("a"), new Id("i"), "flux"));
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
