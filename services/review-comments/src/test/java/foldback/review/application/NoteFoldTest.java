package foldback.review.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foldback.log.Author;
import foldback.review.application.Who.Standing;
import foldback.review.messaging.ReviewEvent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One note: given what happened, when something more happens, then. */
class NoteFoldTest {
    private static final UUID SESSION = new UUID(1, 1);
    private static final UUID NOTE = new UUID(2, 2);
    private static final UUID REPLY = new UUID(3, 3);
    private static final Author ANA = new Author("Ana", new UUID(9, 1));
    private static final Author ANA_MARRIED = new Author("Ana K.", new UUID(9, 1));
    private static final Author BEN = Author.named("Ben");
    private static final Author OTHER_BEN = new Author("Ben", new UUID(9, 2));
    private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private @Nullable Note note;
    private @Nullable Refusal refusal;
    private int minutes;

    @Test
    void a_note_that_is_pinned_is_open() {
        given(ANA, pinned("Vocal too loud"));
        assertThat(note().text()).isEqualTo("Vocal too loud");
        assertThat(note().author()).isEqualTo(ANA);
        assertThat(note().at()).isEqualTo(START);
        assertThat(note().resolved()).isNull();
        assertThat(note().priority()).isEqualTo(Note.Priority.NORMAL);
    }

    @Test
    void a_note_is_pinned_once() {
        given(ANA, pinned("Vocal too loud"));
        when(BEN, pinned("Mine"));
        thenRefused(Refusal.PINNED_ALREADY);
        assertThat(note().text()).isEqualTo("Vocal too loud");
    }

    @Test
    void a_note_of_before_there_were_anchors_is_held_by_the_clock() {
        given(ANA, new ReviewEvent.NotePinnedByClock(NOTE, "mix-1", "a".repeat(64), 48_000, null, 48_000, "Hm", null));
        assertThat(note().anchoring().start()).isEmpty();
        assertThat(note().version()).isNull();
        assertThat(note().revision()).isEqualTo("mix-1");
    }

    @Test
    void what_was_said_before_is_kept() {
        given(ANA, pinned("Vocal too loud"), new ReviewEvent.NoteReworded(NOTE, "Vocal a bit loud", List.of()));
        when(ANA, new ReviewEvent.NoteReworded(NOTE, "Vocal a hair loud", List.of()));
        assertThat(note().text()).isEqualTo("Vocal a hair loud");
        assertThat(note().earlier())
                .extracting(Note.Earlier::text)
                .containsExactly("Vocal too loud", "Vocal a bit loud");
    }

    @Test
    void only_who_wrote_it_words_it_anew() {
        given(ANA, pinned("Vocal too loud"));
        when(BEN, new ReviewEvent.NoteReworded(NOTE, "Vocal is fine", List.of()));
        thenRefused(Refusal.NOT_THEIRS);
    }

    @Test
    void an_account_is_the_same_person_whatever_they_are_called() {
        given(ANA, pinned("Vocal too loud"));
        when(ANA_MARRIED, new ReviewEvent.NoteReworded(NOTE, "Vocal loud", List.of()));
        thenText("Vocal loud");
    }

    @Test
    void a_name_alone_is_not_the_account_that_is_called_so() {
        given(OTHER_BEN, pinned("Vocal too loud"));
        when(BEN, new ReviewEvent.NoteReworded(NOTE, "Vocal is fine", List.of()));
        thenRefused(Refusal.NOT_THEIRS);
    }

    @Test
    void wording_it_as_it_is_changes_nothing() {
        given(ANA, pinned("Vocal too loud"));
        when(
                ANA,
                new ReviewEvent.NoteReworded(NOTE, "Vocal too loud", List.of(new ReviewEvent.Mentioned("Ben", null))));
        thenRefused(Refusal.NOTHING_NEW);
    }

    @Test
    void a_note_is_worded_anew_only_so_often() {
        given(ANA, pinned("0"));
        for (int i = 1; i <= ReviewLimits.EARLIER_TEXTS; i++) {
            when(ANA, new ReviewEvent.NoteReworded(NOTE, "" + i, List.of()));
            thenText("" + i);
        }
        when(ANA, new ReviewEvent.NoteReworded(NOTE, "once more", List.of()));
        thenRefused(Refusal.TOO_MANY_TEXTS);
    }

