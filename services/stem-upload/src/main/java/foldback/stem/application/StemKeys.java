package foldback.stem.application;

/** Where stems lie in the blob store; docs/API.md has the whole list. */
public final class StemKeys {
    private StemKeys() {}

    /** The render-ready WAV, which any worker reads. */
    public static String audio(String hash) {
        return "stems/" + hash + ".wav";
    }

    public static String peaks(String hash) {
        return "stems/" + hash + ".peaks.dat";
    }

    /** The stem at a few kilohertz, by which it is compared with others. */
    static String outline(String hash) {
        return "stems/" + hash + ".outline";
    }
}
