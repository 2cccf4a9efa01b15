package foldback.cli.api;

import foldback.cli.api.AccountsApi.Access;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who acts at one Foldback: something that lasts, given for access tokens, which do not. May be asked from any thread; one that is about to expire
 * is replaced by the first who asks.
 */
public final class Credentials {
    private static final long BEFORE_IT_EXPIRES_NANOS = Duration.ofMinutes(1).toNanos();

    @FunctionalInterface
    private interface Exchange {
        Access access(AccountsApi accounts) throws ApiException;
    }

    private final URI base;
    private final AccountsApi accounts;
    private final Exchange exchange;
    private @Nullable String accessToken;
    private long goodUntilNanos;

    private Credentials(URI base, Exchange exchange) {
        this.base = base;
        this.accounts = new AccountsApi(base);
        this.exchange = exchange;
    }

    public static Credentials apiToken(URI base, String secret) {
        return new Credentials(base, accounts -> accounts.access(secret));
    }

    /** The first owner, for whoever has the key of the data folder. */
    public static Credentials localKey(URI base, String key) {
        return new Credentials(base, accounts -> accounts.accessByLocalKey(key));
    }

    /** Where these credentials count. */
    public URI base() {
        return base;
    }

    /**
     * An access token that counts for at least a minute.
     *
     * @throws ApiException if they do not count, or nobody answers
     */
    public synchronized String accessToken() throws ApiException {
        String known = accessToken;
        if (known != null && System.nanoTime() - goodUntilNanos < 0) {
            return known;
        }
        Access access = exchange.access(accounts);
        goodUntilNanos = System.nanoTime()
                + Duration.ofSeconds(access.expiresInSeconds()).toNanos()
                - BEFORE_IT_EXPIRES_NANOS;
        accessToken = access.accessToken();
        return access.accessToken();
    }
}
