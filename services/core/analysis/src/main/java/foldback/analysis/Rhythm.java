package foldback.analysis;

import java.util.List;

/**
 * How fast it is, and where its beats are.
 *
 * @param tempo of the whole
 * @param beatSeconds all of them, from the first to the last that is heard
 * @param downbeats which of them begin a bar
 * @param onsetsPerSecond how much begins
 */
public record Rhythm(Tempo tempo, List<Double> beatSeconds, Answer<Downbeats> downbeats, double onsetsPerSecond) {
    public Rhythm {
        beatSeconds = List.copyOf(beatSeconds);
    }

    /**
     * How fast it is.
     *
     * @param confidence 0 to 1: how much of what begins does so on the beat
     * @param alternatives others that the same music may be counted in, the best first
     * @param steadiness 0 to 1: the part of the beats whose distance is within 4 % of the tempo's
     */
    public record Tempo(double beatsPerMinute, double confidence, List<Alternative> alternatives, double steadiness) {
        public Tempo {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * Another tempo that the same music may be counted in.
     *
     * @param relation "half", "double", "third", "triple", "two-thirds", "three-halves" or "other"
     * @param score of this against that of the tempo, 1 where it fits as well
     */
    public record Alternative(double beatsPerMinute, String relation, double score) {}

    /**
     * Where bars begin.
     *
     * @param beatsPerBar 3 or 4
     * @param confidence 0 to 1
     */
    public record Downbeats(int beatsPerBar, double confidence, List<Double> seconds) {
        public Downbeats {
            seconds = List.copyOf(seconds);
        }
    }
}
