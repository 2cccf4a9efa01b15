package foldback.analysis;

import foldback.audio.AudioFiles;
import foldback.audio.AudioSource;
import foldback.audio.Ffmpeg;
import foldback.audio.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes analyses for whoever asks, a few at a time, and keeps them by content and {@link Analysis#VERSION}: nothing is analysed twice, and who asks
 * while it is made is told how far it is. For several threads.
 */
public final class AnalysisPool implements AutoCloseable {
    /** Who waits for more is asked to come again. */
    public static final int MOST_WAITING = 64;

    private static final int AT_ONCE = 1; // each takes two threads

    /** Where analyses are kept. */
    public interface Shelf {
        Optional<byte[]> find(String key);

        void keep(String key, byte[] json);
    }

    /** Brings the audio. */
    @FunctionalInterface
    public interface Fetch {
        void to(Path file) throws IOException;
    }

    /** What is known of an analysis. */
    public sealed interface State {
        @SuppressWarnings("ArrayRecordComponent") // made, sent, and never compared
        record Ready(byte[] json) implements State {}

        /**
         * It is being made, or waits for it.
         *
         * @param progress 0 to 1
         */
        record Working(double progress) implements State {}

        /** Too many wait. Nothing was begun. */
        record Busy() implements State {}

        /**
         * It cannot be analysed, however often it is asked for.
         *
         * @param why one sentence
         */
        record Refused(String why) implements State {}
    }

    /** One that is on its way, or came to nothing. */
    private static final class Task {
        private volatile double progress;
        private volatile @Nullable String refusal;
        private volatile @Nullable Throwable trouble;
    }

    private final Shelf shelf;
    private final Map<String, Task> tasks = new HashMap<>();
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().name("analyses-", 0).daemon().factory());

    public AnalysisPool(Shelf shelf) {
        this.shelf = shelf;
    }

    /** Where the analysis of a content is kept. */
    static String key(String sha256) {
        return "analyses/" + sha256 + ".v" + Analysis.VERSION + ".json";
    }

    /**
     * Says what is known, and has it made if nobody has.
     *
     * @param sha256 of the audio
     * @param fileName for sentences; its ending says whether a decoder may be needed
     * @throws IllegalStateException if it broke the last time; the next one who asks has it tried again
     */
    public State ask(String sha256, String fileName, Fetch fetch) {
        String key = key(sha256);
        synchronized (tasks) {
            Task task = tasks.get(key);
            if (task != null) {
                return state(key, task);
            }
        }
        Optional<byte[]> kept = shelf.find(key);
        if (kept.isPresent()) {
            return new State.Ready(kept.get());
        }
        synchronized (tasks) {
            Task running = tasks.get(key);
            if (running != null) {
                return state(key, running);
            }
            Task task = new Task();
            try {
                workers.execute(() -> make(key, fileName, fetch, task));
            } catch (RejectedExecutionException e) {
                return new State.Busy();
            }
            tasks.put(key, task);
            return new State.Working(0);
        }
    }

    /** A refusal or a trouble is told once; the next one who asks has it tried again. */
    private State state(String key, Task task) {
        Throwable trouble = task.trouble;
        if (trouble != null) {
            tasks.remove(key);
            throw new IllegalStateException("the analysis broke", trouble);
        }
        String refusal = task.refusal;
        if (refusal != null) {
            tasks.remove(key);
            return new State.Refused(refusal);
        }
        return new State.Working(task.progress);
    }

    private void make(String key, String fileName, Fetch fetch, Task task) {
        try {
            Path scratch = Files.createTempDirectory("foldback-analysis-");
            try {
                Optional<String> refusal = make(key, fileName, fetch, task, scratch);
                synchronized (tasks) {
                    refusal.ifPresentOrElse(why -> task.refusal = why, () -> tasks.remove(key));
                }
            } finally {
                Folders.remove(scratch);
            }
        } catch (IOException | RuntimeException e) {
            task.trouble = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            task.trouble = e;
        }
    }

    private Optional<String> make(String key, String fileName, Fetch fetch, Task task, Path scratch)
            throws IOException, InterruptedException {
        Path file = scratch.resolve("audio");
        fetch.to(file);
        String name = fileName.toLowerCase(Locale.ROOT);
        boolean plain = name.endsWith(".wav") || name.endsWith(".aiff");
        Optional<Ffmpeg> ffmpeg = plain ? Optional.empty() : Ffmpeg.find(scratch.resolve("ffmpeg"));
        return switch (AudioFiles.open(file, fileName, ffmpeg, scratch)) {
            case AudioFiles.Opened.Refused refused ->
                Optional.of(refused.refusal().sentence());
            case AudioFiles.Opened.Accepted accepted -> {
                try (AudioSource source = accepted.source()) {
                    yield switch (AnalysisRun.of(source, progress -> task.progress = progress)) {
                        case AnalysisRun.Result.Refused refused -> Optional.of(refused.why());
                        case AnalysisRun.Result.Finished finished -> {
                            shelf.keep(key, AnalysisCodec.bytes(finished.analysis()));
                            yield Optional.empty();
                        }
                    };
                }
            }
        };
    }

    /** Ends what is being made; it can be asked for again elsewhere. */
    @Override
    public void close() {
        workers.shutdownNow();
    }
}
