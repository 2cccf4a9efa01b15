package foldback.accounts.application;

import java.time.Duration;

/**
 * How quickly attempts may follow each other: some are free, then each has to wait twice as long after the one before.
 *
 * @param free attempts without a delay
 * @param longest delay that there is
 * @param forgottenAfter this long without an attempt, the next is the first
 */
public record Pace(int free, Duration longest, Duration forgottenAfter) {
    /** What the first has to wait that comes after those that are free. */
    public static final Duration FIRST_DELAY = Duration.ofSeconds(5);
}
