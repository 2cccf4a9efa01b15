package foldback.mixdown.web;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mixdown.GoldenRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine, compiled to JavaScript, is the engine: every golden mix gives the same bits on Node as on the JVM. */
final class GoldenRendersInJavaScriptTest {
    private static final Path MODULE = Path.of("target/web/golden-renders.mjs");
    private static final int LIVENESS_MINUTES = 10;

    /** Names and hashes, a line each; an error leaves a line that is none. */
    private static final String SCRIPT = """
            const golden = await import(process.argv[1]);
            for (let i = 0; i < golden.count(); i++) {
              console.log(`${golden.name(i)}=${golden.hash(i)}`);
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void golden_mixes_have_the_same_hashes_in_javascript() throws IOException, InterruptedException {
        Map<String, String> inJavaScript = new TreeMap<>();
        for (String line : onNode()) {
            assertThat(line).matches("[a-z0-9-]+=[0-9a-f]{16}");
            inJavaScript.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
        }
        Map<String, String> onTheJvm = new TreeMap<>();
        GoldenRun.names().forEach(name -> onTheJvm.put(name, GoldenRun.hash(name)));
        assertThat(onTheJvm).hasSizeGreaterThanOrEqualTo(30);
        assertThat(inJavaScript).isEqualTo(onTheJvm);
    }

    private List<String> onNode() throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Process node = new ProcessBuilder(
                        "node",
                        "--input-type=module",
                        "--eval",
                        SCRIPT,
                        MODULE.toAbsolutePath().toUri().toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(node.waitFor(LIVENESS_MINUTES, TimeUnit.MINUTES))
                    .as("ended")
                    .isTrue();
        } finally {
            node.destroyForcibly();
        }
        List<String> lines = read(out);
        assertThat(node.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
