package foldback.render.worker;

import foldback.blob.BlobStore;
import foldback.blob.BlobsUnavailableException;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.KafkaSecurity;
import foldback.log.LogUnavailableException;
import foldback.render.application.RenderKeys;
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
 * Takes one job at a time from a queue (a Kafka share group, KIP-932), and holds it while it works by renewing its lock. A job
 * whose worker dies comes to another one when the lock has passed; its result is the same bytes under the same name, so it does
 * no harm if both finish. A job that fails again and again, or takes its workers down with it, ends among the dead letters.
 */
final class Worker implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    /** Renewed three times as often as it runs out, a lock survives a late renewal. */
    private static final int RENEWALS_PER_LOCK = 3;

    /** So long may it take until a job that was called off stops. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration PAUSE_OF_OUTAGE = Duration.ofSeconds(2);

    /** So long is the blob store waited for with the job in hand, before that counts as an attempt. */
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);

    /** One fewer than the broker hands a record out, so that there is somebody to say that it was the last. */
    private static final int MOST_ATTEMPTS = 4;

    private static final Duration BETWEEN_PROGRESS = Duration.ofMillis(250);

    /** Below it, how long it will take is a guess. */
    private static final double FORESEEABLE = 0.02;

    private final String name;
    private final Tools tools;
    private final String topic;
    private final KafkaShareConsumer<String, byte[]> consumer;
    private final ExecutorService hands;
    private volatile boolean closing;

    /**
     * What all workers of a process share.
     *
     * @param lock how long the broker's is
     * @param security what the broker wants to let them in
     */
    record Tools(
            EventLog log,
            LogEntries entries,
            RenderQueue queue,
            BlobStore blobs,
            DeliveryJob job,
            Duration lock,
            KafkaSecurity security) {}

    Worker(String name, String bootstrap, String topic, String group, Tools tools) {
        this.name = name;
        this.topic = topic;
        this.tools = tools;
        this.hands = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("foldback-bounce-" + name).factory());
        this.consumer = new KafkaShareConsumer<>(
                tools.security()
                        .with(Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                bootstrap,
                                ConsumerConfig.GROUP_ID_CONFIG,
                                group,
                                ConsumerConfig.CLIENT_ID_CONFIG,
                                "foldback-" + name,
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                1,
                                "share.acknowledgement.mode",
                                "explicit",
                                // by default, the broker hands a whole batch of jobs to whoever asks first
                                "share.acquire.mode",
                                "record_limit")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(topic));
        while (!closing) {
            try {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    take(record);
                }
            } catch (WakeupException e) {
                // closing
            } catch (InterruptedException e) {
                closing = true;
            } catch (KafkaException | LogUnavailableException e) {
                LOG.warnf(e, "event=queue_trouble worker=%s", name);
                pause(PAUSE_AFTER_TROUBLE);
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
            tools.queue().bury(record.value(), String.valueOf(e.getMessage()));
            settle(record, AcknowledgeType.REJECT);
            return;
        }
        int attempt = record.deliveryCount().map(Short::intValue).orElse(1);
        if (attempt > MOST_ATTEMPTS) {
            String reason = "It was taken up " + MOST_ATTEMPTS
                    + " times, and each time its worker stopped before it was done, the last time without a word: it may take"
                    + " more memory than a worker has. Ask for fewer files at once, or for a part of the song.";
            giveUp(job, reason, MOST_ATTEMPTS);
            settle(record, AcknowledgeType.REJECT);
            return;
        }
        if (isCancelled(job)) {
            forget(job);
            settle(record, AcknowledgeType.ACCEPT);
            return;
        }
        LOG.infof("event=render_started render=%s worker=%s attempt=%d", job.render(), name, attempt);
        report(job, new RenderEvent.RenderStarted(job.render(), name, attempt, job.ticket()));
        new Turn(job, attempt, record).work();
    }

    /** One job in hand. */
    private final class Turn {
        private final RenderJob job;
        private final int attempt;
        private final long started = System.nanoTime();
        private ConsumerRecord<String, byte[]> held;
        private long renewed = started;

        Turn(RenderJob job, int attempt, ConsumerRecord<String, byte[]> held) {
            this.job = job;
            this.attempt = attempt;
            this.held = held;
        }

        void work() throws InterruptedException {
            Future<DeliveryJob.Result> work = submit();
            while (true) {
                try {
                    DeliveryJob.Result result = work.get(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                    finish(job, result, started);
                    settle(held, AcknowledgeType.ACCEPT);
                    return;
                } catch (TimeoutException e) {
                    if (closing || isCancelled(job)) {
                        stop(work);
                        return;
                    }
                    renewIfDue();
                } catch (ExecutionException e) {
                    if (!isOutage(e) || hasLasted(LONGEST_OUTAGE)) {
                        settle(held, afterTrouble(job, attempt, e));
                        return;
                    }
                    LOG.warnf("event=outage render=%s worker=%s reason=%s", job.render(), name, e.getMessage());
                    pause(PAUSE_OF_OUTAGE);
                    renewIfDue();
                    work = submit();
                }
            }
        }

        private Future<DeliveryJob.Result> submit() {
            return hands.submit(() -> tools.job().run(job, progress(job)));
        }

        /** A job that is drained is a new one, so that draining is no attempt; one that was called off is no job any more. */
        private void stop(Future<DeliveryJob.Result> work) {
            work.cancel(true);
            if (isCancelled(job)) {
                LOG.infof("event=render_cancelled render=%s worker=%s", job.render(), name);
                forget(job);
            } else {
                tools.queue().put(job);
            }
            settle(held, AcknowledgeType.ACCEPT);
        }

        private boolean hasLasted(Duration time) {
            return System.nanoTime() - started > time.toNanos();
        }

        /** Renews the lock; the broker then hands the same record out again, to this very worker. */
        private void renewIfDue() {
            if (System.nanoTime() - renewed < tools.lock().toNanos() / RENEWALS_PER_LOCK) {
                return;
            }
            renewed = System.nanoTime();
            settle(held, AcknowledgeType.RENEW);
            ConsumerRecords<String, byte[]> again = consumer.poll(POLL);
            for (ConsumerRecord<String, byte[]> record : again) {
                if (record.partition() == held.partition() && record.offset() == held.offset()) {
                    held = record;
                }
            }
        }
    }

    private void finish(RenderJob job, DeliveryJob.Result result, long startedNanos) {
        double seconds = (System.nanoTime() - startedNanos) / 1e9;
        switch (result) {
            case DeliveryJob.Result.Finished finished -> {
                report(job, new RenderEvent.DeliveryFinished(job.render(), finished.files(), finished.leftOut()));
                LOG.infof(
                        "event=render_finished render=%s worker=%s seconds=%.2f files=%d",
                        job.render(), name, seconds, finished.files().size());
                if (finished.clampedSamples() > 0) {
                    LOG.warnf("event=samples_clamped render=%s samples=%d", job.render(), finished.clampedSamples());
                }
            }
            case DeliveryJob.Result.Refused refused -> {
                report(job, new RenderEvent.RenderFailed(job.render(), refused.reason(), job.ticket()));
                LOG.warnf("event=render_refused render=%s reason=%s", job.render(), refused.reason());
            }
        }
    }

    /** Tries again what may succeed another time; says so when it has been tried often enough. */
    private AcknowledgeType afterTrouble(RenderJob job, int attempt, ExecutionException trouble) {
        LOG.warnf(trouble, "event=render_trouble render=%s worker=%s attempt=%d", job.render(), name, attempt);
        Throwable cause = trouble.getCause() == null ? trouble : trouble.getCause();
        String what = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (attempt < MOST_ATTEMPTS) {
            report(job, new RenderEvent.RenderTroubled(job.render(), job.ticket(), attempt, what));
            pause(PAUSE_AFTER_TROUBLE);
            return AcknowledgeType.RELEASE;
        }
        giveUp(job, "It was tried " + attempt + " times; the last time: " + what, attempt);
        return AcknowledgeType.REJECT;
    }

    private void giveUp(RenderJob job, String reason, int attempts) {
        LOG.errorf("event=render_given_up render=%s attempts=%d reason=%s", job.render(), attempts, reason);
        tools.queue().bury(job, reason, attempts);
        report(job, new RenderEvent.RenderFailed(job.render(), reason, job.ticket()));
    }

    private static boolean isOutage(ExecutionException trouble) {
        for (Throwable cause = trouble.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof BlobsUnavailableException) {
                return true;
            }
        }
        return false;
    }

    private void settle(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        consumer.acknowledge(record, type);
        consumer.commitSync()
                .forEach((partition, failure) -> failure.ifPresent(e -> LOG.warnf(
                        "event=acknowledgement_refused partition=%s offset=%d type=%s reason=%s",
                        partition, record.offset(), type, e.getMessage())));
    }

    // ---- cancelling

    private boolean isCancelled(RenderJob job) {
        try {
            return tools.blobs().size(RenderKeys.cancelled(job.ticket())).isPresent();
        } catch (BlobsUnavailableException e) {
            return false;
        }
    }

    private void forget(RenderJob job) {
        try {
            tools.blobs().delete(RenderKeys.cancelled(job.ticket()));
        } catch (BlobsUnavailableException e) {
            LOG.warnf("event=cancellation_kept ticket=%s reason=%s", job.ticket(), e.getMessage());
        }
    }

    // ---- telling

    private DoubleConsumer progress(RenderJob job) {
        long begun = System.nanoTime();
        long[] last = {begun};
        return progress -> {
            long now = System.nanoTime();
            if (now - last[0] >= BETWEEN_PROGRESS.toNanos()) {
                last[0] = now;
                Double left =
                        progress < FORESEEABLE ? null : (Double) ((now - begun) / 1e9 * (1 - progress) / progress);
                try {
                    report(job, new RenderEvent.RenderProgressed(job.render(), progress, left, job.ticket()));
                } catch (LogUnavailableException e) {
                    LOG.debugf("event=progress_untold render=%s", job.render()); // the result will be told
                }
            }
        };
    }

    private void report(RenderJob job, RenderEvent event) {
        tools.log()
                .append(
                        TopicNames.RENDER_EVENTS,
                        RenderLog.VOCABULARY.entry(tools.entries(), job.session(), Author.named(name), event));
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            closing = true;
        }
    }
}