    @Test
    void the_first_resolution_stands() {
        given(ANA, pinned("Vocal too loud"), new ReviewEvent.NoteResolved(NOTE, List.of(7L, 9L)));
        when(BEN, new ReviewEvent.NoteResolved(NOTE, List.of(8L)));
        thenRefused(Refusal.RESOLVED_ALREADY);
        assertThat(note().resolved()).isEqualTo(new Note.Resolution(ANA, START.plusSeconds(60), List.of(7L, 9L)));
    }

    @Test
    void a_resolution_of_before_names_its_one_version() {
        given(ANA, pinned("Vocal too loud"), new ReviewEvent.NoteResolvedByOne(NOTE, 7L));
        assertThat(note().resolved()).extracting("answeredBy").isEqualTo(List.of(7L));
    }

    @Test
    void a_note_that_is_reopened_can_be_resolved_again() {
        given(ANA, pinned("Vocal too loud"), new ReviewEvent.NoteResolved(NOTE, List.of(7L)));
        when(BEN, new ReviewEvent.NoteReopened(NOTE));
        assertThat(note().resolved()).isNull();
        when(BEN, new ReviewEvent.NoteReopened(NOTE));
        thenRefused(Refusal.NOT_RESOLVED);
        when(BEN, new ReviewEvent.NoteResolved(NOTE, List.of()));
        assertThat(note().resolved()).isNotNull();
    }

    @Test
    void nothing_is_added_to_a_note_that_was_withdrawn_and_it_is_kept() {
        given(ANA, pinned("Vocal too loud"), new ReviewEvent.NoteWithdrawn(NOTE));
        for (ReviewEvent.OfNote event : List.of(
                new ReviewEvent.NoteReplied(NOTE, REPLY, "Why?"),
                new ReviewEvent.NoteResolved(NOTE, List.of()),
                new ReviewEvent.NoteReacted(NOTE, "AGREE", true),
                new ReviewEvent.NoteWithdrawn(NOTE))) {
            when(BEN, event);
            thenRefused(Refusal.WITHDRAWN);
        }
        assertThat(note().text()).isEqualTo("Vocal too loud");
    }

    @Test
    void a_person_reacts_so_once_and_may_take_it_back() {
        given(ANA, pinned("Vocal too loud"));
        when(BEN, new ReviewEvent.NoteReacted(NOTE, "AGREE", true));
        when(ANA, new ReviewEvent.NoteReacted(NOTE, "AGREE", true));
        when(BEN, new ReviewEvent.NoteReacted(NOTE, "AGREE", true));
        thenRefused(Refusal.NOTHING_NEW);
        assertThat(note().reactions()).hasSize(2);
        when(BEN, new ReviewEvent.NoteReacted(NOTE, "AGREE", false));
        assertThat(note().reactions()).containsExactly(new Note.Reacted(Note.Reaction.AGREE, ANA));
        when(BEN, new ReviewEvent.NoteReacted(NOTE, "AGREE", false));
        thenRefused(Refusal.NOTHING_NEW);
    }

    @Test
    void a_reply_that_was_withdrawn_says_nothing_and_keeps_its_place() {
        given(ANA, pinned("Vocal too loud"));
        when(BEN, new ReviewEvent.NoteReplied(NOTE, REPLY, "I like it"));
        when(BEN, new ReviewEvent.ReplyReworded(NOTE, REPLY, "I love it"));
        when(ANA, new ReviewEvent.ReplyReworded(NOTE, REPLY, "I hate it"));
        thenRefused(Refusal.NOT_THEIRS);
        assertThat(note().replies().getFirst().earlier()).hasSize(1);
        when(BEN, new ReviewEvent.ReplyWithdrawn(NOTE, REPLY));
        assertThat(note().replies()).hasSize(1);
        assertThat(note().replies().getFirst().text()).isEmpty();
        when(BEN, new ReviewEvent.ReplyReworded(NOTE, REPLY, "Hm"));
        thenRefused(Refusal.NO_SUCH_REPLY);
    }

    @Test
    void a_note_has_so_many_replies_and_no_more() {
        given(ANA, pinned("Vocal too loud"));
        for (int i = 0; i < ReviewLimits.REPLIES; i++) {
            when(BEN, new ReviewEvent.NoteReplied(NOTE, new UUID(4, i), "Yes"));
        }
        when(BEN, new ReviewEvent.NoteReplied(NOTE, REPLY, "And yes"));
        thenRefused(Refusal.TOO_MANY_REPLIES);
    }

