package foldback.cli.login;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import foldback.cli.PrivateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * API tokens by where they count, in the user's configuration: <i>XDG Base Directory Specification</i>, version 0.8, 2021. As JSON, an object of
 * addresses and tokens.
 */
final class TokenFile {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    /** @param environment of the process */
    static TokenFile of(Map<String, String> environment) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // A relative path is to be passed over, as the specification has it.
        Path folder = Path.of(configured).isAbsolute()
                ? Path.of(configured)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", ".")), ".config");
        return new TokenFile(folder.resolve("foldback").resolve("tokens.json"));
    }

    Path path() {
        return file;
    }

    Optional<String> token(URI base) throws IOException {
        return Optional.ofNullable(read().get(origin(base)));
    }

    void put(URI base, String token) throws IOException {
        Map<String, String> tokens = read();
        tokens.put(origin(base), token);
        PrivateFile.write(file, JSON.writeValueAsBytes(tokens));
    }

    void remove(URI base) throws IOException {
        Map<String, String> tokens = read();
        if (tokens.remove(origin(base)) != null) {
            PrivateFile.write(file, JSON.writeValueAsBytes(tokens));
        }
    }

    private Map<String, String> read() throws IOException {
        if (!Files.exists(file)) {
            return new TreeMap<>();
        }
        return JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, String>>() {});
    }

    private static String origin(URI base) {
        String host = String.valueOf(base.getHost()).toLowerCase(Locale.ROOT);
        return base.getScheme() + "://" + host + (base.getPort() < 0 ? "" : ":" + base.getPort());
    }
}
