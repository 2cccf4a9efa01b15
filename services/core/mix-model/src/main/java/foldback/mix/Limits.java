package foldback.mix;

/** How large a session may grow. One place, so that a reader of the log knows what it must be able to hold. */
public final class Limits {
    public static final int TRACKS = 512;
    public static final int BUSES = 128;
    public static final int VCAS = 64;
    public static final int CLIPS_PER_TRACK = 4096;
    public static final int INSERTS_PER_STRIP = 16;
    public static final int SENDS_PER_STRIP = 16;
    public static final int LANES = 4096;
    public static final int POINTS_PER_LANE = 20_000;
    public static final int TEMPOS = 1000;
    public static final int METERS = 1000;
    public static final int MARKERS = 1000;
    public static final int SECTIONS = 200;
    public static final int REFERENCES = 50;
    public static final int MEMBERS = 200;
    public static final int SAFE_FADERS = 200;
    public static final int REVISIONS = 1000;
    public static final int MERGES = 1000;

    /** Of which a session remembers how far they counted; of more, those forgotten that were silent longest. */
    public static final int CLIENTS = 2000;

    public static final int EVENTS_PER_CHANGE = 5000;
    public static final int GUARDS_PER_CHANGE = 5000;
    public static final int CHANGES_PER_GESTURE = 5000;
    public static final int NAME_CHARACTERS = 120;

    /** 24 hours at 192 kHz: positions beyond it are mistakes. */
    public static final long FRAMES = 24L * 3600 * 192_000;

    private Limits() {}
}
