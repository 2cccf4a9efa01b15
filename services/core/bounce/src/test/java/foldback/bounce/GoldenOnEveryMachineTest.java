package foldback.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.bounce.RenderMachine.Kernels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden mixes have the same bits with one thread and two, strip by strip and in lanes, and whatever vectors the processor has. */
final class GoldenOnEveryMachineTest {
    private static final Map<String, String> REFERENCE = GoldenRenders.hashes(new RenderMachine(1, Kernels.SCALAR));
    private static final int LIVENESS_MINUTES = 10;

    @TempDir
    private Path folder;

    @Test
    void lanes_and_threads_give_the_same_bits() {
        assertThat(REFERENCE).hasSizeGreaterThanOrEqualTo(30);
        assertThat(new RenderMachine(1, Kernels.AUTO).hasVectors()).isTrue();
        assertThat(GoldenRenders.hashes(new RenderMachine(1, Kernels.AUTO))).isEqualTo(REFERENCE);
        assertThat(GoldenRenders.hashes(new RenderMachine(2, Kernels.AUTO))).isEqualTo(REFERENCE);
        assertThat(GoldenRenders.hashes(new RenderMachine(2, Kernels.SCALAR))).isEqualTo(REFERENCE);
    }

    /** Vectors of 128, 256 and, where the processor has them, 512 bits; other processors than x86 pass over the option. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3})
    void every_width_of_vectors_gives_the_same_bits(int avx) throws IOException, InterruptedException {
        List<String> lines = onAnotherJvm(List.of("-XX:+IgnoreUnrecognizedVMOptions", "-XX:UseAVX=" + avx));
        Map<String, String> hashes = new TreeMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                hashes.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        assertThat(hashes.remove("vectors")).as(String.join("\n", lines)).isEqualTo("true");
        assertThat(hashes).isEqualTo(REFERENCE);
    }

    private List<String> onAnotherJvm(List<String> options) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(GoldenRenders.class.getName(), "2", "AUTO"));
        Process jvm = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(jvm.waitFor(LIVENESS_MINUTES, TimeUnit.MINUTES))
                    .as("ended")
                    .isTrue();
        } finally {
            jvm.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }
}
