package foldback.accounts.application;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The OpenID provider of the installation, if there is one: where people are sent to, and what it says of those who come back. The authorization
 * code flow with PKCE (OpenID Connect Core 1.0, section 3.1; RFC 7636; RFC 9700, section 2.1.1).
 */
@ApplicationScoped
public class OidcProvider {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration METADATA_KEPT = Duration.ofHours(1);
    private static final int MOST_BYTES = 256 * 1024;

    /** Of clocks that differ. */
    private static final int CLOCK_SKEW_SECONDS = 60;

    /** Never a shared secret and never none. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.Ed25519,
            JWSAlgorithm.EdDSA);

    /**
     * What the provider was asked, which it has to answer.
     *
     * @param verifier what only whoever asked can show when the code is exchanged
     */
    record Question(String state, String nonce, String verifier) {}

    /**
     * Whom the provider says somebody is.
     *
     * @param subject never another's, as long as the provider is the same
     * @param email null if it says none, or does not vouch for it
     */
    record Person(
            String issuer,
            String subject,
            @Nullable String name,
            @Nullable String email) {}

    /** What came of a code. */
    sealed interface Answer {
        record Known(Person person) implements Answer {}

        /** The code or what it was exchanged for is not to be believed. */
        record Refused(String why) implements Answer {}

        record Away(String why) implements Answer {}
    }

    private record Kept(OIDCProviderMetadata metadata, JWKSource<SecurityContext> keys, Instant until) {}

    private final AccountsSettings settings;
    private final Clock clock;
    private volatile @Nullable Kept kept;

    OidcProvider(AccountsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    public boolean isThere() {
        return settings.oidc().issuer().isPresent();
    }

    private URI redirect() {
        return settings.url().resolve("/app/arrived");
    }

    private ClientID clientId() {
        return new ClientID(settings.oidc()
                .clientId()
                .orElseThrow(() -> new IllegalStateException("foldback.accounts.oidc.client-id is not set")));
    }

    /** Where somebody is sent to; empty if the provider cannot be reached. */
    Optional<URI> address(Question question) {
        return metadata()
                .map(m -> new AuthenticationRequest.Builder(
                                ResponseType.CODE, new Scope("openid", "profile", "email"), clientId(), redirect())
                        .endpointURI(m.metadata().getAuthorizationEndpointURI())
                        .state(new State(question.state()))
                        .nonce(new Nonce(question.nonce()))
                        .codeChallenge(new CodeVerifier(question.verifier()), CodeChallengeMethod.S256)
                        .build()
                        .toURI());
    }

    /** Exchanges a code for who somebody is. */
    Answer answer(String code, Question question) {
        Optional<Kept> known = metadata();
        if (known.isEmpty()) {
            return new Answer.Away("It does not say where it is to be asked.");
        }
        try {
            HTTPRequest request = tokenRequest(known.get().metadata(), code, question);
            HTTPResponse response = request.send();
            if (response.getStatusCode() >= 500) {
                return new Answer.Away("It answers " + response.getStatusCode() + ".");
            }
            if (!(OIDCTokenResponseParser.parse(response) instanceof OIDCTokenResponse good)) {
                return new Answer.Refused("It does not take the code.");
            }
            IDTokenClaimsSet claims =
                    validator(known.get()).validate(good.getOIDCTokens().getIDToken(), new Nonce(question.nonce()));
            return new Answer.Known(person(claims));
        } catch (IOException e) {
            return new Answer.Away("It does not answer.");
        } catch (ParseException | BadJOSEException | JOSEException e) {
            return new Answer.Refused("What it said of you does not hold.");
        }
    }

    private HTTPRequest tokenRequest(OIDCProviderMetadata metadata, String code, Question question) {
        AuthorizationCodeGrant grant = new AuthorizationCodeGrant(
                new AuthorizationCode(code), redirect(), new CodeVerifier(question.verifier()));
        Optional<String> secret = settings.oidc().clientSecret();
        TokenRequest request = secret.isPresent()
                ? new TokenRequest.Builder(metadata.getTokenEndpointURI(), basic(secret.get()), grant).build()
                : new TokenRequest.Builder(metadata.getTokenEndpointURI(), clientId(), grant).build();
        HTTPRequest http = request.toHTTPRequest();
        http.setConnectTimeout((int) TIMEOUT.toMillis());
        http.setReadTimeout((int) TIMEOUT.toMillis());
        http.setFollowRedirects(false);
        return http;
    }

    private ClientAuthentication basic(String secret) {
        return new ClientSecretBasic(clientId(), new Secret(secret));
    }

    private IDTokenValidator validator(Kept known) {
        IDTokenValidator validator = new IDTokenValidator(
                known.metadata().getIssuer(),
                clientId(),
                new JWSVerificationKeySelector<>(ALGORITHMS, known.keys()),
                null);
        validator.setMaxClockSkew(CLOCK_SKEW_SECONDS);
        return validator;
    }

    private static Person person(IDTokenClaimsSet claims) {
        boolean vouched = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
        return new Person(
                claims.getIssuer().getValue(),
                claims.getSubject().getValue(),
                claims.getStringClaim("name"),
                vouched ? claims.getStringClaim("email") : null);
    }

    private Optional<Kept> metadata() {
        Kept now = kept;
        if (now != null && now.until().isAfter(clock.instant())) {
            return Optional.of(now);
        }
        URI issuer = settings.oidc().issuer().orElseThrow(() -> new IllegalStateException("there is no provider"));
        try {
            int millis = (int) TIMEOUT.toMillis();
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(new Issuer(issuer), millis, millis);
            JWKSource<SecurityContext> keys = JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(), new DefaultResourceRetriever(millis, millis, MOST_BYTES))
                    .retrying(true)
                    .build();
            Kept fresh = new Kept(metadata, keys, clock.instant().plus(METADATA_KEPT));
            kept = fresh;
            return Optional.of(fresh);
        } catch (GeneralException | IOException e) {
            // What was known goes on for as long as the provider is away: its keys have a cache of their own.
            return Optional.ofNullable(now);
        }
    }
}
