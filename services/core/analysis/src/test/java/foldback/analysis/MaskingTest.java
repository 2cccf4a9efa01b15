package foldback.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What covers what, where it was put. */
final class MaskingTest {
    @Test
    void a_louder_noise_covers_a_tone_in_its_band_and_none_above_or_far_below() {
        double[] tone = Sounds.sine(1000, -40, 10);
        double[] near = band(1000, -20, 10, 1);
        double[] far = band(6000, -20, 10, 2);
        Masking found = masking(List.of("tone", "near", "far"), tone, near, far);
        assertThat(loss(found, 0, 1)).isGreaterThan(15);
        assertThat(loss(found, 0, 2)).isLessThan(1);
        assertThat(loss(found, 1, 0)).isLessThan(2);
        Masking.Hit worst = found.hits().getFirst();
        assertThat(worst.masked()).isEqualTo(0);
        assertThat(worst.masker()).isEqualTo(1);
        assertThat(worst.lowHertz()).isLessThan(1000);
        assertThat(worst.highHertz()).isGreaterThan(1000);
    }

    @Test
    void masking_spreads_upwards_more_than_downwards() {
        double[] masker = band(500, -10, 8, 3);
        double[] above = Sounds.sine(1000, -45, 8);
        double[] below = Sounds.sine(250, -45, 8);
        Masking found = masking(List.of("masker", "above", "below"), masker, above, below);
        assertThat(loss(found, 1, 0)).isGreaterThan(loss(found, 2, 0) + 3);
    }

    @Test
    void a_hit_is_told_by_its_time() {
        double[] kick = Sounds.silence(40);
        for (int i = 0; i < 80; i++) {
            Sounds.add(kick, i * 0.5, Sounds.hit(60, 0.3, 0.1, i), 0.3);
        }
        double[] bass = Sounds.silence(40);
        for (int i = 20; i < 60; i++) {
            Sounds.add(bass, i * 0.5, Sounds.sine(65, -10, 0.5), 1);
        }
        Masking found = masking(List.of("kick", "bass"), kick, bass);
        Masking.Hit hit =
                found.hits().stream().filter(h -> h.masked() == 0).findFirst().orElseThrow();
        assertThat(hit.startSeconds()).isCloseTo(10, within(0.6));
        assertThat(hit.endSeconds()).isCloseTo(30, within(0.6));
        assertThat(hit.lowHertz()).isLessThan(60);
        assertThat(hit.highHertz()).isBetween(70.0, 250.0);
        assertThat(hit.lossDb()).isGreaterThan(3);
    }

    @Test
    void the_louder_the_masker_the_more_is_lost() {
        PartialLoudness ear = new PartialLoudness(1000);
        double signal = Decibels.toPower(60);
        double before = -1;
        for (int level = 0; level <= 90; level += 5) {
            double masker = Decibels.toPower(level);
            double loss = ear.lossDb(signal, ear.partial(signal, masker, ear.maskerTerm(masker)));
            assertThat(loss).as("masker at %d dB", level).isGreaterThanOrEqualTo(before - 1e-9);
            before = loss;
        }
        assertThat(before).isGreaterThan(20);
    }

    /** Equation 19 and 20 of the paper meet where the signal is at its masked threshold, and there it is as loud as at its threshold in quiet. */
    @Test
    void at_the_masked_threshold_a_signal_is_as_loud_as_at_the_threshold_in_quiet() {
        for (double hertz : new double[] {60, 200, 1000, 5000}) {
            PartialLoudness ear = new PartialLoudness(hertz);
            double k = hertz >= 1000 ? -3 : 13 - 16 * Math.log(hertz / 50) / Math.log(20);
            double masker = Decibels.toPower(70);
            double threshold = hertz >= 500 ? Decibels.toPower(3.63) : quietThreshold(ear);
            double signal = Decibels.toPower(k) * masker + threshold;
            double loudness = ear.partial(signal, masker, ear.maskerTerm(masker));
            assertThat(loudness).isCloseTo(ear.inQuiet(threshold), within(1e-6));
            double justBelow = ear.partial(signal * (1 - 1e-9), masker, ear.maskerTerm(masker));
            assertThat(justBelow).isCloseTo(loudness, within(1e-6));
        }
    }

    private static double quietThreshold(PartialLoudness ear) {
        double low = 0.1;
        double high = 1e6;
        while (high / low > 1 + 1e-14) {
            double middle = Math.sqrt(low * high);
            if (ear.isHeard(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    @Test
    void silence_covers_nothing_and_is_not_covered() {
        Masking found = masking(List.of("a", "b"), Sounds.silence(5), Sounds.pink(-20, 5, 1));
        assertThat(found.hits()).isEmpty();
        assertThat(loss(found, 0, 1)).isZero();
        assertThat(loss(found, 1, 0)).isZero();
        assertThat(masking(List.of()).hits()).isEmpty();
    }

    private static double loss(Masking masking, int masked, int masker) {
        return masking.lossDb().get(masked).get(masker);
    }

    /** Many sines of random phase in a band of 200 Hz. */
    private static double[] band(double middle, double decibels, double seconds, long seed) {
        Random random = new Random(seed);
        double[] x = Sounds.silence(seconds);
        for (int k = 0; k < 40; k++) {
            double hertz = middle - 100 + 200 * random.nextDouble();
            double phase = 2 * Math.PI * random.nextDouble();
            for (int i = 0; i < x.length; i++) {
                x[i] += Math.pow(10, decibels / 20)
                        / Math.sqrt(40)
                        * Math.sin(2 * Math.PI * hertz * i / Sounds.RATE + phase);
            }
        }
        return x;
    }

    private static Masking masking(List<String> names, double[]... strips) {
        MaskingMeter meter = new MaskingMeter(names, Sounds.RATE);
        int length = strips.length == 0 ? 0 : strips[0].length;
        for (int at = 0; at < length; at += 4096) {
            int count = Math.min(4096, length - at);
            double[][][] blocks = new double[strips.length][2][count];
            for (int s = 0; s < strips.length; s++) {
                System.arraycopy(strips[s], at, blocks[s][0], 0, count);
                System.arraycopy(strips[s], at, blocks[s][1], 0, count);
            }
            meter.add(blocks, count);
        }
        return meter.finish();
    }
}
