package foldback.analysis;

import static foldback.analysis.Sounds.analysed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tempo, beats, bars, parts and key of music that is made here. */
final class MusicTest {
    @ParameterizedTest
    @ValueSource(doubles = {87.5, 96, 104.3, 120, 127.7, 149})
    void the_tempo_of_a_drum_pattern_is_found_to_a_fifth_of_a_percent(double bpm) {
        Rhythm rhythm = analysed(pattern(25, bpm, 4)).rhythm().found().orElseThrow();
        assertThat(rhythm.tempo().beatsPerMinute()).isCloseTo(bpm, within(bpm * 0.002));
        assertThat(rhythm.tempo().steadiness()).isGreaterThan(0.95);
        double beat = 60 / bpm;
        long near = rhythm.beatSeconds().stream()
                .filter(t -> Math.abs(t / beat - Math.rint(t / beat)) * beat < 0.03)
                .count();
        assertThat(near).isGreaterThanOrEqualTo((long) (rhythm.beatSeconds().size() * 0.95));
        assertThat(rhythm.beatSeconds().size()).isGreaterThanOrEqualTo((int) (25 / beat * 0.9));
    }

    @Test
    void half_the_tempo_is_said_to_be_half() {
        Rhythm.Tempo tempo =
                analysed(pattern(40, 150, 4)).rhythm().found().orElseThrow().tempo();
        double other = tempo.beatsPerMinute() > 100 ? 75 : 150;
        assertThat(tempo.alternatives()).anySatisfy(each -> {
            assertThat(each.beatsPerMinute()).isCloseTo(other, within(0.5));
            assertThat(each.relation()).isEqualTo(other == 75 ? "half" : "double");
        });
    }

