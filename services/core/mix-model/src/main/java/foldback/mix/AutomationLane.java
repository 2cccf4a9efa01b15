package foldback.mix;

import java.util.List;

/**
 * How a parameter moves by itself as the song goes on. Before the first point it has that point's value, after the last one that one's.
 *
 * @param enabled whether it is read; if not, the parameter stays where it was put
 * @param points by frame, no two on the same
 */
public record AutomationLane(ParameterAddress address, boolean enabled, List<Breakpoint> points) {
    public AutomationLane {
        points = List.copyOf(points);
    }
}
