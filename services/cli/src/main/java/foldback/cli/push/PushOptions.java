package foldback.cli.push;

import foldback.cli.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a push is told.
 *
 * @param url where Foldback answers
 * @param session the tracks go to
 * @param data the data folder of this machine's Foldback, whose key opens it; null if it is not known
 * @param filesAtOnce how many are on their way at a time, each in several parts
 * @param grouped whether the tracks are routed to a group for each family of instruments
 * @param json whether standard output gets one JSON object
 */
record PushOptions(
        URI url, Path folder, String session, @Nullable Path data, int filesAtOnce, boolean grouped, boolean json) {
    private static final String USAGE = """
            usage: foldback push FOLDER --session SESSION [--url URL] [--files-at-once N] [--groups] [--json]""";

    private static final int MOST_FILES_AT_ONCE = 8;

    static PushOptions parse(List<String> args) throws UsageException {
        @Nullable URI url = null;
        @Nullable Path folder = null;
        @Nullable String session = null;
        @Nullable Path data = null;
        int filesAtOnce = 3;
        boolean grouped = false;
        boolean json = false;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--session" -> session = sessionId(value(option, rest));
                case "--url" -> url = uri(value(option, rest));
                case "--data" -> data = Path.of(value(option, rest));
                case "--files-at-once" -> filesAtOnce = number(value(option, rest));
                case "--groups" -> grouped = true;
                case "--json" -> json = true;
                default -> {
                    if (option.startsWith("-")) {
                        throw usage("push has no option " + option);
                    }
                    if (folder != null) {
                        throw usage("push takes one folder, and a second was given: " + option);
                    }
                    folder = Path.of(option);
                }
            }
        }
        if (folder == null) {
            throw usage("push needs a folder");
        }
        if (session == null) {
            throw usage("push needs --session");
        }
        if (url == null) {
            throw usage("push needs --url");
        }
        return new PushOptions(url, folder, session, data, filesAtOnce, grouped, json);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw usage(option + " needs a value");
        }
        return rest.next();
    }

    private static URI uri(String text) throws UsageException {
        try {
            URI uri = URI.create(text);
            if (uri.getScheme() != null && uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw usage("--url is no address: " + text);
    }

    /** The id, or the address of the session's page. */
    private static String sessionId(String text) throws UsageException {
        String id = text.replaceAll("[?#].*$", "").replaceAll("/+$", "");
        id = id.substring(id.lastIndexOf('/') + 1);
        if (!id.matches("[0-9A-Za-z-]{1,80}")) {
            throw usage("--session is neither a session's id nor the address of its page: " + text);
        }
        return id;
    }

    private static int number(String text) throws UsageException {
        if (text.matches("[1-9]") && Integer.parseInt(text) <= MOST_FILES_AT_ONCE) {
            return Integer.parseInt(text);
        }
        throw usage("--files-at-once is 1 to " + MOST_FILES_AT_ONCE + ", and not " + text);
    }

    private static UsageException usage(String what) {
        return new UsageException(what + System.lineSeparator() + USAGE);
    }
}
