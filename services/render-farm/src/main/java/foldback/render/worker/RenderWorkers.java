package foldback.render.worker;

import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.log.EventLog;
import foldback.log.KafkaSecurity;
import foldback.render.messaging.RenderQueue;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The workers that run beside the service, in its process. */
@ApplicationScoped
class RenderWorkers {
    private final RenderSettings settings;
    private final WorkerCrew.Outside outside;
    private @Nullable WorkerCrew crew;

    RenderWorkers(
            RenderSettings settings,
            @ConfigProperty(name = "foldback.kafka.bootstrap") String bootstrap,
            EventLog log,
            BlobStore blobs,
            LogEntries entries,
            RenderQueue queue,
            KafkaSecurity security) {
        this.settings = settings;
        this.outside = new WorkerCrew.Outside(bootstrap, log, blobs, entries, queue, security);
    }

    void start(@Observes StartupEvent event) throws ExecutionException, InterruptedException, IOException {
        if (settings.workers() > 0) {
            crew = WorkerCrew.start("worker", settings, outside);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException, IOException {
        WorkerCrew running = crew;
        if (running != null) {
            running.stop();
        }
    }
}
