package foldback.mixdown;

import foldback.mix.AutomationLane;
import foldback.mix.Mix;
import foldback.mix.ParameterAddress;
import foldback.mix.ParameterSpec;
import java.util.HashMap;
import java.util.Map;

/** The lanes of a mix that are read. */
final class Automation {
    private final Map<ParameterAddress, AutomationLane> lanes = new HashMap<>();

    Automation(Mix mix) {
        for (AutomationLane lane : mix.automation()) {
            if (lane.enabled() && !lane.points().isEmpty()) {
                lanes.putIfAbsent(lane.address(), lane);
            }
        }
    }

    /** A parameter along the song: its lane, or where it was put. */
    Curve curve(ParameterAddress address, ParameterSpec parameter, double put) {
        AutomationLane lane = lanes.get(address);
        return lane == null ? Curve.of(put) : new Breakpoints(lane, parameter);
    }
}
