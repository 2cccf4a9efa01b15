package foldback.stem.application;

import foldback.blob.BlobStore;
import foldback.stem.persistence.UploadRows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops uploads that nobody has completed for days, with the parts that had arrived. Any number of replicas may do it at once. */
@Startup
@ApplicationScoped
public class UploadSweep {
    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final int MOST_AT_ONCE = 200;

    private final StemSettings settings;
    private final UploadRows rows;
    private final BlobStore blobs;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("upload-sweep").factory());

    UploadSweep(StemSettings settings, UploadRows rows, BlobStore blobs, Clock clock) {
        this.settings = settings;
        this.rows = rows;
        this.blobs = blobs;
        this.clock = clock;
    }

    @PostConstruct
    void begin() {
        var _ = timer.scheduleWithFixedDelay(
                this::sweepQuietly, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void sweepQuietly() {
        try {
            sweep();
        } catch (RuntimeException e) {
            LOG.warn("sweep failed, and will be tried again", e);
        }
    }

    /**
     * Drops those that are due.
     *
     * @return how many there were
     */
    public int sweep() {
        List<Upload> abandoned = rows.openSinceBefore(clock.instant().minus(settings.abandonedAfter()), MOST_AT_ONCE);
        for (Upload upload : abandoned) {
            blobs.abortUpload(upload.key(), upload.storeUpload());
            blobs.delete(upload.key());
            rows.remove(upload.id());
            LOG.info("upload swept upload={} bytes={}", upload.id(), upload.bytes());
        }
        return abandoned.size();
    }
}
