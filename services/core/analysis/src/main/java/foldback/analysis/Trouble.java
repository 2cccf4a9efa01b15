package foldback.analysis;

import foldback.audio.preflight.Finding.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that will be heard, and that whoever mixes may want to change.
 *
 * @param kind its name in the API, for ever
 * @param amount how much, in {@code unit}; null where the kind says it all
 * @param places where, the worst of many by time; none if it is so throughout
 * @param text one sentence: what, and how much
 * @param advice one sentence: what to do
 */
public record Trouble(
        String kind,
        Severity severity,
        @Nullable Double amount,
        @Nullable String unit,
        List<Place> places,
        String text,
        @Nullable String advice) {
    public Trouble {
        places = List.copyOf(places);
    }

    /**
     * Where.
     *
     * @param amount how much there, in the unit of the whole; null as there
     */
    public record Place(
            double startSeconds,
            double endSeconds,
            @Nullable Double amount) {}
}
