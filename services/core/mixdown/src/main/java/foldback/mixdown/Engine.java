package foldback.mixdown;

/** The engine as a whole. */
public final class Engine {
    /** Part of every render's name: another version may give other bits for the same mix. */
    public static final String VERSION = "foldback-engine/2";

    private Engine() {}
}
