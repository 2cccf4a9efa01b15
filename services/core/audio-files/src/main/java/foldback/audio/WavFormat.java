package foldback.audio;

/**
 * What the fmt chunk of a WAV file says.
 *
 * @param channels 1 or 2 of everything that is rendered; up to {@link #MOST_CHANNELS} of a file that is read
 */
public record WavFormat(int sampleRateHertz, int channels, Encoding encoding) {
    /** Files of more come from no recorder that we know; a header that says so is taken for a lie. */
    public static final int MOST_CHANNELS = 64;

    public static final int LOWEST_RATE_HERTZ = 8_000;
    public static final int HIGHEST_RATE_HERTZ = 192_000;

    public WavFormat {
        if (sampleRateHertz < 1 || channels < 1 || channels > MOST_CHANNELS) {
            throw new IllegalArgumentException(
                    "no file is written with " + channels + " channels at " + sampleRateHertz + " Hz");
        }
    }

    public int bytesPerFrame() {
        return channels * encoding.bytesPerSample();
    }
}
