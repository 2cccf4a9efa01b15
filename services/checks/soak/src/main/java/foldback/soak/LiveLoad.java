package foldback.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.cli.api.ApiException;
import foldback.cli.api.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code foldback soak live}: how long an edit takes to be seen by another client. Two replicas, 20 sessions, 50 sockets, 200 edits a
 * second; each session is written to through one replica after the other and looked at through both. A line of JSON.
 */
public final class LiveLoad {
    private static final int SESSIONS = 20;
    private static final int SOCKETS = 50;
    private static final int WARM_UP_SECONDS = 10;
    private static final Pattern CHANGE = Pattern.compile(
            "^\\{\"type\":\"change\",.*?\"client\":\"(writer-[0-9]+)\",\"sequence\":([0-9]+),", Pattern.DOTALL);

    private final Cluster cluster;
    private final HttpClient http;
    private final Credentials credentials;
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> fromSent = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> fromAcknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, List<Long>> seenBeforeAnswer = new ConcurrentHashMap<>();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean measuring;
    private volatile boolean stopping;

    private LiveLoad(Cluster cluster, HttpClient http) throws IOException {
        this.cluster = cluster;
        this.http = http;
        this.credentials = cluster.credentials();
    }

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.of("live", arguments, List.of("--seconds", "--edits"), 30, 200);
        Arguments.quiet();
        HttpClient http = HttpClient.newHttpClient();
        Path folder = Arguments.folder();
        try (Cluster cluster = new Cluster(Arguments.root(), folder, http)) {
            cluster.start();
            System.out.println(new LiveLoad(cluster, http).run(given));
        }
        Arguments.delete(folder);
        System.exit(0);
    }

    private String run(Arguments given) throws IOException, InterruptedException {
        List<String> sessions = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            sessions.add(session());
        }
        for (int i = 0; i < SOCKETS; i++) {
            open(sessions.get(i % SESSIONS), i / SESSIONS % Cluster.REPLICAS, "viewer-" + i);
        }
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            String session = sessions.get(i);
            String client = "writer-" + i;
            writers.add(Thread.ofVirtual().start(() -> write(session, client, given.second())));
        }
        LockSupport.parkNanos(Duration.ofSeconds(WARM_UP_SECONDS).toNanos());
        measuring = true;
        LockSupport.parkNanos(Duration.ofSeconds(given.first()).toNanos());
        measuring = false;
        stopping = true;
        for (Thread writer : writers) {
            writer.join();
        }
        return new ObjectNode(JsonNodeFactory.instance)
                .put("seconds", given.first())
                .put("editsAcknowledged", answers.size())
                .put("seen", fromSent.size())
                .put("notAnswered", failed.get())
                .put("answerP50", percentile(answers, 0.5))
                .put("answerP99", percentile(answers, 0.99))
                .put("sentToSeenP50", percentile(fromSent, 0.5))
                .put("sentToSeenP99", percentile(fromSent, 0.99))
                .put("acknowledgedToSeenP50", percentile(fromAcknowledged, 0.5))
                .put("acknowledgedToSeenP99", percentile(fromAcknowledged, 0.99))
                .toString();
    }

    private String session() throws IOException {
        HttpResponse<String> answer = Writer.post(
                http,
                credentials,
                cluster.replica(0).resolve("/api/sessions"),
                "{\"name\":\"Load\",\"sampleRate\":48000}");
        if (answer == null || answer.statusCode() != 201) {
            throw new IllegalStateException("no session can be started");
        }
        return new ObjectMapper().readTree(answer.body()).path("id").asText();
    }

    private void write(String session, String client, long editsASecond) {
        long every = 1_000_000_000L * SESSIONS / editsASecond;
        long next = System.nanoTime();
        for (long sequence = 1; !stopping; sequence++) {
            URI uri = cluster.replica((int) (sequence % Cluster.REPLICAS))
                    .resolve("/api/sessions/" + session + "/changes");
            String key = client + "/" + sequence;
            long begun = System.nanoTime();
            sent.put(key, begun);
            HttpResponse<String> answer = Writer.post(
                    http,
                    credentials,
                    uri,
                    "{\"client\":\"" + client + "\",\"sequence\":" + sequence
                            + ",\"events\":[{\"type\":\"ParameterMoved\",\"address\":\"master/fader\",\"value\":-"
                            + sequence % 60 + "}]}");
            long now = System.nanoTime();
            if (answer == null || answer.statusCode() != 200) {
                failed.incrementAndGet();
            } else if (measuring) {
                answers.add(now - begun);
                acknowledged.put(key, now);
                List<Long> before = seenBeforeAnswer.remove(key);
                if (before != null) {
                    before.forEach(at -> fromAcknowledged.add(0L));
                }
            }
            next += every;
            LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
        }
    }

    private void open(String session, int replica, String client) throws IOException {
        URI uri = URI.create("ws" + cluster.replica(replica).toString().substring("http".length()) + "/api/sessions/"
                + session + "/live?client=" + client);
        http.newWebSocketBuilder()
                .subprotocols("foldback", "bearer." + token())
                .buildAsync(uri, new WebSocket.Listener() {
                    private final StringBuilder text = new StringBuilder();

                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                        text.append(part);
                        if (last) {
                            seen(text);
                            text.setLength(0);
                        }
                        socket.request(1);
                        return null;
                    }
                })
                .join();
    }

    /** Counts for longer than a measurement takes. */
    private String token() throws IOException {
        try {
            return credentials.accessToken();
        } catch (ApiException e) {
            throw new IOException("nobody can be signed in", e);
        }
    }

    private void seen(CharSequence message) {
        long now = System.nanoTime();
        Matcher change = CHANGE.matcher(message);
        if (!measuring || !change.find()) {
            return;
        }
        String key = change.group(1) + "/" + change.group(2);
        Long begun = sent.get(key);
        if (begun == null) {
            return;
        }
        fromSent.add(now - begun);
        Long answered = acknowledged.get(key);
        if (answered == null) {
            seenBeforeAnswer
                    .computeIfAbsent(key, k -> java.util.Collections.synchronizedList(new ArrayList<>()))
                    .add(now);
        } else {
            fromAcknowledged.add(now - answered);
        }
    }

    /** In milliseconds, to a hundredth. */
    private static double percentile(ConcurrentLinkedQueue<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            return -1;
        }
        long value = sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
        return Math.round(value / 1e4) / 100.0;
    }
}
