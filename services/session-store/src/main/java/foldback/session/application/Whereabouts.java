package foldback.session.application;

import foldback.session.messaging.PresenceLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Who was seen where a moment ago. Whoever is not seen again is taken to have left: a replica that dies tells nobody. */
final class Whereabouts implements AutoCloseable {
    private static final Duration GONE_AFTER = Duration.ofSeconds(15);
    private static final int PEOPLE = 20_000;

    private record Place(String session, String client) {}

    private record Sighting(PresenceLog.Seen seen, long nanos) {}

    private final Map<Place, Sighting> seen = new ConcurrentHashMap<>();
    private final Consumer<PresenceLog.Seen> gone;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("foldback-whereabouts").factory());

    Whereabouts(Consumer<PresenceLog.Seen> gone) {
        this.gone = gone;
        var _ = timer.scheduleWithFixedDelay(this::forget, 1, 1, TimeUnit.SECONDS);
    }

    void note(PresenceLog.Seen sighting) {
        Place place = new Place(sighting.session(), sighting.client());
        if (sighting.presence() == null) {
            seen.remove(place);
        } else if (seen.size() < PEOPLE || seen.containsKey(place)) {
            seen.put(place, new Sighting(sighting, System.nanoTime()));
        }
    }

    Collection<PresenceLog.Seen> in(String session) {
        return seen.entrySet().stream()
                .filter(e -> e.getKey().session().equals(session))
                .map(e -> e.getValue().seen())
                .toList();
    }

    private void forget() {
        long now = System.nanoTime();
        List<Map.Entry<Place, Sighting>> old = seen.entrySet().stream()
                .filter(e -> now - e.getValue().nanos() > GONE_AFTER.toNanos())
                .toList();
        for (Map.Entry<Place, Sighting> entry : old) {
            if (seen.remove(entry.getKey(), entry.getValue())) {
                PresenceLog.Seen last = entry.getValue().seen();
                gone.accept(new PresenceLog.Seen(last.session(), last.author(), last.client(), null));
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
