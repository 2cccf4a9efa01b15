package foldback.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.blob.BlobStore;
import foldback.blob.BucketProvisioner;
import foldback.blob.S3BlobStore;
import foldback.blob.S3Settings;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.LogEntry;
import foldback.log.Replication;
import foldback.log.Tail;
import foldback.log.TopicProvisioner;
import foldback.log.Uuid7;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code foldback soak renders}: four processes of workers render; one of them after the other is killed (SIGKILL) at a random moment of its work
 * and started again. Afterwards every job must have exactly one result, and whoever took over a job must have done so soon after its lock. A
 * line of JSON; exit code 1 if it was not so.
 */
public final class SoakRenders {
    static final int WORKERS = 4;

    /** The shortest that the broker takes. */
    private static final Duration LOCK = Duration.ofSeconds(15);

    private static final Duration TAKEOVER = LOCK.plusSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final int RATE = 48_000;
    private static final int SONG_SECONDS = 30;
    private static final int TRACKS = 8;
    private static final int JOBS_AT_ONCE = 2 * WORKERS;

    /** A job is tried four times; the one that is killed has to have one try left whatever else happens. */
    private static final int MOST_KILLS_OF_JOB = 2;

    private final Cluster cluster;
    private final EventLog log;
    private final BlobStore blobs;
    private final String session = UUID.randomUUID().toString();
    private final RenderWatch watch = new RenderWatch(session);
    private final Map<String, Process> workers = new HashMap<>();
    private final List<String> jobs = new ArrayList<>();
    private final List<Kill> kills = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    /** A worker that was killed, and what it was working at. */
    private record Kill(RenderWatch.Started job, long nanos) {}

    /** What came of some runs, as a line of JSON and as what should not have been. */
    record Result(String json, int kills, int jobs, List<Double> takeoverSeconds, List<String> faults) {
        Result {
            takeoverSeconds = List.copyOf(takeoverSeconds);
            faults = List.copyOf(faults);
        }

        /** Whether everything was taken over as soon as it has to be. */
        boolean isPrompt() {
            return takeoverSeconds.stream().allMatch(time -> time <= TAKEOVER.toMillis() / 1000.0);
        }
    }

