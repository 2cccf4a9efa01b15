package foldback.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the benchmark is told.
 *
 * @param stems a folder of WAV files; otherwise they are synthesised
 * @param json gets the figures
 * @param repeat how many pairs
 * @param peers names of those that are wanted; all if empty
 * @param against commands of one's own for the core, by name, with {stems} and {out} in them
 */
record BenchOptions(
        Optional<Path> stems,
        Optional<Path> json,
        int repeat,
        List<Workload> workloads,
        List<String> peers,
        Map<String, String> against) {
    static final int MOST_REPEATS = 100;

    static final String USAGE =
            "usage: foldback bench [--stems FOLDER] [--json FILE] [--repeat N] [--workload NAME,...]"
                    + " [--peers NAME,...] [--against NAME=COMMAND]" + System.lineSeparator()
                    + "       workloads: "
                    + Arrays.stream(Workload.values()).map(Workload::id).collect(Collectors.joining(", "));

    /** The words are off. */
    static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        UsageException(String what) {
            super(what + System.lineSeparator() + USAGE);
        }
    }

    static BenchOptions parse(List<String> args) throws UsageException {
        Optional<Path> stems = Optional.empty();
        Optional<Path> json = Optional.empty();
        int repeat = 3;
        List<Workload> workloads = List.of(Workload.values());
        List<String> peers = List.of();
        Map<String, String> against = new LinkedHashMap<>();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (i + 1 == args.size()) {
                throw new UsageException(option + " needs a value");
            }
            String value = args.get(i + 1);
            switch (option) {
                case "--stems" -> stems = Optional.of(Path.of(value).toAbsolutePath());
                case "--json" -> json = Optional.of(Path.of(value).toAbsolutePath());
                case "--repeat" -> repeat = repeat(value);
                case "--workload" -> workloads = workloads(value);
                case "--peers" -> peers = List.of(value.split(",", -1));
                case "--against" -> {
                    String[] parts = value.split("=", 2);
                    if (parts.length != 2 || parts[0].isBlank()) {
                        throw new UsageException("--against is NAME=COMMAND, not " + value);
                    }
                    against.put(parts[0], parts[1]);
                }
                default -> throw new UsageException("bench has no option " + option);
            }
        }
        return new BenchOptions(stems, json, repeat, workloads, peers, against);
    }

    private static int repeat(String text) throws UsageException {
        if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > MOST_REPEATS) {
            throw new UsageException("--repeat is 1 to " + MOST_REPEATS + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static List<Workload> workloads(String names) throws UsageException {
        List<Workload> chosen = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            chosen.add(Workload.find(name).orElseThrow(() -> new UsageException("there is no workload " + name)));
        }
        return chosen;
    }

    boolean wants(String peer) {
        return peers.isEmpty() || peers.stream().anyMatch(peer::startsWith);
    }
}
