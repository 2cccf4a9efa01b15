package foldback.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of a mixdown, in this JVM. */
final class MixdownTest {
    private static final int DONE = 0;
    private static final int USAGE = 2;
    private static final int UNWRITABLE = 6;
    private static final int REFUSED = 9;

    @TempDir
    private Path folder;

    private MixFolder mix;
    private Path results;

    @BeforeEach
    void make_folders() throws IOException {
        mix = new MixFolder(folder.resolve("stems"));
        results = Files.createDirectories(folder.resolve("results"));
    }

    private record Outcome(int code, String out, String err) {
        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(out);
        }
    }

    private Outcome mixdown(String... more) throws IOException {
        List<String> args = new ArrayList<>(List.of(mix.document().toString(), "-o", wav().toString()));
        args.addAll(List.of(more));
        return run(args);
    }

    private static Outcome run(List<String> args) {
        List<String> all = new ArrayList<>(List.of("mixdown"));
        all.addAll(args);
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(all, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return new Outcome(code, out.toString(UTF_8), err.toString(UTF_8));
    }

    private Path wav() {
        return results.resolve("song.wav");
    }

    private void assertNothingIsThere() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).isEmpty();
        }
    }

    private void withTwoTracks() throws IOException {
        mix.track(mix.stem("Kick In.wav", MixFolder.noise(1, 0.4)), MixFolder.FRAMES, "");
        mix.track(
                mix.stem("Snare.WAV", MixFolder.noise(2, 0.4)),
                MixFolder.FRAMES,
                MixFolder.insert("compressor", "\"threshold\":-20"));
    }

    // ---- what it does

    @Test
    void a_mix_and_a_folder_become_a_file_a_manifest_and_a_summary() throws IOException {
        withTwoTracks();
        Outcome outcome = mixdown();
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(DONE);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(wav().toString(), Sha256.of(wav()), "PCM_24", "LUFS");
        JsonNode manifest =
                new ObjectMapper().readTree(results.resolve("song.json").toFile());
        assertThat(manifest.at("/audio/sha256").asText()).isEqualTo(Sha256.of(wav()));
        assertThat(manifest.path("stems")).hasSize(2);
    }

    @Test
    void json_is_one_object_on_standard_output() throws IOException {
        withTwoTracks();
        Outcome outcome = mixdown("--json", "--bits", "16", "--dither", "shaped", "--peaks", results + "/song.dat");
        assertThat(outcome.out().strip().lines()).hasSize(1);
        JsonNode json = outcome.json();
        assertThat(json.path("sha256").asText()).isEqualTo(Sha256.of(wav()));
        assertThat(json.path("encoding").asText()).isEqualTo("PCM_16");
        assertThat(Path.of(json.path("peaks").asText())).isNotEmptyFile();
        assertThat(json.path("frames").asLong()).isGreaterThanOrEqualTo(MixFolder.FRAMES);
        assertThat(json.path("clampedSamples").asLong()).isZero();
    }

    @Test
    void a_range_is_that_part_of_the_whole() throws IOException {
        withTwoTracks();
        mixdown();
        byte[] whole = Files.readAllBytes(wav());
        Outcome outcome = mixdown("--json", "--from", "0.25", "--to", "0.5");
        assertThat(outcome.json().path("frames").asLong()).isEqualTo(MixFolder.RATE / 4);
        int from = 44 + MixFolder.RATE / 4 * 6;
        assertThat(Files.readAllBytes(wav())).endsWith(Arrays.copyOfRange(whole, from, from + MixFolder.RATE / 4 * 6));
    }

    @Test
    void threads_and_kernels_do_not_change_a_byte() throws IOException {
        withTwoTracks();
        String one = mixdown("--json", "--threads", "1", "--kernels", "scalar")
                .json()
                .path("sha256")
                .asText();
        String more = mixdown("--json", "--threads", "3").json().path("sha256").asText();
        assertThat(more).isEqualTo(one).hasSize(64);
    }

    @Test
    void progress_is_shown_where_it_is_asked_for() throws IOException {
        withTwoTracks();
        assertThat(mixdown("--progress").err()).contains("\r", "Mixdown").doesNotContain("\n");
    }

    @Test
    void a_file_named_after_a_stem_is_not_believed_unless_asked_to() throws IOException {
        withTwoTracks();
        String stem = mix.stem("pad.wav", MixFolder.noise(3, 0.2));
        mix.track(stem, MixFolder.FRAMES, "");
        String right = mixdown("--json").json().path("sha256").asText();
        mix.stem(stem + ".wav", MixFolder.noise(4, 0.2));
        assertThat(mixdown("--json").json().path("sha256").asText()).isEqualTo(right);
        assertThat(mixdown("--json", "--trust-names").json().path("sha256").asText())
                .isNotEqualTo(right);
    }

    @Test
    void a_level_beyond_72_decibels_is_clamped_and_reported() throws IOException {
        mix.track(mix.stem("loud.wav", MixFolder.noise(1, 20_000)), MixFolder.FRAMES, "");
        Outcome outcome = mixdown();
        assertThat(outcome.code()).isEqualTo(DONE);
        assertThat(outcome.out()).containsPattern("[1-9][0-9]* samples were beyond \\+72 dBFS");
    }

    // ---- what it refuses

    /** Each with the reason as the JSON names it, and a word that the person reads. */
    enum BadInput {
        A_SAMPLE_THAT_IS_NO_NUMBER("SampleUnusable", "not a number") {
            @Override
            void into(MixFolder mix) throws IOException {
                double[][] samples = MixFolder.noise(1, 0.1);
                samples[0][MixFolder.FRAMES / 2] = Double.NaN;
                mix.track(mix.stem("broken.wav", samples), MixFolder.FRAMES, "");
            }
        },
        AN_INFINITE_SAMPLE("SampleUnusable", "frame 7") {
            @Override
            void into(MixFolder mix) throws IOException {
                double[][] samples = MixFolder.noise(1, 0.1);
                samples[0][7] = Double.NEGATIVE_INFINITY;
                mix.track(mix.stem("broken.wav", samples), MixFolder.FRAMES, "");
            }
        },
        A_STEM_OF_NO_LENGTH("StemMissing", "empty.wav") {
            @Override
            void into(MixFolder mix) throws IOException {
                mix.track(mix.stem("empty.wav", new double[1][0]), 0, "");
            }
        },
        A_STEM_THAT_IS_NOT_THERE("StemMissing", "none of the 0 WAV files") {
            @Override
            void into(MixFolder mix) {
                mix.track("0".repeat(64), MixFolder.FRAMES, "");
            }
        },
        A_STEM_SHORTER_THAN_ITS_CLIP("ClipBeyondStem", "48000 frames") {
            @Override
            void into(MixFolder mix) throws IOException {
                mix.track(mix.stem("short.wav", MixFolder.noise(1, 0.1)), MixFolder.FRAMES + 1, "");
            }
        },
        A_PARAMETER_OUT_OF_RANGE("ValueOutOfRange", "track/t1/insert/i/ratio") {
            @Override
            void into(MixFolder mix) throws IOException {
                String insert = MixFolder.insert("compressor", "\"ratio\":0.5");
                mix.track(mix.stem("a.wav", MixFolder.noise(1, 0.1)), MixFolder.FRAMES, insert);
            }
        },
        A_ROUTING_CYCLE("RoutingCycle", "bus/a") {
            @Override
            void into(MixFolder mix) throws IOException {
                mix.cycle().track(mix.stem("a.wav", MixFolder.noise(1, 0.1)), MixFolder.FRAMES, "");
            }
        },
        AN_UNKNOWN_PROCESSOR("UnknownProcessor", "exciter") {
            @Override
            void into(MixFolder mix) throws IOException {
                String insert = MixFolder.insert("exciter", "");
                mix.track(mix.stem("a.wav", MixFolder.noise(1, 0.1)), MixFolder.FRAMES, insert);
            }
        },
        A_NEWER_DOCUMENT("DocumentUnreadable", "foldback-mix/2") {
            @Override
            void into(MixFolder mix) throws IOException {
                mix.format("foldback-mix/2").track(mix.stem("a.wav", MixFolder.noise(1, 0.1)), MixFolder.FRAMES, "");
            }
        };

        private final String reason;
        private final String told;

        BadInput(String reason, String told) {
            this.reason = reason;
            this.told = told;
        }

        abstract void into(MixFolder mix) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void bad_input_is_refused_with_a_reason_and_leaves_nothing(BadInput bad) throws IOException {
        bad.into(mix);
        Outcome outcome = mixdown("--json");
        assertThat(outcome.code()).isEqualTo(REFUSED);
        assertThat(outcome.err()).startsWith("foldback: ").contains(bad.told);
        assertThat(outcome.err().strip().lines()).hasSize(1);
        assertThat(outcome.json().at("/refused/0/reason").asText()).isEqualTo(bad.reason);
        assertThat(outcome.json().path("refused")).hasSize(1);
        assertNothingIsThere();
    }

    @Test
    void of_many_refusals_a_person_reads_the_first_and_json_has_all() throws IOException {
        for (int i = 0; i < 15; i++) {
            mix.track(Integer.toHexString(i).repeat(64), 1, "");
        }
        Outcome outcome = mixdown("--json");
        assertThat(outcome.err().strip().lines()).hasSize(11);
        assertThat(outcome.err()).contains("There are 5 more reasons");
        assertThat(outcome.json().path("refused")).hasSize(15);
    }

    @Test
    void a_range_behind_the_song_is_refused() throws IOException {
        withTwoTracks();
        Outcome outcome = mixdown("--from", "100", "--to", "101");
        assertThat(outcome.code()).isEqualTo(REFUSED);
        assertThat(outcome.err()).contains("over");
        assertNothingIsThere();
    }

    @Test
    void neither_the_document_nor_a_stem_is_ever_replaced() throws IOException {
        withTwoTracks();
        String document = Files.readString(mix.document());
        Outcome manifest = run(List.of(mix.document().toString(), "-o", mix.folder() + "/mix.wav"));
        assertThat(manifest.code()).isEqualTo(REFUSED);
        assertThat(manifest.err()).contains("mix.json", "Give -o another name");
        assertThat(mix.folder().resolve("mix.json")).hasContent(document);
        String stem = Sha256.of(mix.folder().resolve("Kick In.wav"));
        Outcome audio = run(List.of(mix.document().toString(), "-o", mix.folder() + "/Kick In.wav"));
        assertThat(audio.code()).isEqualTo(REFUSED);
        assertThat(Sha256.of(mix.folder().resolve("Kick In.wav"))).isEqualTo(stem);
    }

    @Test
    void a_document_that_is_not_there_and_a_folder_that_is_none_are_refused() throws IOException {
        withTwoTracks();
        Outcome document = run(List.of(folder + "/nothing.json", "-o", wav().toString()));
        assertThat(document.code()).isEqualTo(REFUSED);
        assertThat(document.err()).contains("nothing.json is no file", "mix-document");
        Outcome stems = mixdown("--stems", folder + "/nowhere");
        assertThat(stems.code()).isEqualTo(REFUSED);
        assertThat(stems.err()).contains("nowhere is no folder");
    }

    @Test
    void a_place_that_cannot_be_written_to_ends_with_6() throws IOException {
        withTwoTracks();
        Outcome outcome = run(List.of(mix.document().toString(), "-o", folder + "/no such folder/song.wav"));
        assertThat(outcome.code()).isEqualTo(UNWRITABLE);
        assertThat(outcome.err()).contains("no such folder", "make it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mix.json",
                "-o out.wav",
                "mix.json other.json -o out.wav",
                "mix.json -o",
                "mix.json -o out.wav --bits 20",
                "mix.json -o out.wav --bits float --dither shaped",
                "mix.json -o out.wav --dither loud",
                "mix.json -o out.wav --from -1",
                "mix.json -o out.wav --from 1e3",
                "mix.json -o out.wav --from 2 --to 2",
                "mix.json -o out.wav --threads 0",
                "mix.json -o out.wav --threads 257",
                "mix.json -o out.wav --kernels gpu",
                "mix.json -o out.wav --loud"
            })
    void what_is_not_understood_is_answered_with_the_usage(String line) {
        Outcome outcome = run(line.isEmpty() ? List.of() : List.of(line.split(" ", -1)));
        assertThat(outcome.code()).isEqualTo(USAGE);
        assertThat(outcome.err()).startsWith("foldback: ").contains("usage: foldback mixdown MIX.json -o OUT.wav");
    }
}
