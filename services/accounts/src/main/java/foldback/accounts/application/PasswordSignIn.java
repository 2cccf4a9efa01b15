package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.AttemptRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signing in with a password. Attempts are counted before they are looked at, by the account and by the address they come from, and each has
 * to wait longer than the one before. A device from which somebody signed in before is counted by itself, so that strangers who guess cannot
 * keep anybody out.
 */
@ApplicationScoped
public class PasswordSignIn {
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);
    private static final Pace BY_ACCOUNT = new Pace(5, Duration.ofMinutes(5), FORGOTTEN_AFTER);
    private static final Pace BY_ADDRESS = new Pace(20, Duration.ofMinutes(15), FORGOTTEN_AFTER);
    private static final Pace BY_DEVICE = new Pace(10, Duration.ofMinutes(1), FORGOTTEN_AFTER);
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** What came of it. */
    public sealed interface Result {
        record Done(SignedIn signedIn) implements Result {}

        /** No account has this address and this password; which of the two is nobody's business. */
        record Wrong() implements Result {}

        record TooOften(Duration retryAfter) implements Result {}
    }

    private final AccountRows accounts;
    private final AttemptRows attempts;
    private final PasswordHashing hashing;
    private final Logins logins;
    private final Audit audit;
    private final Clock clock;

    PasswordSignIn(
            AccountRows accounts,
            AttemptRows attempts,
            PasswordHashing hashing,
            Logins logins,
            Audit audit,
            Clock clock) {
        this.accounts = accounts;
        this.attempts = attempts;
        this.hashing = hashing;
        this.logins = logins;
        this.audit = audit;
        this.clock = clock;
    }

    /** An address as accounts have it. */
    static String canonical(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * Signs somebody in who knows their password.
     *
     * @param deviceToken null if the device has none
     */
    public Result signIn(String email, String password, @Nullable String deviceToken, Client client) {
        String address = canonical(email);
        Optional<AccountRows.Stored> stored = accounts.byEmail(address);
        boolean known = deviceToken != null
                && stored.map(s -> logins.knowsDevice(deviceToken, s.account().id()))
                        .orElse(false);
        String byAccount = "account " + Secrets.hash(address);
        String byAddress = "address " + client.neighbourhood();
        String byDevice = "device " + Secrets.hash(deviceToken + " " + address);
        Instant now = clock.instant();
        Optional<Instant> tooEarly =
                known ? attempts.begin(byDevice, BY_DEVICE, now) : begin(byAddress, byAccount, now);
        if (tooEarly.isPresent()) {
            return new Result.TooOften(Duration.between(now, tooEarly.get()));
        }
        Optional<Boolean> right =
                hashing.verify(password, stored.flatMap(s -> Optional.ofNullable(s.passwordHash())), known);
        if (right.isEmpty()) {
            return new Result.TooOften(BUSY);
        }
        if (!right.get() || stored.isEmpty()) {
            audit.note("sign-in-refused", stored.map(s -> s.account().id()).orElse(null), client, "");
            return new Result.Wrong();
        }
        if (known) {
            attempts.forgive(byDevice);
        } else {
            attempts.forgive(byAccount);
            attempts.takeBack(byAddress);
        }
        upgrade(stored.get(), password);
        return new Result.Done(logins.begin(stored.get().account(), client, known ? deviceToken : null));
    }

    /** Counts by both or by neither: an attempt that is refused for its address is none at the account. */
    private Optional<Instant> begin(String byAddress, String byAccount, Instant now) {
        Optional<Instant> addressTooEarly = attempts.begin(byAddress, BY_ADDRESS, now);
        if (addressTooEarly.isPresent()) {
            return addressTooEarly;
        }
        Optional<Instant> accountTooEarly = attempts.begin(byAccount, BY_ACCOUNT, now);
        if (accountTooEarly.isPresent()) {
            attempts.takeBack(byAddress);
        }
        return accountTooEarly;
    }

    private void upgrade(AccountRows.Stored stored, String password) {
        String hash = stored.passwordHash();
        if (hash != null && hashing.isOutdated(hash)) {
            hashing.hash(password)
                    .ifPresent(stronger -> accounts.upgradeHash(stored.account().id(), hash, stronger));
        }
    }
}
