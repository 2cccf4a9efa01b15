package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MeasuredWavWriterTest {
    private static final WavFormat FORMAT = new WavFormat(44_100, 2, Encoding.PCM_24);
    private static final int FRAMES = 100_000;

    @TempDir
    private Path folder;

    @Test
    void the_bytes_and_hashes_do_not_depend_on_the_split_into_blocks() throws IOException {
        MeasuredWav whole = write(samples(), FRAMES);
        MeasuredWav split = write(samples(), 777);
        assertThat(split).isEqualTo(whole);
        assertThat(whole.sha256()).isEqualTo(WavWriterTest.sha256(folder.resolve("mix.wav")));
        assertThat(whole.frames()).isEqualTo(FRAMES);
    }

    @Test
    void each_second_has_a_hash_that_changes_only_with_its_own_samples() throws IOException {
        MeasuredWav before = write(samples(), 4096);
        double[][] changed = samples();
        changed[1][50_000] += 0.01;
        MeasuredWav after = write(changed, 4096);
        assertThat(before.secondSha256s()).hasSize(3);
        assertThat(after.secondSha256s().get(0))
                .isEqualTo(before.secondSha256s().get(0));
        assertThat(after.secondSha256s().get(1))
                .isNotEqualTo(before.secondSha256s().get(1));
        assertThat(after.secondSha256s().get(2))
                .isEqualTo(before.secondSha256s().get(2));
    }

    @Test
    void what_is_in_the_file_is_the_signal_but_for_the_dither() throws IOException {
        write(samples(), 4096);
        double[][] expected = samples();
        try (WavFile wav = WavFileTest.readable(folder.resolve("mix.wav"))) {
            double[][] read = new double[2][FRAMES];
            wav.read(0, read, FRAMES);
            for (int i = 0; i < FRAMES; i++) {
                assertThat(read[0][i]).isCloseTo(expected[0][i], within(1.5 / (1 << 23)));
                assertThat(read[1][i]).isCloseTo(expected[1][i], within(1.5 / (1 << 23)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_part_alone_is_the_same_part_of_the_whole(Dither dither) throws IOException {
        double[][] samples = samples();
        int from = Quantiser.SHAPED_SPAN + 1000;
        int count = 20_000;
        Path whole = folder.resolve("whole.wav");
        try (var out = new MeasuredWavWriter(whole, null, FORMAT, dither, 0, FRAMES)) {
            out.write(samples, FRAMES);
            out.finish();
        }
        Path part = folder.resolve("part.wav");
        try (var out = new MeasuredWavWriter(part, null, FORMAT, dither, Quantiser.SHAPED_SPAN, count)) {
            double[][] later = {
                Arrays.copyOfRange(samples[0], Quantiser.SHAPED_SPAN, FRAMES),
                Arrays.copyOfRange(samples[1], Quantiser.SHAPED_SPAN, FRAMES)
            };
            out.skip(later, 1000);
            out.write(later, 1000, count);
            assertThat(out.finish().frames()).isEqualTo(count);
        }
        int frameBytes = FORMAT.bytesPerFrame();
        byte[] all = Files.readAllBytes(whole);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(part), 44, 44 + count * frameBytes))
                .isEqualTo(Arrays.copyOfRange(all, 44 + from * frameBytes, 44 + (from + count) * frameBytes));
    }

    @Test
    void whole_numbers_of_32_bits_are_rounded_and_clipped() throws IOException {
        Path file = folder.resolve("long.wav");
        double step = 1.0 / (1L << 31);
        double[][] samples = {{0.25, 1, 1.6 * step, 7}, {-0.5, -1, -1.4 * step, -7}};
        WavFormat format = new WavFormat(48_000, 2, Encoding.PCM_32);
        try (var out = new MeasuredWavWriter(file, null, format, 4)) {
            out.write(samples, 4);
            assertThat(out.finish().levels().samplePeakDbfs()).isCloseTo(0, within(1e-6));
        }
        double[][] read = new double[2][4];
        try (WavFile wav = WavFileTest.readable(file)) {
            wav.read(0, read, 4);
        }
        assertThat(read[0]).containsExactly(0.25, 1 - step, 2 * step, 1 - step);
        assertThat(read[1]).containsExactly(-0.5, -1, -step, -1);
    }

    @Test
    void a_completed_file_has_no_name_until_it_is_published() throws IOException {
        Path wav = folder.resolve("mix.wav");
        Path peaks = folder.resolve("mix.dat");
        try (var out = new MeasuredWavWriter(wav, peaks, FORMAT, FRAMES)) {
            out.write(samples(), FRAMES);
            MeasuredWav measured = out.complete();
            assertThat(wav).doesNotExist();
            assertThat(peaks).doesNotExist();
            out.publish();
            assertThat(measured.sha256()).isEqualTo(WavWriterTest.sha256(wav));
            assertThat(peaks).exists();
        }
        try (var out = new MeasuredWavWriter(folder.resolve("never.wav"), null, FORMAT, FRAMES)) {
            out.write(samples(), FRAMES);
            out.complete();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactlyInAnyOrder(wav, peaks);
        }
    }

    private MeasuredWav write(double[][] samples, int block) throws IOException {
        Path wav = folder.resolve("mix.wav");
        try (MeasuredWavWriter writer = new MeasuredWavWriter(wav, folder.resolve("mix.dat"), FORMAT, 2 * FRAMES)) {
            double[][] part = new double[2][block];
            for (int at = 0; at < FRAMES; at += block) {
                int now = Math.min(block, FRAMES - at);
                System.arraycopy(samples[0], at, part[0], 0, now);
                System.arraycopy(samples[1], at, part[1], 0, now);
                writer.write(part, now);
            }
            return writer.finish();
        }
    }

    private static double[][] samples() {
        double[][] x = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            x[0][i] = 0.5 * Math.sin(i * 0.05);
            x[1][i] = 0.3 * Math.cos(i * 0.031);
        }
        return x;
    }
}
