package foldback.cli.check;

import foldback.bounce.delivery.Preset;
import foldback.cli.UsageException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a check is told.
 *
 * @param standard that the file has to keep; null if it is only held against all of them
 * @param json whether standard output gets one JSON object
 */
record CheckOptions(Path file, @Nullable Preset standard, boolean json) {
    private static final String USAGE = "usage: foldback check FILE [--standard NAME] [--json]";

    static CheckOptions parse(List<String> args, List<Preset> standards) throws UsageException {
        @Nullable Path file = null;
        @Nullable Preset standard = null;
        boolean json = false;
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            String arg = rest.next();
            switch (arg) {
                case "--json" -> json = true;
                case "--standard" -> standard = standard(rest, standards);
                default -> {
                    if (arg.startsWith("-")) {
                        throw usage("check has no option " + arg);
                    }
                    if (file != null) {
                        throw usage("check takes one file, and a second was given: " + arg);
                    }
                    file = Path.of(arg);
                }
            }
        }
        if (file == null) {
            throw usage("check needs a file");
        }
        return new CheckOptions(file, standard, json);
    }

    private static Preset standard(Iterator<String> rest, List<Preset> standards) throws UsageException {
        List<String> names = standards.stream().map(Preset::id).toList();
        String name = rest.hasNext() ? rest.next() : "";
        Optional<Preset> found =
                standards.stream().filter(p -> p.id().equals(name)).findFirst();
        if (found.isEmpty()) {
            throw usage("--standard is one of " + String.join(", ", names));
        }
        return found.get();
    }

    private static UsageException usage(String what) {
        return new UsageException(what + System.lineSeparator() + USAGE);
    }
}
