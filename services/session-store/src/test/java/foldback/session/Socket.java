package foldback.session;

import foldback.testservers.People;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A live socket as a client has it. */
final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final BlockingQueue<JsonPath> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final boolean reads;
    private @Nullable WebSocket socket;

    private Socket(boolean reads) {
        this.reads = reads;
    }

    static Socket open(int port, String session, String query, String who) {
        return open(port, session, query, who, true);
    }

    /** One that opens and never reads. */
    static Socket openDeaf(int port, String session, String query, String who) {
        return open(port, session, query, who, false);
    }

    private static Socket open(int port, String session, String query, String who, boolean reads) {
        Socket socket = new Socket(reads);
        socket.socket = HTTP.newWebSocketBuilder()
                .subprotocols("foldback", "bearer." + People.token(who))
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/api/sessions/" + session + "/live?" + query), socket)
                .join();
        return socket;
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (reads) {
            opened.request(1);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(new JsonPath(partial.toString()));
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.complete(-1);
    }

    void send(String text) {
        if (socket != null) {
            socket.sendText(text, true).join();
        }
    }

    void sendWithoutCare(String text) {
        if (socket != null) {
            var _ = socket.sendText(text, true).exceptionally(e -> null);
        }
    }

    /** Reads at last whatever there is, to its end. */
    int closeCodeAfterReading() throws Exception {
        if (socket != null) {
            socket.request(Long.MAX_VALUE);
        }
        return closeCode();
    }

    int closeCode() throws Exception {
        return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The next message of a type; others are passed over. */
    JsonPath next(String type) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonPath message = messages.poll(100, TimeUnit.MILLISECONDS);
            if (message != null && type.equals(message.getString("type"))) {
                return message;
            }
        }
        throw new AssertionError("no message of the type " + type);
    }

    /** The versions of so many changes, in the order they came. */
    List<Integer> versions(int count) throws InterruptedException {
        List<Integer> versions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            versions.add(next("change").getInt("version"));
        }
        return versions;
    }

    @Override
    public void close() {
        if (socket != null && !socket.isOutputClosed()) {
            socket.abort();
        }
    }
}
