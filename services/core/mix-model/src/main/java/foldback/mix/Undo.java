package foldback.mix;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Undo and redo, for each person alone. What somebody else has written since stays as it is: only those facts go back that still
 * have the value which the undone change gave them, from the same person's hand.
 */
public final class Undo {
    /** Facts that are history or concern people, which nobody undoes in passing. */
    private static final List<String> NEVER = List.of("revision/", "member/", "branched-from", "merge/");

    private Undo() {}

    /**
     * A change that applied, as the history keeps it.
     *
     * @param version that it led to
     */
    public record Entry(long version, Change change, List<Effect> effects) {
        public Entry {
            effects = List.copyOf(effects);
        }
    }

    /** One step that can be undone or redone: a change, or the changes of one gesture, oldest first. */
    public record Group(List<Entry> entries) {
        public Group {
            entries = List.copyOf(entries);
        }

        List<Long> versions() {
            return entries.stream().map(Entry::version).toList();
        }
    }

    /** What somebody can undo and redo, the next step last. */
    public record Stacks(List<Group> undo, List<Group> redo) {
        public Stacks {
            undo = List.copyOf(undo);
            redo = List.copyOf(redo);
        }
    }

    /**
     * What a step back comes to.
     *
     * @param events empty if nothing is left to take back
     * @param guards keep it from overwriting what somebody writes meanwhile
     * @param kept the paths that stay as they are, because somebody else wrote them since, or because events cannot change them
     */
    public record Plan(List<MixEvent> events, SortedMap<String, Long> guards, List<Long> undoes, List<String> kept) {
        public Plan {
            events = List.copyOf(events);
            undoes = List.copyOf(undoes);
            kept = List.copyOf(kept);
        }
    }

    /**
     * What somebody can undo and redo.
     *
     * @param own what that person did and what applied, oldest first
     */
    public static Stacks stacks(List<Entry> own) {
        Deque<Group> undo = new ArrayDeque<>();
        Deque<Group> redo = new ArrayDeque<>();
        for (Group group : groups(own)) {
            List<Long> undone = group.entries().getFirst().change().undoes();
            if (undone.isEmpty()) {
                undo.addLast(group);
                redo.clear();
            } else if (takeDownTo(undo, undone)) {
                redo.addLast(group);
            } else if (takeDownTo(redo, undone)) {
                undo.addLast(group);
            }
        }
        return new Stacks(new ArrayList<>(undo), new ArrayList<>(redo));
    }

    /** Takes the group of these versions off a stack, and those above it, which were passed over; false if it is not there. */
    private static boolean takeDownTo(Deque<Group> stack, List<Long> versions) {
        if (stack.stream().noneMatch(group -> group.versions().equals(versions))) {
            return false;
        }
        Group taken = stack.removeLast();
        while (!taken.versions().equals(versions)) {
            taken = stack.removeLast();
        }
        return true;
    }

    /** Changes of one gesture that follow each other are one group; those that changed nothing are none. */
    private static List<Group> groups(List<Entry> own) {
        List<Group> groups = new ArrayList<>();
        List<Entry> open = new ArrayList<>();
        for (Entry entry : own) {
            if (entry.effects().stream().allMatch(e -> isNeverUndone(e.path()))) {
                continue;
            }
            boolean continues = !open.isEmpty()
                    && entry.change().gesture() != null
                    && open.size() < Limits.CHANGES_PER_GESTURE
                    && Objects.equals(
                            entry.change().gesture(), open.getLast().change().gesture());
            if (!continues && !open.isEmpty()) {
                groups.add(new Group(open));
                open = new ArrayList<>();
            }
            open.add(entry);
        }
        if (!open.isEmpty()) {
            groups.add(new Group(open));
        }
        return groups;
    }

    private static boolean isNeverUndone(String path) {
        return NEVER.stream().anyMatch(path::startsWith);
    }

    /** How to take a group back from the session as it is now. */
    public static Plan plan(SessionState state, Group group) {
        Person author = group.entries().getFirst().change().author();
        Map<String, Effect> merged = merged(group);
        Facts now = Facts.of(state);
        Map<String, @Nullable Object> back = new LinkedHashMap<>();
        List<String> kept = new ArrayList<>();
        merged.forEach((path, effect) -> {
            if (Objects.equals(effect.before(), effect.after())) {
                return;
            }
            boolean untouched = Objects.equals(now.get(path), effect.after()) && isOwn(state, path, author);
            boolean takesOthersAlong = effect.before() == null && othersWroteBelow(state, now, path, author);
            if (isNeverUndone(path) || !untouched || takesOthersAlong) {
                kept.add(path);
            } else {
                back.put(path, effect.before());
            }
        });
        // what stays, stays with all its parts
        kept.forEach(path -> back.keySet().removeIf(p -> p.startsWith(path + "/")));
        List<MixEvent> events = back.isEmpty() ? List.of() : Edits.between(now, now.with(back));
        SortedMap<String, Long> guards = new TreeMap<>();
        back.keySet().forEach(path -> guards.put(path, state.writes().versionOf(path)));
        return new Plan(events, guards, group.versions(), kept);
    }

    /** The group as one: what each path had before it and has after it. */
    private static Map<String, Effect> merged(Group group) {
        Map<String, Effect> merged = new LinkedHashMap<>();
        for (Entry entry : group.entries()) {
            for (Effect effect : entry.effects()) {
                merged.merge(
                        effect.path(), effect, (first, last) -> new Effect(first.path(), first.before(), last.after()));
            }
        }
        return merged;
    }

    private static boolean isOwn(SessionState state, String path, Person author) {
        return Optional.ofNullable(state.writes().of(path))
                .map(write -> write.author().is(author))
                .orElse(true);
    }

    /** Whether taking away what is at a path would take away something that another person wrote. */
    private static boolean othersWroteBelow(SessionState state, Facts now, String path, Person author) {
        return now.dependents(path).stream().anyMatch(p -> !isOwn(state, p, author));
    }
}
