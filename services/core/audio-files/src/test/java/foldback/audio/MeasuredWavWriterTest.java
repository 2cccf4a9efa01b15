package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
