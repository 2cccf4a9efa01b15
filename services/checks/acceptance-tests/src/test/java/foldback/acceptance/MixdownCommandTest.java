package foldback.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.acceptance.Studio.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./foldback mixdown} from the shell; what it refuses and why is tested in the cli. */
@Timeout(300)
class MixdownCommandTest {
    private static final int INTERRUPTED = 130;
    private static final int REFUSED = 9;
    private static final int RATE = 48_000;

    @TempDir
    private Path folder;

    private Studio studio;
    private Path results;

    @BeforeEach
    void make_folders() throws IOException {
        studio = new Studio(folder.resolve("outside"));
        results = Files.createDirectories(folder.resolve("the results"));
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private Path song(int tracks, int seconds) throws Exception {
        Path stem = folder.resolve("a tone.wav");
        WavBytes.tone(WavBytes.PCM, 2, RATE, 24, 220, seconds).write(stem);
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(stem)));
        String strip = """
                {"faderDb":-20,"inserts":[{"bypassed":false,"id":"i","parameters":{"threshold":-30},"processor":"compressor"}],
                 "muted":false,"pan":0,"polarityInverted":false,"sends":[],"soloed":false,"trimDb":0}""";
        String list = IntStream.range(0, tracks)
                .mapToObj(i -> """
                {"clips":[{"id":"c","lengthFrames":%d,"startFrame":0,"stem":"%s","stemFrame":0}],"colour":"#FF9F00",
                 "id":"t%d","name":"T","output":"master","strip":%s}""".formatted(RATE * seconds, hash, i, strip))
                .collect(Collectors.joining(","));
        return Files.writeString(folder.resolve("song.json"), """
                {"buses":[],"format":"foldback-mix/1","master":%s,"sampleRate":%d,"tracks":[%s]}""".formatted(strip, RATE, list));
    }

    @Test
    void a_mixdown_needs_no_server_and_leaves_no_data() throws Exception {
        Path wav = results.resolve("a song.wav");
        Run run = studio.run("mixdown", song(2, 1).toString(), "-o", wav.toString(), "--json");
        assertThat(run.exitCode()).as(run.toString()).isZero();
        JsonNode told = new ObjectMapper().readTree(run.stdout());
        assertThat(told.path("vectors").asBoolean()).isTrue();
        assertThat(told.path("sha256").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(wav))));
        assertThat(Ffmpeg.probe(wav).codec()).isEqualTo("pcm_s24le");
        assertThat(results.resolve("a song.json")).isNotEmptyFile();
        assertThat(studio.data()).doesNotExist();
    }

    @Test
    void a_refusal_comes_through_with_its_exit_code_and_no_file() throws Exception {
        Path song = song(1, 1);
        Files.delete(folder.resolve("a tone.wav"));
        Run run = studio.run(
                "mixdown", song.toString(), "-o", results.resolve("never.wav").toString());
        assertThat(run.exitCode()).as(run.toString()).isEqualTo(REFUSED);
        assertThat(run.stderr()).contains("foldback: The stem ");
        assertThat(run.stdout()).isEmpty();
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void ctrl_c_leaves_nothing_and_ends_with_130() throws Exception {
        Path song = song(400, 30);
        Run run = studio.start(
                "mixdown", song.toString(), "-o", results.resolve("never.wav").toString());
        Studio.await("a file under another name", () -> !run.process().isAlive() || !names().isEmpty());
        assertThat(run.process().isAlive()).as(run.toString()).isTrue();
        assertThat(names()).allMatch(name -> name.endsWith(".part"));
        Studio.signal("INT", run.process().toHandle());
        assertThat(run.ended().exitCode()).isEqualTo(INTERRUPTED);
        assertThat(results).isEmptyDirectory();
    }

    @Test
    void the_words_of_the_virtual_machine_do_not_reach_a_pipe() throws Exception {
        Path wav = results.resolve("quiet.wav");
        String line = "\"$0\" mixdown \"$1\" -o \"$2\" 2>&1 >/dev/null | cat";
        var quiet = new ProcessBuilder(
                        "sh",
                        "-c",
                        line,
                        Installation.REPOSITORY.resolve("foldback").toString(),
                        song(1, 1).toString(),
                        wav.toString())
                .redirectErrorStream(true);
        quiet.environment().put("FOLDBACK_BUILT", "1");
        quiet.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process shell = quiet.start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(wav).isNotEmptyFile();
        assertThat(said).isEmpty();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
