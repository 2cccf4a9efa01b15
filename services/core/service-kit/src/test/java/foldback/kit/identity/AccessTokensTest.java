package foldback.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import foldback.kit.identity.AccessTokens.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class AccessTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID NORA = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID LOGIN = UUID.fromString("00000000-0000-4000-8000-000000000002");
    private static final ECKey KEY = key("one");
    private static final JWKSource<SecurityContext> KEYS = new ImmutableJWKSet<>(new JWKSet(KEY.toPublicJWK()));

    private final AccessTokens tokens = at(NOW);

    @Test
    void what_was_signed_is_who_somebody_is() {
        Identity nora = identity(NOW, NOW.plusSeconds(600));
        assertThat(tokens.verify(tokens.sign(nora, KEY), KEYS)).isEqualTo(new Verdict.Valid(nora));
    }

    /** What a check costs that nobody remembers; the one that is remembered is a look into a map. */
    @Test
    void a_thousand_checks_say_the_same() {
        String token = tokens.sign(identity(NOW, NOW.plusSeconds(600)), KEY);
        int checks = 3000;
        long[] nanoseconds = new long[checks];
        for (int i = 0; i < checks; i++) {
            long begun = System.nanoTime();
            Verdict verdict = tokens.verify(token, KEYS);
            nanoseconds[i] = System.nanoTime() - begun;
            assertThat(verdict).isInstanceOf(Verdict.Valid.class);
        }
        Arrays.sort(nanoseconds);
        System.out.printf(
                "token checks: p50 %d us, p95 %d us%n",
                nanoseconds[checks / 2] / 1000, nanoseconds[checks * 95 / 100] / 1000);
    }

    @Test
    void a_token_counts_until_it_expires_give_or_take_ten_seconds() {
        String token = tokens.sign(identity(NOW, NOW.plusSeconds(600)), KEY);
        assertThat(at(NOW.plusSeconds(609)).verify(token, KEYS)).isInstanceOf(Verdict.Valid.class);
        assertThat(at(NOW.plusSeconds(610)).verify(token, KEYS)).isEqualTo(new Verdict.Expired());
        assertThat(at(NOW.minusSeconds(10)).verify(token, KEYS)).isInstanceOf(Verdict.Valid.class);
        assertThat(at(NOW.minusSeconds(11)).verify(token, KEYS)).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void a_token_of_another_issuer_or_for_somebody_else_is_refused() {
        for (Map.Entry<String, Object> other : Map.<String, Object>of("iss", "elsewhere", "aud", "somebody-else")
                .entrySet()) {
            refused(signed(with(other.getKey(), other.getValue()), "at+jwt"), other.getKey());
        }
    }

    @Test
    void a_claim_that_is_missing_or_of_another_kind_is_refused() {
        for (String claim : claims().keySet()) {
            refused(signed(with(claim, null), "at+jwt"), "without " + claim);
            refused(signed(with(claim, Map.of("is", "odd")), "at+jwt"), "odd " + claim);
        }
        for (Object time : new Object[] {Long.MAX_VALUE, Long.MIN_VALUE, 1e300, "soon"}) {
            refused(signed(with("exp", time), "at+jwt"), "exp " + time);
        }
        refused(signed(with("scope", "everything"), "at+jwt"), "scope");
        refused(signed(with("sub", "nora"), "at+jwt"), "sub");
    }

    @Test
    void a_token_for_another_purpose_is_refused() {
        refused(signed(claims(), "JWT"), "typ");
        refused(signed(claims(), null), "no typ");
    }

    @Test
    void a_token_without_a_signature_is_refused() {
        String payload = encoded(new Payload(claims()).toString());
        refused(encoded("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"one\"}") + "." + payload + ".", "none");
        refused(encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"one\"}") + "." + payload + ".", "empty");
        // r = s = 0, which some verifiers took (CVE-2022-21449)
        String zeros = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[64]);
        refused(
                encoded("{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"one\"}") + "." + payload + "." + zeros,
                "zeros");
    }

    @Test
    void the_public_key_is_no_shared_secret() throws JOSEException {
        JWSObject forged = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("one")
                        .build(),
                new Payload(claims()));
        forged.sign(new MACSigner(KEY.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        refused(forged.serialize(), "HS256");
    }

    @Test
    void a_key_that_is_not_published_is_nobodys_whatever_it_calls_itself() {
        refused(tokens.sign(identity(NOW, NOW.plusSeconds(600)), key("two")), "unknown key");
        refused(tokens.sign(identity(NOW, NOW.plusSeconds(600)), key("one")), "same name");
    }

    @Test
    void a_token_that_brings_its_own_key_is_refused() throws JOSEException {
        ECKey own = key("mine");
        JWSObject forged = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("mine")
                        .jwk(own.toPublicJWK())
                        .build(),
                new Payload(claims()));
        forged.sign(new ECDSASigner(own));
        refused(forged.serialize(), "own key");
    }

    @Test
    void whatever_is_changed_in_a_token_it_is_refused_and_nothing_breaks() {
        long seed = 20_261_121;
        System.out.println("mutated tokens: seed " + seed);
        Random random = new Random(seed);
        String token = tokens.sign(identity(NOW, NOW.plusSeconds(600)), KEY);
        int refused = 0;
        for (int i = 0; i < 3000; i++) {
            StringBuilder mutant = new StringBuilder(token);
            for (int edits = 1 + random.nextInt(3); edits > 0 && !mutant.isEmpty(); edits--) {
                int at = random.nextInt(mutant.length());
                switch (random.nextInt(3)) {
                    case 0 -> mutant.setCharAt(at, (char) (32 + random.nextInt(200)));
                    case 1 -> mutant.deleteCharAt(at);
                    default -> mutant.insert(at, (char) (32 + random.nextInt(95)));
                }
            }
            Verdict verdict = tokens.verify(mutant.toString(), KEYS);
            boolean same = decodesTheSame(token, mutant.toString());
            assertThat(verdict instanceof Verdict.Valid && !same)
                    .as(mutant.toString())
                    .isFalse();
            refused += verdict instanceof Verdict.Valid ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(2900);
    }

    /** The last character of the signature carries bits that no byte has. */
    private static boolean decodesTheSame(String one, String other) {
        String[] parts = one.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        return others.length == 3
                && others[0].equals(parts[0])
                && others[1].equals(parts[1])
                && others[2].length() >= 85
                && others[2].replaceAll("[^A-Za-z0-9_-]", "").startsWith(parts[2].substring(0, 85));
    }

    @Test
    void a_token_of_a_megabyte_is_refused_unread() {
        refused("a".repeat(1 << 20), "long");
        refused("", "empty");
        refused("..", "dots");
    }

    @Test
    void keys_that_cannot_be_had_are_no_verdict() {
        JWKSource<SecurityContext> away = (selector, context) -> {
            throw new KeySourceException("away");
        };
        String token = tokens.sign(identity(NOW, NOW.plusSeconds(600)), KEY);
        assertThat(tokens.verify(token, away)).isInstanceOf(Verdict.KeysAway.class);
    }

    private void refused(String token, String what) {
        assertThat(tokens.verify(token, KEYS)).as(what).isInstanceOf(Verdict.Refused.class);
    }

    private static AccessTokens at(Instant now) {
        return new AccessTokens("foldback", "foldback-services", Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Identity identity(Instant from, Instant to) {
        return new Identity(NORA, "Nora", LOGIN, Identity.Scope.ALL, from, to);
    }

    private static Map<String, Object> claims() {
        long now = NOW.getEpochSecond();
        return Map.of(
                "iss",
                "foldback",
                "aud",
                "foldback-services",
                "sub",
                NORA.toString(),
                "sid",
                LOGIN.toString(),
                "name",
                "Nora",
                "scope",
                "all",
                "iat",
                now,
                "exp",
                now + Duration.ofMinutes(10).toSeconds());
    }

    private static Map<String, Object> with(String claim, @Nullable Object value) {
        Map<String, Object> claims = new HashMap<>(claims());
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    private static String signed(Map<String, Object> claims, @Nullable String type) {
        JWSHeader.Builder header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one");
        if (type != null) {
            header.type(new JOSEObjectType(type));
        }
        try {
            JWSObject token = new JWSObject(header.build(), new Payload(claims));
            token.sign(new ECDSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
