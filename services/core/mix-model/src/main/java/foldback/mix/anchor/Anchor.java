package foldback.mix.anchor;

import foldback.mix.Id;
import foldback.mix.StemHash;

/**
 * A frame of source audio that something is fixed to.
 *
 * @param track that played it
 * @param clip of the track that played it: of several places where the same audio is heard, the one that was meant
 * @param stemFrame the frame of the stem
 * @param offsetFrames how far from that frame it stands on the timeline: 0, unless it was fixed in a pause to the nearest audio
 */
public record Anchor(Id track, Id clip, StemHash stem, long stemFrame, long offsetFrames) {}
