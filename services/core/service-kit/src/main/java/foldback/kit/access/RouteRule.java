package foldback.kit.access;

import foldback.kit.identity.Identity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param method as HTTP has it; {@code WS} for a socket
 * @param path with the names of its parameters in braces
 * @param requirement what whoever asks has to be
 * @param scope what an access token has to be good for at least
 * @param guest what guests need for it; null where it is not for guests
 */
public record RouteRule(
        String method,
        String path,
        Requirement requirement,
        Identity.Scope scope,
        @Nullable GuestRule guest) {
    /** What requests of this route look like; each parameter is a group of its name. */
    Pattern pattern() {
        return Pattern.compile(path.replaceAll("\\{([a-zA-Z]+)}", "(?<$1>[^/]+)") + "/?");
    }
}
