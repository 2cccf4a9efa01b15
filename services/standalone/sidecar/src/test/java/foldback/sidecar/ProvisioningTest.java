package foldback.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.blob.BlobsUnavailableException;
import foldback.blob.BucketProvisioner;
import foldback.blob.Buckets;
import foldback.blob.S3Settings;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.LogUnavailableException;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Topics;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RealServers.class)
class ProvisioningTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void a_start_makes_every_topic_of_the_list_with_its_partitions(EmbeddedServers servers) {
        assertThat(Topics.load().topics()).hasSizeGreaterThanOrEqualTo(5);
        try (EventLog log = new KafkaEventLog(new KafkaLogSettings(servers.kafkaBootstrap(), "test"))) {
            for (var topic : Topics.load().topics()) {
                assertThat(log.ends(topic.name())).hasSize(topic.partitions());
            }
        }
    }

    @Test
    void provisioning_again_changes_nothing(EmbeddedServers servers) {
        TopicProvisioner.ensure(servers.kafkaBootstrap(), Replication.ONE_HOST);
        BucketProvisioner.ensure(servers.s3(), List.of(RealServers.PAGE));
    }

    @Test
    void a_topic_with_another_partition_count_is_refused_by_name(EmbeddedServers servers) {
        String name = "foldback.test-" + UUID.randomUUID();
        provision(servers, new Topics.Topic(name, 3, Map.of()));
        assertThatThrownBy(() -> provision(servers, new Topics.Topic(name, 4, Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(name + " has 3 partitions and must have 4");
    }

    @Test
    void a_queue_may_have_more_partitions_than_is_best(EmbeddedServers servers) {
        String name = "foldback.test-" + UUID.randomUUID();
        provision(servers, new Topics.Topic(name, 4, true, Map.of()));
        provision(servers, new Topics.Topic(name, 1, true, Map.of()));
        assertThatThrownBy(() -> provision(servers, new Topics.Topic(name, 5, true, Map.of())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_retention_that_somebody_shortened_is_put_right(EmbeddedServers servers) throws Exception {
        String name = "foldback.test-" + UUID.randomUUID();
        provision(servers, new Topics.Topic(name, 1, Map.of("retention.ms", "60000")));
        provision(servers, new Topics.Topic(name, 1, Map.of("retention.ms", "-1")));
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.kafkaBootstrap()))) {
            var config = admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next();
            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        }
    }

    @Test
    void no_server_is_a_clear_error_and_no_endless_wait() {
        int nobody = Ports.free().kafka();
        assertThatThrownBy(() -> new TopicProvisioner(Topics.load(), Duration.ofSeconds(2))
                        .provision("127.0.0.1:" + nobody, Replication.ONE_HOST))
                .isInstanceOf(LogUnavailableException.class)
                .hasMessageContaining("127.0.0.1:" + nobody);
        URI endpoint = URI.create("http://127.0.0.1:" + nobody);
        var settings = new S3Settings(endpoint, endpoint, "us-east-1", "a", "b", "foldback-audio");
        assertThatThrownBy(() ->
                        new BucketProvisioner(Buckets.load(), Duration.ofSeconds(1)).provision(settings, List.of()))
                .isInstanceOf(BlobsUnavailableException.class)
                .hasMessageContaining(endpoint.toString());
    }

    private static void provision(EmbeddedServers servers, Topics.Topic topic) {
        var topics = new Topics(new Topics.ReplicationFactor((short) 1, (short) 1), List.of(topic));
        new TopicProvisioner(topics, SOON).provision(servers.kafkaBootstrap(), Replication.ONE_HOST);
    }
}
