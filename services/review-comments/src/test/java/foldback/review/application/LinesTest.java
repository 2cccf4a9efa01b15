package foldback.review.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.SampleRate;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final Mix MIX = new Mix(
            new SampleRate(48_000),
            List.of(track("vocal", "Lead Vocal"), track("keys", "Keys")),
            List.of(),
            Strip.FRESH);

    @Test
    void a_line_with_a_time_is_a_note() {
        assertThat(Lines.of("1:32 vocal too loud", MIX).notes())
                .containsExactly(new Lines.Read(1, 92 * 48_000, null, "vocal too loud", List.of()));
    }

    @Test
    void people_write_times_in_many_ways() {
        String text = """
                - 0:07.5: breath
                * [1:02:03] very late
                (2:10 - 2:18) the middle
                @3:00–3:05 — the end
                4:00,25 comma
                """;
        assertThat(Lines.of(text, MIX).notes())
                .extracting(Lines.Read::frame, Lines.Read::endFrame, Lines.Read::text)
                .containsExactly(
                        tuple(360_000L, null, "breath"),
                        tuple(3723L * 48_000, null, "very late"),
                        tuple(130L * 48_000, 138L * 48_000, "the middle"),
                        tuple(180L * 48_000, 185L * 48_000, "the end"),
                        tuple(240L * 48_000 + 12_000, null, "comma"));
    }

    @Test
    void a_note_concerns_what_it_names() {
        assertThat(Lines.of("0:10 lead vocal and KEYS clash", MIX)
                        .notes()
                        .getFirst()
                        .strips())
                .containsExactly(StripAddress.track("vocal"), StripAddress.track("keys"));
    }

    @Test
    void what_is_no_note_is_said_and_nothing_is_nothing() {
        Lines.Parsed parsed = Lines.of("Hi Ada,\n\n1:00 ok\n2:99 no\n1:00\n", MIX);
        assertThat(parsed.notes()).hasSize(1);
        assertThat(parsed.passedOver()).extracting(Lines.PassedOver::line).containsExactly(1, 4, 5);
    }

    private static Track track(String id, String name) {
        return new Track(new Id(id), name, new Colour("#FF9F00"), List.of(), Strip.FRESH, StripAddress.MASTER);
    }
}
