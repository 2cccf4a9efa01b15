package foldback.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The ffmpeg program, run as a process with limits and never linked. It is told to read local files only, of the kinds that we offer, and
 * gets neither our environment nor our standard input.
 */
public final class Ffmpeg {
    private static final String BUNDLE = "/org/bytedeco/ffmpeg/linux-x86_64/";
    private static final List<String> BUNDLED = List.of(
            "ffmpeg",
            "ffprobe",
            "libavcodec.so.62",
            "libavdevice.so.62",
            "libavfilter.so.11",
            "libavformat.so.62",
            "libavutil.so.60",
            "libswresample.so.6",
            "libswscale.so.9",
            "libdrm.so.2",
            "libva.so.2",
            "libva-drm.so.2");

    /** A decoder of one audio stream needs some 60 MB of address space, and its libraries 300. */
    private static final long MOST_ADDRESS_KIB = 1_500_000;

    private static final int MOST_REPORT_BYTES = 64 * 1024;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final String LIMITED =
            "ulimit -v \"$1\"; ulimit -t \"$2\"; ulimit -f \"$3\"; ulimit -c 0; shift 3; exec \"$@\"";

    private final Path folder;

    /** @param folder where ffmpeg and ffprobe are, and the libraries of their own if they have such */
    private Ffmpeg(Path folder) {
        this.folder = folder;
    }

    /**
     * How a run ended.
     *
     * @param report what it said, on both of its outputs, at most 64 KiB
     */
    record Run(int exitCode, String report) {
        /** The last line of what it said, without what no sentence should have. */
        String lastLine() {
            String[] lines = report.strip().split("\\R", -1);
            String last = lines[lines.length - 1].replaceAll("\\p{Cntrl}", " ").strip();
            return last.length() > 200 ? last.substring(0, 200) : last;
        }
    }

    /**
     * The one that came along in a jar, if it runs here, or else one that is installed.
     *
     * @param unpackTo where the former goes, once; the folder's name should be of this version
     */
    public static Optional<Ffmpeg> find(Path unpackTo) throws IOException {
        if (unpack(unpackTo)) {
            Ffmpeg bundled = new Ffmpeg(unpackTo);
            if (bundled.starts()) {
                return Optional.of(bundled);
            }
        }
        String path = System.getenv("PATH");
        return Arrays.stream((path == null ? "/usr/bin" : path).split(":"))
                .filter(each -> !each.isEmpty())
                .map(Path::of)
                .filter(each ->
                        Files.isExecutable(each.resolve("ffmpeg")) && Files.isExecutable(each.resolve("ffprobe")))
                .map(Ffmpeg::new)
                .filter(Ffmpeg::starts)
                .findFirst();
    }

    /** The one in a folder, which has been found to run. */
    public static Ffmpeg in(Path folder) {
        return new Ffmpeg(folder);
    }

    public Path folder() {
        return folder;
    }

    private static boolean unpack(Path target) throws IOException {
        if (Ffmpeg.class.getResource(BUNDLE + BUNDLED.getFirst()) == null) {
            return false;
        }
        if (Files.isExecutable(target.resolve(BUNDLED.getFirst()))) {
            return true;
        }
        Path parent = target.toAbsolutePath().getParent();
        Path unfinished =
                Files.createTempDirectory(parent == null ? target : Files.createDirectories(parent), "ffmpeg-");
        try {
            for (String each : BUNDLED) {
                try (InputStream in = Ffmpeg.class.getResourceAsStream(BUNDLE + each)) {
                    if (in == null) {
                        return false;
                    }
                    Files.copy(in, unfinished.resolve(each), StandardCopyOption.REPLACE_EXISTING);
                }
                if (!unfinished.resolve(each).toFile().setExecutable(true)) {
                    return false;
                }
            }
            try {
                Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                // Another process may have been quicker.
                if (!Files.isExecutable(target.resolve(BUNDLED.getFirst()))) {
                    throw e;
                }
            }
            return true;
        } finally {
            Folders.remove(unfinished);
        }
    }

    private boolean starts() {
        try {
            return run("ffmpeg", List.of("-version"), START_TIMEOUT, 0).exitCode() == 0
                    && run("ffprobe", List.of("-version"), START_TIMEOUT, 0).exitCode() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Runs one of the programs to its end.
     *
     * @param timeout of the wall clock, and of the processor's
     * @param mostFileBytes that it may write to a file
     * @return exit code 137 if it had to be ended
     */
    Run run(String program, List<String> arguments, Duration timeout, long mostFileBytes)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                LIMITED,
                "sh",
                Long.toString(MOST_ADDRESS_KIB),
                Long.toString(timeout.toSeconds() + 1),
                Long.toString(mostFileBytes / 512 + 1),
                folder.resolve(program).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(Map.of("LD_LIBRARY_PATH", folder.toString(), "LC_ALL", "C"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            Thread ending = endAfter(process, timeout);
            FutureTask<String> report = new FutureTask<>(() -> report(process));
            Thread.ofVirtual().start(report); // whoever is interrupted need not wait for the next line
            int code = process.waitFor();
            ending.interrupt();
            return new Run(code, report.get());
        } catch (ExecutionException e) {
            throw new IOException("what " + program + " said cannot be read", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String report(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            String report = new String(out.readNBytes(MOST_REPORT_BYTES), StandardCharsets.UTF_8);
            out.skip(Long.MAX_VALUE);
            return report;
        }
    }

    private static Thread endAfter(Process process, Duration timeout) {
        return Thread.ofVirtual().start(() -> {
            try {
                if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /**
     * Writes a FLAC file, without a loss.
     *
     * @param wav a file of whole numbers of 16 or 24 bits
     * @throws IOException if it could not be written; with what ffmpeg said
     */
    public void writeFlac(Path wav, Path flac, Duration timeout) throws IOException, InterruptedException {
        Run run = run(
                "ffmpeg",
                List.of(
                        "-nostdin",
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file",
                        "-y",
                        "-f",
                        "wav",
                        "-i",
                        "file:" + wav,
                        "-map_metadata",
                        "-1",
                        "-fflags",
                        "+bitexact",
                        "-flags:a",
                        "+bitexact",
                        "-c:a",
                        "flac",
                        "-compression_level",
                        "5",
                        "-f",
                        "flac",
                        "file:" + flac),
                timeout,
                Files.size(wav) + (1 << 20));
        if (run.exitCode() != 0) {
            Files.deleteIfExists(flac);
            throw new IOException("ffmpeg wrote no FLAC file: " + run.lastLine());
        }
    }

    /** The value of a line {@code key=value} of what ffprobe says; null where it has none or says N/A. */
    static @Nullable String value(String report, String key) {
        for (String line : report.split("\\R", -1)) {
            if (line.startsWith(key + "=")) {
                String value = line.substring(key.length() + 1).strip();
                return value.isEmpty() || value.equals("N/A") ? null : value;
            }
        }
        return null;
    }
}
