package foldback.standalone;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Serves the web client: one page for every address under /app, and the headers that keep it to itself. */
final class WebClient {
    private static final int AFTER_THE_DOOR = 500;
    private static final int AFTER_STATIC_FILES = 20_000;

    private static final String KEPT_FOR_EVER = "public, max-age=31536000, immutable";

    private final String contentSecurityPolicy;

    WebClient(@ConfigProperty(name = "foldback.s3.public-endpoint") URI audioStore) {
        String store = audioStore.getScheme() + "://" + audioStore.getAuthority();
        this.contentSecurityPolicy = String.join(
                "; ",
                "default-src 'self'",
                "connect-src 'self' " + store,
                "media-src 'self' " + store,
                "img-src 'self' data:",
                "style-src 'self'",
                "script-src 'self' 'wasm-unsafe-eval'",
                "object-src 'none'",
                "base-uri 'none'",
                "form-action 'self'",
                "frame-ancestors 'none'");
    }

    void protect(@Observes Filters filters) {
        filters.register(this::addHeaders, AFTER_THE_DOOR);
    }

    void serve(@Observes Router router) {
        router.get("/app/*").order(AFTER_STATIC_FILES).handler(context -> context.reroute("/"));
    }

    private void addHeaders(RoutingContext context) {
        MultiMap headers = context.response().headers();
        headers.set("Content-Security-Policy", contentSecurityPolicy);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Embedder-Policy", "require-corp");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        String path = context.normalizedPath();
        if (!path.startsWith("/api/")) {
            // names under /assets hold the hash of their content; a page that was kept would ask for those of yesterday
            boolean forEver = path.startsWith("/assets/");
            context.addHeadersEndHandler(ended -> headers.set("Cache-Control", forEver ? KEPT_FOR_EVER : "no-cache"));
        }
        context.next();
    }
}
