package foldback.bounce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.audio.Encoding;
import foldback.audio.MeasuredWav;
import foldback.audio.Sha256;
import foldback.bounce.RenderMachine.Kernels;
import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
import foldback.mixdown.Engine;
import foldback.mixdown.PlanRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class BounceTest {
    private static final int FRAMES = 150_000;
    private static final RenderMachine PLAIN = new RenderMachine(1, Kernels.SCALAR);
    private static final BounceSettings FINAL = new BounceSettings(Encoding.PCM_24);
    private static final String COMPRESSOR = Song.insert("compressor", "\"ratio\":3,\"threshold\":-30");
    private static final String EQ = Song.insert("eq", "\"band-2-gain\":4,\"band-5-gain\":-3");

    @TempDir
    private Path folder;

    private Path results;
    private Song song;

    @BeforeEach
    void make_a_song() throws IOException {
        results = Files.createDirectories(folder.resolve("results"));
        song = new Song(folder.resolve("stems"));
    }

    private void withTracks(int tracks) throws IOException {
        for (int i = 0; i < tracks; i++) {
            song.track(song.noise(i, FRAMES), FRAMES, EQ + "," + COMPRESSOR);
        }
        song.master(Song.insert("limiter", "\"ceiling\":-2"));
    }

    private Bounce.Result bounce(RenderMachine machine, BounceSettings settings, String name) throws Exception {
        BounceFiles files = new BounceFiles(results.resolve(name + ".wav"), results.resolve(name + ".json"), null);
        return new Bounce(machine).run(null, song.document(), song.stems(), settings, files, fraction -> {});
    }

    private MeasuredWav finished(RenderMachine machine, BounceSettings settings, String name) throws Exception {
        return switch (bounce(machine, settings, name)) {
            case Bounce.Result.Finished finished -> finished.audio();
            case Bounce.Result.Refused refused -> throw new AssertionError(refused.toString());
        };
    }

    private List<BounceRefusal> refused() throws Exception {
        return switch (bounce(PLAIN, FINAL, "never")) {
            case Bounce.Result.Finished finished -> throw new AssertionError(finished.toString());
            case Bounce.Result.Refused refused -> refused.reasons();
        };
    }

    private void assertNothingIsThere() throws IOException {
        try (Stream<Path> files = Files.list(results)) {
            assertThat(files).isEmpty();
        }
    }

    // ---- what is written

    @Test
    void the_file_does_not_depend_on_the_machine() throws Exception {
        withTracks(10);
        MeasuredWav reference = finished(PLAIN, FINAL, "reference");
        assertThat(RenderMachine.all().hasVectors()).isTrue();
        for (int threads : new int[] {1, 2, 3}) {
            for (Kernels kernels : Kernels.values()) {
                assertThat(finished(new RenderMachine(threads, kernels), FINAL, "other"))
                        .as(threads + " " + kernels)
                        .isEqualTo(reference);
            }
        }
        assertThat(Sha256.of(results.resolve("other.wav"))).isEqualTo(reference.sha256());
    }

    @Test
    void tracks_that_play_the_same_stem_do_not_get_into_each_others_way() throws Exception {
        String stem = song.noise(1, FRAMES);
        for (int i = 0; i < 48; i++) {
            song.track(stem, FRAMES - 100 * i, "");
        }
        MeasuredWav reference = finished(PLAIN, FINAL, "reference");
        assertThat(finished(new RenderMachine(4, Kernels.AUTO), FINAL, "other")).isEqualTo(reference);
    }

    @Test
    void the_manifest_says_what_was_rendered_from_what() throws Exception {
        withTracks(2);
        BounceFiles files =
                new BounceFiles(results.resolve("a.wav"), results.resolve("a.json"), results.resolve("a.peaks.dat"));
        var result = new Bounce(PLAIN).run("name", song.document(), song.stems(), FINAL, files, fraction -> {});
        MeasuredWav audio = ((Bounce.Result.Finished) result).audio();
        JsonNode manifest = new ObjectMapper().readTree(files.manifest().toFile());
        assertThat(manifest.path("format").asText()).isEqualTo("foldback-manifest/1");
        assertThat(manifest.path("render").asText()).isEqualTo("name");
        assertThat(manifest.path("engine").asText()).isEqualTo(Engine.VERSION);
        assertThat(manifest.path("mixDocument").asText())
                .isEqualTo(song.document().sha256());
        assertThat(manifest.path("stems")).hasSize(2);
        JsonNode told = manifest.path("audio");
        assertThat(told.path("sha256").asText()).isEqualTo(Sha256.of(files.wav()));
        assertThat(told.path("frames").asLong()).isEqualTo(audio.frames());
        assertThat(told.path("bitDepth").asInt()).isEqualTo(24);
        assertThat(told.path("dither").asText()).isEqualTo("triangular");
        assertThat(told.path("clampedSamples").asLong()).isZero();
        assertThat(told.path("peakToLoudnessLu").asDouble())
                .isEqualTo(told.path("truePeakDbtp").asDouble()
                        - told.path("integratedLufs").asDouble());
        assertThat(told.path("loudnessRangeLu").asDouble())
                .isEqualTo(audio.loudness().rangeLu());
        assertThat(told.path("highestMomentaryLufs").asDouble())
                .isGreaterThan(told.path("integratedLufs").asDouble());
        assertThat(told.path("secondSha256s")).hasSize((int) ((audio.frames() + Song.RATE - 1) / Song.RATE));
        assertThat(results.resolve("a.peaks.dat")).isNotEmptyFile();
    }

    @ParameterizedTest
    @CsvSource({"PCM_16, SHAPED", "PCM_16, NONE", "PCM_24, TRIANGULAR", "PCM_32, NONE", "FLOAT_32, NONE"})
    void a_range_alone_is_the_same_part_of_the_whole(Encoding encoding, Dither dither) throws Exception {
        withTracks(2);
        BounceSettings settings = new BounceSettings(encoding).withDither(dither);
        finished(PLAIN, settings, "whole");
        int from = Quantiser.SHAPED_SPAN + 777;
        int to = from + 40_001;
        MeasuredWav part = finished(PLAIN, settings.withRange(new FrameRange(from, to)), "part");
        assertThat(part.frames()).isEqualTo(to - from);
        int frameBytes = part.format().bytesPerFrame();
        byte[] whole = Files.readAllBytes(results.resolve("whole.wav"));
        assertThat(Files.readAllBytes(results.resolve("part.wav")))
                .endsWith(Arrays.copyOfRange(whole, 44 + from * frameBytes, 44 + to * frameBytes))
                .hasSize(44 + (to - from) * frameBytes);
    }

    @Test
    void a_range_that_is_longer_than_the_song_ends_with_it() throws Exception {
        withTracks(1);
        MeasuredWav whole = finished(PLAIN, FINAL, "whole");
        MeasuredWav rest = finished(PLAIN, FINAL.withRange(new FrameRange(1000, 100 * FRAMES)), "rest");
        assertThat(rest.frames()).isEqualTo(whole.frames() - 1000);
    }

    @Test
    void white_space_in_a_document_does_not_change_its_name() throws Exception {
        withTracks(1);
        byte[] compact = new ObjectMapper().writeValueAsBytes(new ObjectMapper().readTree(song.json()));
        assertThat(((MixDocument.Reading.Accepted) MixDocument.read(compact)).document())
                .isEqualTo(song.document());
    }

    @Test
    void what_is_beyond_72_decibels_is_clamped_and_reported() throws Exception {
        song.track(song.stem(Song.noise(1, FRAMES, 20_000)), FRAMES, "");
        var result = (Bounce.Result.Finished) bounce(PLAIN, FINAL, "loud");
        assertThat(result.clampedSamples()).isPositive();
        assertThat(new ObjectMapper()
                        .readTree(results.resolve("loud.json").toFile())
                        .at("/audio/clampedSamples")
                        .asLong())
                .isEqualTo(result.clampedSamples());
    }

    // ---- what is not

    @Test
    void an_interrupt_leaves_nothing_and_what_was_there_before() throws Exception {
        withTracks(2);
        Path wav = Files.writeString(results.resolve("a.wav"), "before");
        BounceFiles files = new BounceFiles(wav, results.resolve("a.json"), results.resolve("a.dat"));
        for (RenderMachine machine : List.of(PLAIN, new RenderMachine(2, Kernels.AUTO))) {
            assertThatThrownBy(() -> new Bounce(machine)
                            .run(null, song.document(), song.stems(), FINAL, files, fraction -> {
                                if (fraction > 0.3) {
                                    Thread.currentThread().interrupt();
                                }
                            }))
                    .isInstanceOf(InterruptedException.class);
            try (Stream<Path> left = Files.list(results)) {
                assertThat(left).containsExactly(wav);
            }
        }
        assertThat(wav).hasContent("before");
    }

    @Test
    void a_manifest_that_cannot_be_written_leaves_no_audio() throws Exception {
        withTracks(1);
        BounceFiles files = new BounceFiles(
                results.resolve("a.wav"), results.resolve("no such folder").resolve("a.json"), null);
        assertThatThrownBy(
                        () -> new Bounce(PLAIN).run(null, song.document(), song.stems(), FINAL, files, fraction -> {}))
                .isInstanceOf(IOException.class);
        assertNothingIsThere();
    }

    @Test
    void a_sample_that_is_no_number_is_named_and_leaves_nothing() throws Exception {
        double[][] samples = Song.noise(1, FRAMES, 0.1);
        samples[1][FRAMES - 1] = Double.NaN;
        String stem = song.stem(samples);
        song.track(stem, FRAMES, "");
        assertThat(refused()).singleElement().satisfies(reason -> {
            var unusable = (BounceRefusal.SampleUnusable) reason;
            assertThat(unusable.stem().hex()).isEqualTo(stem);
            assertThat(unusable.frame()).isEqualTo(FRAMES - 1);
            assertThat(unusable.sentence()).contains("t1", "not a number");
        });
        assertNothingIsThere();
    }

    @Test
    void everything_that_a_mix_cannot_be_is_refused_at_once() throws Exception {
        String stem = song.noise(1, FRAMES);
        song.track(stem, FRAMES + 1, Song.insert("exciter", ""));
        song.track("0".repeat(64), FRAMES, Song.insert("compressor", "\"ratio\":0.5"));
        song.buses(Song.bus("a", "bus/b") + "," + Song.bus("b", "bus/a"));
        List<BounceRefusal> reasons = refused();
        assertThat(reasons.stream()
                        .map(reason -> ((BounceRefusal.MixUnplayable) reason)
                                .reason()
                                .getClass()
                                .getSimpleName())
                        .toList())
                .containsExactlyInAnyOrder(
                        "ClipBeyondStem", "UnknownProcessor", "StemMissing", "ValueOutOfRange", "RoutingCycle");
        assertThat(reasons).allSatisfy(reason -> assertThat(reason.sentence()).endsWith("."));
        assertThat(new TreeSet<>(reasons.stream().map(BounceRefusal::sentence).toList()))
                .hasSize(5);
        assertNothingIsThere();
    }

    @Test
    void a_range_behind_the_song_is_refused() throws Exception {
        withTracks(1);
        var result = bounce(PLAIN, FINAL.withRange(new FrameRange(90 * FRAMES, 91 * FRAMES)), "never");
        assertThat(((Bounce.Result.Refused) result).reasons())
                .containsExactly(new BounceRefusal.RangeBeyondSong(90 * FRAMES));
        assertNothingIsThere();
    }

    @Test
    void an_empty_mix_is_refused() throws Exception {
        assertThat(refused()).containsExactly(new BounceRefusal.MixUnplayable(new PlanRefusal.NothingToPlay()));
    }

    @ParameterizedTest
    @EnumSource
    void a_document_that_is_none_is_refused(BadDocument bad) throws Exception {
        withTracks(1);
        var reading = MixDocument.read(bad.of(song));
        assertThat(((MixDocument.Reading.Refused) reading).reason().sentence())
                .startsWith("The mix document cannot be read: ")
                .contains(bad.told);
    }

    enum BadDocument {
        NEWER("\"foldback-mix/2\"") {
            @Override
            byte[] of(Song song) {
                return song.format("foldback-mix/2").json();
            }
        },
        NO_JSON("not JSON") {
            @Override
            byte[] of(Song song) {
                return Arrays.copyOf(song.json(), 100);
            }
        },
        A_NUMBER("a JSON object") {
            @Override
            byte[] of(Song song) {
                return new byte[] {'7'};
            }
        },
        NO_STEM("tracks") {
            @Override
            byte[] of(Song song) {
                return song.track("no hash", 1, "").json();
            }
        };

        private final String told;

        BadDocument(String told) {
            this.told = told;
        }

        abstract byte[] of(Song song);
    }

    // ---- settings

    @Test
    void settings_that_no_file_has_are_a_mistake_of_the_caller() {
        assertThatThrownBy(() -> new BounceSettings(Encoding.FLOAT_64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BounceSettings(Encoding.PCM_32).withDither(Dither.TRIANGULAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameRange(5, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameRange(-1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RenderMachine(0, Kernels.AUTO)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void threads_are_shared_and_nobody_is_left_without() {
        assertThat(RenderMachine.share(1)).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(RenderMachine.share(1000)).isEqualTo(1);
    }
}
