package foldback.audio;

/**
 * What the fmt chunk of a WAV file says.
 *
 * @param channels 1 or 2
 */
public record WavFormat(int sampleRateHertz, int channels, Encoding encoding) {
    public WavFormat {
        if (sampleRateHertz < 1 || channels < 1 || channels > 2) {
            throw new IllegalArgumentException(
                    "no file is written with " + channels + " channels at " + sampleRateHertz + " Hz");
        }
    }

    public int bytesPerFrame() {
        return channels * encoding.bytesPerSample();
    }
}
