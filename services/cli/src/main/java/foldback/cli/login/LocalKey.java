package foldback.cli.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The key that a data folder holds for programs of its owner on the same machine. */
public final class LocalKey {
    public static final String FILE = "local.key";

    private LocalKey() {}

    /** Empty if there is none, or none that may be read. */
    public static Optional<String> in(Path data) throws IOException {
        Path file = data.resolve(FILE);
        return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }
}
