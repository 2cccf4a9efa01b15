package foldback.mix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A three-way merge, fact by fact: what only one side changed since the common base is taken from that side; what both changed to
 * different values is a conflict for a person (an ear) to decide.
 *
 * <p>Orders never conflict: ours stands, and what is new of theirs comes behind. A thing that one side removed while the other changed
 * something of it, or came to need it, is one conflict at that thing's path: whoever takes theirs takes all of it.
 */
public final class Merge {
    private static final List<String> HISTORY = List.of("revision/", "member/", "branched-from", "merge/", "name");

    private final Facts base;
    private final Facts ours;
    private final Facts theirs;
    private final SortedMap<String, Effect> agreed = new TreeMap<>();

    /** Contested paths, each with the effects that wait for the choice. */
    private final SortedMap<String, List<Effect>> contested = new TreeMap<>();

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

    private Merge(Facts base, Facts ours, Facts theirs) {
        this.base = base;
        this.ours = ours;
        this.theirs = theirs;
    }

    /**
     * Compares two descendants of a base.
     *
     * @param ours what is merged into
     */
    public static Merge of(Facts base, Facts ours, Facts theirs) {
        Merge merge = new Merge(base, ours, theirs);
        base.to(theirs).stream()
                .map(Effect::path)
                .filter(path -> !isHistory(path) && !isOrder(path))
                .forEach(merge::compare);
        merge.contestWhatIsNeeded();
        return merge;
    }

    private void compare(String path) {
        Object mine = ours.get(path);
        Object other = theirs.get(path);
        if (Objects.equals(mine, other)) {
            return;
        }
        Effect effect = new Effect(path, mine, other);
        Optional<String> removed = removedOnOneSide(path);
        if (removed.isPresent()) {
            contest(removed.get(), effect);
        } else if (Objects.equals(base.get(path), mine)) {
            agreed.put(path, effect);
        } else {
            contest(path, effect);
        }
    }

    private void contest(String path, Effect effect) {
        contested.computeIfAbsent(path, p -> new ArrayList<>()).add(effect);
    }

    /** The outermost thing at or above a path that one side removed while the other changed something of it. */
    private Optional<String> removedOnOneSide(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String thing = path.substring(0, end);
            if (isRemovedOnOneSide(thing)) {
                return Optional.of(thing);
            }
        }
        return isRemovedOnOneSide(path) ? Optional.of(path) : Optional.empty();
    }

    private boolean isRemovedOnOneSide(String thing) {
        if (base.get(thing) == null || (ours.get(thing) == null) == (theirs.get(thing) == null)) {
            return false;
        }
        Facts keeper = ours.get(thing) == null ? theirs : ours;
        return !below(base, thing).equals(below(keeper, thing));
    }

    /** Contests whatever would go although something that stays needs it, until nothing is left hanging. */
    private void contestWhatIsNeeded() {
        boolean again = true;
        while (again) {
            again = false;
            Facts merged = merged(Map.of());
            for (Map.Entry<String, Object> fact : merged.values().entrySet()) {
                String needed = Facts.needs(fact.getKey(), fact.getValue());
                if (needed == null || merged.get(needed) != null) {
                    continue;
                }
                boolean theirsTookItAway = ours.get(needed) != null;
                String thing = theirsTookItAway ? outermostRemoved(needed) : needed;
                List<String> waiting = theirsTookItAway
                        ? agreed.keySet().stream()
                                .filter(p -> p.equals(thing) || p.startsWith(thing + "/"))
                                .toList()
                        : List.of(fact.getKey());
                for (String path : waiting) {
                    Effect effect = agreed.remove(path);
                    if (effect != null) {
                        contest(thing, effect);
                        again = true;
                    }
                }
            }
        }
    }

    private String outermostRemoved(String path) {
        for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
            String thing = path.substring(0, end);
            if (ours.get(thing) != null && theirs.get(thing) == null) {
                return thing;
            }
        }
        return path;
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
        return List.copyOf(agreed.values());
    }

    public List<Conflict> conflicts() {
        return contested.keySet().stream()
                .map(path -> new Conflict(path, base.get(path), ours.get(path), theirs.get(path)))
                .toList();
    }

    /**
     * What ours becomes.
     *
     * @param choices for the conflicts, by path; one without a choice stays as ours has it
     */
    public Facts merged(Map<String, Choice> choices) {
        Map<String, @Nullable Object> changes = new HashMap<>();
        agreed.forEach((path, effect) -> changes.put(path, effect.after()));
        contested.forEach((path, waiting) -> {
            if (choices.get(path) == Choice.THEIRS) {
                below(ours, path).keySet().forEach(p -> changes.put(p, null));
                changes.putAll(below(theirs, path));
                changes.put(path, theirs.get(path));
                waiting.forEach(effect -> changes.put(effect.path(), effect.after()));
            }
        });
        return ours.with(changes);
    }
}
