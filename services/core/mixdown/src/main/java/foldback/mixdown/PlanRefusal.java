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
     * Strips that feed or drive each other.
     *
     * @param strips in the order of the signal, the first one fed by the last
     */
    record RoutingCycle(List<StripAddress> strips) implements PlanRefusal {
        public RoutingCycle {
            strips = List.copyOf(strips);
        }

        @Override
        public String sentence() {
            return "These strips feed each other in a circle: "
                    + strips.stream().map(StripAddress::path).collect(Collectors.joining(" > ")) + ".";
        }
    }

    record SidechainFromNowhere(StripAddress strip, Id insert, StripAddress source) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Insert " + insert + " on " + strip.path() + " is driven by " + source.path()
                    + ", which is no track or bus.";
        }
    }

    record NoSidechain(StripAddress strip, Id insert, String processor) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Insert " + insert + " on " + strip.path() + " is driven by another strip, but a \"" + processor
                    + "\" has no sidechain.";
        }
    }

    /** Two strips of one address. */
    record StripTwice(StripAddress strip) implements PlanRefusal {
        @Override
        public String sentence() {
            return strip.path() + " is there twice.";
        }
    }

    record EmptyStem(Id track, Id clip, StemHash stem) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Clip " + clip + " of track " + track + " plays the stem " + stem + ", which has no frames.";
        }
    }

    /** A clip that begins before the song or lies beyond what a song can be, or whose fades are longer than it. */
    record ClipImpossible(Id track, Id clip) implements PlanRefusal {
        @Override
        public String sentence() {
            return "Clip " + clip + " of track " + track
                    + " does not lie within a song, or its fades are longer than it.";
        }
    }

    record VcaOverNothing(Id vca, StripAddress member) implements PlanRefusal {
        @Override
        public String sentence() {
            return "VCA " + vca + " has the member " + member.path() + ", which is not there.";
        }
    }

    record AutomationOfNothing(String parameter) implements PlanRefusal {
        @Override
        public String sentence() {
            return parameter + " is automated, but not there.";
        }
    }

    record NotAutomatable(String parameter) implements PlanRefusal {
        @Override
        public String sentence() {
            return parameter + " is automated, but it can only be set.";
        }
    }

    /** Two lanes for one parameter. */
    record AutomatedTwice(String parameter) implements PlanRefusal {
        @Override
        public String sentence() {
            return parameter + " has two automation lanes.";
        }
    }

    /** A breakpoint that is not behind the one before it. */
    record AutomationUnsorted(String parameter, long frame) implements PlanRefusal {
        @Override
        public String sentence() {
            return "The automation of " + parameter + " has a point at frame " + frame
                    + " that is not behind the one before it.";
        }
    }

    /** A tempo map that does not begin at frame 0, is not in order, or has a tempo that no song has. */
    record TempoImpossible(long frame, double beatsPerMinute) implements PlanRefusal {
        @Override
        public String sentence() {
            return "The tempo of " + beatsPerMinute + " at frame " + frame
                    + " is impossible, or not behind the one before it.";
        }
    }
}
