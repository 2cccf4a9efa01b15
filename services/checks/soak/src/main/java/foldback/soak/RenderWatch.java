package foldback.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.log.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the render log tells of the jobs of one session. Thread-safe. */
final class RenderWatch {
    /** A job that a worker took up. */
    record Started(String render, String worker, int attempt, long nanos) {
        /** Which of the processes it was, however often that was started again: {@code worker-2} of {@code worker-2-1f3a90cc}. */
        String process() {
            return worker.substring(0, worker.lastIndexOf('-'));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String session;
    private final List<Started> started = new ArrayList<>();
    private final Map<String, Set<String>> results = new HashMap<>();
    private final Map<String, String> failures = new HashMap<>();
    private int finished;

    RenderWatch(String session) {
        this.session = session;
    }

    /** Hears a record, perhaps of another session. */
    synchronized void hear(LogRecord record) {
        if (!record.entry().subject().equals(session)) {
            return;
        }
        try {
            JsonNode data = JSON.readTree(record.entry().data());
            String render = data.path("render").asText();
            switch (record.entry().type()) {
                case "foldback.render.started.v1" ->
                    started.add(new Started(
                            render,
                            data.path("worker").asText(),
                            data.path("attempt").asInt(),
                            System.nanoTime()));
                case "foldback.render.finished.v2" -> {
                    finished++;
                    results.computeIfAbsent(render, r -> new HashSet<>())
                            .add(data.path("files").findValuesAsText("sha256").toString());
                }
                case "foldback.render.failed.v1" ->
                    failures.put(render, data.path("reason").asText());
                default -> {}
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a process is working at, as far as is known. */
    synchronized @Nullable Started atWork(String process) {
        return started.reversed().stream()
                .filter(s -> s.process().equals(process))
                .findFirst()
                .filter(s -> !isSettled(s.render()))
                .filter(s -> latest(s.render()).filter(s::equals).isPresent())
                .orElse(null);
    }

    private Optional<Started> latest(String render) {
        return started.reversed().stream()
                .filter(s -> s.render().equals(render))
                .findFirst();
    }

    /** Who took a job up again after that. */
    synchronized Optional<Started> takenOver(Started before) {
        return started.stream()
                .filter(s -> s.render().equals(before.render()) && s.nanos() > before.nanos())
                .findFirst();
    }

    synchronized boolean isSettled(String render) {
        return results.containsKey(render) || failures.containsKey(render);
    }

    /** How many different results a job has. */
    synchronized int results(String render) {
        return results.getOrDefault(render, Set.of()).size();
    }

    synchronized @Nullable String failure(String render) {
        return failures.get(render);
    }

    /** How often a job was told to be finished. */
    synchronized int finished() {
        return finished;
    }

    /** How often each process took a job up. */
    synchronized Map<String, Integer> shares() {
        Map<String, Integer> shares = new TreeMap<>();
        started.forEach(s -> shares.merge(s.process(), 1, Integer::sum));
        return shares;
    }
}
