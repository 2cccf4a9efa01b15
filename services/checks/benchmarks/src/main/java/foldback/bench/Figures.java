package foldback.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured: printed as it comes, kept for the JSON. */
final class Figures {
    private final PrintStream out;
    private final ArrayNode rows = JsonNodeFactory.instance.arrayNode();

    Figures(PrintStream out) {
        this.out = out;
    }

    /** A peer's run beside ours: above 1, it took that many times as much. */
    record Ratio(double cpu, double wall) {
        static Ratio of(Measurement peer, Measurement ours) {
            return new Ratio(peer.cpuSeconds() / ours.cpuSeconds(), peer.wallSeconds() / ours.wallSeconds());
        }
    }

    void title(Workload workload) {
        out.printf("%n%s: %s%n", workload.id(), workload.what());
    }

    void note(String text) {
        out.println("  " + text);
    }

    ObjectNode row(Workload workload, String engine, int pair, Measurement run) {
        double realTime = workload.seconds() / run.wallSeconds();
        out.printf(
                Locale.ROOT,
                "  %-20s CPU %7.2f s   wall %7.2f s   %6.1f x real time%s   %s%n",
                engine,
                run.cpuSeconds(),
                run.wallSeconds(),
                realTime,
                run.peakMegabytes() == 0 ? "" : String.format(Locale.ROOT, "   peak %4.0f MB", run.peakMegabytes()),
                run.hash().length() == 64 ? run.hash().substring(0, 12) : run.hash());
        ObjectNode row = rows.addObject();
        row.put("workload", workload.id());
        row.put("engine", engine);
        row.put("pair", pair);
        row.put("cpuSeconds", run.cpuSeconds());
        row.put("wallSeconds", run.wallSeconds());
        row.put("xRealtime", realTime);
        row.put("hash", run.hash());
        if (run.peakMegabytes() > 0) {
            row.put("peakMegabytes", run.peakMegabytes());
        }
        return row;
    }

    void pair(Workload workload, String ours, Measurement we, String peer, Measurement they, int pair) {
        row(workload, ours, pair, we);
        Ratio ratio = Ratio.of(they, we);
        row(workload, peer, pair, they).put("cpuRatio", ratio.cpu()).put("wallRatio", ratio.wall());
    }

    void ratios(String peer, String ours, List<Ratio> ratios) {
        out.printf(
                Locale.ROOT,
                "  > %s / %s, median of %d: CPU %.2f, wall %.2f   (CPU%s, wall%s)%n",
                peer,
                ours,
                ratios.size(),
                median(ratios.stream().map(Ratio::cpu).toList()),
                median(ratios.stream().map(Ratio::wall).toList()),
                listed(ratios.stream().map(Ratio::cpu).toList()),
                listed(ratios.stream().map(Ratio::wall).toList()));
    }

    private static String listed(List<Double> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(v -> text.append(String.format(Locale.ROOT, " %.2f", v)));
        return text.toString();
    }

    static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Writes all rows; the file is there whole, or not at all. */
    void write(Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.writeString(unfinished, rows.toPrettyString() + System.lineSeparator());
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
