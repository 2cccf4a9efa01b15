package foldback.dsp.lanes;

/**
 * How the samples of a frame lie in bytes: signed integers, little endian, one channel behind the other; full scale is 1. A frame has
 * at most {@link #MOST_BYTES}.
 */
public enum Packing {
    PCM_16_MONO(2, 1),
    PCM_16_STEREO(2, 2),
    PCM_24_MONO(3, 1),
    PCM_24_STEREO(3, 2);

    /** Of a frame, and how many can be read from where the last frame of a buffer begins. */
    public static final int MOST_BYTES = 8;

    private final int sampleBytes;
    private final int channels;

    Packing(int sampleBytes, int channels) {
        this.sampleBytes = sampleBytes;
        this.channels = channels;
    }

    public int sampleBytes() {
        return sampleBytes;
    }

    public int channels() {
        return channels;
    }

    public int frameBytes() {
        return sampleBytes * channels;
    }

    /** Of a sample that is 1. */
    public double fullScale() {
        return 1L << (8 * sampleBytes - 1);
    }
}
