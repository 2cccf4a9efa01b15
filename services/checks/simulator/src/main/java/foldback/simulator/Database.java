package foldback.simulator;

import foldback.mix.Change;
import foldback.mix.Effect;
import foldback.mix.Outcome;
import foldback.mix.Person;
import foldback.mix.SessionState;
import foldback.mix.Undo;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.StateCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the replicas share beside the log: rows and snapshots that any of them may write. Each row is what a replica made of a change. */
final class Database {
    /** A change that counted a version. */
    record Row(long version, Change change, Outcome outcome, List<Effect> effects) {
        Row {
            effects = List.copyOf(effects);
        }
    }

    /** A session as it was before the record at an offset of the log. */
    record Snapshot(int offset, SessionState state) {}

    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Row> byNumber = new HashMap<>();
    private final List<Snapshot> snapshots = new ArrayList<>();

    /** Takes a row, or compares it with the one that another replica wrote. */
    void insert(Row row) {
        if (row.version() <= rows.size()) {
            Row first = rows.get((int) row.version() - 1);
            if (!first.equals(row)) {
                throw new Divergence("replicas differ on version " + row.version() + ": " + first + " and " + row);
            }
            return;
        }
        if (row.version() != rows.size() + 1L) {
            throw new Divergence("version " + row.version() + " follows version " + rows.size());
        }
        rows.add(row);
        Row twice = byNumber.put(key(row.change().client(), row.change().sequence()), row);
        if (twice != null) {
            throw new Divergence("counted twice: " + twice + " and " + row);
        }
    }

    /** The first change of a client with a number; null if that came to nothing, as an undo may. */
    @Nullable
    Row find(String client, long sequence) {
        return byNumber.get(key(client, sequence));
    }

    /** The rows after one version up to another. */
    List<Row> between(long after, long upTo) {
        return rows.subList((int) after, (int) upTo);
    }

    List<Row> all() {
        return rows;
    }

    /** What somebody did and what applied, up to a version. */
    List<Undo.Entry> of(Person author, long upTo) {
        return between(0, upTo).stream()
                .filter(r -> r.outcome() instanceof Outcome.Applied
                        && r.change().author().is(author))
                .map(r -> new Undo.Entry(r.version(), r.change(), r.effects()))
                .toList();
    }

    void keep(int offset, SessionState state) {
        snapshots.add(new Snapshot(offset, state));
    }

    /** One of the snapshots as it comes back from its JSON, or the beginning. */
    Snapshot any(SplittableRandom random) {
        int i = random.nextInt(snapshots.size() + 1);
        if (i == snapshots.size()) {
            return new Snapshot(0, SessionState.NOTHING);
        }
        Snapshot kept = snapshots.get(i);
        try {
            return new Snapshot(kept.offset(), StateCodec.decode(StateCodec.encode(kept.state())));
        } catch (MalformedJsonException e) {
            throw new Divergence("a snapshot cannot be read: " + e.what());
        }
    }

    int snapshots() {
        return snapshots.size();
    }

    private static String key(String client, long sequence) {
        return client + "/" + sequence;
    }
}
