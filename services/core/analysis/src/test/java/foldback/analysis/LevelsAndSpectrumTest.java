package foldback.analysis;

import static foldback.analysis.Sounds.analysed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Levels, spectrum and stereo field of signals whose answers follow from how they are made. */
final class LevelsAndSpectrumTest {
    @Test
    void a_sine_has_the_level_that_the_recommendation_gives_it() {
        double[] sine = Sounds.sine(997, -20, 10);
        Analysis found = analysed(sine, sine);
        Dynamics levels = found.dynamics();
        // BS.1770: a 997 Hz sine at 0 dBFS in one channel is -3.01 LUFS; in both it is 0.
        assertThat(Objects.requireNonNull(levels.integratedLufs())).isCloseTo(-20, within(0.05));
        assertThat(Objects.requireNonNull(levels.truePeakDbtp())).isCloseTo(-20, within(0.02));
        assertThat(Objects.requireNonNull(levels.crestDb())).isCloseTo(3.01, within(0.01));
        assertThat(levels.rangeLu()).isCloseTo(0, within(0.1));
        assertThat(Objects.requireNonNull(levels.lowestPeakToShortTermLu())).isCloseTo(0, within(0.1));
        Spectrum spectrum = found.spectrum().found().orElseThrow();
        for (Spectrum.Band band : spectrum.thirds()) {
            Double level = band.level();
            if (Math.abs(band.hertz() - 1000) < 1) {
                assertThat(Objects.requireNonNull(level)).isCloseTo(-23.01, within(0.1));
            } else {
                // What is there comes of its beginning and its end.
                assertThat(level == null || level < -60)
                        .as("%.0f Hz: %s", band.hertz(), level)
                        .isTrue();
            }
        }
    }

    @Test
    void pink_noise_falls_three_decibels_an_octave_and_has_neither_beat_nor_key_nor_parts() {
        Analysis found = analysed(Sounds.pink(-10, 60, 11), Sounds.pink(-10, 60, 12));
        Spectrum spectrum = found.spectrum().found().orElseThrow();
        assertThat(Objects.requireNonNull(spectrum.tilt().decibelsPerOctave())).isCloseTo(-3, within(0.15));
        assertThat(found.rhythm().found()).isEmpty();
        assertThat(found.key().found()).isEmpty();
        assertThat(found.sections().found().orElseThrow()).hasSize(1);
        assertThat(found.troubles()).extracting(Trouble::kind).doesNotContain("resonance", "hum", "clicks");
    }

    @Test
    void white_noise_has_the_density_that_it_is_made_with() {
        Spectrum spectrum =
                analysed(Sounds.white(-20, 30, 5)).spectrum().found().orElseThrow();
        double density = -20 - 10 * Math.log10(Sounds.RATE / 2.0);
        for (Spectrum.Band band : spectrum.fine()) {
            if (band.hertz() > 500) {
                assertThat(Objects.requireNonNull(band.level())).isCloseTo(density, within(0.7));
            }
        }
        assertThat(Objects.requireNonNull(spectrum.tilt().decibelsPerOctave())).isCloseTo(0, within(0.15));
    }

    @Test
    void sides_that_are_unrelated_lose_three_decibels_in_mono_and_opposite_ones_all() {
        double[] one = Sounds.white(-20, 10, 1);
        double[] other = Sounds.white(-20, 10, 2);
        double[] turned = one.clone();
        for (int i = 0; i < turned.length; i++) {
            turned[i] = -turned[i];
        }
        StereoField unrelated = analysed(one, other).stereo().found().orElseThrow();
        assertThat(unrelated.all().monoLossDb()).isCloseTo(3.01, within(0.1));
        assertThat(unrelated.all().correlation()).isCloseTo(0, within(0.02));
        assertThat(unrelated.all().width()).isCloseTo(0.5, within(0.02));
        StereoField alike = analysed(one, one).stereo().found().orElseThrow();
        assertThat(alike.all().monoLossDb()).isCloseTo(0, within(1e-9));
        assertThat(alike.all().width()).isCloseTo(0, within(1e-9));
        Analysis opposite = analysed(one, turned);
        assertThat(opposite.stereo().found().orElseThrow().all().monoLossDb()).isEqualTo(60);
        assertThat(opposite.troubles()).extracting(Trouble::kind).contains("lost-in-mono", "bass-lost-in-mono");
    }

    @Test
    void a_band_whose_sides_cancel_is_told_and_the_others_are_not() {
        double[] left = Sounds.sine(63, -20, 10);
        double[] right = left.clone();
        for (int i = 0; i < right.length; i++) {
            right[i] = -right[i];
        }
        Sounds.add(left, 0, Sounds.sine(2000, -20, 10), 1);
        Sounds.add(right, 0, Sounds.sine(2000, -20, 10), 1);
        StereoField field = analysed(left, right).stereo().found().orElseThrow();
        for (StereoField.OfBand band : field.bands()) {
            if (Math.abs(band.hertz() - 63) < 1) {
                assertThat(band.monoLossDb()).isGreaterThan(40);
            } else if (Math.abs(band.hertz() - 2000) < 10) {
                assertThat(band.monoLossDb()).isLessThan(0.01);
            }
        }
    }

    @Test
    void a_loud_part_is_found_where_it_is() {
        double[] x = Sounds.pink(-30, 40, 3);
        Sounds.add(x, 20, Sounds.pink(-12, 5, 4), 1);
        Dynamics levels = analysed(x).dynamics();
        assertThat(Objects.requireNonNull(levels.highestShortTermSeconds())).isBetween(23.0, 25.1);
        assertThat(Objects.requireNonNull(levels.highestMomentarySeconds())).isBetween(20.3, 25.1);
        assertThat(levels.rangeLu()).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 997, 4096, 100_000})
    void the_size_of_the_blocks_changes_nothing(int frames) {
        double[] left = Sounds.pink(-20, 8, 21);
        double[] right = Sounds.pink(-20, 8, 22);
        assertThat(AnalysisCodec.bytes(analysed(frames, left, right)))
                .isEqualTo(AnalysisCodec.bytes(analysed(left, right)));
    }
}
