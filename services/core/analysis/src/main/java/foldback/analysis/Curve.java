package foldback.analysis;

import java.util.List;

/**
 * Something over time, in equal steps from the beginning.
 *
 * @param stepSeconds from one value to the next
 * @param values null where there is silence, or nothing yet
 */
public record Curve(double stepSeconds, List<@org.jspecify.annotations.Nullable Double> values) {
    public Curve {
        values = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(values));
    }
}
