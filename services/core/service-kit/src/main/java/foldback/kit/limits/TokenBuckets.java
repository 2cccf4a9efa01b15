package foldback.kit.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets each of many take so much a second, and what they have saved up at once: a token bucket each, see A. Tanenbaum, D. Wetherall, <i>Computer
 * Networks</i>, 5th ed., 2011, sec. 5.4. In memory, of this process alone; whoever was not heard of for longest is forgotten first, who has a full
 * bucket then.
 */
final class TokenBuckets {
    /** A bucket is a hundred bytes or so. */
    static final int REMEMBERED = 50_000;

    private static final double NANOS = 1e9;

    private record Bucket(double left, Instant at) {}

    private final double perSecond;
    private final double saved;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > REMEMBERED;
        }
    };

    /**
     * Full buckets.
     *
     * @param perSecond what comes into a bucket
     * @param saved what a bucket holds
     */
    TokenBuckets(double perSecond, int saved, Clock clock) {
        this.perSecond = perSecond;
        this.saved = saved;
        this.clock = clock;
    }

    /** Takes one; empty if there was one, and otherwise how long until there is. */
    synchronized Optional<Duration> take(String whose) {
        Instant now = clock.instant();
        Bucket before = buckets.getOrDefault(whose, new Bucket(saved, now));
        double since = Math.max(0, Duration.between(before.at(), now).toNanos() / NANOS);
        double there = Math.min(saved, before.left() + since * perSecond);
        boolean enough = there >= 1;
        buckets.put(whose, new Bucket(enough ? there - 1 : there, now));
        return enough
                ? Optional.empty()
                : Optional.of(Duration.ofNanos((long) Math.ceil((1 - there) / perSecond * NANOS)));
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
