package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signals are those of EBU Tech 3341 (version 4, 2023), table 1: a sine of 1000 Hz in both channels. */
final class LoudnessMeterTest {
    private static final double TOLERANCE_LU = 0.1;

    @ParameterizedTest
    @ValueSource(ints = {44_100, 48_000, 88_200, 96_000, 192_000})
    void case_1_a_stereo_sine_of_minus_23_dbfs_measures_minus_23_lufs(int rate) {
        assertThat(measure(rate, 2, -23, 20)).isCloseTo(-23, within(TOLERANCE_LU));
    }

    @Test
    void case_2_a_stereo_sine_of_minus_33_dbfs_measures_minus_33_lufs() {
        assertThat(measure(48_000, 2, -33, 20)).isCloseTo(-33, within(TOLERANCE_LU));
    }

    @Test
    void case_3_the_relative_gate_leaves_out_quiet_parts() {
        assertThat(measure(48_000, 2, -36, 10, -23, 60, -36, 10)).isCloseTo(-23, within(TOLERANCE_LU));
    }

    @Test
    void case_4_the_absolute_gate_leaves_out_near_silence() {
        assertThat(measure(48_000, 2, -72, 10, -36, 10, -23, 60, -36, 10, -72, 10))
                .isCloseTo(-23, within(TOLERANCE_LU));
    }

    @Test
    void case_5_parts_within_the_gate_count_by_their_length() {
        assertThat(measure(48_000, 2, -26, 20, -20, 20.1, -26, 20)).isCloseTo(-23, within(TOLERANCE_LU));
    }

    /** Constant, within the tolerance, from 3 s on. */
    @Test
    void case_9_short_term_stays_at_minus_23_lufs() {
        LoudnessMeter meter = new LoudnessMeter(48_000, 2);
        for (int repeat = 0; repeat < 5; repeat++) {
            add(meter, 48_000, -20, 1.34);
            add(meter, 48_000, -30, 1.66);
            assertThat(meter.shortTermLufs()).isCloseTo(-23, within(TOLERANCE_LU));
        }
        assertThat(meter.highestShortTermLufs()).isCloseTo(-23, within(TOLERANCE_LU));
    }

    /** Constant, within the tolerance, from 1 s on. */
    @Test
    void case_12_momentary_stays_at_minus_23_lufs() {
        LoudnessMeter meter = new LoudnessMeter(48_000, 2);
        for (int repeat = 0; repeat < 25; repeat++) {
            add(meter, 48_000, -20, 0.18);
            add(meter, 48_000, -30, 0.22);
            assertThat(meter.momentaryLufs()).isCloseTo(-23, within(TOLERANCE_LU));
        }
        assertThat(meter.highestMomentaryLufs()).isCloseTo(-23, within(TOLERANCE_LU));
    }

    /** EBU Tech 3342 (2023), table 1, cases 1 to 4: within 1 LU. */
    @ParameterizedTest
    @CsvSource({"10, -20 -30", "5, -20 -15", "20, -40 -20", "15, -50 -35 -20 -35 -50"})
    void the_loudness_range_is_that_of_the_levels(double range, String levels) {
        for (int rate : new int[] {44_100, 48_000}) {
            LoudnessMeter meter = new LoudnessMeter(rate, 2);
            for (String level : levels.split(" ", -1)) {
                add(meter, rate, Double.parseDouble(level), 20);
            }
            assertThat(meter.rangeLu()).as("%d Hz", rate).isCloseTo(range, within(0.3));
        }
    }

    /** Blocks of 400 ms with the mean of four steps, gated by hand: what the histogram may not be far from. */
    @Test
    void the_histogram_gives_the_integrated_loudness_of_a_list_of_blocks() {
        Random random = new Random(77);
        LoudnessMeter meter = new LoudnessMeter(48_000, 1);
        List<Double> steps = new ArrayList<>();
        for (int step = 0; step < 600; step++) {
            double db = -50 + 45 * random.nextDouble();
            double[] x = Signals.sine(48_000, 1000, Math.pow(10, db / 20), 0, 4800);
            meter.add(new double[][] {x}, 0, 4800);
            // K-weighting lifts 1 kHz by 0.691 dB, which the definition takes off again.
            steps.add(Math.pow(10, db / 10) / 2);
        }
        List<Double> blocks = new ArrayList<>();
        for (int i = 3; i < steps.size(); i++) {
            blocks.add((steps.get(i) + steps.get(i - 1) + steps.get(i - 2) + steps.get(i - 3)) / 4);
        }
        double mean = blocks.stream().mapToDouble(x -> x).average().orElseThrow();
        double gated = blocks.stream()
                .filter(x -> x > mean / 10)
                .mapToDouble(x -> x)
                .average()
                .orElseThrow();
        assertThat(meter.integratedLufs()).isCloseTo(10 * Math.log10(gated), within(0.05));
    }

    @Test
    void every_measure_can_be_asked_at_any_moment_of_a_long_programme() {
        LoudnessMeter meter = new LoudnessMeter(8000, 1);
        double[][] second = {Signals.sine(8000, 1000, 0.1, 0, 8000)};
        for (int s = 0; s < 1200; s++) {
            meter.add(second, 0, 8000);
            if (s % 600 == 10) {
                assertThat(meter.momentaryLufs()).isCloseTo(meter.integratedLufs(), within(0.01));
                assertThat(meter.rangeLu()).isLessThan(0.02);
            }
        }
    }

    private static void add(LoudnessMeter meter, int rate, double level, double seconds) {
        int frames = (int) Math.round(rate * seconds);
        double[] sine = Signals.sine(rate, 1000, Math.pow(10, level / 20), 0, frames);
        meter.add(new double[][] {sine, sine}, 0, frames);
    }

    @Test
    void a_mono_stem_is_one_channel_and_so_3_lu_below_the_same_signal_in_two() {
        assertThat(measure(48_000, 1, -23, 20)).isCloseTo(-26.01, within(TOLERANCE_LU));
    }

    @Test
    void silence_and_what_is_shorter_than_a_block_have_no_loudness() {
        assertThat(new LoudnessMeter(48_000, 2).integratedLufs()).isEqualTo(LoudnessMeter.SILENCE);
        assertThat(measure(48_000, 2, -200, 5)).isEqualTo(LoudnessMeter.SILENCE);
        assertThat(measure(48_000, 2, -20, 0.3)).isEqualTo(LoudnessMeter.SILENCE);
    }

    @Test
    void the_split_into_blocks_does_not_change_a_bit() {
        double[][] x = Signals.programme(6, 2, 100_000);
        LoudnessMeter whole = new LoudnessMeter(44_100, 2);
        whole.add(x, 0, 100_000);
        LoudnessMeter split = new LoudnessMeter(44_100, 2);
        for (int at = 0; at < 100_000; at += 77) {
            split.add(x, at, Math.min(77, 100_000 - at));
        }
        assertThat(split.integratedLufs()).isEqualTo(whole.integratedLufs());
    }

    /** @param levelsAndSeconds pairs of a level in dBFS and a duration */
    private static double measure(int rate, int channels, double... levelsAndSeconds) {
        LoudnessMeter meter = new LoudnessMeter(rate, channels);
        for (int i = 0; i < levelsAndSeconds.length; i += 2) {
            int frames = (int) (rate * levelsAndSeconds[i + 1]);
            double[] sine = Signals.sine(rate, 1000, Math.pow(10, levelsAndSeconds[i] / 20), 0, frames);
            meter.add(channels == 1 ? new double[][] {sine} : new double[][] {sine, sine}, 0, frames);
        }
        return meter.integratedLufs();
    }
}
