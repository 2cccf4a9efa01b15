package foldback.kit;

import foldback.kit.limits.Rates;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets in requests that name this server as it is known, and changes and sockets only from its own pages. That keeps out a web page of
 * somebody else's, be it through a name that it points at this machine (DNS rebinding) or across origins. An address that asks without end is told
 * to wait.
 */
final class FrontDoor {
    private static final int BEFORE_EVERYTHING = 1000;
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** {@code foldback.http.*} */
    @ConfigMapping(prefix = "foldback.http")
    interface Settings {
        /** The host names that this server answers to. */
        @WithDefault("localhost,127.0.0.1,[::1]")
        Set<String> hosts();

        /** Where the web client is served from: the pages that may read audio straight from the blob store. */
        @WithDefault("http://localhost:${quarkus.http.port},http://127.0.0.1:${quarkus.http.port}")
        List<URI> origins();
    }

    private static final String API = "/api/";

    private final Settings settings;
    private final Rates rates;

    FrontDoor(Settings settings, Rates rates) {
        this.settings = settings;
        this.rates = rates;
    }

    void stand(@Observes Filters filters) {
        filters.register(this::look, BEFORE_EVERYTHING);
    }

    private void look(RoutingContext context) {
        HttpServerRequest request = context.request();
        // An answer is what it says it is, an error of ours too.
        context.response().putHeader("X-Content-Type-Options", "nosniff");
        String host = request.authority() == null ? "" : request.authority().host();
        if (!settings.hosts().contains(host)) {
            refuse(
                    context,
                    Problem.of(
                            421,
                            "unknown-host",
                            "This server goes by another name",
                            "The request was for the host \"" + host
                                    + "\". Set foldback.http.hosts if that is this server."));
            return;
        }
        if ((!SAFE.contains(request.method()) || opensSocket(request)) && !fromOwnPage(request, host)) {
            refuse(
                    context,
                    Problem.of(
                            403,
                            "foreign-origin",
                            "Only Foldback's own pages may change things",
                            "The request came from a page of another site. Nothing was changed."));
            return;
        }
        Optional<Problem> tooOften = request.path() != null && request.path().startsWith(API)
                ? rates.ofAddress(request.remoteAddress().hostAddress())
                : Optional.empty();
        if (tooOften.isPresent()) {
            refuse(context, tooOften.get());
            return;
        }
        context.next();
    }

    /** A socket is asked for by a GET, and no browser keeps a foreign page from asking. */
    private static boolean opensSocket(HttpServerRequest request) {
        return request.getHeader("Upgrade") != null;
    }

    private static boolean fromOwnPage(HttpServerRequest request, String host) {
        String origin = request.getHeader("Origin");
        return origin == null || host.equals(hostOf(origin));
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return URI.create(origin).getHost();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void refuse(RoutingContext context, Problem problem) {
        problem.headers().forEach(context.response()::putHeader);
        context.response()
                .setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new JsonObject(problem.body()).encode());
    }
}
