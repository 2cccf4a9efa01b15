package foldback.accounts.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Hashes a bounded number of passwords at once. Each takes megabytes and a tenth of a second by intention, so that whoever sends thousands
 * of guesses could otherwise take the whole server; devices that are known have a place that strangers cannot fill.
 */
@ApplicationScoped
class PasswordHashing {
    private static final int WAITING = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many places there are, and who waits for them. */
    private static final class Places {
        private final Semaphore free;
        private final AtomicInteger waiting = new AtomicInteger();

        Places(int count) {
            this.free = new Semaphore(count, true);
        }

        <T> Optional<T> take(Supplier<T> work) {
            if (waiting.incrementAndGet() > WAITING) {
                waiting.decrementAndGet();
                return Optional.empty();
            }
            boolean taken = false;
            try {
                taken = free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
            }
            if (!taken) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.get());
            } finally {
                free.release();
            }
        }
    }

    private final Argon2 strength;
    private final Places forEverybody;
    private final Places forKnownDevices = new Places(1);

    /** Verified where there is no account, so that it takes as long as where there is one. */
    private final String nobodys;

    PasswordHashing(AccountsSettings settings) {
        AccountsSettings.Hashing hashing = settings.hashing();
        this.strength = new Argon2(hashing.memoryKib(), hashing.passes(), hashing.lanes());
        this.forEverybody = new Places(hashing.atOnce());
        this.nobodys = strength.hash(Secrets.fresh());
    }

    /** The hash to store of a password; empty if too many wait. */
    Optional<String> hash(String password) {
        return forEverybody.take(() -> strength.hash(password));
    }

    /**
     * Whether a password is the one of a stored hash; empty if too many wait.
     *
     * @param stored empty where there is no account or no password: that takes as long, and is never right
     */
    Optional<Boolean> verify(String password, Optional<String> stored, boolean knownDevice) {
        return (knownDevice ? forKnownDevices : forEverybody)
                .take(() -> Argon2.verify(password, stored.orElse(nobodys)) && stored.isPresent());
    }

    /** Whether a hash should be made anew the next time its password is at hand. */
    boolean isOutdated(String stored) {
        return strength.isOutdated(stored);
    }
}
