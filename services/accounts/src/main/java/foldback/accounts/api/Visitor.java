package foldback.accounts.api;

import foldback.accounts.application.AccountsSettings;
import foldback.accounts.application.Client;
import foldback.accounts.application.SignedIn;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Who is at the other end before anybody has said who they are: an address, a browser, two cookies. */
@RequestScoped
class Visitor {
    /** Signs in again without a password; goes to the accounts service only, and no script reads it. */
    static final String REFRESH = "foldback-refresh";

    /** Says that somebody who knew the password was here before; good for nothing else. */
    static final String DEVICE = "foldback-device";

    /** Says who of its guests somebody is who came by a link. */
    static final String GUEST = "foldback-guest";

    /** Says that it was this browser that was sent to the OpenID provider. */
    static final String SENT = "foldback-oidc";

    private static final String PATH = "/api/accounts";
    private static final Duration DEVICE_KEPT = Duration.ofDays(180);
    private static final Duration GUEST_KEPT = Duration.ofDays(180);
    private static final int TOKEN_CHARACTERS = 64;

    private final HttpServerRequest request;
    private final AccountsSettings settings;

    Visitor(HttpServerRequest request, AccountsSettings settings) {
        this.request = request;
        this.settings = settings;
    }

    Client client() {
        String agent = request.getHeader("User-Agent");
        return new Client(
                request.remoteAddress().hostAddress(), agent == null ? "" : agent.replaceAll("\\p{Cntrl}", ""));
    }

    /** Whether the request was made on this machine and not handed on by a proxy that runs here. */
    boolean isOnThisMachine() {
        if (request.getHeader("X-Forwarded-For") != null || request.getHeader("Forwarded") != null) {
            return false;
        }
        try {
            return InetAddress.getByName(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    Optional<String> refreshToken() {
        return cookie(REFRESH);
    }

    Optional<String> deviceToken() {
        return cookie(DEVICE);
    }

    Optional<String> guestToken() {
        return cookie(GUEST);
    }

    /** For the one link that they came by, so that a browser can be the guest of several. */
    NewCookie guest(UUID link, String token) {
        return kept(GUEST, token, guestPath(link), GUEST_KEPT);
    }

    /** What the browser shows when it comes back from the OpenID provider. */
    NewCookie sent(String binding, Duration lasts) {
        return kept(SENT, binding, PATH + "/oidc", lasts);
    }

    Optional<String> binding() {
        return cookie(SENT);
    }

    NewCookie withoutGuest(UUID link) {
        return kept(GUEST, "", guestPath(link), Duration.ZERO);
    }

    private static String guestPath(UUID link) {
        return PATH + "/guests/" + link;
    }

    private Optional<String> cookie(String name) {
        Cookie cookie = request.getCookie(name);
        return cookie == null || cookie.getValue().length() > TOKEN_CHARACTERS
                ? Optional.empty()
                : Optional.of(cookie.getValue());
    }

    NewCookie[] cookies(SignedIn signedIn) {
        return new NewCookie[] {
            kept(REFRESH, signedIn.refreshToken(), PATH, signedIn.refreshLasts()),
            kept(DEVICE, signedIn.deviceToken(), PATH, DEVICE_KEPT)
        };
    }

    NewCookie withoutRefresh() {
        return kept(REFRESH, "", PATH, Duration.ZERO);
    }

    private NewCookie kept(String name, String value, String path, Duration howLong) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .httpOnly(true)
                .secure("https".equals(settings.url().getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge((int) howLong.toSeconds())
                .build();
    }
}
