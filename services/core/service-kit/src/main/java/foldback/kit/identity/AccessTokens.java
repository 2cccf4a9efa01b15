package foldback.kit.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import foldback.kit.Names;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens as signed JSON: M. Jones, J. Bradley, N. Sakimura, <i>JSON Web Token</i>, RFC 7519, 2015, in the profile of V. Bertocci,
 * RFC 9068, 2021. One algorithm, ES256, is issued and taken; the token does not choose.
 */
public final class AccessTokens {
    /** How far two clocks may be apart. */
    static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

    /** More than any token of ours has. */
    static final int CHARACTERS = 2048;

    /** The end of the year 9999. */
    private static final long LATEST_SECOND = 253_402_300_799L;

    private static final String GUEST = "guest";
    private static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

    private final String issuer;
    private final String audience;
    private final Clock clock;

    public AccessTokens(String issuer, String audience, Clock clock) {
        this.issuer = issuer;
        this.audience = audience;
        this.clock = clock;
    }

    /** What came of looking at a token. */
    public sealed interface Verdict {
        record Valid(Identity identity) implements Verdict {}

        /** It was good once. */
        record Expired() implements Verdict {}

        /**
         * It does not count.
         *
         * @param why for the log, never for whoever sent it
         */
        record Refused(String why) implements Verdict {}

        /** Nobody can tell just now, because the keys cannot be had. */
        record KeysAway(String why) implements Verdict {}
    }

    /** Signs a token; its {@code kid} is the key's. */
    public String sign(Identity identity, ECKey key) {
        JWSHeader header = new JWSHeader.Builder(ALGORITHM)
                .type(TYPE)
                .keyID(key.getKeyID())
                .build();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("aud", audience);
        claims.put("sub", identity.account().toString());
        claims.put("name", identity.name());
        claims.put("sid", identity.login().toString());
        claims.put("scope", identity.scope().word());
        claims.put("iat", identity.issuedAt().getEpochSecond());
        claims.put("exp", identity.expiresAt().getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        GuestPass guest = identity.guest();
        if (guest != null) {
            claims.put(GUEST, claim(guest));
        }
        try {
            JWSObject token = new JWSObject(header, new Payload(claims));
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("a key of ours always signs", e);
        }
    }

    private static Map<String, Object> claim(GuestPass guest) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("session", guest.session().toString());
        claim.put("workspace", guest.workspace().toString());
        String revision = guest.revision();
        if (revision != null) {
            claim.put("revision", revision);
        }
        claim.put(
                "may",
                guest.rights().stream().sorted().map(GuestPass.Right::word).toList());
        return claim;
    }

    /** What a token says of a guest; empty if that cannot be read. */
    private static Optional<GuestPass> guest(Object claim) {
        if (!(claim instanceof Map<?, ?> said) || !(said.get("may") instanceof List<?> may)) {
            return Optional.empty();
        }
        Optional<UUID> session = uuid(said.get("session"));
        Optional<UUID> workspace = uuid(said.get("workspace"));
        Object revision = said.get("revision");
        Set<GuestPass.Right> rights = EnumSet.noneOf(GuestPass.Right.class);
        for (Object word : may) {
            Optional<GuestPass.Right> right = word instanceof String text ? GuestPass.Right.of(text) : Optional.empty();
            if (right.isEmpty()) {
                return Optional.empty();
            }
            rights.add(right.get());
        }
        return session.isEmpty() || workspace.isEmpty() || !(revision == null || revision instanceof String)
                ? Optional.empty()
                : Optional.of(new GuestPass(session.get(), workspace.get(), (String) revision, rights));
    }

    /** Looks at everything that a token claims, the signature first. Total: whatever the text, there is a verdict. */
    public Verdict verify(String text, JWKSource<SecurityContext> keys) {
        if (text.length() > CHARACTERS) {
            return new Verdict.Refused("too long");
        }
        JWSObject token;
        try {
            token = JWSObject.parse(text);
        } catch (ParseException e) {
            return new Verdict.Refused("no signed token");
        }
        JWSHeader header = token.getHeader();
        if (!ALGORITHM.equals(header.getAlgorithm())) {
            return new Verdict.Refused("algorithm " + header.getAlgorithm());
        }
        if (!TYPE.equals(header.getType()) || header.getKeyID() == null || header.getCriticalParams() != null) {
            return new Verdict.Refused("header");
        }
        try {
            Optional<ECKey> key = key(header.getKeyID(), keys);
            if (key.isEmpty()) {
                return new Verdict.Refused("unknown key");
            }
            if (!token.verify(new ECDSAVerifier(key.get()))) {
                return new Verdict.Refused("signature");
            }
        } catch (JOSEException e) {
            return new Verdict.KeysAway(String.valueOf(e.getMessage()));
        }
        return claims(token.getPayload().toJSONObject());
    }

    private static Optional<ECKey> key(String id, JWKSource<SecurityContext> keys) throws JOSEException {
        JWKSelector selector = new JWKSelector(new JWKMatcher.Builder()
                .keyType(KeyType.EC)
                .curve(Curve.P_256)
                .keyID(id)
                .build());
        return keys.get(selector, null).stream().findFirst().map(JWK::toECKey);
    }

    private Verdict claims(@Nullable Map<String, Object> claims) {
        if (claims == null) {
            return new Verdict.Refused("no claims");
        }
        if (!issuer.equals(claims.get("iss"))) {
            return new Verdict.Refused("issuer");
        }
        Object meantFor = claims.get("aud");
        if (!audience.equals(meantFor) && !(meantFor instanceof List<?> several && several.contains(audience))) {
            return new Verdict.Refused("audience");
        }
        if (!(claims.get("iat") instanceof Long issued) || !(claims.get("exp") instanceof Long expires)) {
            return new Verdict.Refused("times");
        }
        Optional<Identity.Scope> scope = scope(claims.get("scope"));
        Optional<UUID> account = uuid(claims.get("sub"));
        Optional<UUID> login = uuid(claims.get("sid"));
        if (scope.isEmpty()
                || account.isEmpty()
                || login.isEmpty()
                || !(claims.get("name") instanceof String name)
                || !isTime(issued)
                || !isTime(expires)) {
            return new Verdict.Refused("claims");
        }
        Instant now = clock.instant();
        Instant issuedAt = Instant.ofEpochSecond(issued);
        Instant expiresAt = Instant.ofEpochSecond(expires);
        if (issuedAt.minus(CLOCK_SKEW).isAfter(now)) {
            return new Verdict.Refused("issued in the future");
        }
        if (!expiresAt.plus(CLOCK_SKEW).isAfter(now)) {
            return new Verdict.Expired();
        }
        Object claim = claims.get(GUEST);
        Optional<GuestPass> guest = claim == null ? Optional.empty() : guest(claim);
        if (claim != null && guest.isEmpty()) {
            return new Verdict.Refused("guest");
        }
        return new Verdict.Valid(
                new Identity(account.get(), name, login.get(), scope.get(), issuedAt, expiresAt, guest.orElse(null)));
    }

    private static boolean isTime(long seconds) {
        return seconds >= 0 && seconds <= LATEST_SECOND;
    }

    private static Optional<Identity.Scope> scope(@Nullable Object word) {
        for (Identity.Scope scope : Identity.Scope.values()) {
            if (scope.word().equals(word)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    private static Optional<UUID> uuid(@Nullable Object text) {
        return text instanceof String name && Names.isUuid(name)
                ? Optional.of(UUID.fromString(name))
                : Optional.empty();
    }
}
