package foldback.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.cli.api.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * {@code foldback soak kills}: people edit through two replicas; at a random moment one of them, or the broker, is killed (SIGKILL) and
 * started again. Afterwards every change that was acknowledged must be in the log once. A line of JSON; exit code 1 if it was not so.
 */
public final class SoakKills {
    private static final int WRITERS = 4;
    private static final int SESSIONS = 3;

    private final Cluster cluster;
    private final HttpClient http;
    private final Credentials credentials;
    private final List<URI> replicas;
    private final List<String> faults = new ArrayList<>();
    private long acknowledged;
    private long sentAgain;
    private int replicaKills;
    private int brokerKills;

    private SoakKills(Cluster cluster, HttpClient http) throws IOException {
        this.cluster = cluster;
        this.http = http;
        this.credentials = cluster.credentials();
        this.replicas =
                IntStream.range(0, Cluster.REPLICAS).mapToObj(cluster::replica).toList();
    }

    /** What came of some runs, as a line of JSON and as what should not have been. */
    record Result(String json, int replicaKills, int brokerKills, long acknowledged, List<String> faults) {
        Result {
            faults = List.copyOf(faults);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.of("kills", arguments, List.of("--runs", "--seed"), 10, 1);
        Arguments.quiet();
        Result result = play(Arguments.root(), LongStream.range(given.second(), given.second() + given.first()));
        System.out.println(result.json());
        System.exit(result.faults().isEmpty() ? 0 : 1);
    }

    /** Plays a run for each seed, on servers and replicas of their own. */
    static Result play(Path root, LongStream seeds) throws IOException, InterruptedException {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        Path folder = Arguments.folder();
        long began = System.nanoTime();
        Result result;
        try (Cluster cluster = new Cluster(root, folder, http)) {
            cluster.start();
            SoakKills soak = new SoakKills(cluster, http);
            long[] all = seeds.toArray();
            for (long seed : all) {
                soak.run(seed);
            }
            result = new Result(
                    soak.json(all, (System.nanoTime() - began) / 1e9),
                    soak.replicaKills,
                    soak.brokerKills,
                    soak.acknowledged,
                    soak.faults);
        }
        if (result.faults().isEmpty()) {
            Arguments.delete(folder);
        }
        return result;
    }

    private void run(long seed) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(session());
        }
        List<Writer> writers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Writer writer = new Writer(http, credentials, replicas, sessions, "writer-" + i, random.nextLong());
            writers.add(writer);
            threads.add(Thread.ofVirtual().start(writer));
        }
        LockSupport.parkNanos(Duration.ofMillis(300 + random.nextInt(1500)).toNanos());
        killSomething(random);
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        writers.forEach(Writer::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        List<Acknowledged> all = new ArrayList<>();
        for (Writer writer : writers) {
            all.addAll(writer.acknowledged());
            sentAgain += writer.sentAgain();
            writer.faults().forEach(fault -> faults.add("seed " + seed + ": " + fault));
        }
        acknowledged += all.size();
        new LogCheck(cluster.kafka(), sessions)
                .against(all)
                .against(http, credentials, replicas)
                .faults()
                .forEach(fault -> faults.add("seed " + seed + ": " + fault));
    }

    /** While everybody goes on. */
    private void killSomething(SplittableRandom random) throws IOException {
        if (random.nextInt(3) == 0) {
            brokerKills++;
            cluster.killServers();
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
            cluster.startServers();
        } else {
            replicaKills++;
            int replica = random.nextInt(Cluster.REPLICAS);
            cluster.killReplica(replica);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
            cluster.startReplica(replica);
        }
        cluster.awaitReplicas();
    }

    private String session() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            URI uri = replicas.get(attempt % replicas.size()).resolve("/api/sessions");
            HttpResponse<String> answer =
                    Writer.post(http, credentials, uri, "{\"name\":\"Soak\",\"sampleRate\":48000}");
            if (answer != null && answer.statusCode() == 201) {
                return new ObjectMapper().readTree(answer.body()).path("id").asText();
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new IllegalStateException("no session can be started");
    }

    private String json(long[] seeds, double seconds) {
        ObjectNode line = new ObjectNode(JsonNodeFactory.instance)
                .put("runs", seeds.length)
                .put("seed", seeds.length == 0 ? 0 : seeds[0])
                .put("replicaKills", replicaKills)
                .put("brokerKills", brokerKills)
                .put("acknowledged", acknowledged)
                .put("sentAgain", sentAgain)
                .put("seconds", Math.round(seconds * 10) / 10.0)
                .put("faults", faults.size());
        faults.stream().limit(10).forEach(line.putArray("firstFaults")::add);
        return line.toString();
    }
}
