package foldback.mix;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Who last wrote each fact of a session, and at which version: what blame tells, and what undo must respect. */
public final class Writes {
    static final Writes NONE = new Writes(SharedMap.empty());

    /**
     * The last write of a fact.
     *
     * @param version that the change led to
     */
    public record Write(long version, Person author) {}

    private final SharedMap<Write> byPath;

    private Writes(SharedMap<Write> byPath) {
        this.byPath = byPath;
    }

    /** From every path with its write. */
    public static Writes of(Map<String, Write> writes) {
        SharedMap<Write> byPath = SharedMap.empty();
        for (Map.Entry<String, Write> entry : writes.entrySet()) {
            byPath = byPath.with(entry.getKey(), entry.getValue());
        }
        return new Writes(byPath);
    }

    /** The last write of a fact; null if there is no such fact. */
    public @Nullable Write of(String path) {
        return byPath.get(path);
    }

    /** The version at which a fact was last written; 0 if there is no such fact. */
    public long versionOf(String path) {
        Write write = of(path);
        return write == null ? 0 : write.version();
    }

    public void forEach(BiConsumer<String, Write> each) {
        byPath.forEach(each);
    }

    /** The writes after a change with such effects. */
    Writes after(List<Effect> effects, Write write) {
        SharedMap<Write> next = byPath;
        for (Effect effect : effects) {
            next = effect.after() == null ? next.without(effect.path()) : next.with(effect.path(), write);
        }
        return new Writes(next);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Writes w && byPath.equals(w.byPath);
    }

    @Override
    public int hashCode() {
        return byPath.hashCode();
    }

    @Override
    public String toString() {
        return byPath.toString();
    }
}
