package foldback.kit.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code foldback.tokens.*}: what issuer and verifiers of access tokens agree on. */
@ConfigMapping(prefix = "foldback.tokens")
public interface TokenSettings {
    /** The {@code iss} of every access token: the installation. */
    @WithDefault("foldback")
    String issuer();

    /** The {@code aud} of every access token: the services. */
    @WithDefault("foldback-services")
    String audience();
}
