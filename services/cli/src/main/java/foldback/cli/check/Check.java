package foldback.cli.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.analysis.Analysis;
import foldback.analysis.AnalysisCodec;
import foldback.analysis.AnalysisRun;
import foldback.audio.AudioFiles;
import foldback.audio.AudioSource;
import foldback.audio.Ffmpeg;
import foldback.audio.Folders;
import foldback.audio.WavFormat;
import foldback.bounce.delivery.Preset;
import foldback.cli.InputRefusedException;
import foldback.cli.Terminal;
import foldback.cli.UsageException;
import foldback.mix.codec.CanonicalJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Analyses a file without a server, and holds it against the standards. */
public final class Check {
    private Check() {}

    /**
     * Runs the command.
     *
     * @return whether the standard that was named is kept; true if none was
     * @throws InputRefusedException if the file cannot be read as audio
     * @throws InterruptedException if the thread was interrupted
     */
    public static boolean run(List<String> args, PrintStream out)
            throws UsageException, InputRefusedException, IOException, InterruptedException {
        List<Preset> standards = Standards.all();
        CheckOptions options = CheckOptions.parse(args, standards);
        if (!Files.isRegularFile(options.file())) {
            throw new InputRefusedException(options.file() + " is no file. Name an audio file.");
        }
        Path scratch = Files.createTempDirectory("foldback-check-");
        try {
            return check(options, standards, scratch, out);
        } finally {
            Folders.remove(scratch);
        }
    }

    private static boolean check(CheckOptions options, List<Preset> standards, Path scratch, PrintStream out)
            throws InputRefusedException, IOException, InterruptedException {
        Path last = options.file().getFileName();
        String name = last == null ? options.file().toString() : last.toString();
        try (AudioSource source = open(options.file(), name, scratch)) {
            Terminal terminal = Terminal.standard();
            Analysis analysis = switch (AnalysisRun.of(source, fraction -> terminal.progress("Listening", fraction))) {
                case AnalysisRun.Result.Finished finished -> finished.analysis();
                case AnalysisRun.Result.Refused refused -> throw new InputRefusedException(refused.why());
            };
            terminal.clear();
            WavFormat format = source.format();
            List<Standards.Verdict> verdicts = standards.stream()
                    .map(each -> Standards.verdict(each, analysis, format, name))
                    .toList();
            if (options.json()) {
                out.println(json(analysis, verdicts));
            } else {
                new CheckReport(out).write(name, analysis, verdicts);
            }
            Preset wanted = options.standard();
            return wanted == null
                    || verdicts.stream()
                            .filter(v -> v.standard().id().equals(wanted.id()))
                            .allMatch(v -> v.broken().isEmpty());
        }
    }

    private static AudioSource open(Path file, String name, Path scratch) throws InputRefusedException, IOException {
        return switch (AudioFiles.open(file, name, Ffmpeg.find(scratch), scratch)) {
            case AudioFiles.Opened.Accepted accepted -> accepted.source();
            case AudioFiles.Opened.Refused refused ->
                throw new InputRefusedException(refused.refusal().sentence());
        };
    }

    private static String json(Analysis analysis, List<Standards.Verdict> verdicts) {
        ObjectNode node = AnalysisCodec.node(analysis);
        ArrayNode standards = node.putArray("standards");
        for (Standards.Verdict verdict : verdicts) {
            ObjectNode each = standards.addObject();
            each.put("id", verdict.standard().id());
            each.put("name", verdict.standard().name());
            each.put("kept", verdict.broken().isEmpty());
            ArrayNode broken = each.putArray("broken");
            verdict.broken().forEach(broken::add);
        }
        return new String(CanonicalJson.bytes(node), StandardCharsets.UTF_8);
    }
}
