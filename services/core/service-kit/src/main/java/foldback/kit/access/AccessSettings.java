package foldback.kit.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code foldback.access.*} */
@ConfigMapping(prefix = "foldback.access")
public interface AccessSettings {
    /**
     * Whether whoever is not signed in may do everything, under a name of their choice. For one machine that serves nobody else; a request
     * with an access token is held to what its account may do even so.
     */
    @WithDefault("true")
    boolean anonymous();
}