    @Test
    void nothing_happens_to_a_note_that_nobody_pinned() {
        when(ANA, new ReviewEvent.NoteResolved(NOTE, List.of()));
        thenRefused(Refusal.NO_SUCH_NOTE);
        assertThat(note).isNull();
    }

    // ---- who may

    @Test
    void artists_settle_what_they_wrote_and_engineers_settle_everything() {
        given(ANA, pinned("Vocal too loud"));
        ReviewEvent.OfNote resolve = new ReviewEvent.NoteResolved(NOTE, List.of());
        assertThat(NotePolicy.refusal(new Who(ANA, Standing.ARTIST), note, resolve))
                .isEmpty();
        assertThat(NotePolicy.refusal(new Who(BEN, Standing.ENGINEER), note, resolve))
                .isEmpty();
        assertThat(NotePolicy.refusal(new Who(BEN, Standing.ARTIST), note, resolve))
                .contains(Refusal.ENGINEERS_OR_AUTHOR);
    }

    @Test
    void viewers_write_nothing() {
        assertThat(NotePolicy.refusal(new Who(ANA, Standing.VIEWER), null, pinned("Hm")))
                .contains(Refusal.ARTISTS_AND_ABOVE);
    }

    @Test
    void guests_see_what_is_open_to_them_and_what_they_wrote() {
        given(ANA, pinned("Between us"));
        Who guest = new Who(BEN, Standing.GUEST);
        assertThat(NotePolicy.sees(guest, note())).isFalse();
        assertThat(NotePolicy.refusal(guest, note, new ReviewEvent.NoteReplied(NOTE, REPLY, "Hm")))
                .contains(Refusal.NO_SUCH_NOTE);
        when(ANA, new ReviewEvent.NoteShown(NOTE, "GUESTS"));
        assertThat(NotePolicy.sees(guest, note())).isTrue();
        assertThat(NotePolicy.refusal(guest, note, new ReviewEvent.NoteReplied(NOTE, REPLY, "Hm")))
                .isEmpty();
        assertThat(NotePolicy.refusal(guest, note, new ReviewEvent.NoteShown(NOTE, "TEAM")))
                .contains(Refusal.NOT_FOR_GUESTS);
    }

    @Test
    void guests_neither_hide_notes_nor_suggest_changes() {
        assertThat(NotePolicy.refusal(new Who(BEN, Standing.GUEST), null, pinned("Hm")))
                .contains(Refusal.NOT_FOR_GUESTS);
    }

    // ---- the words

    private static ReviewEvent.NotePinned pinned(String text) {
        return new ReviewEvent.NotePinned(
                NOTE,
                5,
                "mix-1",
                "a".repeat(64),
                48_000,
                null,
                48_000,
                List.of("track/vocal"),
                List.of(new ReviewEvent.AnchoredFrame("vocal", "v", "b".repeat(64), 48_000, 0)),
                List.of(),
                text,
                List.of(new ReviewEvent.Mentioned("Ben", null)),
                "NORMAL",
                "TEAM",
                new ReviewEvent.SuggestedChange("Down", JsonNodeFactory.instance.arrayNode()));
    }

    private void given(Author by, ReviewEvent.OfNote... events) {
        for (ReviewEvent.OfNote event : events) {
            when(by, event);
            assertThat(refusal).isNull();
        }
    }

    private void when(Author by, ReviewEvent.OfNote event) {
        Instant at = START.plusSeconds(60L * minutes++);
        switch (NoteFold.fold(SESSION, note, new Happening<>(by, at, event))) {
            case NoteFold.Folded.Next next -> {
                note = next.note();
                refusal = null;
            }
            case NoteFold.Folded.Refused refused -> refusal = refused.why();
        }
    }

    private void thenRefused(Refusal why) {
        assertThat(refusal).isEqualTo(why);
    }

    private void thenText(String text) {
        assertThat(refusal).isNull();
        assertThat(note().text()).isEqualTo(text);
    }

    private Note note() {
        if (note == null) {
            throw new AssertionError("there is no note");
        }
        return note;
    }
}
