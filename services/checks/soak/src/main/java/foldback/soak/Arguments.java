package foldback.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Two numbers, each with a name. */
record Arguments(long first, long second) {
    private static final int USAGE = 2;

    static Arguments of(String command, String[] arguments, List<String> names, long first, long second) {
        long[] numbers = {first, second};
        for (int i = 0; i < arguments.length; i += 2) {
            int name = names.indexOf(arguments[i]);
            if (name < 0 || i + 1 == arguments.length || !arguments[i + 1].matches("[0-9]{1,12}")) {
                System.err.println("usage: foldback soak " + command + " [" + String.join(" N] [", names) + " N]");
                System.exit(USAGE);
            }
            numbers[name] = Long.parseLong(arguments[i + 1]);
        }
        return new Arguments(numbers[0], numbers[1]);
    }

    /** Lets libraries speak only of what is wrong. */
    static void quiet() {
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    /** Where the repository is, in which everything is packaged. */
    static Path root() {
        return Path.of(System.getProperty("foldback.root", "")).toAbsolutePath();
    }

    /** A folder for one run, kept if something went wrong. */
    static Path folder() throws IOException {
        return Files.createTempDirectory("foldback-soak-");
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
