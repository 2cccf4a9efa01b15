package foldback.kit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** {@code foldback.services.*}: where the services find each other; inside standalone, all of them in this very process. */
@ConfigMapping(prefix = "foldback.services")
public interface ServiceAddresses {
    /** Where session-store answers. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port}")
    URI sessionStore();

    /** Where accounts answers. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port}")
    URI accounts();
}
