package foldback.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
