package foldback.mix;

/** How large a session may grow. One place, so that a reader of the log knows what it must be able to hold. */
public final class Limits {
    public static final int TRACKS = 512;
    public static final int BUSES = 128;
    public static final int CLIPS_PER_TRACK = 4096;
    public static final int INSERTS_PER_STRIP = 16;
    public static final int SENDS_PER_STRIP = 16;
    public static final int REVISIONS = 1000;
    public static final int EVENTS_PER_CHANGE = 1000;
    public static final int NAME_CHARACTERS = 120;

    /** 24 hours at 192 kHz: positions beyond it are mistakes. */
    public static final long FRAMES = 24L * 3600 * 192_000;

    private Limits() {}
}
