package foldback.simulator;

import java.util.SplittableRandom;

/** Carries messages late, out of order, twice, or not at all; once it is calm, each of them once. */
final class Network {
    private static final int LONGEST_DELAY = 40;
    private static final double LOST = 0.08;
    private static final double TWICE = 0.08;

    private final Timeline timeline;
    private final SplittableRandom random;
    private boolean calm;
    private long lost;
    private long repeated;

    Network(Timeline timeline, SplittableRandom random) {
        this.timeline = timeline;
        this.random = random;
    }

    void send(Runnable delivery) {
        if (!calm && random.nextDouble() < LOST) {
            lost++;
            return;
        }
        timeline.after(1 + random.nextInt(LONGEST_DELAY), delivery);
        if (!calm && random.nextDouble() < TWICE) {
            repeated++;
            timeline.after(1 + random.nextInt(LONGEST_DELAY), delivery);
        }
    }

    void calm() {
        calm = true;
    }

    boolean isCalm() {
        return calm;
    }

    long lost() {
        return lost;
    }

    long repeated() {
        return repeated;
    }
}
