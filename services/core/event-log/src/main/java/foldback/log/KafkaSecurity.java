package foldback.log;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How clients of Kafka show who they are and keep others from listening: the settings of its clients that begin with {@code security.}, {@code
 * sasl.} or {@code ssl.} (Apache Kafka 4.2, <i>Configuration</i>, sections 3.3 to 3.6).
 *
 * @param properties by their Kafka names; none for a network that nobody else is in
 */
public record KafkaSecurity(Map<String, String> properties) {
    private static final List<String> PREFIXES = List.of("security.", "sasl.", "ssl.");

    /**
     * Nothing but these settings is taken: everything else is decided here, and records would be lost otherwise.
     *
     * @throws IllegalArgumentException if a setting is none of them
     */
    public KafkaSecurity {
        properties = Map.copyOf(properties);
        for (String name : properties.keySet()) {
            if (PREFIXES.stream().noneMatch(name::startsWith)) {
                throw new IllegalArgumentException("not a setting of Kafka's security: " + name
                        + ". Settings that begin with " + PREFIXES + " are taken.");
            }
        }
    }

    /** In the clear. */
    public static KafkaSecurity none() {
        return new KafkaSecurity(Map.of());
    }

    /**
     * Reads a file as Kafka's own programs take it with {@code --command-config}.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if something else is set in it
     */
    public static KafkaSecurity read(Path file) throws IOException {
        Properties read = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            read.load(in);
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        return new KafkaSecurity(properties);
    }

    /** The configuration of a client, with these. */
    public Map<String, Object> with(Map<String, Object> configuration) {
        Map<String, Object> all = new HashMap<>(properties);
        all.putAll(configuration);
        return Map.copyOf(all);
    }

    /** Without the values: passwords are among them. */
    @Override
    public String toString() {
        return "KafkaSecurity" + properties.keySet();
    }
}
