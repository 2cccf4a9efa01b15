package foldback.analysis;

import java.util.List;

/**
 * The key.
 *
 * @param confidence 0 to 1: by how much it fits better than the next one
 * @param tuningCents how far the tuning is from A4 = 440 Hz
 * @param alternatives the next ones, the best first
 * @param pitchClasses how much there is of C to B, 1 in all
 */
public record Key(
        Name name,
        double confidence,
        double fit,
        double tuningCents,
        List<Alternative> alternatives,
        List<Double> pitchClasses) {
    public Key {
        alternatives = List.copyOf(alternatives);
        pitchClasses = List.copyOf(pitchClasses);
    }

    private static final List<String> NOTES = List.of("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");

    /**
     * What it is called.
     *
     * @param tonic 0 is C, 11 is B
     */
    public record Name(int tonic, boolean minor) {
        public String text() {
            return NOTES.get(tonic) + (minor ? " minor" : " major");
        }
    }

    /**
     * Another key.
     *
     * @param fit the correlation with its profile, -1 to 1
     */
    public record Alternative(Name name, double fit) {}
}
