package foldback.blob;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Answers the presigned URLs of an {@link InMemoryBlobStore}: GET and HEAD with ranges, PUT of a part, CORS for every page. */
final class PresignedUrlServer {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
    private static final String SIGNATURE = "&signature=";

    private final InMemoryBlobStore store;
    private final Clock clock;
    private final byte[] secret = new byte[32];
    private final HttpServer server;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    PresignedUrlServer(InMemoryBlobStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        new SecureRandom().nextBytes(secret);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    URI urlToRead(String key, Duration validFor, Optional<String> contentDisposition) {
        return signed("GET", key, "disposition=" + encoded(contentDisposition.orElse("")), validFor);
    }

    URI urlToPut(String key, String upload, int part, Duration validFor) {
        return signed("PUT", key, "upload=%s&part=%d".formatted(encoded(upload), part), validFor);
    }

    private URI signed(String method, String key, String parameters, Duration validFor) {
        Instant expires = clock.instant().plus(validFor);
        String query = "%s&expires=%d".formatted(parameters, expires.toEpochMilli());
        return URI.create("http://127.0.0.1:%d/%s?%s%s%s"
                .formatted(server.getAddress().getPort(), key, query, SIGNATURE, signature(method, key, query)));
    }

    private String signature(String method, String key, String query) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
            return HexFormat.of()
                    .formatHex(
                            mac.doFinal("%s %s %s".formatted(method, key, query).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getResponseHeaders();
            headers.set("Access-Control-Allow-Origin", "*");
            headers.set("Access-Control-Expose-Headers", String.join(", ", S3Cors.EXPOSED_HEADERS));
            String method = exchange.getRequestMethod();
            if (method.equals("OPTIONS")) {
                headers.set("Access-Control-Allow-Methods", "GET, HEAD, PUT");
                headers.set("Access-Control-Allow-Headers", "*");
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            String key = exchange.getRequestURI().getPath().substring(1);
            String signedQuery = exchange.getRequestURI().getRawQuery();
            Map<String, String> parameters = verified(method.equals("HEAD") ? "GET" : method, key, signedQuery);
            if (parameters.isEmpty()) {
                exchange.sendResponseHeaders(403, -1);
            } else if (method.equals("PUT")) {
                put(exchange, key, parameters);
            } else {
                get(exchange, key, parameters);
            }
        }
    }

    /** The parameters, or none if the signature is wrong or the time over. */
    private Map<String, String> verified(String method, String key, @Nullable String signedQuery) {
        int end = signedQuery == null ? -1 : signedQuery.lastIndexOf(SIGNATURE);
        if (signedQuery == null || end < 0) {
            return Map.of();
        }
        String query = signedQuery.substring(0, end);
        byte[] given = signedQuery.substring(end + SIGNATURE.length()).getBytes(UTF_8);
        if (!MessageDigest.isEqual(signature(method, key, query).getBytes(UTF_8), given)) {
            return Map.of();
        }
        var parameters = new HashMap<String, String>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
        long expires = Long.parseLong(parameters.getOrDefault("expires", "0"));
        return clock.millis() > expires ? Map.of() : parameters;
    }

    private void put(HttpExchange exchange, String key, Map<String, String> parameters) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        int number = Integer.parseInt(parameters.getOrDefault("part", "0"));
        var tag = store.putPart(key, parameters.getOrDefault("upload", ""), number, bytes);
        if (tag.isPresent()) {
            exchange.getResponseHeaders().set("ETag", tag.get());
        }
        exchange.sendResponseHeaders(tag.isPresent() ? 200 : 404, -1);
    }

    private void get(HttpExchange exchange, String key, Map<String, String> parameters) throws IOException {
        var blob = store.blob(key);
        if (blob.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = blob.get().bytes();
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", blob.get().contentType());
        headers.set("Accept-Ranges", "bytes");
        String disposition = parameters.getOrDefault("disposition", "");
        if (!disposition.isEmpty()) {
            headers.set("Content-Disposition", disposition);
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            send(exchange, 200, bytes);
            return;
        }
        var stretch = Stretch.of(range, bytes.length);
        if (stretch.isEmpty()) {
            headers.set("Content-Range", "bytes */" + bytes.length);
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        int first = stretch.get().first();
        int last = stretch.get().last();
        headers.set("Content-Range", "bytes %d-%d/%d".formatted(first, last, bytes.length));
        send(exchange, 206, Arrays.copyOfRange(bytes, first, last + 1));
    }

    private static void send(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head || bytes.length == 0) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** The one range of a request (RFC 9110, section 14.1.2), both ends inclusive. */
    private record Stretch(int first, int last) {
        static Optional<Stretch> of(String header, int size) {
            var range = RANGE.matcher(header);
            if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
                return Optional.empty();
            }
            if (range.group(1).isEmpty()) {
                long suffix = Math.min(Long.parseLong(range.group(2)), size);
                return suffix == 0 ? Optional.empty() : Optional.of(new Stretch((int) (size - suffix), size - 1));
            }
            long first = Long.parseLong(range.group(1));
            long last = range.group(2).isEmpty() ? size - 1L : Math.min(Long.parseLong(range.group(2)), size - 1L);
            return first > last ? Optional.empty() : Optional.of(new Stretch((int) first, (int) last));
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    void close() {
        server.stop(0);
        executor.shutdownNow();
    }
}
