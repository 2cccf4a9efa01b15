package foldback.session.application;

import foldback.mix.Effect;
import foldback.mix.Id;
import foldback.mix.Outcome;
import foldback.mix.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one person did in one move: a change, or all changes of one gesture, whatever others did in between.
 *
 * @param first version that it led to
 * @param last version that it led to
 * @param voided how many of its changes came to nothing
 * @param undoes the versions that it takes back
 * @param effects what it did as a whole, by path; a fact that ended as it had begun is none
 */
public record Step(
        long first,
        long last,
        Person author,
        @Nullable Id gesture,
        @Nullable Id answersNote,
        Instant begun,
        Instant ended,
        int changes,
        int voided,
        List<Long> undoes,
        List<Effect> effects) {
    public Step {
        undoes = List.copyOf(undoes);
        effects = List.copyOf(effects);
    }

    private record Gesture(String person, Id gesture) {}

    /** Changes as steps, in the order of their last versions. */
    public static List<Step> of(List<Recorded> changes) {
        List<List<Recorded>> groups = new ArrayList<>();
        Map<Gesture, List<Recorded>> open = new HashMap<>();
        for (Recorded recorded : changes) {
            Id gesture = recorded.change().gesture();
            List<Recorded> group = new ArrayList<>();
            if (gesture != null) {
                group = open.computeIfAbsent(
                        new Gesture(recorded.change().author().key(), gesture), g -> new ArrayList<>());
            }
            if (group.isEmpty()) {
                groups.add(group);
            }
            group.add(recorded);
        }
        return groups.stream()
                .map(Step::step)
                .sorted(Comparator.comparingLong(Step::last))
                .toList();
    }

    private static Step step(List<Recorded> changes) {
        Recorded first = changes.getFirst();
        Recorded last = changes.getLast();
        Map<String, Effect> effects = new TreeMap<>();
        for (Recorded recorded : changes) {
            for (Effect effect : recorded.effects()) {
                effects.merge(effect.path(), effect, (a, b) -> new Effect(a.path(), a.before(), b.after()));
            }
        }
        return new Step(
                first.version(),
                last.version(),
                first.change().author(),
                first.change().gesture(),
                first.change().answersNote(),
                first.at(),
                last.at(),
                changes.size(),
                (int) changes.stream()
                        .filter(r -> r.outcome() instanceof Outcome.Voided)
                        .count(),
                changes.stream().flatMap(r -> r.change().undoes().stream()).toList(),
                effects.values().stream()
                        .filter(e -> !Objects.equals(e.before(), e.after()))
                        .toList());
    }
}
