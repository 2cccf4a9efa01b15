package foldback.cli.verify;

import foldback.bounce.RenderMachine;
import foldback.bounce.RenderMachine.Kernels;
import foldback.cli.UsageException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a verification is told.
 *
 * @param stems the folder of the stems
 * @param document the mix document
 * @param trustsNames whether a file named after a stem is taken for it unread
 */
record VerifyOptions(
        Path manifest, Path stems, Path document, RenderMachine machine, boolean json, boolean trustsNames) {
    private static final String USAGE = """
            usage: foldback verify MANIFEST --mix MIX.json [--stems FOLDER] [--threads N] [--trust-names] [--json]""";

    static VerifyOptions parse(List<String> args) throws UsageException {
        Iterator<String> rest = args.iterator();
        @Nullable Path manifest = null;
        @Nullable Path stems = null;
        @Nullable Path document = null;
        int threads = RenderMachine.share(1);
        boolean json = false;
        boolean trustsNames = false;
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--stems" -> stems = Path.of(value(arg, rest));
                case "--mix" -> document = Path.of(value(arg, rest));
                case "--threads" -> threads = threads(value(arg, rest));
                case "--trust-names" -> trustsNames = true;
                case "--json" -> json = true;
                default -> {
                    if (arg.startsWith("-") || manifest != null) {
                        throw usage("verify has no option " + arg);
                    }
                    manifest = Path.of(arg);
                }
            }
        }
        if (manifest == null || document == null) {
            throw usage("verify needs a manifest, and --mix with the mix document that it names");
        }
        Path beside = manifest.toAbsolutePath().getParent();
        Path folder = stems != null ? stems : beside != null ? beside : Path.of(".");
        return new VerifyOptions(
                manifest, folder, document, new RenderMachine(threads, Kernels.AUTO), json, trustsNames);
    }

    private static UsageException usage(String what) {
        return new UsageException(what + System.lineSeparator() + USAGE);
    }

    private static String value(String option, Iterator<String> rest) throws UsageException {
        if (!rest.hasNext()) {
            throw usage(option + " needs a value");
        }
        return rest.next();
    }

    private static int threads(String text) throws UsageException {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > RenderMachine.MOST_THREADS) {
            throw usage("--threads is 1 to " + RenderMachine.MOST_THREADS + ", not " + text);
        }
        return Integer.parseInt(text);
    }
}
