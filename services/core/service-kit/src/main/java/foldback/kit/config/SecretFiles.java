package foldback.kit.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings of ours from files, as container runtimes hand secrets over: where {@code FOLDBACK_S3_SECRET_KEY_FILE} names a file, {@code
 * foldback.s3.secret-key} is what stands in it, without the end of its last line. The environment of a process is readable to more than a file of
 * mode 0400 is. What the environment says of a setting itself comes before.
 */
public final class SecretFiles implements ConfigSource {
    /** Behind the environment (300), before files of properties (250 and less). */
    private static final int ORDINAL = 290;

    private static final String OURS = "foldback.";
    private static final String SUFFIX = "_FILE";
    private static final int MOST_BYTES = 64 * 1024;

    private final Map<String, String> environment;
    private final Map<String, String> read = new ConcurrentHashMap<>();

    /** Of this process. */
    public SecretFiles() {
        this(System.getenv());
    }

    SecretFiles(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    /** None: a name of the environment stands for several settings, and only who asks knows which. */
    @Override
    public Set<String> getPropertyNames() {
        return Set.of();
    }

    /**
     * What stands in the file of a setting; null if none is named.
     *
     * @throws IllegalStateException if there is no such file, or one too large; it says the file and never what is in it
     */
    @Override
    public @Nullable String getValue(String property) {
        if (!property.startsWith(OURS)) {
            return null;
        }
        String variable = property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + SUFFIX;
        String file = environment.get(variable);
        return file == null ? null : read.computeIfAbsent(variable, v -> contents(v, Path.of(file)));
    }

    private static String contents(String variable, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IllegalStateException(
                        variable + " names " + file + ", which has more than " + MOST_BYTES + " bytes");
            }
            return Files.readString(file, StandardCharsets.UTF_8).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalStateException(variable + " names " + file + ", which cannot be read", e);
        }
    }

    @Override
    public String getName() {
        return "files named by FOLDBACK_..._FILE";
    }
}
