package foldback.review.application;

import foldback.mix.anchor.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Notes out to other programs, and in from what people paste. */
@ApplicationScoped
public class Exchange {
    /** What came of a text: the notes that were pinned, and the lines that were none, or could not be pinned, with why. */
    public record Imported(List<Note> pinned, List<NotPinned> notPinned) {
        public Imported {
            pinned = List.copyOf(pinned);
            notPinned = List.copyOf(notPinned);
        }
    }

    /**
     * A line that became no note.
     *
     * @param why {@code no-time}, {@code beyond-the-end}, or why it was refused
     */
    public record NotPinned(int line, String text, String why) {}

    private final Notes notes;
    private final Mixes mixes;

    Exchange(Notes notes, Mixes mixes) {
        this.notes = notes;
        this.mixes = mixes;
    }

    /**
     * The open notes as markers of a mix, where they are in it; those whose audio is gone are left out. Empty if there is no such mix.
     *
     * @param at a version, as its number, or the id of a revision
     */
    public Optional<byte[]> markers(UUID session, Who who, String at, MarkerFile format) {
        return mixes.at(session, at)
                .map(heard -> format.bytes(
                        notes.placed(session, who, null, at).orElse(List.of()).stream()
                                .filter(placed -> placed.note().resolved() == null)
                                .map(Exchange::marker)
                                .flatMap(Optional::stream)
                                .sorted(Comparator.comparingLong(MarkerFile.Marker::frame))
                                .toList(),
                        heard.mix().sampleRate(),
                        heard.mix().tempo()));
    }

    private static Optional<MarkerFile.Marker> marker(Notes.Placed placed) {
        Note note = placed.note();
        return switch (placed.place()) {
            case Place.OnAudio at -> Optional.of(marker(note, at.frame(), at.endFrame()));
            case Place.ByTheClock at -> Optional.of(marker(note, at.frame(), at.endFrame()));
            case Place.Orphaned orphaned -> Optional.empty();
        };
    }

    private static MarkerFile.Marker marker(Note note, long frame, @Nullable Long endFrame) {
        return new MarkerFile.Marker(frame, endFrame, note.author().name() + ": " + note.text());
    }

    /**
     * Pins every line of a text that begins with a time. Empty if there is no such mix.
     *
     * @param at a version, as its number, or the id of a revision
     */
    public Optional<Imported> paste(UUID session, Who who, String at, String text) {
        return mixes.at(session, at).map(heard -> {
            Lines.Parsed parsed = Lines.of(text, heard.mix());
            List<Note> pinned = new ArrayList<>();
            List<NotPinned> not = new ArrayList<>();
            parsed.passedOver().forEach(line -> not.add(new NotPinned(line.line(), line.text(), "no-time")));
            for (Lines.Read line : parsed.notes()) {
                switch (notes.pin(session, who, draft(at, heard, line))) {
                    case Notes.Result.Done done -> pinned.add(done.note());
                    case Notes.Result.Refused refused ->
                        not.add(new NotPinned(
                                line.line(), line.text(), refused.why().explanation()));
                    case Notes.Result.BeyondTheEnd beyond ->
                        not.add(new NotPinned(line.line(), line.text(), "beyond-the-end"));
                    case Notes.Result.NoSuchMix other -> not.add(unpinned(line));
                    case Notes.Result.OtherDocument other -> not.add(unpinned(line));
                    case Notes.Result.OtherRate other -> not.add(unpinned(line));
                    case Notes.Result.NoSuchStrip other -> not.add(unpinned(line));
                }
            }
            not.sort(Comparator.comparingInt(NotPinned::line));
            return new Imported(pinned, not);
        });
    }

    private static NotPinned unpinned(Lines.Read line) {
        return new NotPinned(line.line(), line.text(), "mix-changed");
    }

    private static Notes.Draft draft(String at, Mixes.Heard heard, Lines.Read line) {
        return new Notes.Draft(
                at,
                heard.hash(),
                line.frame(),
                line.endFrame(),
                heard.mix().sampleRate().hertz(),
                line.strips(),
                line.text(),
                List.of(),
                Note.Priority.NORMAL,
                Note.Visibility.TEAM,
                null);
    }
}
