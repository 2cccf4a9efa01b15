package foldback.render.worker;

import foldback.bounce.RenderMachine;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** {@code foldback.render.*} */
@ConfigMapping(prefix = "foldback.render")
interface RenderSettings {
    String WORKERS = "1";
    String CACHE_FOLDER = "${java.io.tmpdir}/foldback-stems";
    String THREADS = "0";
    String KERNELS = "auto";
    String LOCK = "30s";
    String CACHE_BYTES = "21474836480";

    /** How many finals this process works on at once, and how many previews besides; 0 leaves the work to other processes. */
    @WithDefault(WORKERS)
    int workers();

    /** Where stems are kept between jobs. */
    @WithDefault(CACHE_FOLDER)
    Path cacheFolder();

    /** How many threads a job gets; 0 shares this machine's processors between the workers. */
    @WithDefault(THREADS)
    int threads();

    /** How strips are run: in vector lanes where this JVM has them ({@code auto}), or one by one ({@code scalar}). */
    @WithDefault(KERNELS)
    RenderMachine.Kernels kernels();

    /** For how long a job that a worker has taken is nobody else's; renewed while it works. The broker takes 15 to 60 s. */
    @WithDefault(LOCK)
    Duration lock();

    /** How much room the kept stems may take. */
    @WithDefault(CACHE_BYTES)
    long cacheBytes();
}
