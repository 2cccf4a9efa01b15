package foldback.mix;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How far each client of a session has counted, to recognise resends; of {@link Limits#CLIENTS} at most. */
public final class Clients {
    static final Clients NONE = new Clients(SharedMap.empty());

    /**
     * How far a client has counted.
     *
     * @param sequence of its last change
     * @param version that this change led to
     */
    public record Count(long sequence, long version) {}

    private final SharedMap<Count> byName;

    private Clients(SharedMap<Count> byName) {
        this.byName = byName;
    }

    /** From every client with its count. */
    public static Clients of(Map<String, Count> counts) {
        SharedMap<Count> byName = SharedMap.empty();
        for (Map.Entry<String, Count> entry : counts.entrySet()) {
            byName = byName.with(entry.getKey(), entry.getValue());
        }
        return new Clients(byName);
    }

    /** The number of a client's last change; 0 of one that has made none. */
    long lastSequence(String client) {
        Count count = byName.get(client);
        return count == null ? 0 : count.sequence();
    }

    /** With a client's next count; the one that was silent longest is forgotten for it, if there are too many. */
    Clients counting(String client, Count count) {
        SharedMap<Count> next = byName.with(client, count);
        return new Clients(next.size() > Limits.CLIENTS ? next.without(silentLongest(next)) : next);
    }

    private static String silentLongest(SharedMap<Count> counts) {
        NavigableMap<Long, String> byVersion = new TreeMap<>();
        counts.forEach((client, count) -> byVersion.put(count.version(), client));
        return byVersion.firstEntry().getValue();
    }

    /** Every client with its count, by name. */
    public NavigableMap<String, Count> byName() {
        NavigableMap<String, Count> counts = new TreeMap<>();
        byName.forEach(counts::put);
        return counts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Clients c && byName.equals(c.byName);
    }

    @Override
    public int hashCode() {
        return byName.hashCode();
    }

    @Override
    public String toString() {
        return byName.toString();
    }
}
