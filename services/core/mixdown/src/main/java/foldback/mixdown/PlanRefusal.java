package foldback.mixdown;

import foldback.mix.Id;
import foldback.mix.StemHash;
import foldback.mix.StripAddress;
import java.util.List;
import java.util.stream.Collectors;

/** Why a mix cannot be rendered. */
public sealed interface PlanRefusal {
    /** For whoever asked for the render. */
    String sentence();

    /** No track has a clip. */
    record NothingToPlay() implements PlanRefusal {
        @Override
        public String sentence() {
            return "No track has a clip: there is nothing to render.";
        }
    }

    record StemMissing(Id track, Id clip, StemHash stem) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Clip " + clip + " of track " + track + " plays the stem " + stem
                    + ", which is not there. Upload it again.";
        }
    }

    record StemRateDiffers(Id track, Id clip, int stemHertz, int sessionHertz) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Clip " + clip + " of track " + track + " plays a stem at " + stemHertz + " Hz in a session at "
                    + sessionHertz + " Hz. Export the stem at the session's rate.";
        }
    }

    record ClipBeyondStem(Id track, Id clip, long lastFrame, long stemFrames) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Clip " + clip + " of track " + track + " plays up to frame " + lastFrame + " of a stem of "
                    + stemFrames + " frames.";
        }
    }

    record UnknownProcessor(StripAddress strip, Id insert, String processor) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Insert " + insert + " on " + strip.path() + " is a \"" + processor
                    + "\", which this engine does not have.";
        }
    }

    /**
     * A value that its parameter does not accept.
     *
     * @param parameter its address; also one that no parameter has
     */
    record ValueOutOfRange(String parameter, double value) implements PlanRefusal {
        @Override
        public String sentence() {
            return parameter + " cannot be " + value + ".";
        }
    }

    record RouteToNowhere(StripAddress strip, StripAddress target) implements PlanRefusal {
        @Override
        public String sentence() {
            return strip.path() + " is routed to " + target.path() + ", which is no bus.";
        }
    }

    /**
     * Buses that feed each other.
     *
     * @param buses in the order of the signal, the first one fed by the last
     */
    record RoutingCycle(List<Id> buses) implements PlanRefusal {
        public RoutingCycle {
            buses = List.copyOf(buses);
        }

        @Override
        public String sentence() {
            return "These buses feed each other in a circle: "
                    + buses.stream().map(Id::value).collect(Collectors.joining(" > ")) + ".";
        }
    }
}
