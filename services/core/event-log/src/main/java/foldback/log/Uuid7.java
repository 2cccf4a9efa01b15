package foldback.log;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, 12 bits that count within one (section 6.2, method
 * 1: the counter starts at a random value below half its range), 62 random bits. Every one is greater, compared as unsigned
 * bytes or as text, than the one before it from the same generator, even when the clock is set back.
 */
public final class Uuid7 {
    private static final int COUNTER_LIMIT = 1 << 12;
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_BITS = 0x3FFF_FFFF_FFFF_FFFFL;

    private final Clock clock;
    private final RandomGenerator random;
    private long lastMillis = -1;
    private int counter;

    public Uuid7() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    Uuid7(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public synchronized UUID next() {
        long now = clock.millis();
        if (now > lastMillis) {
            lastMillis = now;
            counter = random.nextInt(COUNTER_LIMIT / 2);
        } else if (++counter == COUNTER_LIMIT) {
            // The counter is used up: borrow from the next millisecond rather than wait for it.
            lastMillis++;
            counter = 0;
        }
        return new UUID(lastMillis << 16 | VERSION | counter, VARIANT | (random.nextLong() & RANDOM_BITS));
    }

    /** When a UUID of version 7 was made, in milliseconds. */
    public static Instant madeAt(UUID id) {
        if (id.version() != 7) {
            throw new IllegalArgumentException("not a UUID of version 7: " + id);
        }
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
