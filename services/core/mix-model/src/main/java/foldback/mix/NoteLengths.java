package foldback.mix;

import java.util.ArrayList;
import java.util.List;

/** Lengths of notes, as what follows the tempo offers them. */
final class NoteLengths {
    private static final List<String> STRAIGHT = List.of("4/1", "2/1", "1/1", "1/2", "1/4", "1/8", "1/16", "1/32");

    /** Off, then each length straight, dotted and as a triplet. The order is for ever. */
    private static final List<String> CHOICES = choices();

    private NoteLengths() {}

    static ParameterSpec sync() {
        return ParameterSpec.choice("sync", "Sync", 0, CHOICES);
    }

    private static List<String> choices() {
        List<String> choices = new ArrayList<>(List.of("off"));
        for (String length : STRAIGHT) {
            choices.add(length);
            choices.add(length + " dotted");
            choices.add(length + " triplet");
        }
        return List.copyOf(choices);
    }
}
