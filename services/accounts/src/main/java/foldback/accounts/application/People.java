package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.AttemptRows;
import foldback.kit.identity.Identity;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What people do with their own account. */
@ApplicationScoped
public class People {
    private static final Pace TRIES = new Pace(5, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Duration BUSY = Duration.ofSeconds(2);

    /** What came of choosing another password. */
    public sealed interface Result {
        record Done() implements Result {}

        record WrongPassword() implements Result {}

        record PasswordRefused(String why) implements Result {}

        record TooOften(Duration retryAfter) implements Result {}
    }

    private final AccountRows rows;
    private final AttemptRows attempts;
    private final PasswordHashing hashing;
    private final Logins logins;
    private final ApiTokens apiTokens;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    People(
            AccountRows rows,
            AttemptRows attempts,
            PasswordHashing hashing,
            Logins logins,
            ApiTokens apiTokens,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.attempts = attempts;
        this.hashing = hashing;
        this.logins = logins;
        this.apiTokens = apiTokens;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whose an access token is, if what it came from has not ended meanwhile. */
    public Optional<Account> of(Identity identity) {
        return logins.lasts(identity.login()) || apiTokens.lasts(identity.account(), identity.login())
                ? rows.find(identity.account()).map(AccountRows.Stored::account)
                : Optional.empty();
    }

    /** Another name, which access tokens have from the next one on. */
    public void rename(UUID id, String name, Client client) {
        rows.rename(id, name);
        audit.note("renamed", id, client, name);
    }

    /** Another password, for whoever knows the one that is. Signs out everywhere but here. */
    public Result changePassword(UUID id, UUID login, String current, String next, Client client) {
        AccountRows.Stored stored = rows.find(id).orElseThrow();
        Optional<String> refusal = PasswordRules.refusal(
                next, stored.account().name(), stored.account().email());
        if (refusal.isPresent()) {
            return new Result.PasswordRefused(refusal.get());
        }
        String attempt = "password of " + id;
        Instant now = clock.instant();
        Optional<Instant> tooEarly = attempts.begin(attempt, TRIES, now);
        if (tooEarly.isPresent()) {
            return new Result.TooOften(Duration.between(now, tooEarly.get()));
        }
        Optional<Boolean> right = hashing.verify(current, Optional.ofNullable(stored.passwordHash()), true);
        Optional<String> hash = hashing.hash(next);
        if (right.isEmpty() || hash.isEmpty()) {
            return new Result.TooOften(BUSY);
        }
        if (!right.get()) {
            audit.note("password-change-refused", id, client, "");
            return new Result.WrongPassword();
        }
        attempts.forgive(attempt);
        QuarkusTransaction.requiringNew().run(() -> {
            rows.setPassword(id, hash.get());
            logins.endAll(stored.account(), login, "password changed");
            audit.note("password-changed", id, client, "");
        });
        announcements.send();
        return new Result.Done();
    }
}
