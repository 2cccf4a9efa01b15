package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.ApiTokenRows;
import foldback.kit.identity.Identity;
import foldback.kit.identity.WorkspaceEvent;
import foldback.log.Author;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Keys for programs: each has a name, a scope and an end, and can be revoked. A program gives one for access tokens; no other service
 * ever sees it.
 */
@ApplicationScoped
public class ApiTokens {
    /** What every API token begins with, so that those who scan for leaked secrets recognise it. */
    public static final String PREFIX = "foldback_";

    /**
     * A token and what it is recognised by.
     *
     * @param secret shown this once
     */
    public record Made(ApiToken token, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Made[token=" + token.id() + "]";
        }
    }

    /** What an API token was given for. */
    public record Access(String accessToken, Duration lasts) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Access[lasts=" + lasts + "]";
        }
    }

    private final ApiTokenRows rows;
    private final AccountRows accounts;
    private final Logins logins;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    ApiTokens(
            ApiTokenRows rows,
            AccountRows accounts,
            Logins logins,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.logins = logins;
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** A new one; empty if somebody has as many as anybody may. */
    public Optional<Made> make(UUID account, String name, Identity.Scope scope, Duration lasts, Client client) {
        Instant now = clock.instant();
        if (rows.of(account, now).size() >= Limits.API_TOKENS) {
            return Optional.empty();
        }
        String secret = PREFIX + Secrets.fresh();
        ApiToken token = new ApiToken(UUID.randomUUID(), account, name, scope, now, now.plus(lasts), null);
        QuarkusTransaction.requiringNew().run(() -> {
            rows.add(Secrets.hash(secret), token);
            audit.note("api-token-made", account, client, name + " " + scope.word());
        });
        return Optional.of(new Made(token, secret));
    }

    public List<ApiToken> of(UUID account) {
        return rows.of(account, clock.instant());
    }

    /** Whether somebody has such a token that counts. */
    boolean lasts(UUID account, UUID token) {
        return of(account).stream().anyMatch(t -> t.id().equals(token));
    }

    /** Whether there was such a token. */
    public boolean revoke(UUID account, UUID token, Client client) {
        boolean revoked = QuarkusTransaction.requiringNew().call(() -> {
            boolean was = rows.revoke(account, token, clock.instant());
            if (was) {
                announceEnd(account, List.of(token));
                audit.note("api-token-revoked", account, client, token.toString());
            }
            return was;
        });
        announcements.send();
        return revoked;
    }

    /** Revokes a token that somebody has in hand; whether it counted until now. */
    public boolean revoke(String secret, Client client) {
        return rows.use(Secrets.hash(secret), clock.instant())
                .map(token -> revoke(token.account(), token.id(), client))
                .orElse(false);
    }

    /** Takes part in a transaction; whoever calls sends the announcements afterwards. */
    void revokeAll(Account account) {
        List<UUID> revoked = rows.revokeAll(account.id(), clock.instant());
        if (!revoked.isEmpty()) {
            announceEnd(account.id(), revoked);
        }
    }

    private void announceEnd(UUID account, List<UUID> tokens) {
        String name = accounts.find(account).map(a -> a.account().name()).orElse("");
        announcements.note(account, new Author(name, account), new WorkspaceEvent.LoginsEnded(tokens));
    }

    /** Gives an API token for an access token; empty if it does not count. */
    public Optional<Access> access(String secret) {
        return rows.use(Secrets.hash(secret), clock.instant())
                .flatMap(token -> accounts.find(token.account())
                        .map(owner -> new Access(
                                logins.accessToken(owner.account(), token.id(), token.scope()),
                                settings.accessTokenLasts())));
    }
}
