package foldback.analysis;

import java.util.Collections;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import java.util.List;

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
