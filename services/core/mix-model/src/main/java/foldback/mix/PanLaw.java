package foldback.mix;

import java.util.List;

/** How much quieter than at the sides a mono signal is on each side when it is panned to the middle. */
public enum PanLaw {
    ZERO_DB(0),
    MINUS_3_DB(-3),
    MINUS_4_5_DB(-4.5),
    MINUS_6_DB(-6);

    /** In the order of the parameter's choices. */
    private static final List<PanLaw> CHOICES = List.of(ZERO_DB, MINUS_3_DB, MINUS_4_5_DB, MINUS_6_DB);

    private final double centreDb;

    PanLaw(double centreDb) {
        this.centreDb = centreDb;
    }

    /** The level of either side in the middle, in decibels. */
    public double centreDb() {
        return centreDb;
    }

    int choice() {
        return CHOICES.indexOf(this);
    }

    static PanLaw ofChoice(double choice) {
        return CHOICES.get((int) choice);
    }
}
