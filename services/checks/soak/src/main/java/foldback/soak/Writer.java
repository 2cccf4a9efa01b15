package foldback.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.cli.api.ApiException;
import foldback.cli.api.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One client as docs/SYNC.md has it (S9): sends one change after the other, and one that was not answered again with the same number, to any
 * replica, until somebody says what came of it.
 */
final class Writer implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final long RETRY_NANOS = Duration.ofMillis(100).toNanos();

    private final HttpClient http;
    private final Credentials credentials;
    private final List<URI> replicas;
    private final List<String> sessions;
    private final String client;
    private final SplittableRandom random;
    private final List<Acknowledged> acknowledged = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private long sentAgain;
    private volatile boolean stopping;

    Writer(
            HttpClient http,
            Credentials credentials,
            List<URI> replicas,
            List<String> sessions,
            String client,
            long seed) {
        this.http = http;
        this.credentials = credentials;
        this.replicas = replicas;
        this.sessions = sessions;
        this.client = client;
        this.random = new SplittableRandom(seed);
    }

    /** Ends after the change in hand has been answered. */
    void stop() {
        stopping = true;
    }

    /** What was acknowledged; once it has ended. */
    List<Acknowledged> acknowledged() {
        return acknowledged;
    }

    List<String> faults() {
        return faults;
    }

    long sentAgain() {
        return sentAgain;
    }

    @Override
    public void run() {
        long[] sequences = new long[sessions.size()];
        while (!stopping) {
            int session = random.nextInt(sessions.size());
            send(sessions.get(session), ++sequences[session]);
            LockSupport.parkNanos(random.nextLong(PAUSE_NANOS));
        }
    }

    private void send(String session, long sequence) {
        // one in eight is void: there is no such track
        String address = random.nextInt(8) == 0 ? "track/ghost/fader" : "master/fader";
        String body = "{\"client\":\"" + client + "\",\"sequence\":" + sequence
                + ",\"events\":[{\"type\":\"ParameterMoved\",\"address\":\"" + address + "\",\"value\":"
                + -random.nextInt(60) + "}]}";
        while (!answered(session, sequence, body)) {
            sentAgain++;
            LockSupport.parkNanos(RETRY_NANOS);
        }
    }

    private boolean answered(String session, long sequence, String body) {
        URI replica = replicas.get(random.nextInt(replicas.size()));
        HttpResponse<String> answer =
                post(http, credentials, replica.resolve("/api/sessions/" + session + "/changes"), body);
        if (answer == null || answer.statusCode() == 503 || answer.statusCode() == 500) {
            return false;
        }
        try {
            JsonNode json = JSON.readTree(answer.body());
            if (answer.statusCode() == 200) {
                acknowledged.add(new Acknowledged(
                        session, client, sequence, json.path("version").asLong(), true));
            } else if (json.path("type").asText().endsWith(":change-void")) {
                acknowledged.add(new Acknowledged(
                        session, client, sequence, json.path("version").asLong(), false));
            } else {
                faults.add("unexpected answer " + answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) {
            faults.add("an answer that is no JSON: " + answer.body());
        }
        return true;
    }

    /** Null if nobody answered. */
    static @Nullable HttpResponse<String> post(HttpClient http, Credentials credentials, URI uri, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(15))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + credentials.accessToken())
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | ApiException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
