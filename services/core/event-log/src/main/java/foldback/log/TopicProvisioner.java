package foldback.log;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a Kafka cluster hold the {@link Topics}. Every service may call it when it starts, several at once: what is there
 * already is left alone, except that a setting which differs is put right, because a topic whose retention somebody shortened
 * loses mixes.
 */
public final class TopicProvisioner {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProvisioner.class);
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(50);

    private final Topics topics;
    private final Duration answerWithin;
    private final KafkaSecurity security;

    public TopicProvisioner(Topics topics, Duration answerWithin) {
        this(topics, answerWithin, KafkaSecurity.none());
    }

    private TopicProvisioner(Topics topics, Duration answerWithin, KafkaSecurity security) {
        this.topics = topics;
        this.answerWithin = answerWithin;
        this.security = security;
    }

    /** {@link #ensure} with {@code infra/kafka/topics.json} and a minute to answer in. */
    public static void ensure(String bootstrap, Replication replication) {
        ensure(bootstrap, replication, KafkaSecurity.none());
    }

    /** The same of a cluster that does not let everybody in. */
    public static void ensure(String bootstrap, Replication replication, KafkaSecurity security) {
        new TopicProvisioner(Topics.load(), Duration.ofMinutes(1), security).provision(bootstrap, replication);
    }

    /**
     * Creates what is missing and corrects settings.
     *
     * @throws IllegalStateException if a topic exists with another number of partitions: records of one subject would then be
     *     spread over two partitions, and their order lost. A queue may have more, and is then told of
     * @throws LogUnavailableException if the cluster does not answer in time
     */
    public void provision(String bootstrap, Replication replication) {
        long deadline = System.nanoTime() + answerWithin.toNanos();
        try (Admin admin = Admin.create(security.with(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "foldback-topics",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) answerWithin.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) Math.min(5_000, answerWithin.toMillis()))))) {
            createMissing(admin, replication);
            checkPartitions(describe(admin, deadline));
            correctConfig(admin);
        } catch (ExecutionException e) {
            throw new LogUnavailableException(
                    "topics could not be provisioned at " + bootstrap, requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw new LogUnavailableException(
                    "Kafka at " + bootstrap + " did not provision its topics within " + answerWithin, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while provisioning topics at " + bootstrap, e);
        }
    }

    private void createMissing(Admin admin, Replication replication)
            throws ExecutionException, InterruptedException, TimeoutException {
        var existing = get(admin.listTopics().names());
        var missing = topics.topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .map(topic -> new NewTopic(
                                topic.name(),
                                topic.partitions(),
                                topics.replicationFactor().of(replication))
                        .configs(topic.config()))
                .toList();
        for (var result : admin.createTopics(missing).values().entrySet()) {
            try {
                get(result.getValue());
                LOG.info("topic created name={}", result.getKey());
            } catch (ExecutionException e) {
                // Another service that starts at the same moment was faster.
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** A topic just created is not known to every broker at once: looks until all are. */
    private Collection<TopicDescription> describe(Admin admin, long deadline)
            throws ExecutionException, InterruptedException, TimeoutException {
        while (true) {
            try {
                return get(admin.describeTopics(names()).allTopicNames()).values();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(LOOK_AGAIN_AFTER);
            }
        }
    }

    private void checkPartitions(Collection<TopicDescription> descriptions) {
        Map<String, Integer> actual = descriptions.stream()
                .collect(toMap(
                        TopicDescription::name,
                        description -> description.partitions().size()));
        for (var topic : topics.topics()) {
            int partitions = actual.getOrDefault(topic.name(), 0);
            if (topic.queue() && partitions > topic.partitions()) {
                LOG.warn(
                        "topic has more partitions than are good for it name={} partitions={} better={}",
                        topic.name(),
                        partitions,
                        topic.partitions());
            } else if (partitions != topic.partitions()) {
                throw new IllegalStateException(
                        ("topic %s has %d partitions and must have %d: the partition count of a topic with"
                                        + " records in it cannot be changed without losing their order; use another cluster,"
                                        + " or remove the topic if it is empty")
                                .formatted(topic.name(), partitions, topic.partitions()));
            }
        }
    }

    private void correctConfig(Admin admin) throws ExecutionException, InterruptedException, TimeoutException {
        var resources = topics.topics().stream().map(TopicProvisioner::resource).toList();
        var actual = get(admin.describeConfigs(resources).all());
        var corrections = new HashMap<ConfigResource, Collection<AlterConfigOp>>();
        for (var topic : topics.topics()) {
            var config = actual.get(resource(topic));
            var operations = new ArrayList<AlterConfigOp>();
            topic.config().forEach((name, value) -> {
                var entry = config == null ? null : config.get(name);
                if (entry == null || !value.equals(entry.value())) {
                    operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                    LOG.warn(
                            "topic setting corrected name={} setting={} was={} is={}",
                            topic.name(),
                            name,
                            entry == null ? "absent" : entry.value(),
                            value);
                }
            });
            if (!operations.isEmpty()) {
                corrections.put(resource(topic), operations);
            }
        }
        if (!corrections.isEmpty()) {
            get(admin.incrementalAlterConfigs(corrections).all());
        }
    }

    private List<String> names() {
        return topics.topics().stream().map(Topics.Topic::name).toList();
    }

    private static ConfigResource resource(Topics.Topic topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
    }
}
