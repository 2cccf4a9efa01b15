package foldback.soak;

import foldback.cli.api.ApiException;
import foldback.cli.api.Credentials;
import foldback.log.Author;
import foldback.log.KafkaEventLog;
import foldback.log.KafkaLogSettings;
import foldback.log.LogEntry;
import foldback.log.Position;
import foldback.log.Tail;
import foldback.mix.Change;
import foldback.mix.Fold;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Compares what was acknowledged with what stands in the log, and what every replica says with what the log folds to (S1, S8). */
final class LogCheck {
    private static final String TOPIC = "foldback.mix-events";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, List<LogEntry>> records = new HashMap<>();
    private final Map<String, SessionState> states = new HashMap<>();
    private final Map<String, List<Long>> versionsOfChanges = new HashMap<>();
    private final Map<String, Boolean> outcomes = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads all records of some sessions from the log itself. */
    LogCheck(String bootstrap, List<String> sessions) throws InterruptedException {
        sessions.forEach(session -> records.put(session, new ArrayList<>()));
        try (KafkaEventLog log = new KafkaEventLog(new KafkaLogSettings(bootstrap, "foldback-soak"))) {
            Map<Integer, Long> ends = log.ends(TOPIC);
            Tail tail = log.follow(TOPIC, Map.of(), logRecord -> {
                List<LogEntry> of = records.get(logRecord.entry().subject());
                if (of != null) {
                    of.add(logRecord.entry());
                }
            });
            for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                if (!tail.await(new Position(end.getKey(), end.getValue() - 1), PATIENCE)) {
                    throw new IllegalStateException("the log cannot be read to its end");
                }
            }
            tail.close();
        }
        records.forEach(this::fold);
    }

    private void fold(String session, List<LogEntry> entries) {
        SessionState state = SessionState.NOTHING;
        for (LogEntry entry : entries) {
            try {
                Change change = MixCodec.decodeChange(person(entry.author()), entry.data());
                Fold.Folded folded = Fold.fold(state, change);
                state = folded.state();
                if (!(folded.outcome() instanceof Outcome.Resent)) {
                    String key = key(session, change.client(), change.sequence());
                    versionsOfChanges
                            .computeIfAbsent(key, k -> new ArrayList<>())
                            .add(state.version());
                    outcomes.put(key, folded.outcome() instanceof Outcome.Applied);
                }
            } catch (MalformedJsonException e) {
                faults.add("a record of " + session + " cannot be read: " + e.what());
            }
        }
        states.put(session, state);
    }

    private static Person person(Author author) {
        UUID account = author.account();
        return new Person(author.name(), account == null ? null : account.toString());
    }

    private static String key(String session, String client, long sequence) {
        return session + " " + client + " " + sequence;
    }

    /** Every acknowledged change stands in the log once, with the version and the outcome that its client was told. */
    LogCheck against(List<Acknowledged> acknowledged) {
        for (Acknowledged ack : acknowledged) {
            String key = key(ack.session(), ack.client(), ack.sequence());
            List<Long> versions = versionsOfChanges.getOrDefault(key, List.of());
            if (versions.isEmpty()) {
                faults.add("lost: " + ack);
            } else if (versions.size() > 1) {
                faults.add("twice: " + ack + " at " + versions);
            } else if (versions.getFirst() != ack.version() || outcomes.getOrDefault(key, false) != ack.applied()) {
                faults.add("told otherwise: " + ack + " stands at " + versions);
            }
        }
        return this;
    }

    /** Every replica has the mix that the log folds to. */
    LogCheck against(HttpClient http, Credentials credentials, List<URI> replicas) throws InterruptedException {
        for (Map.Entry<String, SessionState> session : states.entrySet()) {
            SessionState state = session.getValue();
            String expected = "\"" + CanonicalJson.sha256(MixCodec.canonicalDocument(state.mix())) + "\"";
            for (URI replica : replicas) {
                URI document = replica.resolve(
                        "/api/sessions/" + session.getKey() + "/mix-document?version=" + state.version());
                try {
                    var answer = http.send(
                            HttpRequest.newBuilder(document)
                                    .timeout(Duration.ofSeconds(30))
                                    .header("Authorization", "Bearer " + credentials.accessToken())
                                    .build(),
                            BodyHandlers.discarding());
                    String tag = answer.headers().firstValue("ETag").orElse("status " + answer.statusCode());
                    if (!tag.equals(expected)) {
                        faults.add("another mix: " + document + " is " + tag + ", the log folds to " + expected);
                    }
                } catch (IOException | ApiException e) {
                    faults.add("no answer from " + document + ": " + e);
                }
            }
        }
        return this;
    }

    List<String> faults() {
        return List.copyOf(faults);
    }
}
