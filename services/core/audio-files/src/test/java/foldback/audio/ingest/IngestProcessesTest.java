package foldback.audio.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Encoding;
import foldback.audio.Ffmpeg;
import foldback.audio.Peaks;
import foldback.audio.Refusal.Reason;
import foldback.audio.Sha256;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.audio.preflight.Finding;
import foldback.audio.preflight.Fix;
import foldback.audio.preflight.Outline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stems made by a real child process. */
@Timeout(120)
final class IngestProcessesTest {
    private static final IngestProcesses PROCESSES =
            new IngestProcesses(2, Duration.ofSeconds(30), Duration.ofMinutes(2));

    @TempDir
    private Path folder;

    /** A child that hangs with a child of its own. */
    static final class Hanging {
        private Hanging() {}

        public static void main(String[] args) throws Exception {
            new ProcessBuilder("sleep", "123.25").inheritIO().start();
            new CountDownLatch(1).await();
        }
    }

    /** A child that is fed a bomb. */
    static final class Bomb {
        private Bomb() {}

        public static void main(String[] args) {
            List<byte[]> all = new ArrayList<>();
            while (all.size() < Integer.MAX_VALUE) {
                all.add(new byte[1 << 20]);
            }
        }
    }

    /** A child that breaks. */
    static final class Broken {
        private Broken() {}

        public static void main(String[] args) {
            System.exit(IngestMain.BROKE);
        }
    }

    @Test
    void a_file_becomes_a_stem_with_its_report() throws Exception {
        Path wav = wav(48_000, 2, 96_000);
        IngestRequest request = request(wav, null, null);
        StemReport report = ready(PROCESSES.run(request));
        assertThat(report.analysis().sha256()).isEqualTo(Sha256.of(request.audio()));
        assertThat(report.analysis().frames()).isEqualTo(96_000);
        assertThat(report.analysis().format()).isEqualTo(new WavFormat(48_000, 2, Encoding.PCM_24));
        assertThat(report.findings()).extracting(Finding::kind).containsExactly(Finding.Kind.MONO_IN_STEREO);
        assertThat(report.findings().getFirst().fix()).isEqualTo(new Fix.Convert(48_000, 1));
        try (InputStream in = Files.newInputStream(request.peaks())) {
            assertThat(Peaks.read(in).pixels()).isEqualTo(375);
        }
        try (InputStream in = Files.newInputStream(request.outline())) {
            assertThat(Outline.read(in).length()).isEqualTo(12_000);
        }
    }

    @Test
    void ffmpeg_runs_within_the_child() throws Exception {
        Path wav = wav(44_100, 1, 44_100);
        Path flac = folder.resolve("song.flac");
        Process encode = new ProcessBuilder("ffmpeg", "-v", "error", "-i", wav.toString(), flac.toString()).start();
        assertThat(encode.waitFor()).isZero();
        Ffmpeg ffmpeg = Ffmpeg.find(folder.resolve("programs")).orElseThrow();
        StemReport report = ready(PROCESSES.run(request(flac, null, ffmpeg.folder())));
        assertThat(report.analysis().frames()).isEqualTo(44_100);
        StemReport original = ready(PROCESSES.run(request(wav, null, null)));
        assertThat(report.analysis()).isEqualTo(original.analysis());
    }

    @Test
    void a_stem_at_another_rate_is_resampled_to_the_length_and_level_that_it_had() throws Exception {
        Path wav = wav(44_100, 2, 44_100);
        IngestRequest request = request(wav, new IngestRequest.Conversion(48_000, 2), null);
        StemReport report = ready(PROCESSES.run(request));
        assertThat(report.analysis().frames()).isEqualTo(48_000);
        assertThat(report.analysis().format()).isEqualTo(new WavFormat(48_000, 2, Encoding.FLOAT_32));
        try (WavFile converted = opened(request.audio())) {
            double[][] block = new double[2][48_000];
            converted.read(0, block, 48_000);
            // the oracle is the sine itself, away from the ends
            for (int i = 1_000; i < 47_000; i++) {
                double expected = 0.25 * Math.sin(2 * Math.PI * 441 * i / 48_000.0);
                assertThat(Math.abs(block[0][i] - expected)).isLessThan(2e-5);
            }
        }
    }

