package foldback.review.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foldback.log.Author;
import foldback.mix.anchor.Anchoring;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContradictionsTest {
    private static final int RATE = 48_000;
    private static final Author ANA = Author.named("Ana");
    private static final Author BEN = Author.named("Ben");

    @Test
    void two_people_who_ask_for_the_opposite_in_one_place_contradict_each_other() {
        assertThat(among(note(1, ANA, 10, "Vocal louder please"), note(2, BEN, 11, "vocal QUIETER, no?")))
                .extracting(Contradictions.Pair::one, Contradictions.Pair::other)
                .containsExactly(tuple(new UUID(0, 1), new UUID(0, 2)));
    }

    @Test
    void elsewhere_on_other_tracks_or_alone_nobody_does() {
        assertThat(among(note(1, ANA, 10, "louder"), note(2, BEN, 14, "quieter")))
                .isEmpty();
        assertThat(among(note(1, ANA, 10, "louder", "track/vocal"), note(2, BEN, 10, "quieter", "track/bass")))
                .isEmpty();
        assertThat(among(note(1, ANA, 10, "louder"), note(2, ANA, 10, "quieter")))
                .isEmpty();
        assertThat(among(note(1, ANA, 10, "louder"), note(2, BEN, 10, "louder, not quieter")))
                .isEmpty();
    }

    @Test
    void a_note_about_everything_concerns_every_track() {
        assertThat(among(note(1, ANA, 10, "louder", "track/vocal"), note(2, BEN, 10, "all of it quieter")))
                .hasSize(1);
    }

    @Test
    void suggestions_that_move_one_thing_to_two_places_contradict_each_other() {
        assertThat(among(moving(note(1, ANA, 10, "Hm"), -3), moving(note(2, BEN, 10, "Hm"), 2)))
                .extracting(Contradictions.Pair::why)
                .containsExactly("One suggests track/vocal/fader at -3.0, the other at 2.0.");
        assertThat(among(moving(note(1, ANA, 10, "Hm"), -3), moving(note(2, BEN, 10, "Hm"), -3)))
                .isEmpty();
    }

    @Test
    void a_note_that_somebody_disagrees_with_is_one_and_a_resolved_one_is_none() {
        Note disputed = note(1, ANA, 10, "Hm")
                .with(draft -> draft.reactions.add(new Note.Reacted(Note.Reaction.DISAGREE, BEN)));
        assertThat(among(disputed)).hasSize(1);
        assertThat(among(disputed.with(draft -> draft.resolved = new Note.Resolution(BEN, Instant.EPOCH, List.of()))))
                .isEmpty();
    }

    @Test
    void of_thousands_no_more_are_told_than_somebody_reads() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            notes.add(note(i, i % 2 == 0 ? ANA : BEN, 10, i % 2 == 0 ? "louder" : "quieter"));
        }
        assertThat(among(notes.toArray(Note[]::new))).hasSize(200);
    }

    private static List<Contradictions.Pair> among(Note... notes) {
        return Contradictions.among(List.of(notes).stream()
                .map(n -> new Contradictions.Standing(n, n.frame(), n.frame() + 1))
                .toList());
    }

    private static Note moving(Note note, double fader) {
        var events = JsonNodeFactory.instance.arrayNode();
        events.addObject()
                .put("type", "ParameterMoved")
                .put("address", "track/vocal/fader")
                .put("value", fader);
        return noted(
                note.id(), note.author(), note.frame(), note.text(), List.of(), new Note.Suggestion("Move", events));
    }

    private static Note note(int id, Author author, int second, String text, String... strips) {
        return noted(new UUID(0, id), author, (long) second * RATE, text, List.of(strips), null);
    }

    private static Note noted(
            UUID id,
            Author author,
            long frame,
            String text,
            List<String> strips,
            Note.@Nullable Suggestion suggestion) {
        return new Note(
                id,
                new UUID(1, 1),
                3L,
                "mix-1",
                "a".repeat(64),
                frame,
                null,
                RATE,
                strips,
                Anchoring.NONE,
                text,
                List.of(),
                List.of(),
                Note.Priority.NORMAL,
                Note.Visibility.TEAM,
                author,
                Instant.EPOCH,
                suggestion,
                List.of(),
                List.of(),
                null,
                null);
    }
}
