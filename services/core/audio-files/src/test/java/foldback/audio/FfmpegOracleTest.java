package foldback.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import foldback.dsp.Limiter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our meters and our limiter against ffmpeg's {@code ebur128}, and our files against its and sox's readers. */
final class FfmpegOracleTest {
    private static final Pattern LOUDNESS = Pattern.compile("I:\\s+(-?[0-9.]+) LUFS");
    private static final Pattern TRUE_PEAK = Pattern.compile("Peak:\\s+(-?[0-9.]+) dBFS");
    private static final Pattern RANGE = Pattern.compile("LRA:\\s+(-?[0-9.]+) LU\n");
    private static final Pattern MOMENTARY = Pattern.compile("lavfi.r128.M=(-?[0-9.]+)");
    private static final Pattern SHORT_TERM = Pattern.compile("lavfi.r128.S=(-?[0-9.]+)");
    private static final Pattern TRUE_PEAK_SO_FAR = Pattern.compile("true_peaks_ch[01]=([0-9.]+)");
    private static final double CEILING = -1;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"44100, PCM_24, 0", "48000, PCM_16, 6", "48000, PCM_24, 18", "96000, FLOAT_32, 12"})
    void a_limited_render_measures_the_same_in_ffmpeg(int rate, Encoding encoding, double driveDecibels)
            throws IOException, InterruptedException {
        Path path = folder.resolve("render.wav");
        MeasuredWav ours = render(path, new WavFormat(rate, 2, encoding), driveDecibels);
        Path measurements = folder.resolve("measurements.txt");
        String report = Programs.run(
                "ffmpeg",
                "-nostdin",
                "-hide_banner",
                "-i",
                path.toString(),
                "-filter_complex",
                "ebur128=peak=true:metadata=1,ametadata=print:file=" + measurements,
                "-f",
                "null",
                "-");
        String summary = report.substring(report.lastIndexOf("Summary:"));
        double theirLufs = number(LOUDNESS, summary);
        double theirPeak = number(TRUE_PEAK, summary);
        System.out.printf(
                "ffmpeg: %d Hz, drive %.0f dB: %.1f LUFS, %.1f dBTP; ours %.2f, %.2f%n",
                rate,
                driveDecibels,
                theirLufs,
                theirPeak,
                ours.levels().integratedLufs(),
                ours.levels().truePeakDbtp());
        assertThat(Objects.requireNonNull(ours.levels().integratedLufs())).isCloseTo(theirLufs, within(0.1));
        assertThat(Objects.requireNonNull(ours.levels().truePeakDbtp())).isCloseTo(theirPeak, within(0.1));
        String course = Files.readString(measurements);
        assertThat(ours.loudness().rangeLu()).isCloseTo(number(RANGE, summary), within(0.2));
        assertThat(Objects.requireNonNull(ours.loudness().highestMomentaryLufs()))
                .isCloseTo(highest(MOMENTARY, course), within(0.1));
        assertThat(Objects.requireNonNull(ours.loudness().highestShortTermLufs()))
                .isCloseTo(highest(SHORT_TERM, course), within(0.1));
        assertThat(Objects.requireNonNull(ours.levels().peakToLoudnessLu()))
                .isCloseTo(theirPeak - theirLufs, within(0.2));
        double overshoot = 20 * Math.log10(highestTruePeak(course)) - CEILING;
        System.out.printf("ffmpeg: true peak %.3f dB above the ceiling%n", overshoot);
        assertThat(overshoot).isLessThanOrEqualTo(0.05);
        assertThat(Programs.run("soxi", path.toString()))
                .contains("Channels       : 2")
                .contains("Sample Rate    : " + rate)
                .contains(ours.frames() + " samples");
    }

    private static MeasuredWav render(Path path, WavFormat format, double driveDecibels) throws IOException {
        int rate = format.sampleRateHertz();
        Limiter limiter = new Limiter();
        limiter.prepare(rate, 2);
        limiter.configure(new double[] {driveDecibels, CEILING, 60, 0, 2.7});
        Path peaks = path.resolveSibling("render.dat");
        try (MeasuredWavWriter writer = new MeasuredWavWriter(path, peaks, format, 20L * rate)) {
            Random random = new Random(3);
            double[][] block = new double[2][1000];
            double smooth = 0;
            for (int frame = 0; frame < 8 * rate; frame += 1000) {
                for (int i = 0; i < 1000; i++) {
                    double t = (frame + i) / (double) rate;
                    double beat = Math.exp(-8 * (t * 2 - Math.floor(t * 2)));
                    smooth += 0.5 * (random.nextDouble() - 0.5 - smooth);
                    block[0][i] = 0.5 * Math.sin(2 * Math.PI * 110 * t) * beat + beat * smooth;
                    block[1][i] = 0.4 * Math.sin(2 * Math.PI * 4801 * t) * beat - 0.7 * beat * smooth;
                }
                limiter.process(block, 0, 1000);
                writer.write(block, 1000);
            }
            return writer.finish();
        }
    }

    /** Of every 100 ms and both channels, linear, to three decimals: finer than the summary. */
    private static double highest(Pattern pattern, String measurements) {
        return pattern.matcher(measurements)
                .results()
                .mapToDouble(r -> Double.parseDouble(r.group(1)))
                .max()
                .orElseThrow();
    }

    private static double highestTruePeak(String measurements) {
        double highest = highest(TRUE_PEAK_SO_FAR, measurements);
        assertThat(highest).isGreaterThan(0.5);
        return highest;
    }

    private static double number(Pattern pattern, String report) {
        Matcher matcher = pattern.matcher(report);
        assertThat(matcher.find()).as(report).isTrue();
        return Double.parseDouble(matcher.group(1));
    }
}
