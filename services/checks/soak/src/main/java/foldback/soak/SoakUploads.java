package foldback.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.cli.api.ApiException;
import foldback.cli.api.Credentials;
import foldback.cli.login.Keyring;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * {@code foldback soak uploads}: against a Foldback that is up, so many uploads are cut at a random byte, by closing the connection in the
 * middle of a part; whoever goes on must be asked for that part and those after it only, and get the stem. And as many come with one flipped bit:
 * each must be refused. A line of JSON; exit code 1 if it was not so.
 */
public final class SoakUploads {
    private static final int PARTS = 3;
    private static final int RATE = 48_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final Credentials credentials;
    private final List<String> faults = new ArrayList<>();
    private int cuts;
    private int flips;
    private long bytesNeeded;
    private long bytesSentAgain;

    private SoakUploads(URI base, Credentials credentials) {
        this.base = base;
        this.credentials = credentials;
    }

    public static void main(String[] arguments) throws Exception {
        Arguments given = Arguments.of("uploads", arguments, List.of("--runs", "--seed"), 20, 1);
        Arguments.quiet();
        URI base = URI.create(System.getProperty("foldback.url", "http://127.0.0.1:8080"));
        Path data = Path.of(System.getProperty("foldback.data", "data"));
        SoakUploads soak = new SoakUploads(base, Keyring.of(base, data, System.getenv()));
        long began = System.nanoTime();
        for (long run = 0; run < given.first(); run++) {
            SplittableRandom random = new SplittableRandom(given.second() + run);
            soak.cut(random);
            soak.flip(random);
        }
        System.out.println(soak.json(given, (System.nanoTime() - began) / 1e9));
        System.exit(soak.faults.isEmpty() ? 0 : 1);
    }

    /** The first parts whole, then one that breaks off; then whatever the server says is missing. */
    private void cut(SplittableRandom random) throws IOException, InterruptedException {
        byte[] wav = noise(random, (PARTS - 1) * (8 << 20) + 100_000 + random.nextInt(4 << 20));
        String sha256 = sha256(wav);
        JsonNode open = declare(wav, sha256);
        JsonNode parts = open.path("parts");
        int broken = random.nextInt(parts.size());
        for (int i = 0; i < broken; i++) {
            put(parts.get(i), wav);
        }
        breakOff(parts.get(broken), wav, random);
        cuts++;
        JsonNode again = declare(wav, sha256);
        if (!again.path("upload").asText().equals(open.path("upload").asText())) {
            faults.add("cut " + cuts + ": the upload did not go on");
        }
        for (JsonNode part : again.path("parts")) {
            boolean wanted = part.path("number").asInt() > broken;
            if (part.path("present").asBoolean() == wanted) {
                faults.add("cut " + cuts + ": part " + part.path("number") + " is " + (wanted ? "" : "not ") + "there");
            }
            if (!part.path("present").asBoolean()) {
                put(part, wav);
                bytesSentAgain += part.path("bytes").asLong();
            }
        }
        bytesNeeded += wav.length;
        HttpResponse<String> completed = complete(again);
        if (completed.statusCode() != 200) {
            faults.add("cut " + cuts + ": completed with " + completed.statusCode() + " " + completed.body());
        }
    }

    private void flip(SplittableRandom random) throws IOException, InterruptedException {
        byte[] wav = noise(random, 50_000 + random.nextInt(200_000));
        JsonNode open = declare(wav, sha256(wav));
        byte[] flipped = wav.clone();
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        for (JsonNode part : open.path("parts")) {
            put(part, flipped);
        }
        flips++;
        HttpResponse<String> completed = complete(open);
        if (completed.statusCode() != 422 || !completed.body().contains("sha256-differs")) {
            faults.add("flip " + flips + ": completed with " + completed.statusCode() + " " + completed.body());
        }
    }

    private JsonNode declare(byte[] file, String sha256) throws IOException, InterruptedException {
        String body = "{\"fileName\":\"soak.wav\",\"bytes\":" + file.length + ",\"sha256\":\"" + sha256 + "\"}";
        HttpResponse<String> answer = post("/api/stems/uploads", body);
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("declared with " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> complete(JsonNode open) throws IOException, InterruptedException {
        return post("/api/stems/uploads/" + open.path("upload").asText() + "/complete", "{}");
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(base.resolve(path))
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + credentials.accessToken())
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        } catch (ApiException e) {
            throw new IOException("nobody can be signed in", e);
        }
    }

    private void put(JsonNode part, byte[] file) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(part.path("url").asText()))
                        .timeout(PATIENCE)
                        .PUT(BodyPublishers.ofByteArray(file, offset(part), length(part)))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("a part was answered with " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** Says how long the part is, sends less, and hangs up. */
    private static void breakOff(JsonNode part, byte[] file, SplittableRandom random) throws IOException {
        URI url = URI.create(part.path("url").asText());
        try (Socket socket = new Socket(url.getHost(), url.getPort());
                OutputStream out = socket.getOutputStream()) {
            String head = "PUT " + url.getRawPath() + "?" + url.getRawQuery() + " HTTP/1.1\r\nHost: "
                    + url.getAuthority() + "\r\nContent-Length: " + length(part) + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(file, offset(part), random.nextInt(length(part)));
            out.flush();
        } catch (SocketException e) {
            // the server may hang up first
        }
    }

    private static int offset(JsonNode part) {
        return Math.toIntExact(part.path("offset").asLong());
    }

    private static int length(JsonNode part) {
        return Math.toIntExact(part.path("bytes").asLong());
    }

    /** A WAV file of so many bytes that no other run has. */
    private static byte[] noise(SplittableRandom random, int bytes) {
        int dataBytes = (bytes - 44) / 4 * 4;
        ByteBuffer wav = ByteBuffer.allocate(44 + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2);
        wav.putInt(RATE).putInt(4 * RATE).putShort((short) 4).putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
        while (wav.hasRemaining()) {
            wav.putShort((short) (random.nextInt(1 << 14) - (1 << 13)));
        }
        return Arrays.copyOf(wav.array(), wav.capacity());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private String json(Arguments given, double seconds) {
        ObjectNode line = new ObjectNode(JsonNodeFactory.instance)
                .put("runs", given.first())
                .put("seed", given.second())
                .put("cuts", cuts)
                .put("flips", flips)
                .put("bytes", bytesNeeded)
                .put("bytesSentAfterTheCut", bytesSentAgain)
                .put("seconds", Math.rint(seconds * 10) / 10);
        faults.forEach(line.putArray("faults")::add);
        return line.toString();
    }
}
