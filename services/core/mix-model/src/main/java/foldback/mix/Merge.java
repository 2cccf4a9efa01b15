package foldback.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A three-way merge, fact by fact: what only one side changed since the common base is taken from that side; what both changed to
 * different values is a conflict for a person (an ear) to decide.
 *
 * <p>Orders never conflict: ours stands, and what is new of theirs comes behind. Something that one side removed and the other
 * changed is one conflict, at the removed thing's path, whatever was changed on it.
 */
public final class Merge {
    private static final List<String> HISTORY =
            List.of("revision/", "member/", "safe-fader/", "branched-from", "merge/", "name");

    private final Facts ours;
    private final Facts theirs;
    private final List<Effect> agreed;
    private final List<Conflict> conflicts;

    /** Values of a fact, null where it is not there. */
    public record Conflict(
            String path,
            @Nullable Object base,
            @Nullable Object ours,
            @Nullable Object theirs) {}

    /** Whose value a conflict gets. */
    public enum Choice {
        OURS,
        THEIRS
    }

    private Merge(Facts ours, Facts theirs, List<Effect> agreed, List<Conflict> conflicts) {
        this.ours = ours;
        this.theirs = theirs;
        this.agreed = List.copyOf(agreed);
        this.conflicts = List.copyOf(conflicts);
    }

    /**
     * Compares two descendants of a base.
     *
     * @param ours what is merged into
     */
    public static Merge of(Facts base, Facts ours, Facts theirs) {
        Set<String> paths = new TreeSet<>();
        base.to(theirs).forEach(effect -> paths.add(effect.path()));
        List<Effect> agreed = new ArrayList<>();
        Set<String> contested = new LinkedHashSet<>();
        for (String path : paths) {
            Object before = base.get(path);
            Object mine = ours.get(path);
            Object other = theirs.get(path);
            if (isHistory(path) || isOrder(path) || Objects.equals(mine, other)) {
                continue;
            }
            String removed = removedAbove(path, base, ours, theirs);
            if (removed != null) {
                contested.add(removed);
            } else if (Objects.equals(before, mine)) {
                agreed.add(new Effect(path, mine, other));
            } else {
                contested.add(path);
            }
        }
        List<Conflict> conflicts = contested.stream()
                .map(p -> new Conflict(p, base.get(p), ours.get(p), theirs.get(p)))
                .toList();
        agreed.removeIf(effect -> contested.stream().anyMatch(p -> effect.path().startsWith(p + "/")));
        return new Merge(ours, theirs, agreed, conflicts);
    }

    /**
     * The outermost thing that is above the path, was there, and is gone on one side while the other changed something of it; null if
     * there is none.
     */
    private static @Nullable String removedAbove(String path, Facts base, Facts ours, Facts theirs) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String above = path.substring(0, slash);
            if (base.get(above) == null) {
                continue;
            }
            boolean goneHere = ours.get(above) == null;
            boolean goneThere = theirs.get(above) == null;
            if (goneHere && !goneThere) {
                return above;
            }
            if (goneThere && !goneHere && changedBelow(above, base, ours)) {
                return above;
            }
        }
        boolean goneThere = base.get(path) != null && theirs.get(path) == null && ours.get(path) != null;
        return goneThere && changedBelow(path, base, ours) ? path : null;
    }

    private static boolean changedBelow(String path, Facts base, Facts side) {
        return !below(base, path).equals(below(side, path));
    }

    private static Map<String, Object> below(Facts facts, String path) {
        return facts.values().subMap(path + "/", path + "/" + Character.MAX_VALUE);
    }

    private static boolean isHistory(String path) {
        return HISTORY.stream().anyMatch(path::startsWith);
    }

    private static boolean isOrder(String path) {
        return path.startsWith("order/") || path.contains("/order/");
    }

    /** What can be taken over without asking. */
    public List<Effect> agreed() {
        return agreed;
    }

    public List<Conflict> conflicts() {
        return conflicts;
    }

    /**
     * What ours becomes.
     *
     * @param choices for the conflicts, by path; one without a choice stays as ours has it
     */
    public Facts merged(Map<String, Choice> choices) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        agreed.forEach(effect -> changes.put(effect.path(), effect.after()));
        for (Conflict conflict : conflicts) {
            if (choices.get(conflict.path()) == Choice.THEIRS) {
                changes.put(conflict.path(), conflict.theirs());
                below(ours, conflict.path()).keySet().forEach(p -> changes.put(p, null));
                changes.putAll(below(theirs, conflict.path()));
            }
        }
        return ours.with(changes);
    }
}
