package foldback.mix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who last wrote each fact of a session, and at which version: what blame tells, and what undo must respect. */
public final class Writes {
    static final Writes NONE = new Writes(Map.of());

    /**
     * The last write of a fact.
     *
     * @param version that the change led to
     */
    public record Write(long version, String author) {}

    /** By the strip (or whatever else a path begins with) first, so that a change copies one strip's writes and not the session's. */
    private final Map<String, Map<String, Write>> byOwner;

    private Writes(Map<String, Map<String, Write>> byOwner) {
        this.byOwner = byOwner;
    }

    /** From every path with its write. */
    public static Writes of(Map<String, Write> writes) {
        Map<String, Map<String, Write>> byOwner = new HashMap<>();
        writes.forEach((path, write) ->
                byOwner.computeIfAbsent(owner(path), o -> new HashMap<>()).put(path, write));
        return new Writes(byOwner);
    }

    /** The last write of a fact; null if there is no such fact. */
    public @Nullable Write of(String path) {
        Map<String, Write> writes = byOwner.get(owner(path));
        return writes == null ? null : writes.get(path);
    }

    /** The version at which a fact was last written; 0 if there is no such fact. */
    public long versionOf(String path) {
        Write write = of(path);
        return write == null ? 0 : write.version();
    }

    public void forEach(BiConsumer<String, Write> each) {
        byOwner.values().forEach(writes -> writes.forEach(each));
    }

    /** The writes after a change with such effects. */
    Writes after(List<Effect> effects, Write write) {
        if (effects.isEmpty()) {
            return this;
        }
        Map<String, Map<String, Write>> next = new HashMap<>(byOwner);
        Map<String, Map<String, Write>> touched = new HashMap<>();
        for (Effect effect : effects) {
            Map<String, Write> writes = touched.computeIfAbsent(
                    owner(effect.path()), o -> new HashMap<>(byOwner.getOrDefault(o, Map.of())));
            if (effect.after() == null) {
                writes.remove(effect.path());
            } else {
                writes.put(effect.path(), write);
            }
        }
        touched.forEach((owner, writes) -> {
            if (writes.isEmpty()) {
                next.remove(owner);
            } else {
                next.put(owner, writes);
            }
        });
        return new Writes(next);
    }

    /** The first two steps of a path. */
    private static String owner(String path) {
        int first = path.indexOf('/');
        int second = first < 0 ? -1 : path.indexOf('/', first + 1);
        return second < 0 ? path : path.substring(0, second);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Writes w && byOwner.equals(w.byOwner);
    }

    @Override
    public int hashCode() {
        return byOwner.hashCode();
    }

    @Override
    public String toString() {
        Map<String, Write> sorted = new TreeMap<>();
        forEach(sorted::put);
        return sorted.toString();
    }
}
