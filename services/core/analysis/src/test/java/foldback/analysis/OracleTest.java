package foldback.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foldback.audio.Encoding;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our numbers beside those of ffmpeg's {@code ebur128} and {@code astats}. */
final class OracleTest {
    private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");
    private static final Pattern RANGE = Pattern.compile("LRA:\\s+(-?[0-9.]+) LU\n");
    private static final Pattern TRUE_PEAK = Pattern.compile("Peak:\\s+(-?[0-9.]+) dBFS");
    private static final Pattern RMS = Pattern.compile("RMS level dB: (-?[0-9.]+)");

    @TempDir
    private Path folder;

    @Test
    void loudness_range_peaks_and_rms_are_those_of_ffmpeg() throws IOException, InterruptedException {
        double[] left = Sounds.pink(-24, 40, 77);
        double[] right = Sounds.pink(-26, 40, 78);
        for (int i = 0; i < 10; i++) {
            Sounds.chord(left, 4.0 * i, 3, 55 + i, i % 2 == 0, 0.02 * (i + 1));
            Sounds.chord(right, 4.0 * i, 3, 55 + i, i % 2 == 0, 0.02 * (i + 1));
        }
        Path file = folder.resolve("mix.wav");
        WavFormat format = new WavFormat(Sounds.RATE, 2, Encoding.FLOAT_32);
        try (WavWriter writer = new WavWriter(file, format, left.length)) {
            writer.writeFloats(new double[][] {left, right}, left.length);
            writer.finish();
        }
        Dynamics ours = Sounds.analysed(left, right).dynamics();
        String ebur128 = ffmpeg(file, "ebur128=peak=true");
        String summary = ebur128.substring(ebur128.lastIndexOf("Summary:"));
        assertThat(Objects.requireNonNull(ours.integratedLufs())).isCloseTo(number(LOUDNESS, summary), within(0.1));
        assertThat(ours.rangeLu()).isCloseTo(number(RANGE, summary), within(0.2));
        assertThat(Objects.requireNonNull(ours.truePeakDbtp())).isCloseTo(number(TRUE_PEAK, summary), within(0.1));
        String astats = ffmpeg(file, "astats");
        String overall = astats.substring(astats.lastIndexOf("Overall"));
        assertThat(Objects.requireNonNull(ours.rmsDbfs())).isCloseTo(number(RMS, overall), within(0.01));
    }

    private static String ffmpeg(Path file, String filter) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "ffmpeg", "-nostdin", "-hide_banner", "-i", file.toString(), "-af", filter, "-f", "null", "-")
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    private static double number(Pattern pattern, String in) {
        Matcher matcher = pattern.matcher(in);
        assertThat(matcher.find()).as("%s in %s", pattern, in).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
