package foldback.review.application;

/** How large a session's review may grow, in one place. */
public final class ReviewLimits {
    public static final int NOTES = 20_000;
    public static final int TEXT_CHARACTERS = 4000;
    public static final int SUMMARY_CHARACTERS = 200;
    public static final int REPLIES = 200;
    public static final int EARLIER_TEXTS = 50;
    public static final int MENTIONS = 20;
    public static final int STRIPS = 32;
    public static final int ANSWERS = 100;
    public static final int REACTING = 200;
    public static final int ROUNDS = 200;
    public static final int REVIEWERS = 50;
    public static final int VERDICTS_KEPT = 500;
    public static final int NAME_CHARACTERS = 60;
    public static final int PASTED_LINES = 500;
    public static final int PASTED_CHARACTERS = 200_000;

    /** How far after the last clip a note may still stand: reverbs ring on. */
    public static final int TAIL_SECONDS = 60;

    private ReviewLimits() {}
}
