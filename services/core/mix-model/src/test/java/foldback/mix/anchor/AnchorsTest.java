package foldback.mix.anchor;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
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

class AnchorsTest {
    private static final StemHash KICK = new StemHash("a".repeat(64));
    private static final StemHash VOCAL = new StemHash("b".repeat(64));
    private static final StripAddress DRUMS = new StripAddress.OfBus(new Id("drums"));

    @Test
    void a_moment_is_held_by_every_track_that_plays_there() {
        Mix mix = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of(clip("v", VOCAL, 400, 50, 1000)));
        Anchoring anchoring = Anchors.of(mix, 500, null, List.of());
        assertThat(anchoring.start())
                .containsExactly(
                        new Anchor(new Id("kick"), new Id("k"), KICK, 500, 0),
                        new Anchor(new Id("vocal"), new Id("v"), VOCAL, 150, 0));
        assertThat(anchoring.end()).isEmpty();
    }

    @Test
    void a_bus_stands_for_the_tracks_that_feed_it() {
        Mix mix = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of(clip("v", VOCAL, 0, 0, 1000)));
        assertThat(Anchors.of(mix, 500, null, List.of(DRUMS)).start())
                .containsExactly(new Anchor(new Id("kick"), new Id("k"), KICK, 500, 0));
    }

    @Test
    void in_a_pause_the_nearest_audio_holds_it_at_its_distance() {
        Mix mix = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of(clip("v", VOCAL, 5000, 0, 1000)));
        Anchoring anchoring = Anchors.of(mix, 1200, null, List.of());
        assertThat(anchoring.start()).containsExactly(new Anchor(new Id("kick"), new Id("k"), KICK, 999, 201));
        Mix later = mix(List.of(clip("k", KICK, 700, 0, 1000)), List.of());
        assertThat(Arrangement.of(later).place(anchoring, 1200, null))
                .isEqualTo(new Place.OnAudio(1900, null, true, new TreeMap<>(Map.of(new Id("kick"), 1900L))));
    }

    @Test
    void where_nothing_plays_at_all_the_clock_holds_it() {
        Mix mix = mix(List.of(), List.of());
        Anchoring anchoring = Anchors.of(mix, 1200, 1300L, List.of());
        assertThat(anchoring).isEqualTo(Anchoring.NONE);
        assertThat(Arrangement.of(mix).place(anchoring, 1200, 1300L)).isEqualTo(new Place.ByTheClock(1200, 1300L));
    }

    @Test
    void most_tracks_decide_and_each_says_where_it_has_the_moment() {
        Mix before = mix(
                List.of(clip("k", KICK, 0, 0, 1000), clip("k2", KICK, 0, 5000, 1000)),
                List.of(clip("v", VOCAL, 0, 0, 1000)));
        Anchoring anchoring = Anchors.of(before, 500, null, List.of());
        Mix after = mix(
                List.of(clip("k", KICK, 100, 0, 1000), clip("k2", KICK, 100, 5000, 1000)),
                List.of(clip("v", VOCAL, 7, 0, 1000)));
        assertThat(Arrangement.of(after).place(anchoring, 500, null))
                .isEqualTo(new Place.OnAudio(
                        600, null, true, new TreeMap<>(Map.of(new Id("kick"), 600L, new Id("vocal"), 507L))));
    }

    @Test
    void of_audio_that_is_heard_twice_the_clip_that_was_meant_holds_it() {
        Mix before = mix(List.of(clip("one", KICK, 0, 0, 1000), clip("two", KICK, 2000, 0, 1000)), List.of());
        Anchoring anchoring = Anchors.of(before, 2500, null, List.of());
        Mix swapped = mix(List.of(clip("one", KICK, 2000, 0, 1000), clip("two", KICK, 0, 0, 1000)), List.of());
        assertThat(frameOf(Arrangement.of(swapped).place(anchoring, 2500, null)))
                .isEqualTo(500);
    }

    @Test
    void a_range_grows_with_the_bars_that_are_inserted_into_it() {
        Mix before = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of());
        Anchoring anchoring = Anchors.of(before, 200, 800L, List.of());
        Mix after = mix(List.of(clip("k", KICK, 0, 0, 500), clip("l", KICK, 700, 500, 500)), List.of());
        assertThat(Arrangement.of(after).place(anchoring, 200, 800L))
                .isEqualTo(new Place.OnAudio(200, 1000L, true, new TreeMap<>(Map.of(new Id("kick"), 200L))));
    }

    @Test
    void of_a_range_with_one_end_cut_the_rest_is_left() {
        Mix before = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of());
        Anchoring anchoring = Anchors.of(before, 200, 800L, List.of());
        Mix headless = mix(List.of(clip("k", KICK, 450, 450, 550)), List.of());
        assertThat(Arrangement.of(headless).place(anchoring, 200, 800L))
                .isEqualTo(new Place.OnAudio(450, 800L, false, new TreeMap<>()));
        Mix tailless = mix(List.of(clip("k", KICK, 30, 0, 500)), List.of());
        assertThat(Arrangement.of(tailless).place(anchoring, 200, 800L))
                .isEqualTo(new Place.OnAudio(230, 530L, false, new TreeMap<>(Map.of(new Id("kick"), 230L))));
    }

    @Test
    void a_range_with_both_ends_cut_is_orphaned() {
        Mix before = mix(List.of(clip("k", KICK, 0, 0, 1000)), List.of());
        Anchoring anchoring = Anchors.of(before, 200, 800L, List.of());
        Mix after = mix(List.of(clip("k", KICK, 400, 400, 100)), List.of());
        assertThat(Arrangement.of(after).place(anchoring, 200, 800L)).isEqualTo(new Place.Orphaned());
    }

    private static long frameOf(Place place) {
        return ((Place.OnAudio) place).frame();
    }

    private static Clip clip(String id, StemHash stem, long start, long stemFrame, long length) {
        return new Clip(new Id(id), stem, start, stemFrame, length);
    }

    private static Mix mix(List<Clip> kick, List<Clip> vocal) {
        Colour colour = new Colour("#FF9F00");
        return new Mix(
                new SampleRate(48_000),
                List.of(
                        new Track(new Id("kick"), "Kick", colour, kick, Strip.FRESH, DRUMS),
                        new Track(new Id("vocal"), "Vocal", colour, vocal, Strip.FRESH, StripAddress.MASTER)),
                List.of(new Bus(new Id("drums"), "Drums", Bus.Kind.GROUP, colour, Strip.FRESH, StripAddress.MASTER)),
                Strip.FRESH);
    }
}
