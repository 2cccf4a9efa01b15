package foldback.analysis;

/** How much is kept of a piece of audio, whatever its length. */
final class Limits {
    /** Of a curve over time; a longer piece gets coarser steps. */
    static final int MOST_CURVE_VALUES = 2400;

    /** Of a picture over time, as the spectrum's. */
    static final int MOST_PICTURE_ROWS = 600;

    /** Beats and sections are looked for in no more: 100 onset strengths a second and what goes with them are kept until the end, 18 MB an hour. */
    static final double MOST_RHYTHM_SECONDS = 4 * 3600;

    /** Of one kind of finding. */
    static final int MOST_PLACES = 20;

    /** What is quieter than this is silence to every measure here. */
    static final double SILENT_DBFS = -90;

    private Limits() {}
}
