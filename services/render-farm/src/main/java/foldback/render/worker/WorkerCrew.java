package foldback.render.worker;

import foldback.audio.AudioEncoder;
import foldback.audio.Ffmpeg;
import foldback.audio.Folders;
import foldback.blob.BlobStore;
import foldback.bounce.RenderMachine;
import foldback.bounce.comparison.NullTest;
import foldback.bounce.delivery.Delivery;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.KafkaSecurity;
import foldback.render.messaging.RenderQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.jboss.logging.Logger;

/** The workers of a process, with what they share. */
final class WorkerCrew {
    private static final Logger LOG = Logger.getLogger(WorkerCrew.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(12);

    private final String bootstrap;
    private final Path programs;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private WorkerCrew(String bootstrap, Path programs) {
        this.bootstrap = bootstrap;
        this.programs = programs;
    }

    /** Where jobs come from, and where what came of them goes. */
    record Outside(
            String bootstrap,
            EventLog log,
            BlobStore blobs,
            LogEntries entries,
            RenderQueue queue,
            KafkaSecurity security) {}

    /**
     * Starts so many workers for finals, and as many for what overtakes them.
     *
     * @param name what the names of the workers begin with
     */
    static WorkerCrew start(String name, RenderSettings settings, Outside outside)
            throws ExecutionException, InterruptedException, IOException {
        WorkerGroups.prepare(outside.bootstrap(), outside.security(), settings.lock());
        int threadsEach = settings.threads() == 0 ? RenderMachine.share(settings.workers()) : settings.threads();
        RenderMachine machine = new RenderMachine(threadsEach, settings.kernels());
        LOG.infof(
                "event=workers_start workers=%d threads=%d vectors=%b",
                settings.workers(), threadsEach, machine.hasVectors());
        StemCache stems = new StemCache(outside.blobs(), settings.cacheFolder(), settings.cacheBytes());
        WorkerCrew crew = new WorkerCrew(outside.bootstrap(), Files.createTempDirectory("foldback-programs-"));
        AudioEncoder encoder = new AudioEncoder(Ffmpeg.find(crew.programs.resolve("ffmpeg")));
        Work deliveries = new DeliveryJob(outside.blobs(), stems, new Delivery(machine, encoder));
        Work comparisons = new ComparisonJob(outside.blobs(), stems, new NullTest(machine));
        Work work = (job, progress) -> (job.compares() ? comparisons : deliveries).run(job, progress);
        Worker.Tools tools = new Worker.Tools(
                outside.log(),
                outside.entries(),
                outside.queue(),
                outside.blobs(),
                work,
                settings.lock(),
                outside.security());
        for (int i = 1; i <= settings.workers(); i++) {
            crew.start(name, TopicNames.RENDER_JOBS, WorkerGroups.FINALS, tools);
            crew.start(name + "-preview", TopicNames.RENDER_PREVIEWS, WorkerGroups.PREVIEWS, tools);
        }
        return crew;
    }

    private void start(String kind, String topic, String group, Worker.Tools tools) {
        String name = kind + "-" + UUID.randomUUID().toString().substring(0, 8);
        Worker worker = new Worker(name, bootstrap, topic, group, tools);
        workers.add(worker);
        threads.add(Thread.ofPlatform().name("foldback-" + name).start(worker));
    }

    /** Gives back the jobs that are being worked on. */
    void stop() throws InterruptedException, IOException {
        workers.forEach(Worker::close);
        for (Thread thread : threads) {
            if (!thread.join(STOP_WITHIN)) {
                thread.interrupt();
            }
        }
        Folders.remove(programs);
    }
}
