package foldback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foldback check} as whoever mixes sees it. */
final class CheckTest {
    private static final int RATE = 44_100;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void a_report_says_what_where_how_much_and_what_to_do() throws IOException {
        Path file = sine("take.wav", -12, 10, 7);
        assertThat(run("check", file.toString())).isZero();
        assertThat(out.toString(UTF_8))
                .contains("take.wav   0:10.0, 44100 Hz, stereo")
                .contains("-12.0 LUFS integrated")
                .contains("Tempo       not enough to say")
                .contains("warning  1 click")
                .contains("at 0:07.0")
                .contains("crossfade it at its place")
                .contains("kept      CD")
                .contains("not kept  Mix for mastering")
                .contains("Peaks from -6 to -3 dBFS. It is -6.02 dBFS in second 7.");
    }

    @Test
    void json_has_the_same_numbers_and_the_standards() throws IOException {
        Path file = sine("take.wav", -12, 10, 7);
        assertThat(run("check", file.toString(), "--json")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toByteArray());
        assertThat(report.path("format").asText()).isEqualTo("foldback-analysis/1");
        assertThat(report.path("loudness").path("integratedLufs").asDouble()).isCloseTo(-12, within(0.1));
        assertThat(report.path("rhythm").path("notEnough").asText()).isNotEmpty();
        assertThat(report.path("standards").findValuesAsText("id"))
                .containsExactly("mastering", "streaming", "cd", "broadcast");
    }

    @Test
    void a_standard_that_is_not_kept_ends_with_12() throws IOException {
        Path file = sine("quiet.wav", -30, 5, -1);
        assertThat(run("check", file.toString(), "--standard", "streaming")).isEqualTo(12);
        assertThat(out.toString(UTF_8)).contains("It is -30.0");
        assertThat(run("check", file.toString(), "--standard", "cd")).isZero();
        assertThat(run("check", file.toString(), "--standard", "tape")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("mastering, streaming, cd, broadcast");
    }

    @Test
    void what_is_no_audio_is_refused_with_a_sentence() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "louder, please");
        assertThat(run("check", text.toString())).isEqualTo(9);
        assertThat(run("check", folder.resolve("nothing.wav").toString())).isEqualTo(9);
        assertThat(run("check")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("notes.txt")
                .contains("is no file")
                .contains("check needs a file");
    }

    private int run(String... args) {
        return Main.run(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    }

    /** A 997 Hz sine in both channels of a 16-bit file, with one wrong sample at half of full scale. */
    private Path sine(String name, double decibels, int seconds, int clickSecond) throws IOException {
        int frames = seconds * RATE;
        ByteBuffer wav = ByteBuffer.allocate(44 + 4 * frames).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(UTF_8)).putInt(36 + 4 * frames).put("WAVEfmt ".getBytes(UTF_8));
        wav.putInt(16).putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(4 * RATE);
        wav.putShort((short) 4).putShort((short) 16).put("data".getBytes(UTF_8)).putInt(4 * frames);
        double amplitude = 32768 * Math.pow(10, decibels / 20);
        for (int i = 0; i < frames; i++) {
            short x = (short) Math.round(amplitude * Math.sin(2 * Math.PI * 997 * i / RATE));
            short at = i == clickSecond * RATE ? (short) 16_384 : x;
            wav.putShort(at).putShort(at);
        }
        return Files.write(folder.resolve(name), wav.array());
    }
}
