package foldback.audio.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Container;
import foldback.audio.Encoding;
import foldback.audio.Levels;
import foldback.audio.WavFormat;
import foldback.audio.preflight.Finding.Kind;
import foldback.audio.preflight.Finding.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class PreflightTest {
    private static final int RATE = 48_000;
    private static final int FRAMES = 10 * RATE;

    @Test
    void a_clean_stem_has_no_findings() {
        assertThat(findings(music(1), music(2))).isEmpty();
    }

    @Test
    void silence_at_either_end_is_found_to_the_frame_with_a_trim() {
        double[] music = music(1);
        Arrays.fill(music, 0, 2 * RATE, 0);
        Arrays.fill(music, 8 * RATE, FRAMES, 0);
        List<Finding> found = findings(music);
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.SILENCE_AT_START, Kind.SILENCE_AT_END);
        assertThat(found.get(0).place()).isEqualTo(new Place(0, 2 * RATE));
        assertThat(found.get(0).fix()).isEqualTo(new Fix.Trim(2 * RATE, 8 * RATE));
        assertThat(found.get(1).place()).isEqualTo(new Place(8 * RATE, FRAMES));
        assertThat(found.get(1).fix()).isEqualTo(new Fix.Trim(0, 8 * RATE));
    }

    @Test
    void nothing_but_silence_is_one_finding() {
        assertThat(findings(new double[FRAMES])).extracting(Finding::kind).containsExactly(Kind.ALL_SILENT);
    }

    @Test
    void clipped_tops_are_counted_and_placed_also_after_turning_down() {
        for (double gain : new double[] {1, 0.5}) {
            double[] clipped = of(i -> gain * Math.clamp(1.4 * Math.sin(2 * Math.PI * 100 * i / RATE), -1, 1));
            List<Finding> found = findings(clipped);
            assertThat(found).extracting(Finding::kind).containsExactly(Kind.CLIPPING);
            // 100 Hz for 10 s: a top and a bottom in every period
            assertThat(found.getFirst().text()).contains("2000 times").contains(gain == 1 ? "0.0 dBFS" : "-6.0 dBFS");
            Place place = Objects.requireNonNull(found.getFirst().place());
            assertThat(place.startFrame()).isBetween(60L, 65L);
        }
    }

    @Test
    void a_loud_tone_that_is_not_clipped_is_not_said_to_be() {
        assertThat(findings(of(i -> Math.rint(32_767 * Math.sin(2 * Math.PI * 441.3 * i / RATE)) / 32_768)))
                .isEmpty();
    }

    @Test
    void dc_a_silent_side_and_mono_in_stereo_are_found() {
        double[] music = music(1);
        double[] shifted = of(i -> music[i] + 0.01);
        assertThat(findings(shifted)).extracting(Finding::kind).containsExactly(Kind.DC_OFFSET);
        assertThat(findings(shifted).getFirst().text()).contains("1.0 %");
        assertThat(findings(music, new double[FRAMES]))
                .extracting(Finding::kind)
                .containsExactly(Kind.ONE_SIDE_SILENT);
        List<Finding> same = findings(music, music.clone());
        assertThat(same).extracting(Finding::kind).containsExactly(Kind.MONO_IN_STEREO);
        assertThat(same.getFirst().fix()).isEqualTo(new Fix.Convert(RATE, 1));
    }

    @Test
    void hiss_in_the_pauses_is_found_with_its_level() {
        Random random = new Random(3);
        double[] music = music(1);
        double[] hissing = of(i -> (i / RATE % 2 == 0 ? music[i] : 0) + 0.002 * random.nextGaussian());
        List<Finding> found = findings(hissing);
        assertThat(found).extracting(Finding::kind).containsExactly(Kind.NOISE_FLOOR);
        assertThat(found.getFirst().text()).contains("-54 dBFS");
    }

    @Test
    void what_came_as_an_mp3_and_true_peaks_over_full_scale_are_mentioned() {
        Preflight preflight = new Preflight(new WavFormat(RATE, 1, Encoding.FLOAT_32), Container.MP3);
        preflight.add(new double[][] {music(1)}, FRAMES);
        assertThat(preflight.findings(new Levels(-12.0, 0.7, -0.2)))
                .extracting(Finding::kind)
                .containsExactly(Kind.LOSSY_SOURCE, Kind.TRUE_PEAK);
    }

    @Test
    void a_copy_that_is_turned_round_and_late_is_found_in_both_respects() {
        double[] music = music(1);
        Random random = new Random(4);
        for (int lag : new int[] {0, 40, -200, 480}) {
            for (double gain : new double[] {0.5, -0.5}) {
                double[] other =
                        of(i -> gain * music[Math.clamp(i - lag, 0, FRAMES - 1)] + 0.02 * random.nextGaussian());
                Comparison.Relation relation =
                        Comparison.of(outline(music), outline(other)).orElseThrow();
                assertThat(Math.signum(relation.correlation())).isEqualTo(Math.signum(gain));
                assertThat(relation.lagFrames()).isBetween(lag - 2L, lag + 2L);
            }
        }
    }

    @Test
    void two_different_parts_are_not_taken_for_one() {
        double[] tone = of(i -> 0.5 * Math.sin(2 * Math.PI * 110 * i / RATE));
        double[] same = of(i -> 0.5 * Math.sin(2 * Math.PI * 110 * i / RATE + 1));
        assertThat(Comparison.of(outline(music(1)), outline(music(2)))).isEmpty();
        assertThat(Comparison.of(outline(tone), outline(same))).isEmpty();
        assertThat(Comparison.of(outline(new double[FRAMES]), outline(tone))).isEmpty();
        assertThat(Comparison.of(outline(new double[100]), outline(tone))).isEmpty();
    }

    @Test
    void rates_and_lengths_that_differ_from_the_rest_are_found() {
        List<SetFindings.Member> members = List.of(
                new SetFindings.Member("a", "Kick", 48_000, 1, 480_000),
                new SetFindings.Member("b", "Snare", 48_000, 1, 480_300),
                new SetFindings.Member("c", "Bass", 44_100, 2, 441_000),
                new SetFindings.Member("d", "Vox", 48_000, 1, 240_000));
        var found = SetFindings.ofShapes(members, OptionalInt.of(48_000));
        assertThat(found.get("a")).isEmpty();
        assertThat(found.get("b")).isEmpty();
        assertThat(found.get("c")).extracting(Finding::fix).containsExactly(new Fix.Convert(48_000, 2));
        assertThat(found.get("d")).extracting(Finding::kind).containsExactly(Kind.LENGTH_DIFFERS);
        assertThat(Objects.requireNonNull(found.get("d")).getFirst().text()).contains("5.0 s shorter");
    }

    private static Outline outline(double[] samples) {
        Outline.Builder builder = new Outline.Builder(RATE);
        builder.add(new double[][] {samples}, samples.length);
        return builder.build();
    }

    private static List<Finding> findings(double[]... channels) {
        Preflight preflight = new Preflight(new WavFormat(RATE, channels.length, Encoding.PCM_24), Container.WAV);
        // in blocks, as files come
        for (int at = 0; at < FRAMES; at += 4096) {
            int from = at;
            int count = Math.min(4096, FRAMES - at);
            preflight.add(
                    Arrays.stream(channels)
                            .map(each -> Arrays.copyOfRange(each, from, from + count))
                            .toArray(double[][]::new),
                    count);
        }
        return preflight.findings(new Levels(-20.0, -6.0, -6.0));
    }

    private static double[] of(IntToDoubleFunction sample) {
        double[] samples = new double[FRAMES];
        Arrays.setAll(samples, sample);
        return samples;
    }

    /** Hits of coloured noise over a tone, others for every seed. */
    private static double[] music(int seed) {
        Random random = new Random(seed);
        double[] samples = new double[FRAMES];
        double smooth = 0;
        double envelope = 0;
        for (int i = 0; i < FRAMES; i++) {
            if (random.nextInt(RATE / 4) == 0) {
                envelope = 0.5 + 0.5 * random.nextDouble();
            }
            envelope *= 0.9999;
            smooth += 0.4 * (random.nextGaussian() - smooth);
            samples[i] = 0.2 * envelope * smooth + 0.05 * Math.sin(2 * Math.PI * (100 + 50 * seed) * i / RATE);
        }
        return samples;
    }
}
