package foldback.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

class FoldbackServersTest {
    @Test
    void every_key_that_a_service_reads_is_given() {
        assertThat(new FoldbackServers().start())
                .containsOnlyKeys(
                        "foldback.kafka.bootstrap",
                        "foldback.postgres.url",
                        "foldback.postgres.user",
                        "foldback.s3.endpoint",
                        "foldback.s3.public-endpoint",
                        "foldback.s3.region",
                        "foldback.s3.access-key",
                        "foldback.s3.secret-key",
                        "foldback.s3.bucket",
                        "foldback.services.session-store",
                        "foldback.services.accounts",
                        "foldback.accounts.master-key",
                        "foldback.accounts.local-key",
                        "quarkus.http.test-port");
    }

    @Test
    void the_servers_are_started_once() {
        var first = new FoldbackServers();
        var configuration = first.start();
        first.stop();
        assertThat(new FoldbackServers().start())
                .containsEntry("foldback.kafka.bootstrap", configuration.get("foldback.kafka.bootstrap"))
                .containsEntry("foldback.postgres.url", configuration.get("foldback.postgres.url"))
                .containsEntry("foldback.s3.endpoint", configuration.get("foldback.s3.endpoint"));
    }

    @Test
    void the_database_answers_and_is_version_18() throws Exception {
        var servers = FoldbackServers.shared();
        try (var connection = DriverManager.getConnection(servers.postgresUrl(), servers.postgresUser(), "")) {
            assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(18);
        }
    }
}
