package foldback.analysis;

import static foldback.analysis.Sounds.analysed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each trouble where it was put, and nowhere else. */
final class TroublesTest {
    @ParameterizedTest
    @ValueSource(ints = {50, 60})
    void hum_between_drums_is_told_with_its_level(int mains) {
        double[] x = drums(30, 100);
        java.util.Arrays.fill(x, 12 * Sounds.RATE, 18 * Sounds.RATE, 0);
        Sounds.add(x, 0, Sounds.sine(mains, -50, 30), 1);
        Sounds.add(x, 0, Sounds.sine(2.0 * mains, -54, 30), 1);
        Sounds.add(x, 0, Sounds.sine(3.0 * mains, -52, 30), 1);
        Trouble hum = trouble(analysed(x), "hum").orElseThrow();
        assertThat(hum.text()).contains(mains + " Hz");
        // The mean squares of the three: -53, -57, -55 dBFS.
        assertThat(Objects.requireNonNull(hum.amount())).isCloseTo(-50, within(2.5));
    }

    @Test
    void a_bass_line_is_no_hum() {
        double[] x = drums(30, 110);
        int[] line = {31, 31, 34, 29, 31, 36, 34, 29};
        for (int i = 0; i < 60; i++) {
            Sounds.add(x, i * 0.5, Sounds.note(line[i % line.length], 0.45), 0.4);
        }
        assertThat(trouble(analysed(x), "hum")).isEmpty();
    }

    @Test
    void clicks_are_found_to_the_millisecond() {
        double[] x = Sounds.sine(300, -14, 20);
        Sounds.add(x, 0, Sounds.white(-50, 20, 9), 1);
        double[] at = {3.1, 7.25, 12.75};
        for (double seconds : at) {
            x[(int) (seconds * Sounds.RATE)] += 0.3;
        }
        Trouble clicks = trouble(analysed(x), "clicks").orElseThrow();
        assertThat(clicks.places()).hasSize(3);
        for (int i = 0; i < at.length; i++) {
            assertThat(clicks.places().get(i).startSeconds()).isCloseTo(at[i], within(0.001));
        }
    }

    @Test
    void a_cut_without_a_fade_is_a_click_and_a_drum_is_none() {
        double[] x = Sounds.sine(200, -10, 10);
        int cut = (int) (5.00125 * Sounds.RATE);
        for (int i = cut; i < x.length; i++) {
            x[i] = 0.3 * Math.sin(2 * Math.PI * 200 * (i - cut) / Sounds.RATE + 1.2);
        }
        assertThat(trouble(analysed(x), "clicks")).isPresent();
        assertThat(trouble(analysed(drums(20, 120)), "clicks")).isEmpty();
    }

    @Test
    void a_sawtooth_is_a_waveform_and_has_no_clicks() {
        double[] x = Sounds.silence(10);
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.4 * (2 * ((i * 55.0 / Sounds.RATE) % 1) - 1);
        }
        assertThat(trouble(analysed(x), "clicks")).isEmpty();
    }

    @Test
    void a_resonance_in_noise_is_told_and_chords_are_none() {
        double[] noise = Sounds.pink(-15, 30, 31);
        // A bell of +18 dB and Q 14 at 800 Hz, by the Audio EQ Cookbook.
        double w = 2 * Math.PI * 800 / Sounds.RATE;
        double a = Math.pow(10, 18 / 40.0);
        double alpha = Math.sin(w) / (2 * 14);
        double a0 = 1 + alpha / a;
        double[] x = new double[noise.length];
        for (int i = 2; i < x.length; i++) {
            x[i] = ((1 + alpha * a) * noise[i]
                            - 2 * Math.cos(w) * noise[i - 1]
                            + (1 - alpha * a) * noise[i - 2]
                            + 2 * Math.cos(w) * x[i - 1]
                            - (1 - alpha / a) * x[i - 2])
                    / a0;
        }
        Trouble resonance = trouble(analysed(x), "resonance").orElseThrow();
        assertThat(resonance.text()).containsPattern("^(7[89]|8[012])\\d Hz");
        double[] chords = Sounds.silence(30);
        for (int i = 0; i < 15; i++) {
            Sounds.chord(chords, 2.0 * i, 1.9, 60 + new int[] {0, 5, 7, 0}[i % 4], false, 0.2);
        }
        assertThat(trouble(analysed(chords), "resonance")).isEmpty();
    }

    @Test
    void sharp_moments_are_found_where_they_are() {
        double[] x = Sounds.silence(20);
        for (int i = 0; i < 10; i++) {
            Sounds.chord(x, 2.0 * i, 1.9, 55, false, 0.15);
        }
        double[] at = {2.5, 6.5, 11.3, 15.2};
        for (double seconds : at) {
            Sounds.add(x, seconds, hiss(0.12, (long) (seconds * 10)), 1);
        }
        Trouble sibilance = trouble(analysed(x), "sibilance").orElseThrow();
        assertThat(sibilance.places()).hasSize(at.length);
        for (int i = 0; i < at.length; i++) {
            assertThat(sibilance.places().get(i).startSeconds()).isCloseTo(at[i], within(0.05));
        }
    }

    /** Forty sines from 5.5 to 8.5 kHz, at -14 dBFS together. */
    private static double[] hiss(double seconds, long seed) {
        java.util.Random random = new java.util.Random(seed);
        double[] x = Sounds.silence(seconds);
        for (int k = 0; k < 40; k++) {
            Sounds.add(x, 0, Sounds.sine(5500 + 3000 * random.nextDouble(), -14 + 3 - 16, seconds), 1);
        }
        return x;
    }

    @Test
    void rumble_is_told_where_it_is_loudest() {
        double[] x = Sounds.pink(-30, 30, 41);
        Sounds.add(x, 10, Sounds.sine(18, -20, 5), 1);
        Trouble rumble = trouble(analysed(x), "rumble").orElseThrow();
        assertThat(rumble.places().getFirst().startSeconds()).isCloseTo(10, within(0.4));
        assertThat(rumble.places().getLast().endSeconds()).isCloseTo(15, within(0.4));
        assertThat(trouble(analysed(drums(20, 100)), "rumble")).isEmpty();
    }

    private static double[] drums(double seconds, double bpm) {
        double[] x = Sounds.silence(seconds);
        double beat = 60 / bpm;
        for (int i = 0; i * beat < seconds; i++) {
            Sounds.add(x, i * beat, i % 2 == 0 ? Sounds.hit(55, 0.3, 0.08, i) : Sounds.hit(0, 0.2, 0.05, i), 0.5);
            Sounds.add(x, (i + 0.5) * beat, Sounds.hit(0, 0.06, 0.015, 1000 + i), 0.15);
        }
        return x;
    }

    private static Optional<Trouble> trouble(Analysis analysis, String kind) {
        return analysis.troubles().stream().filter(t -> t.kind().equals(kind)).findFirst();
    }
}
