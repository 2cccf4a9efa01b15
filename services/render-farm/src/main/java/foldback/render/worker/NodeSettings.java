package foldback.render.worker;

import foldback.bounce.RenderMachine;
import io.smallrye.config.SmallRyeConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The settings of workers that run alone, where nothing makes a mapping of {@link RenderSettings}. */
record NodeSettings(
        int workers, Path cacheFolder, int threads, RenderMachine.Kernels kernels, Duration lock, long cacheBytes)
        implements RenderSettings {
    private static final String PREFIX = "foldback.render.";

    /** What holds where nobody says otherwise. */
    static final Map<String, String> DEFAULTS = Map.of(
            PREFIX + "workers", WORKERS,
            PREFIX + "cache-folder", CACHE_FOLDER,
            PREFIX + "threads", THREADS,
            PREFIX + "kernels", KERNELS,
            PREFIX + "lock", LOCK,
            PREFIX + "cache-bytes", CACHE_BYTES);

    static NodeSettings of(SmallRyeConfig config) {
        return new NodeSettings(
                config.getValue(PREFIX + "workers", Integer.class),
                config.getValue(PREFIX + "cache-folder", Path.class),
                config.getValue(PREFIX + "threads", Integer.class),
                config.getValue(PREFIX + "kernels", RenderMachine.Kernels.class),
                config.getValue(PREFIX + "lock", Duration.class),
                config.getValue(PREFIX + "cache-bytes", Long.class));
    }
}
