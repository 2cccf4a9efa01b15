package foldback.review.application;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Open notes that cannot both be followed: on the same place and the same tracks, by different people, one suggests what undoes the other, or asks
 * in words for the opposite ("louder", "quieter"); and notes that somebody said they disagree with. Pure, and no more than a hint: people
 * decide.
 */
public final class Contradictions {
    /** How near two moments are one place. */
    private static final int SECONDS_APART = 2;

    /** Nobody reads more of them at a time. */
    private static final int MOST = 200;

    private static final Pattern WORD = Pattern.compile("[\\p{L}]+");

    /** Words for more and words for less of something, in the languages of whoever added them. */
    private static final List<Map.Entry<Set<String>, Set<String>>> OPPOSITES = List.of(
            Map.entry(
                    Set.of("louder", "up", "more", "raise", "boost", "lauter", "mehr"),
                    Set.of("quieter", "softer", "down", "less", "lower", "cut", "leiser", "weniger")),
            Map.entry(Set.of("brighter", "sharper", "heller"), Set.of("darker", "duller", "warmer", "dunkler")),
            Map.entry(Set.of("wetter", "longer", "länger"), Set.of("drier", "dryer", "shorter", "kürzer")),
            Map.entry(Set.of("wider", "breiter"), Set.of("narrower", "enger")),
            Map.entry(Set.of("keep", "love", "perfect"), Set.of("remove", "mute", "delete", "hate")));

    /**
     * Two notes that contradict each other; or one that somebody disagrees with, in which case both are the same.
     *
     * @param why in a sentence
     */
    public record Pair(UUID one, UUID other, String why) {}

    /**
     * A note, where it is now.
     *
     * @param frame of the timeline, as is {@code endFrame}, the first one after it
     */
    public record Standing(Note note, long frame, long endFrame) {}

    private Contradictions() {}

    /** The first {@value #MOST} pairs among notes, in the order of the music. Notes that are resolved or withdrawn contradict nobody. */
    public static List<Pair> among(List<Standing> notes) {
        List<Standing> open = notes.stream()
                .filter(s -> s.note().resolved() == null && s.note().withdrawn() == null)
                .sorted((a, b) -> Long.compare(a.frame(), b.frame()))
                .toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < open.size() && pairs.size() < MOST; i++) {
            Standing one = open.get(i);
            if (one.note().reactions().stream().anyMatch(r -> r.reaction() == Note.Reaction.DISAGREE)) {
                pairs.add(new Pair(one.note().id(), one.note().id(), "Somebody disagrees."));
            }
            long reach = one.endFrame() + (long) SECONDS_APART * one.note().sampleRate();
            for (int j = i + 1; j < open.size() && open.get(j).frame() <= reach && pairs.size() < MOST; j++) {
                Standing other = open.get(j);
                if (!People.same(one.note().author(), other.note().author()) && shareStrips(one.note(), other.note())) {
                    add(pairs, one.note(), other.note());
                }
            }
        }
        return pairs;
    }

    private static boolean shareStrips(Note one, Note other) {
        return one.strips().isEmpty()
                || other.strips().isEmpty()
                || one.strips().stream().anyMatch(other.strips()::contains);
    }

    private static void add(List<Pair> pairs, Note one, Note other) {
        Map<String, String> first = moves(one);
        Map<String, String> second = moves(other);
        for (Map.Entry<String, String> move : first.entrySet()) {
            String otherwise = second.get(move.getKey());
            if (otherwise != null && !otherwise.equals(move.getValue())) {
                pairs.add(new Pair(
                        one.id(),
                        other.id(),
                        "One suggests " + move.getKey() + " at " + move.getValue() + ", the other at " + otherwise
                                + "."));
                return;
            }
        }
        Set<String> words = words(one);
        Set<String> others = words(other);
        for (Map.Entry<Set<String>, Set<String>> opposite : OPPOSITES) {
            boolean upAndDown = asks(words, opposite.getKey(), opposite.getValue())
                    && asks(others, opposite.getValue(), opposite.getKey());
            boolean downAndUp = asks(words, opposite.getValue(), opposite.getKey())
                    && asks(others, opposite.getKey(), opposite.getValue());
            if (upAndDown || downAndUp) {
                pairs.add(new Pair(one.id(), other.id(), "They ask for the opposite of each other."));
                return;
            }
        }
    }

    private static boolean asks(Set<String> words, Set<String> forThis, Set<String> andNotThat) {
        return words.stream().anyMatch(forThis::contains) && words.stream().noneMatch(andNotThat::contains);
    }

    private static Set<String> words(Note note) {
        Set<String> words = new HashSet<>();
        Matcher matcher = WORD.matcher(note.text().toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    /** What a note's suggestion moves, and where to. */
    private static Map<String, String> moves(Note note) {
        Map<String, String> moves = new HashMap<>();
        Note.Suggestion suggestion = note.suggestion();
        if (suggestion != null) {
            for (JsonNode event : suggestion.events()) {
                if (event.path("type").asText().equals("ParameterMoved")) {
                    moves.put(
                            event.path("address").asText(), event.path("value").asText());
                }
            }
        }
        return moves;
    }
}
