package foldback.cli.login;

import foldback.cli.UsageException;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code login} and {@code logout} are told.
 *
 * @param url where Foldback answers
 * @param token whether an API token is read, in place of an address and a password
 */
record LoginOptions(URI url, boolean token) {
    private static final String USAGE = "usage: foldback login [--url URL] [--token] | logout [--url URL]";

    static LoginOptions parse(List<String> args) throws UsageException {
        @Nullable URI url = null;
        boolean token = false;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--url" -> {
                    if (!rest.hasNext()) {
                        throw usage("--url needs a value");
                    }
                    url = uri(rest.next());
                }
                case "--token" -> token = true;
                default -> throw usage("'" + option + "' is not known here");
            }
        }
        if (url == null) {
            throw usage("--url is needed");
        }
        return new LoginOptions(url, token);
    }

    private static URI uri(String text) throws UsageException {
        try {
            URI uri = URI.create(text);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw usage("--url is no address: " + text);
    }

    private static UsageException usage(String what) {
        return new UsageException(what + System.lineSeparator() + USAGE);
    }
}
