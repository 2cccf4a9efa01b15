package foldback.log;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A consumer of all partitions of a topic, without a group: each replica reads everything. */
final class KafkaTail extends TailThread {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final String topic;
    private final KafkaConsumer<String, byte[]> consumer;

    KafkaTail(
            String topic,
            Map<Integer, Long> from,
            KafkaConsumer<String, byte[]> consumer,
            int atMost,
            Consumer<List<LogRecord>> handler) {
        super("foldback-tail-" + topic, new Progress(from), atMost, handler);
        this.topic = topic;
        this.consumer = consumer;
        var offsets = from.entrySet().stream()
                .collect(toMap(e -> new TopicPartition(topic, e.getKey()), Map.Entry::getValue));
        consumer.assign(offsets.keySet());
        offsets.forEach(consumer::seek);
    }

    @Override
    void readUntilClosed() throws InterruptedException {
        for (int failures = 0; !progress.closed(); ) {
            try {
                take(consumer.poll(POLL));
                failures = 0;
            } catch (WakeupException e) {
                return;
            } catch (OffsetOutOfRangeException e) {
                throw e; // The log is no longer the one that was read: nothing that is read from here on would be true.
            } catch (KafkaException e) {
                failures++;
                LOG.warn("log not readable, trying again topic={} attempt={}", topic, failures, e);
                progress.pause(failures);
            }
        }
    }

    private void take(ConsumerRecords<String, byte[]> polled) throws InterruptedException {
        List<LogRecord> read = new ArrayList<>(polled.count());
        for (ConsumerRecord<String, byte[]> kafkaRecord : polled) {
            var position = new Position(kafkaRecord.partition(), kafkaRecord.offset());
            try {
                read.add(new LogRecord(topic, position, CloudEventHeaders.read(kafkaRecord)));
            } catch (CloudEventHeaders.MalformedRecordException e) {
                // Every replica skips the same records, because the same bytes are before all of them.
                LOG.error(
                        "foreign record skipped topic={} partition={} offset={} reason={}",
                        topic,
                        position.partition(),
                        position.offset(),
                        e.getMessage());
                handle(read);
                read.clear();
                progress.handled(position);
            }
        }
        handle(read);
    }

    @Override
    void wake() {
        consumer.wakeup();
    }

    @Override
    void release() {
        consumer.close(CloseOptions.timeout(POLL));
    }
}
