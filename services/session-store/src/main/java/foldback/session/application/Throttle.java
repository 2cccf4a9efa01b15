package foldback.session.application;

import foldback.session.messaging.Presence;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets the latest of what somebody says through, not more than five times a second. */
final class Throttle {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Consumer<Presence> through;
    private final Executor executor;
    private @Nullable Presence latest;
    private boolean pausing;
    private boolean ended;

    Throttle(Consumer<Presence> through, Executor executor) {
        this.through = through;
        this.executor = executor;
    }

    synchronized void offer(Presence presence) {
        latest = presence;
        if (!pausing) {
            pausing = true;
            executor.execute(this::pass);
        }
    }

    private void pass() {
        Presence passing;
        synchronized (this) {
            passing = latest;
            latest = null;
            if (passing == null || ended) {
                pausing = false;
                return;
            }
        }
        through.accept(passing);
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS, executor)
                .execute(this::pass);
    }

    synchronized void end() {
        ended = true;
        latest = null;
    }
}
