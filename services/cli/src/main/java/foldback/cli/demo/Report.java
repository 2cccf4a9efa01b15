package foldback.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the demo did and where everything is: for a person, and as JSON. */
final class Report {
    record StemLine(
            String track,
            String fileName,
            String hash,
            double seconds,
            @Nullable Double lufs,
            boolean uploaded) {}

    record NoteLine(
            String id,
            String revision,
            double seconds,
            String author,
            String text,
            String suggestion,
            long answeredByVersion,
            String answeredBy) {}

    /**
     * A bounce.
     *
     * @param seconds of audio
     * @param renderSeconds from the click to the file
     */
    record MixdownLine(
            String revision,
            String file,
            String sha256,
            @Nullable Double lufs,
            @Nullable Double dbtp,
            double seconds,
            int bitDepth,
            int sampleRate,
            double renderSeconds,
            String render,
            String mixDocument,
            String engine) {}

    record Step(String name, double seconds) {}

    record Document(
            URI url,
            String session,
            List<StemLine> stems,
            List<NoteLine> notes,
            List<MixdownLine> mixdowns,
            List<MixdownLine> previews,
            List<Step> steps) {}

    private static final int NAME_CHARACTERS = 14;

    private final List<StemLine> stems = new ArrayList<>();
    private final List<NoteLine> notes = new ArrayList<>();
    private final List<MixdownLine> mixdowns = new ArrayList<>();
    private final List<MixdownLine> previews = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    void add(StemLine stem) {
        stems.add(stem);
    }

    void add(NoteLine note) {
        notes.add(note);
    }

    void add(MixdownLine mixdown) {
        mixdowns.add(mixdown);
    }

    void addPreview(MixdownLine preview) {
        previews.add(preview);
    }

    void add(Step step) {
        steps.add(step);
    }

    /** Writes the JSON; the file is there whole, or not at all. */
    void writeJson(URI url, String session, Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(unfinished.toFile(), new Document(url, session, stems, notes, mixdowns, previews, steps));
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * The report as a person reads it.
     *
     * @param signedIn the page's address as one that opens it signed in, once
     */
    String text(URI url, URI signedIn, String session) {
        Formatter out = new Formatter(Locale.ROOT);
        out.format(
                "%nSession    %s%nPage       %s%nOpen       %s%n           signs you in, once, within 10 minutes%n%nStems%n",
                session, url, signedIn);
        for (StemLine s : stems) {
            out.format(
                    "  %-14s %5.1f s  %11s  %s%s%n",
                    cut(s.track()),
                    s.seconds(),
                    lufs(s.lufs()),
                    s.hash().substring(0, 12),
                    s.uploaded() ? "" : "  (was there already)");
        }
        out.format("%nMixdowns%n");
        for (MixdownLine m : mixdowns) {
            out.format(
                    "  %-14s %5.1f s  %11s  %s  %d-bit %d Hz  rendered in %.1f s%n",
                    cut(m.revision()),
                    m.seconds(),
                    lufs(m.lufs()),
                    dbtp(m.dbtp()),
                    m.bitDepth(),
                    m.sampleRate(),
                    m.renderSeconds());
            out.format("                 sha256 %s%n                 %s%n", m.sha256(), m.file());
        }
        out.format("%nNotes%n");
        for (NoteLine n : notes) {
            out.format("  %s at %s, %s: \"%s\"%n", n.revision(), clock(n.seconds()), n.author(), n.text());
            out.format(
                    "                 suggested %s; %s applied it in version %d%n",
                    n.suggestion(), n.answeredBy(), n.answeredByVersion());
        }
        out.format("%nSteps%n");
        for (Step s : steps) {
            out.format("  %-14s %5.1f s%n", s.name(), s.seconds());
        }
        out.format(
                "  %-14s %5.1f s%n",
                "in all", steps.stream().mapToDouble(Step::seconds).sum());
        return out.toString();
    }

    static String lufs(@Nullable Double value) {
        return value == null ? "silent" : String.format(Locale.ROOT, "%.1f LUFS", value);
    }

    static String dbtp(@Nullable Double value) {
        return value == null ? "silent" : String.format(Locale.ROOT, "%.1f dBTP", value);
    }

    static String clock(double seconds) {
        int whole = (int) seconds;
        return String.format(Locale.ROOT, "%d:%02d.%d", whole / 60, whole % 60, (int) ((seconds - whole) * 10));
    }

    private static String cut(String text) {
        return text.length() <= NAME_CHARACTERS ? text : text.substring(0, NAME_CHARACTERS - 1) + "~";
    }
}