    private SoakRenders(Cluster cluster, EventLog log, BlobStore blobs) {
        this.cluster = cluster;
        this.log = log;
        this.blobs = blobs;
    }

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.of("renders", arguments, List.of("--runs", "--seed"), 20, 1);
        Arguments.quiet();
        Result result = play(Arguments.root(), (int) given.first(), given.second());
        System.out.println(result.json());
        System.exit(result.faults().isEmpty() && result.isPrompt() ? 0 : 1);
    }

    /** Kills so many workers, of a farm of its own. */
    static Result play(Path root, int kills, long seed) throws IOException {
        Path folder = Arguments.folder();
        Result result;
        try (HttpClient http = HttpClient.newHttpClient();
                Cluster cluster = new Cluster(root, folder, http)) {
            cluster.startServers();
            TopicProvisioner.ensure(cluster.kafka(), Replication.ONE_HOST);
            S3Settings s3 = s3(cluster.outside());
            BucketProvisioner.ensure(s3, List.of());
            try (EventLog log = new KafkaEventLog(new KafkaLogSettings(cluster.kafka(), "foldback-soak"));
                    BlobStore blobs = new S3BlobStore(s3)) {
                result = new SoakRenders(cluster, log, blobs).run(kills, seed);
            }
        }
        if (result.faults().isEmpty()) {
            Arguments.delete(folder);
        }
        return result;
    }

    private static S3Settings s3(Map<String, String> outside) {
        URI endpoint = URI.create(outside.getOrDefault("FOLDBACK_S3_ENDPOINT", ""));
        return new S3Settings(
                endpoint,
                endpoint,
                outside.getOrDefault("FOLDBACK_S3_REGION", ""),
                outside.getOrDefault("FOLDBACK_S3_ACCESS_KEY", ""),
                outside.getOrDefault("FOLDBACK_S3_SECRET_KEY", ""),
                outside.getOrDefault("FOLDBACK_S3_BUCKET", ""));
    }

    private Result run(int most, long seed) throws IOException {
        long began = System.nanoTime();
        String mix = song(seed);
        SplittableRandom random = new SplittableRandom(seed);
        Tail tail = log.follow("foldback.render-events", Map.of(), watch::hear);
        try {
            for (int i = 1; i <= WORKERS; i++) {
                startWorker("worker-" + i);
            }
            while (kills.size() < most && faults.isEmpty()) {
                keepBusy(mix);
                killOne(random);
            }
            awaitAll();
        } finally {
            workers.values().forEach(Process::destroyForcibly);
            tail.close();
        }
        jobs.forEach(this::check);
        List<Double> takeovers = takeovers();
        String json = json(seed, takeovers, (System.nanoTime() - began) / 1e9);
        return new Result(json, kills.size(), jobs.size(), takeovers, faults);
    }

    private void startWorker(String name) throws IOException {
        workers.put(name, cluster.startWorker(name, LOCK));
    }

    // ---- jobs

    /** Puts stem and mix document into the store; returns the document's hash. */
    private String song(long seed) throws IOException {
        Path file = Files.createTempFile("stem", ".wav");
        Random noise = new Random(seed);
        int frames = SONG_SECONDS * RATE;
        double[][] samples = new double[2][frames];
        for (int i = 0; i < frames; i++) {
            samples[0][i] = 0.4 * noise.nextDouble() - 0.2;
            samples[1][i] = 0.4 * noise.nextDouble() - 0.2;
        }
        String stem;
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, 2, Encoding.FLOAT_32), frames)) {
            out.writeFloats(samples, frames);
            stem = out.finish().sha256();
        }
        blobs.put("stems/" + stem + ".wav", file, "audio/wav");
        Files.delete(file);
        byte[] document = CanonicalJson.bytes(new ObjectMapper()
                .readTree("{\"buses\":[],\"format\":\"foldback-mix/1\",\"sampleRate\":" + RATE + ",\"master\":"
                        + strip("") + ",\"tracks\":["
                        + IntStream.range(0, TRACKS)
                                .mapToObj(i -> track(i, stem, frames))
                                .collect(Collectors.joining(","))
                        + "]}"));
        String hash = CanonicalJson.sha256(document);
        blobs.put("mix-documents/" + hash + ".json", document, "application/json");
        return hash;
    }

    private static String track(int number, String stem, int frames) {
        return """
                {"id":"t%d","name":"Track %d","colour":"#FF9F00","output":"master","strip":%s,
                 "clips":[{"id":"c","stem":"%s","startFrame":0,"stemFrame":0,"lengthFrames":%d}]}""".formatted(
                        number,
                        number,
                        strip("{\"id\":\"reverb\",\"processor\":\"reverb\",\"bypassed\":false,\"parameters\":{}}"),
                        stem,
                        frames);
    }

    private static String strip(String inserts) {
        return """
                {"trimDb":0,"polarityInverted":false,"inserts":[%s],"sends":[],"faderDb":-6,"pan":0,"muted":false,"soloed":false}""".formatted(inserts);
    }

    /** So that a worker that looks for work always finds some. */
    private void keepBusy(String mix) {
        long open = jobs.stream().filter(job -> !watch.isSettled(job)).count();
        for (long i = open; i < JOBS_AT_ONCE; i++) {
            put(mix);
        }
    }

    private void put(String mix) {
        String render = CanonicalJson.sha256((session + jobs.size()).getBytes(StandardCharsets.UTF_8));
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("render", render)
                .put("ticket", UUID.randomUUID().toString())
                .put("session", session)
                .put("mixDocument", mix)
                .put("engine", Engine.VERSION)
                .put("purpose", "final")
                .put("requestedBy", "soak");
        ObjectNode spec = job.putObject("spec");
        ObjectNode output = spec.putArray("outputs").addObject().put("id", "mix");
        output.putObject("source").put("type", "mix");
        output.putObject("format").put("type", "wav").put("encoding", "pcm-24");
        spec.putObject("range").put("from", jobs.size());
        byte[] data = job.toString().getBytes(StandardCharsets.UTF_8);
        log.append(
                "foldback.render-jobs",
                new LogEntry(
                        new Uuid7().next(),
                        "foldback.render.job.v2",
                        "/soak",
                        render,
                        Instant.now(),
                        Author.named("soak"),
                        data));
        jobs.add(render);
    }

    // ---- kills

    /** Kills a worker in the middle of a job, if there is one that may be killed, and starts it again. */
    private void killOne(SplittableRandom random) throws IOException {
        LockSupport.parkNanos(Duration.ofMillis(200 + random.nextInt(1200)).toNanos());
        workers.forEach((name, worker) -> {
            if (!worker.isAlive()) {
                faults.add(name + " ended by itself; its log says why");
            }
        });
        int first = random.nextInt(WORKERS);
        for (int i = 0; i < WORKERS; i++) {
            String name = "worker-" + ((first + i) % WORKERS + 1);
            RenderWatch.Started job = watch.atWork(name);
            if (job != null
                    && job.attempt() <= MOST_KILLS_OF_JOB
                    && kills.stream().noneMatch(k -> k.job().equals(job))) {
                Objects.requireNonNull(workers.get(name), name)
                        .destroyForcibly()
                        .onExit()
                        .join();
                kills.add(new Kill(job, System.nanoTime()));
                startWorker(name);
                return;
            }
        }
    }

    private void awaitAll() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (jobs.stream().allMatch(watch::isSettled)) {
                return;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        faults.add("not all jobs came to an end within " + PATIENCE.toMinutes() + " minutes");
    }

    // ---- what came of it

    private void check(String job) {
        if (watch.failure(job) != null) {
            faults.add(job + " failed: " + watch.failure(job));
        } else if (watch.results(job) != 1) {
            faults.add(job + " has " + watch.results(job) + " results");
        } else if (blobs.size("mixdowns/" + job + ".json").isEmpty()) {
            faults.add(job + " has no manifest");
        }
    }

    /** Seconds from a kill until somebody else had the job, in ascending order; a job that was done before its worker died is not among them. */
    private List<Double> takeovers() {
        List<Double> seconds = new ArrayList<>();
        Set<RenderWatch.Started> seen = new HashSet<>();
        for (Kill kill : kills) {
            if (seen.add(kill.job())) {
                watch.takenOver(kill.job())
                        .ifPresent(next -> seconds.add(Math.max(0, (next.nanos() - kill.nanos()) / 1e9)));
            }
        }
        Collections.sort(seconds);
        return seconds;
    }

    private String json(long seed, List<Double> takeovers, double seconds) {
        Map<String, Integer> shares = watch.shares();
        double mean = shares.values().stream().mapToInt(i -> i).average().orElse(1);
        int most = shares.values().stream().mapToInt(i -> i).max().orElse(0);
        ObjectNode line = new ObjectNode(JsonNodeFactory.instance)
                .put("runs", kills.size())
                .put("seed", seed)
                .put("jobs", jobs.size())
                .put("finishedTwice", watch.finished() - jobs.size())
                .put("largestShareOverMean", rounded(most / mean))
                .put("seconds", rounded(seconds))
                .put("faults", faults.size());
        shares.forEach(line.putObject("shares")::put);
        ArrayNode times = line.putArray("takeoverSeconds");
        takeovers.forEach(time -> times.add(rounded(time)));
        faults.stream().limit(10).forEach(line.putArray("firstFaults")::add);
        return line.toString();
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
