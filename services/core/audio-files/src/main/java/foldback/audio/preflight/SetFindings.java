package foldback.audio.preflight;

import foldback.audio.preflight.Finding.Kind;
import foldback.audio.preflight.Finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What is wrong with stems beside each other. */
public final class SetFindings {
    /** Two of these apart are heard as one place, and comb-filter all the more: 0.1 ms. */
    private static final double LEAST_OFFSET_SECONDS = 0.0001;

    /** Exports of one song differ by a tail; by more, something is missing. */
    private static final double MOST_LENGTH_DIFFERENCE_SECONDS = 1;

    private static final int FEWEST_FOR_A_MAJORITY = 3;

    private SetFindings() {}

    /**
     * A stem of the set.
     *
     * @param name as sentences show it
     */
    public record Member(String hash, String name, int sampleRateHertz, int channels, long frames) {}

    /**
     * Rates and lengths that differ from the others'.
     *
     * @param sessionRateHertz what the stems should have; without it, what most of them have
     * @return by stem, in the order of the set
     */
    public static Map<String, List<Finding>> ofShapes(List<Member> members, OptionalInt sessionRateHertz) {
        Map<String, List<Finding>> found = new LinkedHashMap<>();
        int rate = sessionRateHertz.orElseGet(() -> (int)
                mostCommon(members.stream().map(m -> (long) m.sampleRateHertz()).toList()));
        for (Member each : members) {
            List<Finding> its = found.computeIfAbsent(each.hash(), hash -> new ArrayList<>());
            if (each.sampleRateHertz() != rate) {
                its.add(new Finding(
                        Kind.RATE_DIFFERS,
                        Severity.WARNING,
                        null,
                        "It is at " + each.sampleRateHertz() + " Hz and the session at " + rate
                                + " Hz: it cannot play until it is converted.",
                        new Fix.Convert(rate, each.channels())));
            }
        }
        lengths(members, found);
        return found;
    }

    private static void lengths(List<Member> members, Map<String, List<Finding>> found) {
        List<Long> millis = members.stream().map(SetFindings::millis).toList();
        long usual = mostCommonLength(millis);
        if (members.size() >= FEWEST_FOR_A_MAJORITY && usual > 0) {
            for (Member each : members) {
                double difference = (millis(each) - usual) / 1000.0;
                if (Math.abs(difference) > MOST_LENGTH_DIFFERENCE_SECONDS) {
                    found.getOrDefault(each.hash(), new ArrayList<>())
                            .add(new Finding(
                                    Kind.LENGTH_DIFFERS,
                                    Severity.NOTICE,
                                    null,
                                    String.format(
                                            Locale.ROOT,
                                            "It is %.1f s %s than most of the others.",
                                            Math.abs(difference),
                                            difference > 0 ? "longer" : "shorter"),
                                    null));
                }
            }
        }
    }

    private static long millis(Member member) {
        return member.frames() * 1000 / member.sampleRateHertz();
    }

    /** What more than half of them have, within the tolerance; 0 if there is no such length. */
    private static long mostCommonLength(List<Long> millis) {
        for (long each : millis) {
            long near = millis.stream()
                    .filter(other -> Math.abs(other - each) <= 1000 * MOST_LENGTH_DIFFERENCE_SECONDS)
                    .count();
            if (2 * near > millis.size()) {
                return each;
            }
        }
        return 0;
    }

    private static long mostCommon(List<Long> values) {
        Map<Long, Integer> counts = new HashMap<>();
        long best = values.getFirst();
        for (long each : values) {
            int count = counts.merge(each, 1, Integer::sum);
            best = count > counts.getOrDefault(best, 0) ? each : best;
        }
        return best;
    }

    /** What a comparison says of its second stem, if anything. */
    public static List<Finding> ofRelation(Member first, Member second, Comparison.Relation relation) {
        List<Finding> found = new ArrayList<>();
        if (relation.correlation() < 0) {
            found.add(new Finding(
                    Kind.POLARITY,
                    Severity.WARNING,
                    null,
                    "It holds the same sound as " + first.name() + ", turned round: together they cancel.",
                    new Fix.FlipPolarity()));
        }
        double seconds = (double) relation.lagFrames() / second.sampleRateHertz();
        if (Math.abs(seconds) > LEAST_OFFSET_SECONDS) {
            found.add(new Finding(
                    Kind.TIME_OFFSET,
                    Severity.NOTICE,
                    null,
                    String.format(
                            Locale.ROOT,
                            "It holds the same sound as %s, %.2f ms (%d frames) %s.",
                            first.name(),
                            1000 * Math.abs(seconds),
                            Math.abs(relation.lagFrames()),
                            relation.lagFrames() > 0 ? "later" : "earlier"),
                    new Fix.Shift(-relation.lagFrames())));
        }
        return found;
    }

    /**
     * Compares each stem with those before it, and keeps the first relation of each: the others follow from it.
     *
     * @param outlines by the stems' hashes; a stem without one is not compared
     */
    public static Map<String, List<Finding>> ofSound(List<Member> members, Map<String, Outline> outlines) {
        Map<String, List<Finding>> found = new LinkedHashMap<>();
        for (int second = 1; second < members.size(); second++) {
            Outline its = outlines.get(members.get(second).hash());
            for (int first = 0; first < second && its != null; first++) {
                Outline other = outlines.get(members.get(first).hash());
                Optional<Comparison.Relation> relation = other == null ? Optional.empty() : Comparison.of(other, its);
                if (relation.isPresent()) {
                    found.put(
                            members.get(second).hash(),
                            ofRelation(members.get(first), members.get(second), relation.get()));
                    break;
                }
            }
        }
        return found;
    }
}
