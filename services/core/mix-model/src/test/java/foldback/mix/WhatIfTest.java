package foldback.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WhatIfTest {
    private static final StripAddress VOCAL = StripAddress.track("vocal");
    private static final StripAddress BASS = StripAddress.track("bass");
    private static final Mix THEN = after(
            Mix.empty(new SampleRate(48_000)),
            new MixEvent.TrackAdded(new Id("vocal"), "Vocal", new Colour("#FF9F00")),
            new MixEvent.TrackAdded(new Id("bass"), "Bass", new Colour("#FF9F00")));

    @Test
    void events_are_tried_and_the_mix_stays_as_it_is() {
        assertThat(WhatIf.tried(THEN, List.of(fader(VOCAL, -3))))
                .isInstanceOfSatisfying(WhatIf.Tried.Sounding.class, sounding -> {
                    assertThat(sounding.mix().strip(VOCAL).orElseThrow().faderDb())
                            .isEqualTo(-3);
                    assertThat(sounding.effects()).containsExactly(new Effect("track/vocal/fader", 0.0, -3.0));
                });
        assertThat(THEN.strip(VOCAL).orElseThrow().faderDb()).isEqualTo(0);
    }

    @Test
    void what_cannot_apply_says_why() {
        assertThat(WhatIf.tried(THEN, List.of(fader(VOCAL, -3), fader(StripAddress.track("gone"), 0))))
                .isInstanceOf(WhatIf.Tried.Nothing.class);
    }

    @Test
    void what_moved_elsewhere_is_no_conflict() {
        WhatIf.Rebased rebased = WhatIf.rebased(THEN, after(THEN, fader(VOCAL, -3)), after(THEN, fader(BASS, 2)));
        assertThat(rebased.conflicts()).isEmpty();
        assertThat(rebased.asSuggested()).containsExactly(fader(VOCAL, -3));
        assertThat(rebased.withoutConflicts()).isEqualTo(rebased.asSuggested());
    }

    @Test
    void what_moved_in_the_same_place_is_offered_both_ways() {
        WhatIf.Rebased rebased =
                WhatIf.rebased(THEN, after(THEN, fader(VOCAL, -3), fader(BASS, 1)), after(THEN, fader(VOCAL, 2)));
        assertThat(rebased.conflicts()).containsExactly(new Merge.Conflict("track/vocal/fader", 0.0, 2.0, -3.0));
        assertThat(rebased.asSuggested()).containsExactlyInAnyOrder(fader(VOCAL, -3), fader(BASS, 1));
        assertThat(rebased.withoutConflicts()).containsExactly(fader(BASS, 1));
    }

    private static MixEvent fader(StripAddress strip, double value) {
        return new MixEvent.ParameterMoved(new ParameterAddress.OfStrip(strip, "fader"), value);
    }

    private static Mix after(Mix mix, MixEvent... events) {
        return ((WhatIf.Tried.Sounding) WhatIf.tried(mix, List.of(events))).mix();
    }
}
