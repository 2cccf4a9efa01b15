package foldback.mix;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A session after so many changes.
 *
 * @param version how many changes have been folded, void ones included, resends not
 * @param lastSequence of each client, to recognise resends
 */
public record SessionState(
        boolean started,
        String name,
        Mix mix,
        List<Revision> revisions,
        long version,
        SortedMap<String, Long> lastSequence) {
    /** The rules of {@link Fold} as they are written now. */
    public static final int RULES_VERSION = 1;

    /** Before the first event. */
    public static final SessionState NOTHING =
            new SessionState(false, "", Mix.empty(new SampleRate(48_000)), List.of(), 0, new TreeMap<>());

    public SessionState {
        revisions = List.copyOf(revisions);
        lastSequence = Collections.unmodifiableSortedMap(new TreeMap<>(lastSequence));
    }

    SessionState withName(String next) {
        return new SessionState(started, next, mix, revisions, version, lastSequence);
    }

    SessionState withMix(Mix next) {
        return new SessionState(started, name, next, revisions, version, lastSequence);
    }

    SessionState withRevisions(List<Revision> next) {
        return new SessionState(started, name, mix, next, version, lastSequence);
    }

    /** The same session one version on, with the client's count noted. */
    SessionState counting(String client, long sequence) {
        SortedMap<String, Long> next = new TreeMap<>(lastSequence);
        next.put(client, sequence);
        return new SessionState(started, name, mix, revisions, version + 1, next);
    }
}
