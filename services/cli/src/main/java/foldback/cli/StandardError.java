package foldback.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Standard error where the launcher kept it from the JVM, which says there that it has incubator modules: nothing to those who are not its
 * developers.
 */
public final class StandardError {
    private static final String PROPERTY = "foldback.stderr";

    private StandardError() {}

    /** Lets {@link System#err} be what the launcher's caller sees; once, before anything is said. */
    public static void find() {
        String kept = System.getProperty(PROPERTY);
        if (kept == null) {
            return;
        }
        try {
            System.setErr(new PrintStream(
                    Files.newOutputStream(Path.of(kept), StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                    true,
                    System.err.charset()));
        } catch (IOException e) {
            System.err.println("foldback: " + Failures.sentence(e));
        }
    }
}