    @Test
    void mono_in_stereo_becomes_mono_to_the_bit() throws Exception {
        Path stereo = wav(48_000, 2, 10_000);
        StemReport report = ready(PROCESSES.run(request(stereo, new IngestRequest.Conversion(48_000, 1), null)));
        Path mono = wav(48_000, 1, 10_000);
        assertThat(report.analysis())
                .isEqualTo(ready(PROCESSES.run(request(mono, null, null))).analysis());
    }

    @Test
    void more_than_two_channels_are_taken_one_by_one() throws Exception {
        Path wav = wav(48_000, 4, 10_000);
        assertThat(PROCESSES.run(request(wav, null, null))).isEqualTo(new IngestResult.ManyChannels(4));
        IngestRequest third = new IngestRequest(wav, "a.wav", fresh(), 2, null, null);
        StemReport report = ready(PROCESSES.run(third));
        assertThat(report.analysis().format().channels()).isEqualTo(1);
        Path mono = wav(48_000, 1, 10_000);
        assertThat(report.analysis().sha256())
                .isEqualTo(ready(PROCESSES.run(request(mono, null, null)))
                        .analysis()
                        .sha256());
    }

    @Test
    void what_hangs_is_ended_at_its_deadline_with_all_that_it_started() throws Exception {
        IngestProcesses hanging =
                new IngestProcesses(1, Duration.ofMillis(1500), Duration.ofMillis(1500), Hanging.class);
        long begun = System.nanoTime();
        IngestResult result = hanging.run(request(wav(48_000, 1, 100), null, null));
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf("a hanging child was ended after %.2f s of 1.50%n", seconds);
        assertRefused(result, "took longer than");
        assertThat(ProcessHandle.allProcesses()
                        .filter(each -> each.info()
                                .commandLine()
                                .filter(line -> line.contains("sleep 123.25"))
                                .isPresent()))
                .isEmpty();
    }

    @Test
    void what_needs_too_much_memory_is_refused() throws Exception {
        IngestProcesses bomb = new IngestProcesses(1, Duration.ofSeconds(60), Duration.ofSeconds(60), Bomb.class);
        assertRefused(bomb.run(request(wav(48_000, 1, 100), null, null)), "more memory");
    }

    @Test
    void what_breaks_the_reader_is_refused_and_the_next_file_is_read() throws Exception {
        IngestProcesses broken = new IngestProcesses(1, Duration.ofSeconds(60), Duration.ofSeconds(60), Broken.class);
        assertRefused(broken.run(request(wav(48_000, 1, 100), null, null)), "broke");
        ready(PROCESSES.run(request(wav(48_000, 1, 100), null, null)));
    }

    private static void assertRefused(IngestResult result, String words) {
        assertThat(result).isInstanceOfSatisfying(IngestResult.Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.GAVE_UP);
            assertThat(refused.refusal().sentence()).startsWith("a.wav ").contains(words);
        });
    }

    private static StemReport ready(IngestResult result) {
        assertThat(result).isInstanceOf(IngestResult.Ready.class);
        return ((IngestResult.Ready) result).report();
    }

    private IngestRequest request(Path file, IngestRequest.@Nullable Conversion conversion, @Nullable Path ffmpeg)
            throws IOException {
        return new IngestRequest(file, "a.wav", fresh(), null, conversion, ffmpeg);
    }

    private Path fresh() throws IOException {
        return Files.createTempDirectory(folder, "out");
    }

    private static WavFile opened(Path path) throws IOException {
        return Optional.of(WavFile.open(path))
                .filter(WavFile.Opened.Accepted.class::isInstance)
                .map(each -> ((WavFile.Opened.Accepted) each).file())
                .orElseThrow();
    }

    /** A sine of 441 Hz in every channel, at -12 dBFS. */
    private Path wav(int rate, int channels, int frames) throws IOException {
        Path file = folder.resolve(rate + "-" + channels + "-" + frames + ".wav");
        int[][] block = new int[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (int[] channel : block) {
                channel[i] = (int) Math.rint((1 << 21) * Math.sin(2 * Math.PI * 441 * i / rate));
            }
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(rate, channels, Encoding.PCM_24), frames)) {
            out.writeIntegers(block, frames);
            out.finish();
        }
        return file;
    }
}
