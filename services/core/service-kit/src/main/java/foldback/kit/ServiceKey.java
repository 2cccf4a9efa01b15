package foldback.kit;

import io.smallrye.config.ConfigMapping;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows one service that another asks it. Guests may not read mix documents, but a note of theirs is fixed to the audio that its mix document tells
 * of; so review-comments asks for it with the guest's token and this.
 */
@ApplicationScoped
public class ServiceKey {
    static final String HEADER = "Foldback-Service";

    private static final int BYTES = 32;
    private static final int FEWEST_CHARACTERS = 32;

    /** {@code foldback.services-together.*} */
    @ConfigMapping(prefix = "foldback.services-together")
    interface Settings {
        /** A secret of the installation, the same for all its services. Without it, only services of one process know each other. */
        Optional<String> key();
    }

    private final String key;

    ServiceKey(Settings settings) {
        key = settings.key().orElseGet(ServiceKey::random);
        if (key.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException("foldback.services-together.key has " + key.length()
                    + " characters; it must have " + FEWEST_CHARACTERS + " at least, by chance");
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    String key() {
        return key;
    }

    /** Whether whoever said this is a service, in a time that does not tell how close it is. */
    boolean isSaidBy(@Nullable String said) {
        return said != null
                && MessageDigest.isEqual(said.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }
}
