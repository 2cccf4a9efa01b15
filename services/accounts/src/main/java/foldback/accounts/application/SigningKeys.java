package foldback.accounts.application;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import foldback.accounts.persistence.KeyRows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The keys that sign access tokens. A new one is published before it signs, so that verifiers have it by then, and an old one stays
 * published until the last token that it signed has expired. Replicas share them in the database.
 */
@ApplicationScoped
public class SigningKeys {
    private static final Logger LOG = Logger.getLogger(SigningKeys.class);
    private static final Duration PUBLISHED_BEFORE = Duration.ofMinutes(15);
    private static final Duration READ_AGAIN_AFTER = Duration.ofMinutes(1);

    private record Ring(List<KeyRows.Stored> stored, ECKey signer, Instant readAt) {}

    private final KeyRows rows;
    private final Vault vault;
    private final AccountsSettings settings;
    private final Clock clock;
    private @Nullable Ring ring;

    SigningKeys(KeyRows rows, Vault vault, AccountsSettings settings, Clock clock) {
        this.rows = rows;
        this.vault = vault;
        this.settings = settings;
        this.clock = clock;
    }

    /** The key that signs now. */
    ECKey signer() {
        return current().signer();
    }

    /** What verifiers need, as a JSON Web Key Set (RFC 7517). */
    public List<Map<String, Object>> published() {
        return current().stored().stream().map(SigningKeys::publicKey).toList();
    }

    private synchronized Ring current() {
        // As exactly as the database keeps it: a key that signs from now on must not begin in the future.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Ring there = ring;
        if (there != null && there.readAt().plus(READ_AGAIN_AFTER).isAfter(now)) {
            return there;
        }
        Ring read = QuarkusTransaction.requiringNew().call(() -> readAndRotate(now));
        ring = read;
        return read;
    }

    private Ring readAndRotate(Instant now) {
        rows.lock();
        List<KeyRows.Stored> keys = rows.all();
        if (keys.isEmpty()) {
            make(now, now);
        } else if (keys.getFirst().signsFrom().plus(settings.keySigns()).isBefore(now.plus(PUBLISHED_BEFORE))) {
            make(now, now.plus(PUBLISHED_BEFORE));
        }
        removeSpent(now);
        List<KeyRows.Stored> left = rows.all();
        KeyRows.Stored signer = signerOf(left, now).orElseThrow();
        return new Ring(left, opened(signer), now);
    }

    private static Optional<KeyRows.Stored> signerOf(List<KeyRows.Stored> newestFirst, Instant now) {
        return newestFirst.stream().filter(k -> !k.signsFrom().isAfter(now)).findFirst();
    }

    private void make(Instant now, Instant signsFrom) {
        try {
            ECKey key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
            String id = key.getKeyID();
            rows.add(new KeyRows.Stored(
                    id, vault.seal(key.toJSONString(), id), key.toPublicJWK().toJSONString(), now, signsFrom));
            LOG.infof("event=signing_key_made key=%s signsFrom=%s", id, signsFrom);
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK makes keys on P-256", e);
        }
    }

    /** Removes keys whose successor has signed for longer than the last of their tokens lasts. */
    private void removeSpent(Instant now) {
        Duration lasts = settings.accessTokenLasts().plus(PUBLISHED_BEFORE);
        Instant successorSigns = Instant.MAX;
        for (KeyRows.Stored key : rows.all()) {
            if (successorSigns.isBefore(now.minus(lasts))) {
                rows.remove(key.id());
                LOG.infof("event=signing_key_removed key=%s", key.id());
            }
            successorSigns = key.signsFrom();
        }
    }

    private ECKey opened(KeyRows.Stored stored) {
        try {
            return ECKey.parse(vault.open(stored.sealed(), stored.id()));
        } catch (ParseException e) {
            throw new IllegalStateException("the stored key " + stored.id() + " cannot be read", e);
        }
    }

    private static Map<String, Object> publicKey(KeyRows.Stored stored) {
        try {
            return ECKey.parse(stored.publicKey()).toPublicJWK().toJSONObject();
        } catch (ParseException e) {
            throw new IllegalStateException("the stored key " + stored.id() + " cannot be read", e);
        }
    }
}
