package foldback.cli.login;

import foldback.cli.SignInNeededException;
import foldback.cli.api.Credentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which credentials a command acts by. */
public final class Keyring {
    /** An API token, for machines. */
    static final String VARIABLE = "FOLDBACK_TOKEN";

    private Keyring() {}

    /**
     * The API token of {@value #VARIABLE}; or the one that {@code foldback login} has kept; or, for a Foldback on this machine, the key of its
     * data folder.
     *
     * @param data the data folder of this machine's Foldback, if it is known
     * @throws SignInNeededException if there is none of these
     */
    public static Credentials of(URI base, @Nullable Path data, Map<String, String> environment)
            throws SignInNeededException, IOException {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (!given.isEmpty()) {
            return Credentials.apiToken(base, given);
        }
        Optional<String> kept = TokenFile.of(environment).token(base);
        if (kept.isPresent()) {
            return Credentials.apiToken(base, kept.get());
        }
        if (data != null && isThisMachine(base)) {
            Optional<String> key = LocalKey.in(data);
            if (key.isPresent()) {
                return Credentials.localKey(base, key.get());
            }
        }
        throw new SignInNeededException("nobody is signed in at " + base + ". Run: foldback login --url " + base
                + ", or set " + VARIABLE + ".");
    }

    private static boolean isThisMachine(URI base) {
        try {
            return InetAddress.getByName(base.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
