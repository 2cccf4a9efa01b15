package foldback.mix;

import java.util.List;

/** How a stereo strip is panned. */
public enum PanMode {
    /** One position: turns the far side down. */
    BALANCE,
    /** A position for either channel. */
    DUAL;

    /** In the order of the parameter's choices. */
    private static final List<PanMode> CHOICES = List.of(BALANCE, DUAL);

    int choice() {
        return CHOICES.indexOf(this);
    }

    static PanMode ofChoice(double choice) {
        return CHOICES.get((int) choice);
    }
}
