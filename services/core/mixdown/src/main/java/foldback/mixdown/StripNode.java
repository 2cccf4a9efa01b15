package foldback.mixdown;

import foldback.dsp.Processor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A strip as it runs: its input, trim and polarity, its inserts, and the routes out of it. */
final class StripNode {
    private final @Nullable ClipPlayer clips;
    private final SummingPoint input = new SummingPoint(2);
    private final double inputGain;
    private final InsertChain inserts;
    private final List<Route> routes = new ArrayList<>();
    private final double[][] tick;

    /**
     * Makes a strip without routes.
     *
     * @param clips what it plays; null if it is a bus or the master, which are summed into
     * @param channels of its signal before the pan: 1 or 2
     * @param inputGain trim and polarity
     */
    StripNode(@Nullable ClipPlayer clips, int channels, double inputGain, InsertChain inserts) {
        this.clips = clips;
        this.inputGain = inputGain;
        this.inserts = inserts;
        tick = new double[channels][Processor.TICK_FRAMES];
    }

    SummingPoint input() {
        return input;
    }

    int channels() {
        return tick.length;
    }

    void addRoute(Route route) {
        routes.add(route);
    }

    /** Processes a tick, and passes it on. What feeds this strip has run before. */
    void run(long frame) {
        if (clips != null) {
            clips.play(frame, tick);
        } else {
            input.take(tick);
            input.clear();
        }
        for (double[] channel : tick) {
            for (int i = 0; i < channel.length; i++) {
                channel[i] *= inputGain;
            }
        }
        inserts.process(tick);
        for (Route route : routes) {
            route.feed(tick);
        }
    }

    /** The tick after the inserts. */
    double[][] tick() {
        return tick;
    }

    long clamped() {
        return input.clamped() + (clips == null ? 0 : clips.clamped());
    }
}
