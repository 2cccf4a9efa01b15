package foldback.bounce;

import foldback.mix.StemHash;
import foldback.mixdown.PlanRefusal;

/** Why there is no file, and why there would be none if it were tried again. */
public sealed interface BounceRefusal {
    /** For whoever asked for the bounce. */
    String sentence();

    /**
     * A document that is no JSON, of another format, or says what no mix can be.
     *
     * @param what is wrong with it, and where
     */
    record DocumentUnreadable(String what) implements BounceRefusal {
        @Override
        public String sentence() {
            return "The mix document cannot be read: " + what + ".";
        }
    }

    /** Something of the mix, or of the headers of its stems, that the engine does not render. */
    record MixUnplayable(PlanRefusal reason) implements BounceRefusal {
        @Override
        public String sentence() {
            return reason.sentence();
        }
    }

    /**
     * A sample that is not a number, or infinite: known only once it has been read.
     *
     * @param frame of the stem, from 0
     */
    record SampleUnusable(StemHash stem, long frame, String sentence) implements BounceRefusal {}

    /** A range that begins where the song and its tail have ended. */
    record RangeBeyondSong(long fromFrame) implements BounceRefusal {
        @Override
        public String sentence() {
            return "The range begins at frame " + fromFrame + ", and by then the song and its tail are over.";
        }
    }

    /** Something that was asked for and cannot be handed over: a format that is not written here, tracks that are not there. */
    record Undeliverable(String sentence) implements BounceRefusal {}
}
