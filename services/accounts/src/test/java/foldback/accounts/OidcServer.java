package foldback.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** An OpenID provider inside the test's JVM: discovery, keys, and a token endpoint that checks the client, the code, its address and PKCE. */
public final class OidcServer implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "foldback";
    static final String SECRET = "a secret of the client, of 32 bytes and more";

    /** What is wrong with the ID tokens that it makes. */
    enum Lie {
        NONE,
        OTHER_KEY,
        NO_SIGNATURE,
        SHARED_SECRET,
        OTHER_AUDIENCE,
        OTHER_ISSUER,
        OTHER_NONCE,
        EXPIRED,
        NO_SUBJECT
    }

    /** Whom it knows. */
    record Subject(String id, String name, String email, boolean emailVerified) {}

    private record Granted(Map<String, String> asked, Subject who) {}

    private final HttpServer http;
    private final RSAKey key = rsa("key-1");
    private final RSAKey foreign = rsa("key-1");
    private final Map<String, Granted> codes = new ConcurrentHashMap<>();
    private volatile Lie lie = Lie.NONE;
    private volatile boolean away;

    public OidcServer() {
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        http.createContext("/", this::answer);
        http.start();
        return Map.of(
                "foldback.accounts.oidc.issuer",
                issuer(),
                "foldback.accounts.oidc.client-id",
                CLIENT,
                "foldback.accounts.oidc.client-secret",
                SECRET,
                "foldback.accounts.oidc.name",
                "Northern Studios");
    }

    @Override
    public void stop() {
        http.stop(0);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, field -> field.getType().equals(OidcServer.class));
    }

    private String issuer() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    void tells(Lie kind) {
        lie = kind;
    }

    void isAway(boolean gone) {
        away = gone;
    }

    /** What the browser is sent back with after somebody has signed in at an address of this provider. */
    String approve(URI address, Subject who) {
        Map<String, String> asked = form(address.getRawQuery());
        if (!address.toString().startsWith(issuer() + "/authorize?")
                || !"code".equals(asked.get("response_type"))
                || !"S256".equals(asked.get("code_challenge_method"))
                || !CLIENT.equals(asked.get("client_id"))
                || !asked.getOrDefault("scope", "").contains("openid")
                || asked.getOrDefault("state", "").length() < 43
                || asked.getOrDefault("nonce", "").length() < 43) {
            throw new AssertionError("not a request of the code flow with PKCE: " + address);
        }
        String code = UUID.randomUUID().toString();
        codes.put(code, new Granted(asked, who));
        return code;
    }

    static String state(URI address) {
        return form(address.getRawQuery()).getOrDefault("state", "");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try (exchange) {
            if (away) {
                say(exchange, 503, "{}");
            } else if (path.equals("/.well-known/openid-configuration")) {
                say(exchange, 200, discovery());
            } else if (path.equals("/keys")) {
                say(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
            } else if (path.equals("/token")) {
                token(exchange);
            } else {
                say(exchange, 404, "{}");
            }
        }
    }

    private String discovery() {
        String issuer = issuer();
        return "{\"issuer\":\"" + issuer + "\",\"authorization_endpoint\":\"" + issuer
                + "/authorize\",\"token_endpoint\":\""
                + issuer + "/token\",\"jwks_uri\":\"" + issuer
                + "/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}";
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> asked = form(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((CLIENT + ":" + java.net.URLEncoder.encode(SECRET, UTF_8)).getBytes(UTF_8));
        Granted granted = codes.remove(asked.getOrDefault("code", ""));
        if (granted == null
                || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                || !"authorization_code".equals(asked.get("grant_type"))
                || !said(granted.asked(), "redirect_uri").equals(asked.get("redirect_uri"))
                || !said(granted.asked(), "code_challenge").equals(challenge(said(asked, "code_verifier")))) {
            say(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String idToken = idToken(granted.who(), said(granted.asked(), "nonce"));
        say(
                exchange,
                200,
                "{\"access_token\":\"of no use here\",\"token_type\":\"Bearer\",\"id_token\":\"" + idToken + "\"}");
    }

    private static String said(Map<String, String> form, String name) {
        return form.getOrDefault(name, "");
    }

    private String idToken(Subject who, String nonce) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(lie == Lie.OTHER_ISSUER ? "https://elsewhere.example" : issuer())
                .audience(lie == Lie.OTHER_AUDIENCE ? "somebody else" : CLIENT)
                .issueTime(Date.from(now.minusSeconds(lie == Lie.EXPIRED ? 7200 : 0)))
                .expirationTime(Date.from(now.plusSeconds(lie == Lie.EXPIRED ? -3600 : 300)))
                .claim("nonce", lie == Lie.OTHER_NONCE ? "another" : nonce)
                .claim("name", who.name())
                .claim("email", who.email())
                .claim("email_verified", who.emailVerified());
        if (lie != Lie.NO_SUBJECT) {
            claims.subject(who.id());
        }
        try {
            if (lie == Lie.NO_SIGNATURE) {
                return new PlainJWT(claims.build()).serialize();
            }
            boolean shared = lie == Lie.SHARED_SECRET;
            JWSSigner signer = shared
                    ? new MACSigner(SECRET.getBytes(UTF_8))
                    : new RSASSASigner(lie == Lie.OTHER_KEY ? foreign : key);
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(shared ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256)
                            .keyID("key-1")
                            .build(),
                    claims.build());
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey rsa(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static Map<String, String> form(String text) {
        Map<String, String> said = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                said.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return said;
    }
}
