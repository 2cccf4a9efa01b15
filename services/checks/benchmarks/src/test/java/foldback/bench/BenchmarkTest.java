package foldback.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.bounce.RenderMachine;
import foldback.mix.Mix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is measured is what is said; how fast it is, no test judges. */
final class BenchmarkTest {
    @TempDir
    private static Path folder;

    private static Stems stems;

    @BeforeAll
    static void write_short_stems() throws Exception {
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            int[][] samples = new int[2][StripNumbers.RATE];
            for (int n = 0; n < StripNumbers.RATE; n++) {
                samples[0][n] = (n * (37 + i) % 40_000 - 20_000) * 100;
                samples[1][n] = (n * (91 + i) % 30_000 - 15_000) * 100;
            }
            WavFormat format = new WavFormat(StripNumbers.RATE, 2, Encoding.PCM_24);
            try (var out = new WavWriter(folder.resolve("s" + (10 + i) + ".wav"), format, StripNumbers.RATE)) {
                out.writeIntegers(samples, StripNumbers.RATE);
                out.finish();
            }
        }
        stems = Stems.of(folder, 1);
    }

    @Test
    void every_mix_renders_to_the_same_file_with_vectors_and_threads_and_without() throws IOException {
        Mixes mixes = new Mixes(stems.hashes(), stems.frames());
        for (Mix mix : List.of(mixes.core(2), mixes.full(1), mixes.sixInserts(30, 1), mixes.channels(30, 1))) {
            String plain = render(mix, new RenderMachine(1, RenderMachine.Kernels.SCALAR));
            assertThat(render(mix, new RenderMachine(2, RenderMachine.Kernels.AUTO)))
                    .isEqualTo(plain)
                    .hasSize(64);
        }
    }

    private static String render(Mix mix, RenderMachine machine) throws IOException {
        return new WarmRender("", mix, stems, machine, folder.resolve("out.raw"))
                .run()
                .hash();
    }

    @Test
    void the_strips_are_those_that_were_measured_before() {
        StripNumbers last = StripNumbers.of(23);
        assertThat(last.highPassHertz()).isEqualTo(106);
        assertThat(last.highShelfDb()).isCloseTo(-1.6, within(1e-12));
        assertThat(last.thresholdDb()).isEqualTo(-24.25);
        assertThat(last.pan()).isCloseTo(0.8, within(1e-12));
        assertThat(StripNumbers.of(24)).isEqualTo(StripNumbers.of(0));
        double power = Math.pow(last.leftGain(), 2) + Math.pow(last.rightGain(), 2);
        assertThat(power).isCloseTo(2 * Math.pow(10, last.faderDb() / 10), within(1e-6));
        assertThat(last.rightGain()).isGreaterThan(last.leftGain());
    }

    @Test
    void peers_get_every_strip_and_every_stem() {
        for (Command command : List.of(
                Ffmpeg.core(stems, 1, folder.resolve("o.wav")),
                Ffmpeg.full(stems, 1, folder.resolve("ir.wav"), folder.resolve("o.wav")),
                Sox.core(stems, folder.resolve("o.wav")))) {
            String line = String.join(" ", command.words());
            for (int i = 0; i < StripNumbers.TRACKS; i++) {
                assertThat(line).contains(stems.file(i).toString());
            }
            assertThat(line.split("highpass", -1)).hasSizeGreaterThan(StripNumbers.TRACKS);
        }
    }

    @Test
    void a_peer_that_is_not_there_is_named_and_one_that_fails_says_why() throws Exception {
        assertThat(new Command("x", List.of("no-such-program"), null).missing()).hasValue("no-such-program");
        Command failing = new Command("x", List.of("sh", "-c", "echo no luck >&2; exit 3"), null);
        assertThat(failing.missing()).isEmpty();
        assertThatThrownBy(failing::run).hasMessageContaining("ended with 3").hasMessageContaining("no luck");
    }

    @Test
    void the_cpu_of_a_process_and_its_children_is_counted() throws Exception {
        String spin = "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'";
        Measurement run = new Command("spin", List.of("sh", "-c", spin + "; true"), null).run();
        assertThat(run.cpuSeconds()).isPositive().isLessThanOrEqualTo(2 * run.wallSeconds() + 0.1);
    }

    @Test
    void figures_are_rows_with_the_ratio_of_their_pair() throws Exception {
        Figures figures = new Figures(new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
        figures.pair(
                Workload.CORE, "foldback", new Measurement(2, 1, "a", 0), "ffmpeg", new Measurement(16, 9, "b", 0), 1);
        Path file = folder.resolve("figures.json");
        figures.write(file);
        JsonNode rows = new ObjectMapper().readTree(file.toFile());
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).path("workload").asText()).isEqualTo("w24-core");
        assertThat(rows.get(0).path("xRealtime").asDouble()).isEqualTo(64);
        assertThat(rows.get(1).path("engine").asText()).isEqualTo("ffmpeg");
        assertThat(rows.get(1).path("cpuRatio").asDouble()).isEqualTo(9);
        assertThat(rows.get(1).path("wallRatio").asDouble()).isEqualTo(8);
        assertThat(Figures.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
        assertThat(Figures.median(List.of(4.0, 1.0))).isEqualTo(2.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--loud", "--stems", "--repeat 0", "--repeat 101", "--workload w25", "--against ffmpeg"})
    void what_is_not_understood_is_answered_with_the_usage(String line) {
        var err = new ByteArrayOutputStream();
        int code = Main.run(
                List.of(line.split(" ", -1)), new PrintStream(err, true, UTF_8), new PrintStream(err, true, UTF_8));
        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).startsWith("foldback: ").contains("usage: foldback bench", "w24-core");
    }
}
