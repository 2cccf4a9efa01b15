package foldback.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.simulator.SyncSimulation.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code foldback soak sync}: as many stories as asked for; a line of JSON, and exit code 1 if one of them ends badly. */
public final class SoakSync {
    private static final int OPERATIONS = 300;
    private static final int PEOPLE = 4;
    private static final int USAGE = 2;
    private static final Summary NOTHING = new Summary(0, 0, 0, 0, 0, 0, 0, 0);

    /** What came of all of them. */
    record Result(Summary summary, List<String> divergences) {
        Result {
            divergences = List.copyOf(divergences);
        }

        Result and(Result other) {
            List<String> both = new ArrayList<>(divergences);
            both.addAll(other.divergences);
            return new Result(summary.and(other.summary), both);
        }
    }

    private SoakSync() {}

    public static void main(String[] args) {
        long runs = 1000;
        long seed = 1;
        for (int i = 0; i < args.length; i += 2) {
            Long number = i + 1 < args.length ? number(args[i + 1]) : null;
            if (number == null || !(args[i].equals("--runs") || args[i].equals("--seed"))) {
                System.err.println("usage: foldback soak sync [--runs N] [--seed S]");
                System.exit(USAGE);
                return;
            }
            if (args[i].equals("--runs")) {
                runs = number;
            } else {
                seed = number;
            }
        }
        long began = System.nanoTime();
        Result result = play(seed, runs, OPERATIONS, PEOPLE);
        System.out.println(json(seed, runs, result, (System.nanoTime() - began) / 1e9));
        System.exit(result.divergences().isEmpty() ? 0 : 1);
    }

    private static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,12}") ? Long.valueOf(text) : null;
    }

    /** Plays a story for each seed from a first one on, on all processors. */
    static Result play(long firstSeed, long runs, int operations, int people) {
        return LongStream.range(firstSeed, firstSeed + runs)
                .parallel()
                .mapToObj(seed -> play(seed, operations, people))
                .reduce(new Result(NOTHING, List.of()), Result::and);
    }

    private static Result play(long seed, int operations, int people) {
        try {
            return new Result(SyncSimulation.run(seed, operations, people), List.of());
        } catch (RuntimeException e) {
            return new Result(NOTHING, List.of("seed " + seed + ": " + e));
        }
    }

    private static String json(long seed, long runs, Result result, double seconds) {
        Summary all = result.summary();
        return new ObjectNode(JsonNodeFactory.instance)
                .put("runs", runs)
                .put("seed", seed)
                .put("operations", OPERATIONS)
                .put("clients", PEOPLE)
                .put("changes", all.changes())
                .put("applied", all.applied())
                .put("void", all.voided())
                .put("sentAgain", all.sentAgain())
                .put("messagesLost", all.lost())
                .put("messagesRepeated", all.repeated())
                .put("kills", all.kills())
                .put("snapshots", all.snapshots())
                .put("seconds", Math.round(seconds * 1000) / 1000.0)
                .put("divergences", result.divergences().size())
                .set("firstDivergences", divergences(result))
                .toString();
    }

    private static ArrayNode divergences(Result result) {
        var list = JsonNodeFactory.instance.arrayNode();
        result.divergences().stream().limit(10).forEach(list::add);
        return list;
    }
}
