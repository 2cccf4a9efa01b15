package foldback.cli.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Accounts over HTTP, as docs/API.md has them: for whoever wants to be somebody. */
public final class AccountsApi {
    private static final String API_TOKENS = "/api/accounts/me/api-tokens";
    private static final String LOGINS = "/api/accounts/me/logins";

    private final Wire wire;

    /** @param base where Foldback answers */
    public AccountsApi(URI base) {
        this.wire = new Wire(base);
    }

    /** What requests are sent with for a while. */
    public record Access(String accessToken, long expiresInSeconds) {
        /** Without the token. */
        @Override
        public String toString() {
            return "Access[expiresInSeconds=" + expiresInSeconds + "]";
        }
    }

    /** Gives an API token for access. */
    public Access access(String apiToken) throws ApiException {
        return wire.post("/api/accounts/access", null, Map.of("key", apiToken), Access.class);
    }

    /** Gives the key of a data folder on this machine for access as the first owner. */
    public Access accessByLocalKey(String localKey) throws ApiException {
        return wire.post("/api/accounts/sign-in/local", null, Map.of("key", localKey), Access.class);
    }

    private record Link(URI link) {}

    /** An address that opens a browser which is signed in as the first owner, once. */
    public URI linkByLocalKey(String localKey) throws ApiException {
        return wire.post("/api/accounts/sign-in/local", null, Map.of("key", localKey, "link", true), Link.class)
                .link();
    }

    public Access signIn(String email, String password) throws ApiException {
        return wire.post("/api/accounts/sign-in", null, Map.of("email", email, "password", password), Access.class);
    }

    /** Invites to a workspace; the link has its token in the fragment. */
    public URI invite(String accessToken, String workspace, String role) throws ApiException {
        String path = "/api/accounts/workspaces/" + workspace + "/invitations";
        return wire.post(path, accessToken, Map.of("role", role), Link.class).link();
    }

    /** Accepts an invitation as somebody new. */
    public Access accept(URI link, String name, String email, String password) throws ApiException {
        Map<String, Object> person = new LinkedHashMap<>();
        person.put("token", link.getFragment());
        person.put("name", name);
        person.put("email", email);
        person.put("password", password);
        return wire.post("/api/accounts/invitations/accept", null, person, Access.class);
    }

    /** An API token; its secret is told this once. */
    public record ApiToken(String id, String name, String expiresAt, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "ApiToken[id=" + id + "]";
        }
    }

    /**
     * Makes an API token.
     *
     * @param scope {@code all}, {@code studio} or {@code read}
     */
    public ApiToken makeApiToken(String accessToken, String name, String scope, int days) throws ApiException {
        return wire.post(API_TOKENS, accessToken, Map.of("name", name, "scope", scope, "days", days), ApiToken.class);
    }

    public void revoke(String apiToken) throws ApiException {
        wire.post("/api/accounts/access/revocation", null, Map.of("key", apiToken));
    }

    private record Login(String id, boolean current) {}

    /** Ends the sign-in that an access token came from. */
    public void signOut(String accessToken) throws ApiException {
        for (Login login : List.of(wire.get(LOGINS, accessToken, Login[].class))) {
            if (login.current()) {
                wire.delete(LOGINS + "/" + login.id(), accessToken);
            }
        }
    }

    private record Me(String name) {}

    /** What somebody is called. */
    public String nameOf(String accessToken) throws ApiException {
        return wire.get("/api/accounts/me", accessToken, Me.class).name();
    }
}
