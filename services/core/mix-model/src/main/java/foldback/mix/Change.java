package foldback.mix;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one person did in one go: one record of the log. All of its events apply, or none does.
 *
 * @param author who did it
 * @param client the program it was done with, distinct for each open window
 * @param sequence counts the changes of that client from 1, so that a resend is recognised
 * @param expectedVersion the version that the author saw, where the change only makes sense on exactly that
 * @param guards paths of {@link Facts} with the version at which each was last written, 0 for those that are not there; if one was written
 *     since, the change is void
 * @param gesture what it is a part of, such as one ride of a fader; history and undo take all of it as one
 * @param answersNote the note whose suggestion this carries out, if any
 * @param undoes the versions that this takes back, if any
 */
public record Change(
        Person author,
        String client,
        long sequence,
        @Nullable Long expectedVersion,
        SortedMap<String, Long> guards,
        @Nullable Id gesture,
        @Nullable Id answersNote,
        List<Long> undoes,
        List<MixEvent> events) {
    public Change {
        guards = Collections.unmodifiableSortedMap(new TreeMap<>(guards));
        undoes = List.copyOf(undoes);
        events = List.copyOf(events);
        if (sequence < 1) {
            throw new IllegalArgumentException("a client's changes are counted from 1, not " + sequence);
        }
        if (events.isEmpty() || events.size() > Limits.EVENTS_PER_CHANGE) {
            throw new IllegalArgumentException(
                    "a change has 1 to " + Limits.EVENTS_PER_CHANGE + " events, not " + events.size());
        }
        if (guards.size() > Limits.GUARDS_PER_CHANGE || undoes.size() > Limits.CHANGES_PER_GESTURE) {
            throw new IllegalArgumentException("a change guards at most " + Limits.GUARDS_PER_CHANGE
                    + " paths and undoes at most " + Limits.CHANGES_PER_GESTURE + " changes");
        }
    }

    /** A change that stands for itself. */
    public Change(
            Person author,
            String client,
            long sequence,
            @Nullable Long expectedVersion,
            @Nullable Id answersNote,
            List<MixEvent> events) {
        this(author, client, sequence, expectedVersion, new TreeMap<>(), null, answersNote, List.of(), events);
    }

    /** The same by somebody who is known by a name alone. */
    public Change(
            String author,
            String client,
            long sequence,
            @Nullable Long expectedVersion,
            @Nullable Id answersNote,
            List<MixEvent> events) {
        this(Person.named(author), client, sequence, expectedVersion, answersNote, events);
    }
}
