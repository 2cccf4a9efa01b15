package foldback.kit.identity;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import foldback.kit.ServiceAddresses;
import foldback.kit.identity.AccessTokens.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies access tokens with the keys that the accounts service publishes. Keys are kept for minutes and read again when a token names
 * one that is not known; tokens that were found valid are remembered until they expire, because a signature does not change its mind.
 */
@ApplicationScoped
public class TokenCheck {
    private static final Duration KEYS_KEPT = Duration.ofMinutes(5);
    private static final Duration KEYS_WITHOUT_ACCOUNTS = Duration.ofHours(4);
    private static final Duration READ_AGAIN_AT_MOST_EVERY = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int KEYS_BYTES = 64 * 1024;
    private static final int REMEMBERED = 10_000;

    private final AccessTokens tokens;
    private final JWKSource<SecurityContext> keys;
    private final Clock clock;
    private final Map<String, Identity> valid = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Identity> eldest) {
            return size() > REMEMBERED;
        }
    };

    TokenCheck(TokenSettings settings, ServiceAddresses services, Clock clock) throws MalformedURLException {
        this.tokens = new AccessTokens(settings.issuer(), settings.audience(), clock);
        this.clock = clock;
        int timeout = (int) TIMEOUT.toMillis();
        this.keys = JWKSourceBuilder.create(
                        services.accounts().resolve("/api/accounts/keys").toURL(),
                        new DefaultResourceRetriever(timeout, timeout, KEYS_BYTES))
                .cache(KEYS_KEPT.toMillis(), 2 * TIMEOUT.toMillis())
                .rateLimited(READ_AGAIN_AT_MOST_EVERY.toMillis())
                .outageTolerant(KEYS_WITHOUT_ACCOUNTS.toMillis())
                .build();
    }

    /** What a token is worth now. May read the keys over HTTP, so not for an event loop. */
    public Verdict look(String token) {
        Identity known = remembered(token);
        if (known != null) {
            return known.expiresAt().plus(AccessTokens.CLOCK_SKEW).isAfter(clock.instant())
                    ? new Verdict.Valid(known)
                    : new Verdict.Expired();
        }
        Verdict verdict = tokens.verify(token, keys);
        if (verdict instanceof Verdict.Valid found) {
            remember(token, found.identity());
        }
        return verdict;
    }

    private @Nullable Identity remembered(String token) {
        synchronized (valid) {
            return valid.get(token);
        }
    }

    private void remember(String token, Identity identity) {
        synchronized (valid) {
            valid.put(token, identity);
        }
    }
}
