package foldback.mixdown;

import foldback.mix.StripAddress;
import java.util.List;

/**
 * A strip of a mix, as it is to be run.
 *
 * @param parts what it plays, if it is a track
 * @param channels of its signal before the inserts: 1 or 2
 * @param inputGain trim and polarity
 * @param delayFrames the delay that was dialled in
 * @param level of its faders and mutes, linear
 * @param routes what it feeds
 * @param keys what it drives
 * @param taps where it is listened to
 * @param out gains of what is heard, if it is the master
 * @param latencyIn how much later its signal is than the song
 * @param latencyOut the same, after its inserts
 * @param rank one more than the highest of what feeds it
 */
record StripPlan(
        StripAddress address,
        List<ClipPlayer.Part> parts,
        int channels,
        Curve inputGain,
        int delayFrames,
        List<InsertPlan> inserts,
        Curve level,
        List<RoutePlan> routes,
        List<KeyPlan> keys,
        List<TapPlan> taps,
        RouteGains out,
        int latencyIn,
        int latencyOut,
        int rank) {
    /**
     * A way into another strip's sum.
     *
     * @param name that no other way out of the strip has: {@code output}, or that of its send
     * @param delayFrames by which it waits for the slowest way there
     */
    record RoutePlan(String name, StripAddress to, RouteGains gains, int delayFrames) {}

    /**
     * A sidechain: the signal after this strip's inserts, before mute, fader and pan, drives an insert of another.
     *
     * @param insert its position on that strip
     */
    record KeyPlan(StripAddress to, int insert, int delayFrames) {}

    /**
     * A place where somebody listens.
     *
     * @param number of the tap within the plan
     * @param delayFrames by which it waits for the mix
     */
    record TapPlan(int number, Tap.Point point, int delayFrames) {}

    StripPlan {
        parts = List.copyOf(parts);
        inserts = List.copyOf(inserts);
        routes = List.copyOf(routes);
        keys = List.copyOf(keys);
        taps = List.copyOf(taps);
    }

    boolean isMaster() {
        return address.equals(StripAddress.MASTER);
    }

    /** Whether it takes its input as it comes, all along. */
    boolean hasUnitInput() {
        return inputGain.isConstant() && inputGain.at(0) == 1;
    }

    boolean isTrack() {
        return address instanceof StripAddress.OfTrack;
    }

    /** The insert from which on a mono strip is stereo; as many as there are inserts if it stays as it is. */
    int widensAt() {
        for (int i = 0; i < inserts.size(); i++) {
            if (inserts.get(i).widens()) {
                return i;
            }
        }
        return inserts.size();
    }

    int channelsOut() {
        return widensAt() < inserts.size() ? 2 : channels;
    }

    List<InsertPlan> narrowInserts() {
        return channels == 1 ? inserts.subList(0, widensAt()) : List.of();
    }

    List<InsertPlan> wideInserts() {
        return channels == 1 ? inserts.subList(widensAt(), inserts.size()) : inserts;
    }
}
