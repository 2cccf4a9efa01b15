package foldback.standalone;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Ends this process when the launcher that started it is gone, however it went, so that none is left behind. */
final class LauncherWatch {
    private static final Logger LOG = Logger.getLogger(LauncherWatch.class);

    void start(@Observes StartupEvent event, @ConfigProperty(name = "foldback.launcher.pid") Optional<Long> launcher) {
        launcher.ifPresent(LauncherWatch::watch);
    }

    private static void watch(long pid) {
        Optional<ProcessHandle> launcher = ProcessHandle.of(pid);
        if (launcher.isEmpty()) {
            end(pid);
            return;
        }
        var _ = launcher.get().onExit().thenRun(() -> end(pid));
    }

    private static void end(long pid) {
        LOG.warnf("event=launcher_gone pid=%d", pid);
        Quarkus.asyncExit();
    }
}
