package foldback.analysis;

import java.util.List;

/**
 * What is so in a piece of audio.
 *
 * @param frames how long it is
 * @param troubles the warnings first
 */
public record Analysis(
        int sampleRateHertz,
        int channels,
        long frames,
        Dynamics dynamics,
        Answer<Spectrum> spectrum,
        Answer<StereoField> stereo,
        Answer<Rhythm> rhythm,
        Answer<List<Section>> sections,
        Answer<Key> key,
        List<Trouble> troubles) {
    /** Goes up with whatever changes a number, as analyses are kept by content and version. */
    public static final int VERSION = 1;

    public Analysis {
        troubles = List.copyOf(troubles);
    }

    public double seconds() {
        return (double) frames / sampleRateHertz;
    }
}
