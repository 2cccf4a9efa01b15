package foldback.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KafkaSecurityTest {
    /** The content type of a TLS record that is a handshake: E. Rescorla, RFC 8446, 2018, section 5.1. */
    private static final int TLS_HANDSHAKE = 0x16;

    @TempDir
    Path folder;

    private KafkaSecurity read(String text) throws IOException {
        return KafkaSecurity.read(Files.writeString(folder.resolve("client.properties"), text));
    }

    @Test
    void a_file_of_client_settings_is_added_to_what_every_client_has() throws IOException {
        KafkaSecurity security = read("security.protocol=SASL_SSL\nsasl.mechanism=SCRAM-SHA-512\n");
        assertThat(security.with(Map.of("acks", "all")))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry("acks", "all");
    }

    @Test
    void nothing_else_is_taken_from_it() {
        assertThatThrownBy(() -> read("security.protocol=SSL\nacks=0\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("acks");
    }

    @Test
    void it_does_not_say_its_secrets() throws IOException {
        assertThat(read("sasl.jaas.config=ScramLoginModule password=hush\n").toString())
                .contains("sasl.jaas.config")
                .doesNotContain("hush");
    }

    @Test
    @Timeout(60)
    void a_client_that_is_told_to_speaks_tls_from_its_first_byte_and_another_does_not() throws IOException {
        assertThat(firstByte(new KafkaSecurity(Map.of("security.protocol", "SSL"))))
                .isEqualTo(TLS_HANDSHAKE);
        assertThat(firstByte(KafkaSecurity.none())).isNotEqualTo(TLS_HANDSHAKE);
    }

    /** What a client says first to a server that says nothing. */
    private static int firstByte(KafkaSecurity security) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                KafkaEventLog log = new KafkaEventLog(new KafkaLogSettings(
                        "127.0.0.1:" + server.getLocalPort(), "test", Duration.ofSeconds(1), security))) {
            assertThat(log).isNotNull();
            try (Socket client = server.accept()) {
                return client.getInputStream().read();
            }
        }
    }
}
