package foldback.dsp;

/** The lengths of notes that a processor can follow, in the order of the registry. */
final class NoteLength {
    /** The choice that follows no tempo. */
    static final int OFF = 0;

    private static final double LONGEST_BEATS = 16;
    private static final double DOTTED = 1.5;
    private static final double TRIPLET = 2.0 / 3;
    private static final int VARIANTS = 3;

    private NoteLength() {}

    /**
     * Quarter notes.
     *
     * @param choice 1 is 4/1, 2 the same dotted, 3 as a triplet, 4 is 2/1, and so on down to 1/32
     */
    static double beats(int choice) {
        int halvings = (choice - 1) / VARIANTS;
        double straight = LONGEST_BEATS / (1 << halvings);
        return switch ((choice - 1) % VARIANTS) {
            case 0 -> straight;
            case 1 -> straight * DOTTED;
            default -> straight * TRIPLET;
        };
    }
}
