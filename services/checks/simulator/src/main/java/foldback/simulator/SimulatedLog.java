package foldback.simulator;

import foldback.mix.Change;
import foldback.mix.Person;
import foldback.mix.codec.MalformedJsonException;
import foldback.mix.codec.MixCodec;
import java.util.ArrayList;
import java.util.List;

/** A partition: changes in an order that never changes. What is read is what became of its JSON, and not the object that was written. */
final class SimulatedLog {
    private final List<Change> entries = new ArrayList<>();

    /** Where the record stands. */
    int append(Change change) {
        Change read = read(change.author(), MixCodec.encode(change));
        if (!read.equals(change)) {
            throw new Divergence("what was written is read as something else: " + change + " as " + read);
        }
        entries.add(read);
        return entries.size() - 1;
    }

    private static Change read(Person author, byte[] json) {
        try {
            return MixCodec.decodeChange(author, json);
        } catch (MalformedJsonException e) {
            throw new Divergence("what was written cannot be read: " + e.what());
        }
    }

    int end() {
        return entries.size();
    }

    Change read(int offset) {
        return entries.get(offset);
    }
}
