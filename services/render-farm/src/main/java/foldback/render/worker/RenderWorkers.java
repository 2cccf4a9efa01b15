package foldback.render.worker;

import foldback.audio.AudioEncoder;
import foldback.audio.Ffmpeg;
import foldback.audio.Folders;
import foldback.blob.BlobStore;
import foldback.bounce.RenderMachine;
import foldback.bounce.delivery.Delivery;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.KafkaSecurity;
import foldback.render.messaging.RenderQueue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The workers of this process. */
@ApplicationScoped
class RenderWorkers {
    /** {@code foldback.render.*} */
    @ConfigMapping(prefix = "foldback.render")
    interface Settings {
        /** How many finals this process works on at once, and how many previews besides; 0 leaves the work to other processes. */
        @WithDefault("1")
        int workers();

        /** Where stems are kept between jobs. */
        @WithDefault("${java.io.tmpdir}/foldback-stems")
        Path cacheFolder();

        /** How many threads a job gets; 0 shares this machine's processors between the workers. */
        @WithDefault("0")
        int threads();

        /** How strips are run: in vector lanes where this JVM has them ({@code auto}), or one by one ({@code scalar}). */
        @WithDefault("auto")
        RenderMachine.Kernels kernels();

        /** For how long a job that a worker has taken is nobody else's; renewed while it works. The broker takes 15 to 60 s. */
        @WithDefault("30s")
        Duration lock();

        /** How much room the kept stems may take. */
        @WithDefault("21474836480")
        long cacheBytes();
    }

    private static final Logger LOG = Logger.getLogger(RenderWorkers.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(12);

    private final Settings settings;
    private final String bootstrap;
    private final EventLog log;
    private final BlobStore blobs;
    private final LogEntries entries;
    private final RenderQueue queue;
    private final KafkaSecurity security;
    private @Nullable Path programs;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    RenderWorkers(
            Settings settings,
            @ConfigProperty(name = "foldback.kafka.bootstrap") String bootstrap,
            EventLog log,
            BlobStore blobs,
            LogEntries entries,
            RenderQueue queue,
            KafkaSecurity security) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.log = log;
        this.blobs = blobs;
        this.entries = entries;
        this.queue = queue;
        this.security = security;
    }

    void start(@Observes StartupEvent event) throws ExecutionException, InterruptedException, IOException {
        if (settings.workers() == 0) {
            return;
        }
        WorkerGroups.prepare(bootstrap, security, settings.lock());
        int threadsEach = settings.threads() == 0 ? RenderMachine.share(settings.workers()) : settings.threads();
        RenderMachine machine = new RenderMachine(threadsEach, settings.kernels());
        LOG.infof(
                "event=workers_start workers=%d threads=%d vectors=%b",
                settings.workers(), threadsEach, machine.hasVectors());
        StemCache stems = new StemCache(blobs, settings.cacheFolder(), settings.cacheBytes());
        Path programFolder = Files.createTempDirectory("foldback-programs-");
        programs = programFolder;
        AudioEncoder encoder = new AudioEncoder(Ffmpeg.find(programFolder.resolve("ffmpeg")));
        DeliveryJob job = new DeliveryJob(blobs, stems, new Delivery(machine, encoder));
        Worker.Tools tools = new Worker.Tools(log, entries, queue, blobs, job, settings.lock(), security);
        for (int i = 1; i <= settings.workers(); i++) {
            start("worker", TopicNames.RENDER_JOBS, WorkerGroups.FINALS, tools);
            start("preview", TopicNames.RENDER_PREVIEWS, WorkerGroups.PREVIEWS, tools);
        }
    }

    private void start(String kind, String topic, String group, Worker.Tools tools) {
        String name = kind + "-" + UUID.randomUUID().toString().substring(0, 8);
        Worker worker = new Worker(name, bootstrap, topic, group, tools);
        workers.add(worker);
        threads.add(Thread.ofPlatform().name("foldback-" + name).start(worker));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException, IOException {
        workers.forEach(Worker::close);
        for (Thread thread : threads) {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        }
        if (programs != null) {
            Folders.remove(programs);
        }
    }
}
