package foldback.cli.mixdown;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.MeasuredWav;
import foldback.bounce.Bounce;
import foldback.bounce.BounceFiles;
import foldback.bounce.BounceRefusal;
import foldback.bounce.BounceSettings;
import foldback.bounce.MixDocument;
import foldback.cli.InputRefusedException;
import foldback.cli.OutputUnwritableException;
import foldback.cli.Terminal;
import foldback.cli.UsageException;
import foldback.mixdown.Engine;
import foldback.mixdown.PlanRefusal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A mix document and a folder of stems become a file and its manifest. */
public final class Mixdown {
    /** Far more than a session can hold. */
    private static final long LARGEST_DOCUMENT_BYTES = 256L * 1024 * 1024;

    /** As many refusals as a person reads. */
    private static final int MOST_SENTENCES = 10;

    private final MixdownOptions options;
    private final Terminal terminal;
    private final PrintStream out;

    private Mixdown(MixdownOptions options, Terminal terminal, PrintStream out) {
        this.options = options;
        this.terminal = terminal;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @param out gets the summary, or the JSON
     * @param err gets the progress, if it is asked for
     * @throws InterruptedException if the thread was interrupted; no file was left then
     */
    public static void run(List<String> args, PrintStream out, PrintStream err)
            throws UsageException, InputRefusedException, OutputUnwritableException, IOException, InterruptedException {
        MixdownOptions options = MixdownOptions.parse(args);
        Terminal terminal = options.progress() ? new Terminal(err, true) : Terminal.standard();
        try {
            new Mixdown(options, terminal, out).run();
        } finally {
            terminal.clear();
        }
    }

    private void run()
            throws UsageException, InputRefusedException, OutputUnwritableException, IOException, InterruptedException {
        requireFolder(options.output());
        if (options.peaks().isPresent()) {
            requireFolder(options.peaks().get());
        }
        MixDocument document = document();
        BounceSettings settings = options.settings(document.mix().sampleRate().hertz());
        requireApartFrom(options.document());
        long started = System.nanoTime();
        StemShelf stems = StemShelf.look(
                options.stems(),
                document.mix(),
                options.trustsNames(),
                options.machine().threads(),
                fraction -> terminal.progress("Stems", fraction));
        for (Path stem : stems.files()) {
            requireApartFrom(stem);
        }
        BounceFiles files = new BounceFiles(
                options.output(), options.manifest(), options.peaks().orElse(null));
        switch (new Bounce(options.machine())
                .run(null, document, stems, settings, files, fraction -> terminal.progress("Mixdown", fraction))) {
            case Bounce.Result.Refused refused -> throw refused(refused.reasons(), stems);
            case Bounce.Result.Finished finished ->
                tell(document, finished, files, (System.nanoTime() - started) / 1e9);
        }
    }

    private MixDocument document() throws IOException, InputRefusedException {
        Path file = options.document();
        if (!Files.isRegularFile(file)) {
            throw new InputRefusedException(
                    file + " is no file. Name a mix document, as GET /api/sessions/{id}/mix-document gives it.");
        }
        if (Files.size(file) > LARGEST_DOCUMENT_BYTES) {
            throw new InputRefusedException(file + " is larger than any mix document.");
        }
        return switch (MixDocument.read(Files.readAllBytes(file))) {
            case MixDocument.Reading.Accepted accepted -> accepted.document();
            case MixDocument.Reading.Refused refused -> throw refused(List.of(refused.reason()), null);
        };
    }

    // ---- refusals

    private InputRefusedException refused(List<BounceRefusal> reasons, @Nullable StemShelf stems) {
        List<String> sentences = new ArrayList<>();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("refused");
        for (BounceRefusal reason : reasons) {
            String sentence = sentence(reason, stems);
            sentences.add(sentence);
            list.addObject().put("reason", kind(reason)).put("sentence", sentence);
        }
        if (options.json()) {
            out.println(json);
        }
        List<String> shown = new ArrayList<>(sentences.subList(0, Math.min(sentences.size(), MOST_SENTENCES)));
        if (sentences.size() > shown.size()) {
            shown.add("There are " + (sentences.size() - shown.size()) + " more reasons; --json lists them all.");
        }
        return new InputRefusedException(String.join(System.lineSeparator() + "foldback: ", shown));
    }

    /** Of a stem that is missing, what the farm says is of no use here: nobody uploads anything. */
    private static String sentence(BounceRefusal refusal, @Nullable StemShelf stems) {
        if (stems != null && refusal instanceof BounceRefusal.MixUnplayable(PlanRefusal.StemMissing gone)) {
            return stems.whyMissing(gone.stem()) + " Clip " + gone.clip() + " of track " + gone.track() + " plays it.";
        }
        return refusal.sentence();
    }

    private static String kind(BounceRefusal refusal) {
        return refusal instanceof BounceRefusal.MixUnplayable(PlanRefusal reason)
                ? reason.getClass().getSimpleName()
                : refusal.getClass().getSimpleName();
    }

    /** No result may replace what it is made of. */
    private void requireApartFrom(Path source) throws IOException, InputRefusedException {
        List<Path> results = new ArrayList<>(List.of(options.output(), options.manifest()));
        options.peaks().ifPresent(results::add);
        for (Path result : results) {
            if (Files.exists(result) && Files.isSameFile(result, source)) {
                throw new InputRefusedException(
                        result + " would replace what the mixdown is made of. Give -o another name.");
            }
        }
    }

    private static void requireFolder(Path file) throws OutputUnwritableException {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new OutputUnwritableException(
                    "cannot write to the folder " + folder + "; make it, or name another with -o.");
        }
        if (Files.isDirectory(file)) {
            throw new OutputUnwritableException(file + " is a folder; name a file.");
        }
    }

