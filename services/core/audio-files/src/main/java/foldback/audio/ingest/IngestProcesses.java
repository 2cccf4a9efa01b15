package foldback.audio.ingest;

import foldback.audio.Refusal;
import foldback.audio.Refusal.Reason;
import foldback.dsp.DspMath;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes stems in processes of their own, so many at once, each with its heap and its deadline. */
public final class IngestProcesses {
    private static final System.Logger LOG = System.getLogger(IngestProcesses.class.getName());

    /** A header and an hour of music; nothing that is read needs memory by its length. */
    private static final int HEAP_MEGABYTES = 128;

    private static final int DIRECT_MEGABYTES = 32;
    private static final int LOG_EXCERPT = 2_000;

    private final Semaphore places;
    private final Duration atLeast;
    private final Duration atMost;
    private final List<String> command;

    /**
     * @param atOnce how many may run; the others wait
     * @param atLeast the deadline of the smallest file
     * @param atMost the deadline of the largest
     */
    public IngestProcesses(int atOnce, Duration atLeast, Duration atMost) {
        this(atOnce, atLeast, atMost, IngestMain.class);
    }

    IngestProcesses(int atOnce, Duration atLeast, Duration atMost, Class<?> main) {
        places = new Semaphore(atOnce, true);
        this.atLeast = atLeast;
        this.atMost = atMost;
        command = command(main);
    }

    private static List<String> command(Class<?> main) {
        String classPath = Stream.of(main, IngestMain.class, DspMath.class)
                .map(IngestProcesses::where)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-Xms16m",
                "-Xss512k",
                "-XX:MaxDirectMemorySize=" + DIRECT_MEGABYTES + "m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xshare:auto",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                classPath,
                main.getName()));
    }

    /** The folder or jar that a class was loaded from. */
    private static String where(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path is no path", e);
        }
    }

    /** How long a file of so many bytes may take: some twenty times what an idle core needs for a WAV file, and more for small ones. */
    Duration deadline(long bytes) {
        Duration wanted = atLeast.plusMillis(bytes / 2_000);
        return wanted.compareTo(atMost) < 0 ? wanted : atMost;
    }

    /**
     * Makes a stem.
     *
     * @return a refusal also if the process ran out of memory or time
     * @throws IOException if a disk or the machine fails, never because of the file
     */
    public IngestResult run(IngestRequest request) throws IOException, InterruptedException {
        places.acquire();
        try {
            return runNow(request);
        } finally {
            places.release();
        }
    }

    private IngestResult runNow(IngestRequest request) throws IOException, InterruptedException {
        Duration deadline = deadline(Files.size(request.file()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(request.log().toFile());
        String path = System.getenv("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path == null ? "/usr/bin:/bin" : path);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "1");
        Process child = builder.start();
        try {
            try (Writer in = new OutputStreamWriter(child.getOutputStream(), StandardCharsets.UTF_8)) {
                IngestCodec.write(request, in);
            }
            if (!child.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                return refused(
                        request, "took longer than " + deadline.toSeconds() + " s to read, and reading was given up");
            }
            return result(request, child.exitValue());
        } finally {
            end(child);
        }
    }

    /** With the ffmpeg that it may have started. */
    private static void end(Process child) throws InterruptedException {
        List<ProcessHandle> started = child.descendants().toList();
        child.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        child.waitFor();
    }

    private static IngestResult result(IngestRequest request, int exitCode) throws IOException {
        return switch (exitCode) {
            case 0 -> {
                try (Reader in = Files.newBufferedReader(request.result())) {
                    yield IngestCodec.readResult(in);
                }
            }
            case IngestMain.OUT_OF_MEMORY -> refused(request, "needs more memory to be read than any music does");
            case IngestMain.BROKE -> {
                LOG.log(System.Logger.Level.ERROR, "a file broke its reader log={0}", said(request));
                yield refused(request, "cannot be read: the reader broke on it");
            }
            default ->
                throw new IOException("the process that reads files ended with " + exitCode + ": " + said(request));
        };
    }

    private static String said(IngestRequest request) throws IOException {
        if (!Files.exists(request.log())) {
            return "";
        }
        String log = new String(Files.readAllBytes(request.log()), StandardCharsets.UTF_8);
        return log.substring(0, Math.min(LOG_EXCERPT, log.length()));
    }

    private static IngestResult refused(IngestRequest request, String what) {
        return new IngestResult.Refused(new Refusal(
                Reason.GAVE_UP, request.fileName() + " " + what + ". Export it again, as WAV if it is none.", null));
    }
}
