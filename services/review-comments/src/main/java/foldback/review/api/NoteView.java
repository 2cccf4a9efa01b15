package foldback.review.api;

import com.fasterxml.jackson.databind.JsonNode;
import foldback.log.Author;
import foldback.mix.anchor.Place;
import foldback.review.application.Note;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note as it is shown.
 *
 * @param author what they were called then
 * @param editedAt when it was last worded anew
 * @param place where it is in the mix that was asked about; null if none was
 */
record NoteView(
        UUID id,
        UUID session,
        @Nullable Long version,
        @Nullable String revision,
        String mixDocument,
        long frame,
        @Nullable Long endFrame,
        int sampleRate,
        List<String> strips,
        String text,
        List<PersonView> mentions,
        Note.Priority priority,
        Note.Visibility visibility,
        String author,
        @Nullable UUID account,
        Instant at,
        @Nullable Instant editedAt,
        @Nullable SuggestionView suggestion,
        List<ReplyView> replies,
        List<ReactionView> reactions,
        @Nullable ResolutionView resolved,
        @Nullable WithdrawalView withdrawn,
        @Nullable PlaceView place) {
    record SuggestionView(String summary, JsonNode events) {}

    /** @param withdrawn null as long as it stands; then it says nothing any more */
    record ReplyView(
            UUID id,
            String text,
            String author,
            @Nullable UUID account,
            Instant at,
            @Nullable Instant editedAt,
            @Nullable WithdrawalView withdrawn) {}

    /** Everybody who reacts so. */
    record ReactionView(Note.Reaction reaction, List<PersonView> by) {}

    record ResolutionView(String by, Instant at, List<Long> answeredBy) {}

    record WithdrawalView(String by, Instant at) {}

    /**
     * Where a note is in a mix.
     *
     * @param state {@code on-audio}; {@code cut-short}, if one end of its range was cut; {@code by-the-clock}, if no audio was under it; {@code
     *     orphaned}, if its audio is gone: then there is no frame
     * @param tracks where each of its tracks has it, by their ids
     */
    record PlaceView(
            String state, @Nullable Long frame, @Nullable Long endFrame, SortedMap<String, Long> tracks) {}

    static NoteView of(Note note, @Nullable Place place) {
        Note.Suggestion suggestion = note.suggestion();
        Note.Resolution resolved = note.resolved();
        return new NoteView(
                note.id(),
                note.session(),
                note.version(),
                note.revision(),
                note.mixDocument(),
                note.frame(),
                note.endFrame(),
                note.sampleRate(),
                note.strips(),
                note.text(),
                note.mentions().stream().map(PersonView::of).toList(),
                note.priority(),
                note.visibility(),
                note.author().name(),
                note.author().account(),
                note.at(),
                editedAt(note.earlier()),
                suggestion == null ? null : new SuggestionView(suggestion.summary(), suggestion.events()),
                note.replies().stream().map(NoteView::reply).toList(),
                reactions(note.reactions()),
                resolved == null
                        ? null
                        : new ResolutionView(resolved.by().name(), resolved.at(), resolved.answeredBy()),
                withdrawal(note.withdrawn()),
                place == null ? null : place(place));
    }

    /** Without what would tell of the mix: which strips it concerns, what moves it suggests. */
    NoteView toGuests() {
        return new NoteView(
                id,
                session,
                version,
                revision,
                mixDocument,
                frame,
                endFrame,
                sampleRate,
                List.of(),
                text,
                mentions,
                priority,
                visibility,
                author,
                account,
                at,
                editedAt,
                null,
                replies,
                reactions,
                resolved,
                withdrawn,
                place == null ? null : new PlaceView(place.state(), place.frame(), place.endFrame(), new TreeMap<>()));
    }

    private static ReplyView reply(Note.Reply reply) {
        Author author = reply.author();
        return new ReplyView(
                reply.id(),
                reply.text(),
                author.name(),
                author.account(),
                reply.at(),
                editedAt(reply.earlier()),
                withdrawal(reply.withdrawn()));
    }

    private static @Nullable Instant editedAt(List<Note.Earlier> earlier) {
        return earlier.isEmpty() ? null : earlier.getLast().until();
    }

    private static @Nullable WithdrawalView withdrawal(Note.@Nullable Withdrawal withdrawal) {
        return withdrawal == null ? null : new WithdrawalView(withdrawal.by().name(), withdrawal.at());
    }

    private static List<ReactionView> reactions(List<Note.Reacted> reactions) {
        Map<Note.Reaction, List<PersonView>> by = new EnumMap<>(Note.Reaction.class);
        reactions.forEach(
                r -> by.computeIfAbsent(r.reaction(), x -> new ArrayList<>()).add(PersonView.of(r.by())));
        return by.entrySet().stream()
                .map(e -> new ReactionView(e.getKey(), e.getValue()))
                .toList();
    }

    private static PlaceView place(Place place) {
        return switch (place) {
            case Place.OnAudio at -> {
                SortedMap<String, Long> tracks = new TreeMap<>();
                at.byTrack().forEach((track, frame) -> tracks.put(track.value(), frame));
                yield new PlaceView(at.whole() ? "on-audio" : "cut-short", at.frame(), at.endFrame(), tracks);
            }
            case Place.ByTheClock at -> new PlaceView("by-the-clock", at.frame(), at.endFrame(), new TreeMap<>());
            case Place.Orphaned orphaned -> new PlaceView("orphaned", null, null, new TreeMap<>());
        };
    }
}
