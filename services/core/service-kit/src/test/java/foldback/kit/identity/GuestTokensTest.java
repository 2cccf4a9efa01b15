package foldback.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import foldback.kit.identity.AccessTokens.Verdict;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a guest may do is in their token, and comes out of it as it went in. */
final class GuestTokensTest {
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private final AccessTokens tokens = new AccessTokens("here", "us", Clock.systemUTC());

    private Verdict back(GuestPass pass) throws Exception {
        ECKey key = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
        Identity guest = new Identity(
                UUID.randomUUID(), "Gus", UUID.randomUUID(), Identity.Scope.STUDIO, now, now.plusSeconds(600), pass);
        Verdict verdict = tokens.verify(tokens.sign(guest, key), new ImmutableJWKSet<>(new JWKSet(key.toPublicJWK())));
        assertThat(verdict).isEqualTo(new Verdict.Valid(guest));
        return verdict;
    }

    @Test
    void a_pass_comes_back_as_it_was_given() throws Exception {
        UUID session = UUID.randomUUID();
        UUID workspace = UUID.randomUUID();
        assertThat(back(new GuestPass(session, workspace, "mix-1", Set.of()))).isNotNull();
        assertThat(back(new GuestPass(session, workspace, null, Set.of(GuestPass.Right.values()))))
                .isNotNull();
    }

    @Test
    void a_link_for_one_revision_covers_no_other_and_none_covers_the_live_mix() {
        GuestPass one = new GuestPass(UUID.randomUUID(), UUID.randomUUID(), "mix-1", Set.of());
        assertThat(one.covers("mix-1")).isTrue();
        assertThat(one.covers("mix-2")).isFalse();
        assertThat(one.covers(null)).isFalse();
        GuestPass all = new GuestPass(UUID.randomUUID(), UUID.randomUUID(), null, Set.of());
        assertThat(all.covers("mix-2")).isTrue();
        assertThat(all.covers(null)).isFalse();
    }
}
