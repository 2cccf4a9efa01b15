package foldback.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import foldback.mix.Change;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import java.util.ArrayList;
import java.util.List;

/** A partition: records as JSON, in an order that never changes. */
final class SimulatedLog {
    private record Entry(String author, String data) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Where the record stands. */
    int append(Change change) {
        entries.add(new Entry(change.author(), new String(MixCodec.encode(change), UTF_8)));
        return entries.size() - 1;
    }

    int end() {
        return entries.size();
    }

    Change read(int offset) {
        Entry entry = entries.get(offset);
        try {
            return MixCodec.decodeChange(entry.author(), entry.data().getBytes(UTF_8));
        } catch (MalformedJsonException e) {
            throw new Divergence("what was written cannot be read: " + e.what());
        }
    }
}