    // ---- the result

    private void tell(MixDocument document, Bounce.Result.Finished finished, BounceFiles files, double seconds) {
        terminal.clear();
        MeasuredWav audio = finished.audio();
        int rate = audio.format().sampleRateHertz();
        double audioSeconds = (double) audio.frames() / rate;
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("file", files.wav().toString());
            json.put("manifest", files.manifest().toString());
            json.put("peaks", options.peaks().map(Path::toString).orElse(null));
            json.put("mixDocument", document.sha256());
            json.put("engine", Engine.VERSION);
            json.put("sha256", audio.sha256());
            json.put("bytes", audio.bytes());
            json.put("frames", audio.frames());
            json.put("sampleRate", rate);
            json.put("seconds", audioSeconds);
            json.put("encoding", audio.format().encoding().name());
            json.put("integratedLufs", audio.levels().integratedLufs());
            json.put("truePeakDbtp", audio.levels().truePeakDbtp());
            json.put("samplePeakDbfs", audio.levels().samplePeakDbfs());
            json.put("peakToLoudnessLu", audio.levels().peakToLoudnessLu());
            json.put("loudnessRangeLu", audio.loudness().rangeLu());
            json.put("highestMomentaryLufs", audio.loudness().highestMomentaryLufs());
            json.put("highestShortTermLufs", audio.loudness().highestShortTermLufs());
            json.put("clampedSamples", finished.clampedSamples());
            json.put("renderSeconds", seconds);
            json.put("xRealtime", audioSeconds / seconds);
            json.put("threads", options.machine().threads());
            json.put("vectors", options.machine().hasVectors());
            out.println(json);
            return;
        }
        out.printf(
                Locale.ROOT,
                "%s%n  %.1f s, %s, %d Hz, %s, %s%n  sha256 %s%n  rendered in %.1f s, %.0f times as fast as it plays%n",
                files.wav(),
                audioSeconds,
                audio.format().encoding(),
                rate,
                level(audio.levels().integratedLufs(), "LUFS"),
                level(audio.levels().truePeakDbtp(), "dBTP"),
                audio.sha256(),
                seconds,
                audioSeconds / seconds);
        if (finished.clampedSamples() > 0) {
            out.printf(
                    Locale.ROOT,
                    "  %d samples were beyond +72 dBFS and were clamped: look for a plug-in or a gain that is far too loud%n",
                    finished.clampedSamples());
        }
    }

    private static String level(@Nullable Double value, String unit) {
        return value == null ? "silent" : String.format(Locale.ROOT, "%.1f %s", value, unit);
    }
}
