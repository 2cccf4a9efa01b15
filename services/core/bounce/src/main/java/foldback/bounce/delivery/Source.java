package foldback.bounce.delivery;

import foldback.mix.Id;
import foldback.mix.StripAddress;
import java.util.List;

/** Which part of a mix an output has. */
public sealed interface Source {
    /** What the master makes of it all. */
    record Mix() implements Source {}

    /**
     * A file for each strip. Those of strips that are silent in the mix are left out.
     *
     * @param strips which ones, by path; none means all
     */
    record Stems(Each each, Signal signal, List<StripAddress> strips) implements Source {
        public Stems {
            strips = List.copyOf(strips);
        }
    }

    /**
     * The mix with some tracks muted; what they drive by sidechains goes on as it was.
     *
     * @param choice whether the tracks named are taken away, or all others
     * @param tags tracks by what their names say they are; see {@link TrackTags}
     */
    record Alternate(Choice choice, List<Id> tracks, List<String> tags) implements Source {
        public Alternate {
            tracks = List.copyOf(tracks);
            tags = List.copyOf(tags);
        }
    }

    /** Which strips have files of their own. */
    enum Each {
        /** All tracks, and all returns: where groups and the master only sum, they add up to the mix. */
        TRACKS,
        /** Whatever feeds the master, be it a bus or a track: where the master only sums, they add up to the mix. */
        BUSES
    }

    /** How a strip sounds in its file. */
    enum Signal {
        /** As in the mix: clips through trim, inserts, mutes, fader and pan, as it goes on to the next strip; without what it sends elsewhere. */
        WET,
        /** Its clips with their gains and fades, and nothing of the strip. */
        DRY
    }

    /** What {@link Alternate} does with its tracks. */
    enum Choice {
        WITHOUT,
        ONLY
    }
}
