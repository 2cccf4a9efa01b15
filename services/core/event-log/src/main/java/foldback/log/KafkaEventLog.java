package foldback.log;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log as Kafka keeps it. Safe for use by many threads. */
public final class KafkaEventLog implements EventLog {
    private static final int FETCH_MAX_BYTES = 16 << 20;
    private static final int PARTITION_FETCH_MAX_BYTES = 4 << 20;
    private static final int POLL_RECORDS = 500;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final KafkaLogSettings settings;
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;
    private final Set<KafkaTail> tails = ConcurrentHashMap.newKeySet();

    public KafkaEventLog(KafkaLogSettings settings) {
        this.settings = settings;
        this.producer =
                new KafkaProducer<>(producerConfig(settings), new StringSerializer(), new ByteArraySerializer());
        this.admin = Admin.create(adminConfig(settings));
    }

    private static Map<String, Object> producerConfig(KafkaLogSettings settings) {
        int answerWithinMs = (int) settings.answerWithin().toMillis();
        return settings.security()
                .with(Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ProducerConfig.CLIENT_ID_CONFIG,
                        settings.clientId(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        answerWithinMs,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        answerWithinMs / 2,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        answerWithinMs));
    }

    private static Map<String, Object> adminConfig(KafkaLogSettings settings) {
        int answerWithinMs = (int) settings.answerWithin().toMillis();
        return settings.security()
                .with(Map.of(
                        AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        AdminClientConfig.CLIENT_ID_CONFIG,
                        settings.clientId(),
                        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        answerWithinMs / 2,
                        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        answerWithinMs));
    }

    private static Map<String, Object> consumerConfig(KafkaLogSettings settings, int atMost) {
        var config = new HashMap<String, Object>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrap());
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.clientId());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // An offset that is gone must be noticed, not skipped over.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.max(atMost, POLL_RECORDS));
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_MAX_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_MAX_BYTES);
        return settings.security().with(config);
    }

    @Override
    public Position append(String topic, LogEntry entry) {
        LogEntry.requireDataFits(entry);
        var kafkaRecord = new ProducerRecord<>(topic, entry.subject(), entry.data());
        CloudEventHeaders.write(entry, kafkaRecord.headers());
        try {
            // Twice: send() may first wait as long for metadata. Kafka's own time-out says more, so let it come first.
            var metadata =
                    producer.send(kafkaRecord).get(2 * settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return new Position(metadata.partition(), metadata.offset());
        } catch (ExecutionException e) {
            throw unavailable("append to " + topic, requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException | KafkaException e) {
            throw unavailable("append to " + topic, e);
        } catch (InterruptedException e) {
            throw interrupted("append to " + topic, e);
        }
    }

    @Override
    public Map<Integer, Long> ends(String topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    @Override
    public Tail followInBatches(String topic, Map<Integer, Long> from, int atMost, Consumer<List<LogRecord>> handler) {
        Map<Integer, Long> starts = startsWithin(topic, from, offsets(topic, OffsetSpec.earliest()), ends(topic));
        var consumer = new KafkaConsumer<>(
                consumerConfig(settings, atMost), new StringDeserializer(), new ByteArrayDeserializer());
        var tail = new KafkaTail(topic, starts, consumer, atMost, handler);
        tails.removeIf(TailThread::isClosed);
        tails.add(tail);
        tail.start();
        return tail;
    }

    /** Where to begin in every partition, having made sure that nothing between there and the end is missing. */
    static Map<Integer, Long> startsWithin(
            String topic, Map<Integer, Long> from, Map<Integer, Long> first, Map<Integer, Long> ends) {
        if (!ends.keySet().containsAll(from.keySet())) {
            throw new LogUnavailableException(
                    "%s has the partitions %s, not %s".formatted(topic, ends.keySet(), from.keySet()));
        }
        var starts = new HashMap<Integer, Long>();
        ends.forEach((partition, end) -> {
            long start = from.getOrDefault(partition, 0L);
            if (start < first.getOrDefault(partition, 0L) || start > end) {
                throw new LogUnavailableException(
                        "partition %d of %s holds the offsets %d to %d, and %d is where to read on: this is not the log that was read before"
                                .formatted(partition, topic, first.getOrDefault(partition, 0L), end, start));
            }
            starts.put(partition, start);
        });
        return starts;
    }

    private Map<Integer, Long> offsets(String topic, OffsetSpec which) {
        try {
            var description =
                    get(admin.describeTopics(Set.of(topic)).allTopicNames()).get(topic);
            if (description == null) {
                throw new LogUnavailableException("no topic " + topic);
            }
            var questions = description.partitions().stream()
                    .collect(toMap(partition -> new TopicPartition(topic, partition.partition()), partition -> which));
            Map<TopicPartition, ListOffsetsResultInfo> answers =
                    get(admin.listOffsets(questions).all());
            return answers.entrySet().stream()
                    .collect(toMap(
                            answer -> answer.getKey().partition(),
                            answer -> answer.getValue().offset()));
        } catch (ExecutionException e) {
            throw unavailable("offsets of " + topic, requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            throw unavailable("offsets of " + topic, e);
        } catch (InterruptedException e) {
            throw interrupted("offsets of " + topic, e);
        }
    }

    private <T> T get(KafkaFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(2 * settings.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
    }

    private LogUnavailableException unavailable(String what, Throwable cause) {
        return new LogUnavailableException(
                "Kafka at %s: %s: %s".formatted(settings.bootstrap(), what, cause.getMessage()), cause);
    }

    private LogUnavailableException interrupted(String what, InterruptedException cause) {
        Thread.currentThread().interrupt();
        return unavailable(what, cause);
    }

    @Override
    public void close() {
        tails.forEach(Tail::close);
        producer.close(CLOSE_WITHIN);
        admin.close(CLOSE_WITHIN);
    }
}
