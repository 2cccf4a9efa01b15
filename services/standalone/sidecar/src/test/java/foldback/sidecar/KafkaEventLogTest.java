package foldback.sidecar;

import foldback.log.EventLog;
import foldback.log.EventLogConformance;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.Replication;
import foldback.log.TopicProvisioner;
import foldback.log.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;

/** Stands here and not beside the adapter because the sidecar, which brings the broker, depends on the adapter. */
@ExtendWith(RealServers.class)
class KafkaEventLogTest extends EventLogConformance {
    private final String bootstrap;

    KafkaEventLogTest(EmbeddedServers servers) {
        bootstrap = servers.kafkaBootstrap();
    }

    @Override
    protected EventLog open() {
        return new KafkaEventLog(new KafkaLogSettings(bootstrap, "conformance", Duration.ofSeconds(5)));
    }

    @Override
    protected String freshTopic() {
        String name = "foldback.conformance-" + UUID.randomUUID();
        var topics = new Topics(
                new Topics.ReplicationFactor((short) 1, (short) 1), List.of(new Topics.Topic(name, 6, Map.of())));
        new TopicProvisioner(topics, Duration.ofSeconds(30)).provision(bootstrap, Replication.ONE_HOST);
        return name;
    }

    @Override
    protected EventLog reopen(EventLog closing) {
        closing.close();
        return open();
    }
}
