package foldback.cli.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.AudioEncoder;
import foldback.audio.Folders;
import foldback.bounce.BounceRefusal;
import foldback.bounce.MixDocument;
import foldback.bounce.delivery.DeliveredFile;
import foldback.bounce.delivery.Delivery;
import foldback.cli.InputRefusedException;
import foldback.cli.Terminal;
import foldback.cli.UsageException;
import foldback.cli.mixdown.StemShelf;
import foldback.mixdown.Engine;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A manifest, its mix document and a folder of stems: rendered again, and compared second by second. */
public final class Verify {
    private static final long LARGEST_MANIFEST_BYTES = 256L * 1024 * 1024;

    private final VerifyOptions options;
    private final PrintStream out;

    /**
     * How a file compares.
     *
     * @param difference what is other than it was, and in which second; empty if nothing is
     */
    private record Compared(String name, Optional<String> difference) {}

    private Verify(VerifyOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /**
     * Runs the command.
     *
     * @return whether everything is as it was
     * @throws InterruptedException if the thread was interrupted; nothing was left then
     */
    public static boolean run(List<String> args, PrintStream out)
            throws UsageException, InputRefusedException, IOException, InterruptedException {
        return new Verify(VerifyOptions.parse(args), out).run();
    }

    private boolean run() throws InputRefusedException, IOException, InterruptedException {
        ToldFiles told = ToldFiles.of(manifest());
        if (!told.engine().equals(Engine.VERSION)) {
            throw new InputRefusedException("The render was made by " + told.engine() + ", and this is "
                    + Engine.VERSION + ". Run the Foldback of that engine.");
        }
        MixDocument document = document();
        if (!document.sha256().equals(told.mixDocument())) {
            throw new InputRefusedException(options.document() + " is the mix document " + document.sha256()
                    + ", and the render was made of " + told.mixDocument() + ".");
        }
        Terminal terminal = Terminal.standard();
        Path folder = Files.createTempDirectory("foldback-verify-");
        try {
            StemShelf stems = StemShelf.look(
                    options.stems(),
                    document.mix(),
                    options.trustsNames(),
                    options.machine().threads(),
                    fraction -> terminal.progress("Stems", fraction));
            Delivery delivery = new Delivery(options.machine(), new AudioEncoder(Optional.empty()));
            return switch (delivery.run(
                    document, stems, told.spec(), null, folder, fraction -> terminal.progress("Render", fraction))) {
                case Delivery.Result.Refused refused ->
                    throw new InputRefusedException(refused.reasons().stream()
                            .map(BounceRefusal::sentence)
                            .collect(Collectors.joining(System.lineSeparator() + "foldback: ")));
                case Delivery.Result.Finished finished -> {
                    terminal.clear();
                    yield tell(compare(told, finished));
                }
            };
        } finally {
            terminal.clear();
            Folders.remove(folder);
        }
    }

    private JsonNode manifest() throws IOException, InputRefusedException {
        Path file = options.manifest();
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_MANIFEST_BYTES) {
            throw new InputRefusedException(file + " is no file, or larger than any manifest.");
        }
        try {
            return new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new InputRefusedException(file + " is no JSON.");
        }
    }

    private MixDocument document() throws IOException, InputRefusedException {
        Path file = options.document();
        if (!Files.isRegularFile(file)) {
            throw new InputRefusedException(file + " is no file. Name the mix document that the manifest tells of.");
        }
        return switch (MixDocument.read(Files.readAllBytes(file))) {
            case MixDocument.Reading.Accepted accepted -> accepted.document();
            case MixDocument.Reading.Refused refused ->
                throw new InputRefusedException(refused.reason().sentence());
        };
    }

    private static List<Compared> compare(ToldFiles told, Delivery.Result.Finished finished) {
        Map<String, DeliveredFile> again = finished.files().stream()
                .collect(Collectors.toMap(f -> f.name().substring(0, f.name().lastIndexOf('.')), Function.identity()));
        List<Compared> compared = new ArrayList<>();
        for (ToldFiles.Told file : told.files()) {
            DeliveredFile made = again.get(file.stem());
            compared.add(new Compared(
                    file.name(), made == null ? Optional.of("it was not made this time") : difference(file, made)));
        }
        return compared;
    }

    /** The engine's own signal first: where that differs, so does everything behind it. */
    private static Optional<String> difference(ToldFiles.Told told, DeliveredFile made) {
        Optional<String> signal = told.signalSeconds().isEmpty()
                ? Optional.empty()
                : first(told.signalSeconds(), made.signalSha256s(), "what the engine makes");
        return signal.or(() -> first(told.seconds(), made.audio().secondSha256s(), "the sound of the file"));
    }

    private static Optional<String> first(List<String> then, List<String> now, String what) {
        for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
            if (i >= then.size() || i >= now.size()) {
                return Optional.of(what + ": " + now.size() + " seconds, not " + then.size());
            }
            if (!then.get(i).equals(now.get(i))) {
                return Optional.of(what + " differs from second " + i + " on");
            }
        }
        return Optional.empty();
    }

    private boolean tell(List<Compared> compared) {
        boolean same = compared.stream().allMatch(c -> c.difference().isEmpty());
        if (options.json()) {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("same", same);
            ArrayNode files = json.putArray("files");
            compared.forEach(c -> files.addObject()
                    .put("name", c.name())
                    .put("same", c.difference().isEmpty())
                    .put("difference", c.difference().orElse(null)));
            out.println(json);
        } else {
            compared.forEach(c -> out.println(
                    c.name() + ": " + c.difference().map(d -> "DIFFERS: " + d).orElse("the same")));
        }
        return same;
    }
}
