package foldback.render.worker;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderLog;
import foldback.render.messaging.RenderQueue;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Takes one job at a time from the queue (a Kafka share group, KIP-932), and holds it while it works by renewing its lock. A job
 * whose worker dies comes to another one when the lock has passed; its result is the same bytes under the same name, so it does
 * no harm if both finish.
 */
final class Worker implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    static final String GROUP = "foldback-render-workers";

    /** The broker's lock is 30 s long; renewed three times as often, a late renewal costs nothing. */
    private static final Duration RENEW_EVERY = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final int MOST_ATTEMPTS = 4;
    private static final long NANOS_BETWEEN_PROGRESS = Duration.ofMillis(250).toNanos();

    private final String name;
    private final KafkaShareConsumer<String, byte[]> consumer;
    private final EventLog log;
    private final LogEntries entries;
    private final BounceJob bounce;
    private final ExecutorService hands;
    private volatile boolean closing;

    Worker(String name, String bootstrap, EventLog log, LogEntries entries, BounceJob bounce) {
        this.name = name;
        this.log = log;
        this.entries = entries;
        this.bounce = bounce;
        this.hands = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("foldback-bounce-" + name).factory());
        this.consumer = new KafkaShareConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "foldback-" + name,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1,
                        "share.acknowledgement.mode",
                        "explicit",
                        // by default, the broker hands a whole batch of jobs to whoever asks first
                        "share.acquire.mode",
                        "record_limit"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(TopicNames.RENDER_JOBS));
        while (!closing) {
            try {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            } catch (WakeupException e) {
                // closing
            } catch (InterruptedException e) {
                closing = true;
            } catch (KafkaException e) {
                LOG.warnf(e, "event=queue_trouble worker=%s", name);
                pause();
            }
        }
        hands.shutdownNow();
        consumer.close();
    }

    /** Stops after giving back the job that is being worked on. */
    @Override
    public void close() {
        closing = true;
        consumer.wakeup();
    }

    private void take(ConsumerRecord<String, byte[]> record) throws InterruptedException {
        RenderJob job;
        try {
            job = RenderQueue.jobOf(record.value());
        } catch (IOException e) {
            LOG.errorf(e, "event=job_unreadable offset=%d", record.offset());
            settle(record, AcknowledgeType.REJECT);
            return;
        }
        int attempt = record.deliveryCount().map(Short::intValue).orElse(1);
        LOG.infof("event=render_started render=%s worker=%s attempt=%d", job.render(), name, attempt);
        report(job, new RenderEvent.RenderStarted(job.render(), name, attempt));
        long started = System.nanoTime();
        Future<BounceJob.Result> work = hands.submit(() -> bounce.run(job, throttled(job)));
        ConsumerRecord<String, byte[]> held = record;
        while (true) {
            try {
                BounceJob.Result result = work.get(RENEW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                finish(job, result, started);
                settle(held, AcknowledgeType.ACCEPT);
                return;
            } catch (TimeoutException e) {
                if (closing) {
                    work.cancel(true);
                    settle(held, AcknowledgeType.RELEASE);
                    return;
                }
                held = renewed(held);
            } catch (ExecutionException e) {
                settle(held, afterTrouble(job, attempt, e));
                return;
            }
        }
    }

    private void finish(RenderJob job, BounceJob.Result result, long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        switch (result) {
            case BounceJob.Result.Finished finished -> {
                report(job, new RenderEvent.RenderFinished(job.render(), finished.audio()));
                LOG.infof(
                        "event=render_finished render=%s worker=%s seconds=%.2f sha256=%s",
                        job.render(), name, seconds, finished.audio().sha256());
                if (finished.clampedSamples() > 0) {
                    LOG.warnf("event=samples_clamped render=%s samples=%d", job.render(), finished.clampedSamples());
                }
            }
            case BounceJob.Result.Refused refused -> {
                report(job, new RenderEvent.RenderFailed(job.render(), refused.reason()));
                LOG.warnf("event=render_refused render=%s reason=%s", job.render(), refused.reason());
            }
        }
    }

    /** Tries again what may succeed another time; says so when it has been tried often enough. */
    private AcknowledgeType afterTrouble(RenderJob job, int attempt, ExecutionException trouble) {
        LOG.warnf(trouble, "event=render_trouble render=%s worker=%s attempt=%d", job.render(), name, attempt);
        if (attempt < MOST_ATTEMPTS) {
            pause();
            return AcknowledgeType.RELEASE;
        }
        report(
                job,
                new RenderEvent.RenderFailed(
                        job.render(), "It was tried " + attempt + " times; the last time: " + trouble.getMessage()));
        return AcknowledgeType.REJECT;
    }

    /** Renews the lock; the broker then hands the same record out again, to this very worker. */
    private ConsumerRecord<String, byte[]> renewed(ConsumerRecord<String, byte[]> held) {
        settle(held, AcknowledgeType.RENEW);
        ConsumerRecords<String, byte[]> again = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : again) {
            if (record.partition() == held.partition() && record.offset() == held.offset()) {
                return record;
            }
        }
        return held;
    }

    private void settle(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(e -> LOG.warnf(
                        "event=acknowledgement_refused partition=%s offset=%d type=%s reason=%s",
                        partition, record.offset(), type, e.getMessage())));
    }

    private DoubleConsumer throttled(RenderJob job) {
        long[] last = {System.nanoTime()};
        return progress -> {
            long now = System.nanoTime();
            if (now - last[0] >= NANOS_BETWEEN_PROGRESS) {
                last[0] = now;
                report(job, new RenderEvent.RenderProgressed(job.render(), progress));
            }
        };
    }

    private void report(RenderJob job, RenderEvent event) {
        log.append(
                TopicNames.RENDER_EVENTS,
                RenderLog.VOCABULARY.entry(entries, job.session(), Author.named(name), event));
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_TROUBLE);
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
