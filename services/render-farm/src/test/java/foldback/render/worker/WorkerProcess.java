package foldback.render.worker;

import foldback.audio.AudioEncoder;
import foldback.blob.BlobStore;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.bounce.RenderMachine;
import foldback.bounce.RenderMachine.Kernels;
import foldback.bounce.delivery.Delivery;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.KafkaSecurity;
import foldback.log.Uuid7;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderQueue;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * A worker as a process: the queue, the log, the blob store and the engine, and nothing else. A job with an output called {@link #POISON} ends
 * the process, as one would that takes more memory than there is.
 */
final class WorkerProcess {
    static final String POISON = "poison";

    private WorkerProcess() {}

    /**
     * Works until it is ended.
     *
     * @param args name, bootstrap, S3 endpoint, access key, secret key, bucket, lock in seconds
     */
    public static void main(String[] args) {
        EventLog log = new KafkaEventLog(new KafkaLogSettings(args[1], args[0]));
        URI s3 = URI.create(args[2]);
        BlobStore blobs = new S3BlobStore(new S3Settings(s3, s3, "local", args[3], args[4], args[5]));
        LogEntries entries = new LogEntries(new Uuid7(), Clock.systemUTC());
        Path cache = Path.of(System.getProperty("java.io.tmpdir"), "foldback-stems-" + args[0]);
        Delivery delivery = new Delivery(new RenderMachine(1, Kernels.SCALAR), new AudioEncoder(Optional.empty()));
        DeliveryJob job = new DeliveryJob(blobs, new StemCache(blobs, cache, 1L << 30), delivery) {
            @Override
            Result run(RenderJob what, DoubleConsumer progress) throws IOException, InterruptedException {
                if (what.spec().path("outputs").path(0).path("id").asText().equals(POISON)) {
                    Runtime.getRuntime().halt(137);
                }
                return super.run(what, progress);
            }
        };
        Worker.Tools tools = new Worker.Tools(
                log,
                entries,
                new RenderQueue(log, entries),
                blobs,
                job,
                Duration.ofSeconds(Long.parseLong(args[6])),
                KafkaSecurity.none());
        new Worker(args[0], args[1], TopicNames.RENDER_JOBS, WorkerGroups.FINALS, tools).run();
    }
}
