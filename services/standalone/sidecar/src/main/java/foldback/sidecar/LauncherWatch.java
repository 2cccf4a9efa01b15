package foldback.sidecar;

import java.time.Duration;
import java.util.Optional;

/** Ends this process when the launcher is gone, however it went: nothing may stay behind. */
final class LauncherWatch {
    static final String PROPERTY = "foldback.launcher.pid";
    /** {@link ProcessHandle#onExit} looks at a process that is no child of ours only every five seconds. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private LauncherWatch() {}

    static void start() {
        Optional.ofNullable(System.getProperty(PROPERTY)).map(Long::parseLong).ifPresent(LauncherWatch::watch);
    }

    private static void watch(long pid) {
        Optional<ProcessHandle> launcher = ProcessHandle.of(pid);
        Thread.ofPlatform().daemon().name("foldback-launcher-watch").start(() -> {
            while (launcher.map(ProcessHandle::isAlive).orElse(false)) {
                try {
                    Thread.sleep(LOOK_EVERY);
                } catch (InterruptedException e) {
                    return;
                }
            }
            System.exit(ExitCode.OK.number()); // Runs the shutdown hooks, as SIGTERM does.
        });
    }
}
