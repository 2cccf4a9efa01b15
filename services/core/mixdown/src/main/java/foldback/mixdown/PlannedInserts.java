package foldback.mixdown;

import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.StripAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The inserts of a plan. To find out how late an insert is takes a processor, so the next plan has from here what nobody touched: a mix is
 * planned anew whenever a fader moves while it plays.
 */
final class PlannedInserts {
    /** What a plan was made of, and the plan. */
    private record Planned(Insert insert, int channelsIn, InsertPlan plan) {}

    private final Map<StripAddress, Map<Id, Planned>> planned = new HashMap<>();

    void add(StripAddress strip, Insert insert, int channelsIn, InsertPlan plan) {
        planned.computeIfAbsent(strip, s -> new HashMap<>()).put(insert.id(), new Planned(insert, channelsIn, plan));
    }

    /** The plan of this very insert; null if it is another one, or not here. */
    @Nullable
    InsertPlan find(StripAddress strip, Insert insert, int channelsIn) {
        Planned found = planned.getOrDefault(strip, Map.of()).get(insert.id());
        if (found == null || found.channelsIn != channelsIn || !isSame(found.insert, insert)) {
            return null;
        }
        return found.plan;
    }

    @SuppressWarnings(
            "ReferenceEquality") // nearly always it is the same object, and to compare two that are equal takes long
    private static boolean isSame(Insert one, Insert other) {
        return one == other || one.equals(other);
    }
}
