package foldback.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something over time, in equal steps from the beginning.
 *
 * @param stepSeconds from one value to the next
 * @param values null where there is silence, or nothing yet
 */
public record Curve(double stepSeconds, List<@Nullable Double> values) {
    public Curve {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
