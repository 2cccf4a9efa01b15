package foldback.sidecar;

import java.util.List;
import java.util.Map;

/** The ports of one installation, as the launcher's variables name them. */
record SidecarPorts(int http, Ports servers) {
    private static final int MAX_PORT = 65_535;

    static SidecarPorts of(Map<String, String> environment) throws RefusedException {
        int kafka = port(environment, "FOLDBACK_KAFKA_PORT", 19_092);
        return new SidecarPorts(
                port(environment, "FOLDBACK_PORT", 8_080),
                new Ports(
                        kafka,
                        port(environment, "FOLDBACK_KAFKA_CONTROLLER_PORT", kafka + 1),
                        port(environment, "FOLDBACK_POSTGRES_PORT", 15_432),
                        port(environment, "FOLDBACK_S3_PORT", 19_000)));
    }

    /** All that must be free, the application's too: it starts a moment later. */
    List<Preflight.NeededPort> needed() {
        return List.of(
                new Preflight.NeededPort(http, "the web page", "FOLDBACK_PORT"),
                new Preflight.NeededPort(servers.kafka(), "Kafka", "FOLDBACK_KAFKA_PORT"),
                new Preflight.NeededPort(
                        servers.kafkaController(), "Kafka's controller", "FOLDBACK_KAFKA_CONTROLLER_PORT"),
                new Preflight.NeededPort(servers.postgres(), "PostgreSQL", "FOLDBACK_POSTGRES_PORT"),
                new Preflight.NeededPort(servers.s3(), "S3", "FOLDBACK_S3_PORT"));
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) throws RefusedException {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            return otherwise;
        }
        if (value.matches("\\d{1,5}")) {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= MAX_PORT) {
                return port;
            }
        }
        throw new RefusedException(
                ExitCode.USAGE,
                "%s=%s is not a port; give a number from 1 to %d.".formatted(variable, value, MAX_PORT));
    }
}
