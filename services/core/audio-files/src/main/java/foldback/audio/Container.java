package foldback.audio;

/** What kind of file audio came in. */
public enum Container {
    WAV("a WAV file", false),
    AIFF("an AIFF file", false),
    FLAC("a FLAC file", false),
    ALAC("an Apple Lossless file", false),
    MP3("an MP3 file", true),
    VORBIS("an Ogg Vorbis file", true),
    OPUS("an Opus file", true),
    AAC("an AAC file", true);

    private final String words;
    private final boolean lossy;

    Container(String words, boolean lossy) {
        this.words = words;
        this.lossy = lossy;
    }

    /** As a sentence has it. */
    public String words() {
        return words;
    }

    /** Whether it lost sound when it was made. */
    public boolean isLossy() {
        return lossy;
    }
}
