package foldback.render.worker;

import foldback.blob.BlobStore;
import foldback.bounce.Bounce;
import foldback.bounce.RenderMachine;
import foldback.kit.LogEntries;
import foldback.log.EventLog;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** The workers of this process. */
@ApplicationScoped
class RenderWorkers {
    /** {@code foldback.render.*} */
    @ConfigMapping(prefix = "foldback.render")
    interface Settings {
        /** How many jobs this process works on at once; 0 leaves the work to other processes. */
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
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    RenderWorkers(
            Settings settings,
            @ConfigProperty(name = "foldback.kafka.bootstrap") String bootstrap,
            EventLog log,
            BlobStore blobs,
            LogEntries entries) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.log = log;
        this.blobs = blobs;
        this.entries = entries;
    }

    void start(@Observes StartupEvent event) throws ExecutionException, InterruptedException {
        if (settings.workers() == 0) {
            return;
        }
        readFromTheBeginning();
        int threadsEach = settings.threads() == 0 ? RenderMachine.share(settings.workers()) : settings.threads();
        RenderMachine machine = new RenderMachine(threadsEach, settings.kernels());
        LOG.infof(
                "event=workers_start workers=%d threads=%d vectors=%b",
                settings.workers(), threadsEach, machine.hasVectors());
        StemCache stems = new StemCache(blobs, settings.cacheFolder(), settings.cacheBytes());
        BounceJob bounce = new BounceJob(blobs, stems, new Bounce(machine));
        for (int i = 1; i <= settings.workers(); i++) {
            String name = "worker-" + UUID.randomUUID().toString().substring(0, 8);
            Worker worker = new Worker(name, bootstrap, log, entries, bounce);
            workers.add(worker);
            threads.add(Thread.ofPlatform().name("foldback-" + name).start(worker));
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        workers.forEach(Worker::close);
        for (Thread thread : threads) {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        }
    }

    /** A share group that is new starts at the end by default, and would miss the jobs that wait for it. */
    private void readFromTheBeginning() throws ExecutionException, InterruptedException {
        ConfigResource group = new ConfigResource(ConfigResource.Type.GROUP, Worker.GROUP);
        Collection<AlterConfigOp> operations =
                List.of(set("share.auto.offset.reset", "earliest"), set("share.isolation.level", "read_committed"));
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            admin.incrementalAlterConfigs(Map.of(group, operations)).all().get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
    }
}