    @ParameterizedTest
    @CsvSource({"4, 0", "4, 1.3", "3, 0", "3, 0.9"})
    void bars_begin_where_the_harmony_changes(int beatsPerBar, double start) {
        double beat = 60 / 110.0;
        double[] x = Sounds.silence(60);
        int[] roots = {60, 65, 67, 57, 62, 67};
        int bar = 0;
        for (double t = start; t < 58; t += beatsPerBar * beat) {
            Sounds.chord(x, t, beatsPerBar * beat, roots[bar % roots.length], roots[bar % roots.length] < 60, 0.12);
            for (int b = 0; b < beatsPerBar; b++) {
                Sounds.add(x, t + b * beat, b == 0 ? Sounds.hit(55, 0.3, 0.08, b) : Sounds.hit(0, 0.1, 0.03, b), 0.4);
            }
            bar++;
        }
        Rhythm.Downbeats bars =
                analysed(x).rhythm().found().orElseThrow().downbeats().found().orElseThrow();
        assertThat(bars.beatsPerBar()).isEqualTo(beatsPerBar);
        double length = beatsPerBar * beat;
        long right = bars.seconds().stream()
                .filter(t -> Math.abs((t - start) / length - Math.rint((t - start) / length)) * length < 0.06)
                .count();
        assertThat(right).isGreaterThanOrEqualTo((long) (bars.seconds().size() * 0.9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void parts_are_found_within_a_second(long seed) {
        java.util.Random random = new java.util.Random(seed);
        double beat = 60.0 / (90 + random.nextInt(50));
        List<Double> borders = new ArrayList<>();
        double[] x = Sounds.silence(150);
        double t = 0;
        int part = 0;
        String kinds = "VCVCB";
        while (part < kinds.length()) {
            double end = t + beat * 4 * (8 + 4 * random.nextInt(2));
            if (part > 0) {
                borders.add(t);
            }
            play(x, t, end, beat, kinds.charAt(part));
            t = end;
            part++;
        }
        double[] song = java.util.Arrays.copyOf(x, Math.min(x.length, (int) (t * Sounds.RATE)));
        List<Section> sections = analysed(song).sections().found().orElseThrow();
        List<Double> found =
                sections.stream().skip(1).map(Section::startSeconds).toList();
        for (double border : borders) {
            assertThat(found)
                    .as("seed %d: %s, wanted %s", seed, found, borders)
                    .anyMatch(s -> Math.abs(s - border) < 1);
        }
        assertThat(found).as("seed %d, wanted %s", seed, borders).hasSizeLessThanOrEqualTo(borders.size() + 1);
        assertThat(sections.get(0).label()).isEqualTo(sections.get(2).label());
        assertThat(sections.get(0).label()).isNotEqualTo(sections.get(1).label());
    }

    /** A verse of soft chords, a chorus with drums and higher ones, a bridge of another harmony without drums. */
    private static void play(double[] x, double from, double to, double beat, char kind) {
        int[][] roots = {{57, 53, 60, 55}, {60, 67, 69, 65}, {62, 58, 65, 60}};
        int[] line = roots[kind == 'V' ? 0 : kind == 'C' ? 1 : 2];
        int bar = 0;
        for (double t = from; t < to - 0.01; t += 4 * beat) {
            int root = line[bar % line.length] + (kind == 'C' ? 12 : 0);
            Sounds.chord(x, t, 4 * beat, root, kind == 'B', kind == 'C' ? 0.15 : 0.08);
            for (int b = 0; b < 4 && kind != 'B'; b++) {
                Sounds.add(x, t + b * beat, Sounds.hit(0, 0.08, 0.02, bar), kind == 'C' ? 0.3 : 0.06);
                if (kind == 'C') {
                    Sounds.add(x, t + b * beat, Sounds.hit(55, 0.25, 0.08, b), 0.5);
                }
            }
            bar++;
        }
    }

    @Test
    void the_key_of_a_cadence_is_found_in_all_twenty_four() {
        int right = 0;
        List<String> wrong = new ArrayList<>();
        for (int tonic = 0; tonic < 12; tonic++) {
            for (boolean minor : new boolean[] {false, true}) {
                double[] x = Sounds.silence(8);
                int[] degrees = {0, 5, 7, 0};
                for (int i = 0; i < 8; i++) {
                    int degree = degrees[i % 4];
                    Sounds.chord(x, i, 1, 48 + tonic + degree, minor && degree != 7, 0.15);
                }
                Key key = analysed(x).key().found().orElseThrow();
                if (key.name().equals(new Key.Name(tonic, minor))) {
                    right++;
                } else {
                    wrong.add(new Key.Name(tonic, minor).text() + " taken for "
                            + key.name().text());
                }
            }
        }
        assertThat(right).as("%s", wrong).isGreaterThanOrEqualTo(22);
    }

    @Test
    void a_song_that_is_tuned_higher_has_the_same_key() {
        double[] x = Sounds.silence(24);
        int[] degrees = {0, 5, 7, 0};
        for (int i = 0; i < 12; i++) {
            for (double interval : new double[] {0, 4, 7}) {
                Sounds.add(x, 2.0 * i, Sounds.note(60.3 + degrees[i % 4] + interval, 2), 0.15);
            }
        }
        Key key = analysed(x).key().found().orElseThrow();
        assertThat(key.name().text()).isEqualTo("C major");
        assertThat(key.tuningCents()).isCloseTo(30, within(4.0));
    }

    private static double[] pattern(double seconds, double bpm, int beatsPerBar) {
        double[] x = Sounds.silence(seconds);
        double beat = 60 / bpm;
        for (int i = 0; i * beat < seconds; i++) {
            int inBar = i % beatsPerBar;
            Sounds.add(x, i * beat, inBar % 2 == 0 ? Sounds.hit(55, 0.3, 0.08, i) : Sounds.hit(0, 0.2, 0.05, i), 0.5);
            Sounds.add(x, i * beat, Sounds.hit(0, 0.06, 0.015, 500 + i), 0.12);
            Sounds.add(x, (i + 0.5) * beat, Sounds.hit(0, 0.06, 0.015, 1000 + i), 0.12);
        }
        return x;
    }
}
