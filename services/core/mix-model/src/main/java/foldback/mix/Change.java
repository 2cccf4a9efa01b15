package foldback.mix;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one person did in one go: one record of the log. All of its events apply, or none does.
 *
 * @param author who did it, as the session shows them
 * @param client the program it was done with, distinct for each open window
 * @param sequence counts the changes of that client from 1, so that a resend is recognised
 * @param expectedVersion the version that the author saw, where the change only makes sense on exactly that
 * @param answersNote the note whose suggestion this carries out, if any
 */
public record Change(
        String author,
        String client,
        long sequence,
        @Nullable Long expectedVersion,
        @Nullable Id answersNote,
        List<MixEvent> events) {
    public Change {
        events = List.copyOf(events);
        if (sequence < 1) {
            throw new IllegalArgumentException("a client's changes are counted from 1, not " + sequence);
        }
        if (events.isEmpty() || events.size() > Limits.EVENTS_PER_CHANGE) {
            throw new IllegalArgumentException(
                    "a change has 1 to " + Limits.EVENTS_PER_CHANGE + " events, not " + events.size());
        }
    }
}
