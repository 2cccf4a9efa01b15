package foldback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.AudioEncoder;
import foldback.audio.WavFile;
import foldback.bounce.MixDocument;
import foldback.bounce.RenderMachine;
import foldback.bounce.StemFileReader;
import foldback.bounce.delivery.Delivery;
import foldback.bounce.delivery.DeliveryManifest;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.SpecCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line of a verification, in this JVM. */
final class VerifyTest {
    private static final int SAME = 0;
    private static final int USAGE = 2;
    private static final int REFUSED = 9;
    private static final int DIFFERS = 11;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private MixFolder mix;
    private String stem = "";

    @BeforeEach
    void a_song() throws IOException {
        mix = new MixFolder(folder.resolve("stems"));
        stem = mix.stem("noise.wav", MixFolder.noise(1, 0.3));
        mix.track(stem, MixFolder.FRAMES, "");
    }

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(List.of(args), new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Outcome verify(Path manifest) throws IOException {
        return run(
                "verify",
                manifest.toString(),
                "--mix",
                mix.document().toString(),
                "--stems",
                mix.folder().toString(),
                "--json");
    }

    /** The manifest of a render of several files, as a worker writes it. */
    private Path manifest() throws Exception {
        MixDocument document =
                ((MixDocument.Reading.Accepted) MixDocument.read(Files.readAllBytes(mix.document()))).document();
        JsonNode json = JSON.readTree("""
                {"outputs":[
                  {"id":"mix","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-24"}},
                  {"id":"cd","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-16"},"sampleRate":44100,"dither":"shaped",
                   "loudness":{"lufs":-20,"ceilingDbtp":-1}},
                  {"id":"stems","source":{"type":"stems","each":"tracks"},"format":{"type":"wav","encoding":"float-32"}}]}""");
        DeliverySpec spec = ((SpecCodec.Reading.Accepted) SpecCodec.read(json, MixFolder.RATE)).spec();
        Path results = Files.createDirectory(folder.resolve("results"));
        Path file = mix.folder().resolve("noise.wav");
        var finished = (Delivery.Result.Finished) new Delivery(RenderMachine.all(), new AudioEncoder(Optional.empty()))
                .run(
                        document,
                        name -> Optional.of(new StemFileReader(open(file))),
                        spec,
                        null,
                        results,
                        fraction -> {});
        return Files.write(folder.resolve("manifest.json"), DeliveryManifest.of("r", "Kim", document, spec, finished));
    }

    private static WavFile open(Path file) {
        try {
            return ((WavFile.Opened.Accepted) WavFile.open(file)).file();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_render_that_is_made_again_is_the_same() throws Exception {
        Outcome outcome = verify(manifest());
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(SAME);
        JsonNode told = JSON.readTree(outcome.out());
        assertThat(told.path("same").asBoolean()).isTrue();
        assertThat(told.path("files")).hasSize(3);
    }

    @Test
    void a_mixdown_that_is_made_again_is_the_same() throws Exception {
        Path wav = folder.resolve("song.wav");
        assertThat(run(
                                "mixdown",
                                mix.document().toString(),
                                "-o",
                                wav.toString(),
                                "--stems",
                                mix.folder().toString(),
                                "--bits",
                                "32",
                                "--from",
                                "0.3")
                        .code())
                .isZero();
        Outcome outcome = verify(folder.resolve("song.json"));
        assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(SAME);
    }

    @Test
    void the_first_second_that_differs_is_named() throws Exception {
        Path manifest = manifest();
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(manifest));
        ((ArrayNode) json.path("files").get(0).path("signalSecondSha256s")).set(1, "0".repeat(64));
        ((ArrayNode) json.path("files").get(1).path("secondSha256s")).set(0, "0".repeat(64));
        Files.write(manifest, JSON.writeValueAsBytes(json));
        Outcome outcome = verify(manifest);
        assertThat(outcome.code()).isEqualTo(DIFFERS);
        List<String> differences = new ArrayList<>();
        JSON.readTree(outcome.out())
                .path("files")
                .forEach(file -> differences.add(file.path("difference").asText()));
        assertThat(differences)
                .containsExactly(
                        "what the engine makes differs from second 1 on",
                        "the sound of the file differs from second 0 on",
                        "null");
    }

    @Test
    void another_engine_another_mix_and_what_is_no_manifest_are_refused() throws Exception {
        Path manifest = manifest();
        ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(manifest));
        Files.write(manifest, JSON.writeValueAsBytes(json.deepCopy().put("engine", "foldback-engine/99")));
        assertThat(verify(manifest))
                .satisfies(o -> assertThat(o.code()).isEqualTo(REFUSED))
                .satisfies(o -> assertThat(o.err()).contains("foldback-engine/99"));
        Files.write(manifest, JSON.writeValueAsBytes(json.deepCopy().put("mixDocument", "0".repeat(64))));
        assertThat(verify(manifest).code()).isEqualTo(REFUSED);
        Files.writeString(manifest, "{\"format\":\"other\"}");
        assertThat(verify(manifest).code()).isEqualTo(REFUSED);
        Files.writeString(manifest, "no JSON");
        assertThat(verify(manifest).code()).isEqualTo(REFUSED);
        assertThat(run("verify", manifest.toString()).code()).isEqualTo(USAGE);
        assertThat(run("verify", "--nope").code()).isEqualTo(USAGE);
    }
}
