package foldback.render.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.blob.BlobStore;
import foldback.blob.BucketProvisioner;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.KafkaSecurity;
import foldback.log.LogRecord;
import foldback.log.Replication;
import foldback.log.Tail;
import foldback.log.TopicProvisioner;
import foldback.log.Uuid7;
import foldback.mixdown.Engine;
import foldback.render.Songs;
import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderLog;
import foldback.render.messaging.RenderQueue;
import foldback.testservers.FoldbackServers;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workers that are processes, and are killed, stopped and poisoned while they work. */
final class WorkersAsProcessesTest {
    /** The shortest that the broker takes. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private static final Duration LIVENESS = Duration.ofMinutes(4);
    private static final int WORKERS = 3;
    private static final int JOBS = 6;
    private static final int FRAMES = 20 * Songs.RATE;

    private final Map<String, String> endpoints = FoldbackServers.shared().endpoints();
    private final EventLog log = new KafkaEventLog(new KafkaLogSettings(endpoint("kafka.bootstrap"), "test"));
    private final LogEntries entries = new LogEntries(new Uuid7(), Clock.systemUTC());
    private final RenderQueue queue = new RenderQueue(log, entries);
    private final String session = UUID.randomUUID().toString();
    private final Map<String, Process> processes = new ConcurrentHashMap<>();
    private final List<RenderEvent> events = new CopyOnWriteArrayList<>();
    private final List<String> buried = new CopyOnWriteArrayList<>();
    private final List<Tail> tails = new ArrayList<>();
    private BlobStore blobs = new S3BlobStore(s3());
    private int started;
    private volatile boolean over;

    private String endpoint(String key) {
        String value = endpoints.get("foldback." + key);
        if (value == null) {
            throw new AssertionError("no " + key + " among " + endpoints.keySet());
        }
        return value;
    }

    private S3Settings s3() {
        URI uri = URI.create(endpoint("s3.endpoint"));
        return new S3Settings(
                uri, uri, "local", endpoint("s3.access-key"), endpoint("s3.secret-key"), endpoint("s3.bucket"));
    }

    @BeforeEach
    void a_farm() throws Exception {
        TopicProvisioner.ensure(endpoint("kafka.bootstrap"), Replication.ONE_HOST);
        BucketProvisioner.ensure(s3(), List.of());
        blobs.close();
        blobs = new S3BlobStore(s3());
        WorkerGroups.prepare(endpoint("kafka.bootstrap"), KafkaSecurity.none(), LOCK);
        tails.add(log.follow(TopicNames.RENDER_EVENTS, Map.of(), this::hear));
        tails.add(log.follow(
                TopicNames.RENDER_DEAD_LETTERS,
                Map.of(),
                record -> buried.add(new String(record.entry().data(), StandardCharsets.UTF_8))));
        for (int i = 0; i < WORKERS; i++) {
            startWorker();
        }
    }

    private void hear(LogRecord record) {
        try {
            if (record.entry().subject().equals(session)) {
                events.add(RenderLog.VOCABULARY.eventOf(record.entry()));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One that is started again when it ends, as by whatever runs it. */
    private synchronized void startWorker() {
        if (over) {
            return;
        }
        String name = "process-" + ++started;
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProcess.class.getName(),
                name,
                endpoint("kafka.bootstrap"),
                endpoint("s3.endpoint"),
                endpoint("s3.access-key"),
                endpoint("s3.secret-key"),
                endpoint("s3.bucket"),
                Long.toString(LOCK.toSeconds()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target", name + ".log").toFile())
                    .start();
            processes.put(name, process);
            var _ = process.onExit().thenRun(() -> {
                processes.remove(name);
                startWorker();
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void nothing_is_left_running() {
        synchronized (this) {
            over = true;
        }
        processes.values().forEach(Process::destroyForcibly);
        tails.forEach(Tail::close);
        log.close();
        blobs.close();
    }

    private RenderJob put(String mixDocument, String output, int from) throws IOException {
        String spec = """
                {"outputs":[{"id":"%s","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-24"}}],"range":{"from":%d}}""".formatted(output, from);
        RenderJob job = new RenderJob(
                "%064x".formatted(UUID.randomUUID().getMostSignificantBits() & Long.MAX_VALUE),
                UUID.randomUUID().toString(),
                session,
                mixDocument,
                Engine.VERSION,
                "final",
                new ObjectMapper().readTree(spec),
                "Kim");
        queue.put(job);
        return job;
    }

    private <E extends RenderEvent> E await(Class<E> type, Predicate<E> such) throws InterruptedException {
        long end = System.nanoTime() + LIVENESS.toNanos();
        while (System.nanoTime() < end) {
            for (RenderEvent event : events) {
                if (type.isInstance(event) && such.test(type.cast(event))) {
                    return type.cast(event);
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("no such " + type.getSimpleName() + " among " + events);
    }

    private boolean isFinished(String render) {
        return events.stream()
                .anyMatch(e -> e instanceof RenderEvent.DeliveryFinished f
                        && f.render().equals(render));
    }

    /** A worker that works at something, and what it works at. */
    private RenderEvent.RenderStarted atWork(Set<String> not) throws InterruptedException {
        return await(
                RenderEvent.RenderStarted.class,
                s -> processes.containsKey(s.worker()) && !isFinished(s.render()) && !not.contains(s.render()));
    }

    private Process process(String worker) {
        return Objects.requireNonNull(processes.get(worker), worker);
    }

    @Test
    void every_job_has_one_result_whoever_dies_sleeps_or_is_poisoned() throws Exception {
        String stem = Songs.stem(blobs, 1, FRAMES);
        String mix = Songs.frozen(blobs, Songs.document(stem, FRAMES, 12, "song"));
        RenderJob poison = put(mix, WorkerProcess.POISON, 0);
        List<RenderJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            jobs.add(put(mix, "mix", i));
        }

        RenderEvent.RenderStarted dying = atWork(Set.of(poison.render()));
        process(dying.worker()).destroyForcibly();
        long killed = System.nanoTime();
        RenderEvent.RenderStarted sleeping = atWork(Set.of(poison.render(), dying.render()));
        Process zombie = process(sleeping.worker());
        signal(zombie, "STOP");

        await(
                RenderEvent.RenderStarted.class,
                s -> s.render().equals(dying.render()) && !s.worker().equals(dying.worker()) && s.attempt() == 2);
        System.out.printf(
                "took over after %.1f s with locks of %d s%n", (System.nanoTime() - killed) / 1e9, LOCK.toSeconds());
        await(
                RenderEvent.RenderStarted.class,
                s -> s.render().equals(sleeping.render()) && !s.worker().equals(sleeping.worker()));
        signal(zombie, "CONT");

        for (RenderJob job : jobs) {
            await(RenderEvent.DeliveryFinished.class, f -> f.render().equals(job.render()));
        }
        RenderEvent.RenderFailed verdict =
                await(RenderEvent.RenderFailed.class, f -> f.render().equals(poison.render()));
        assertThat(verdict.reason()).contains("taken up 4 times", "Ask for fewer files");
        assertThat(verdict.ticket()).isEqualTo(poison.ticket());
        assertThat(buried).anySatisfy(letter -> assertThat(letter).contains(poison.render(), "taken up 4 times"));
        assertThat(isFinished(poison.render())).isFalse();
        assertThat(blobs.size("mixdowns/" + poison.render() + ".json")).isEmpty();
        assertOneResultEach(jobs);
    }

    private static void signal(Process process, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** A job that was finished twice was finished with the same bytes. */
    private void assertOneResultEach(List<RenderJob> jobs) {
        Map<String, Set<List<String>>> results = new HashMap<>();
        Map<String, Integer> shares = new TreeMap<>();
        for (RenderEvent event : events) {
            if (event instanceof RenderEvent.DeliveryFinished finished) {
                List<String> hashes =
                        finished.files().stream().map(FileFacts::sha256).toList();
                results.computeIfAbsent(finished.render(), r -> ConcurrentHashMap.newKeySet())
                        .add(hashes);
            } else if (event instanceof RenderEvent.RenderStarted began) {
                shares.merge(began.worker(), 1, Integer::sum);
            }
        }
        System.out.println("started by: " + shares);
        assertThat(results.keySet())
                .isEqualTo(jobs.stream().map(RenderJob::render).collect(Collectors.toSet()));
        assertThat(results.values()).allSatisfy(result -> assertThat(result).hasSize(1));
    }
}
