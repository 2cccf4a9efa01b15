package foldback.mixdown;

import foldback.mix.StripAddress;

/** A place of the console that is listened to beside the mix, in the same pass. What is heard there is in time with the mix. */
public record Tap(StripAddress strip, Point point) {
    /** Where on the strip. */
    public enum Point {
        /**
         * What the strip adds to the sum that its output feeds: behind inserts, mutes, faders, width and pan. Always stereo. Where the master
         * passes on what it gets, those of all strips that feed it add up to the mix, to the last bit.
         */
        OUTPUT,
        /** Behind its inserts, before mute, fader and pan: mono or stereo, as the strip is. */
        INSERTS
    }
}
