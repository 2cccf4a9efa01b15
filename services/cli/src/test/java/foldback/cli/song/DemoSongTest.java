package foldback.cli.song;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.WavFile;
import foldback.cli.song.Song.Bar;
import foldback.cli.song.Song.Section;
import foldback.dsp.DspMath;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The stems are the same bytes for ever ({@code -Dfoldback.golden.rewrite=true} to change that), and sound as their names say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DemoSongTest {
    private static final Path GOLDEN = Path.of("src/test/resources/foldback/cli/song/golden-stems.properties");

    private final Song song = new Song();
    private final List<DemoSong.Stem> stems = new ArrayList<>();
    private final List<double[][]> samples = new ArrayList<>();

    @BeforeAll
    void write(@TempDir Path folder) throws IOException {
        List<Integer> done = new ArrayList<>();
        stems.addAll(DemoSong.write(folder, (stem, count, of) -> done.add(count)));
        assertThat(done).hasSize(stems.size());
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isEqualTo(stems.size());
        }
        for (DemoSong.Stem stem : stems) {
            samples.add(read(stem));
        }
    }

    @Test
    void every_stem_has_the_bytes_it_always_had() throws IOException {
        Properties now = new Properties();
        List<String> lines = new ArrayList<>();
        for (DemoSong.Stem stem : stems) {
            now.setProperty(stem.name(), stem.sha256());
            lines.add(stem.name() + "=" + stem.sha256());
        }
        if (Boolean.getBoolean("foldback.golden.rewrite")) {
            Files.write(GOLDEN, lines);
            return;
        }
        Properties golden = new Properties();
        try (InputStream in = DemoSongTest.class.getResourceAsStream("golden-stems.properties")) {
            golden.load(Objects.requireNonNull(in, "golden-stems.properties"));
        }
        assertThat(now).hasSizeGreaterThanOrEqualTo(9).isEqualTo(golden);
    }

    @Test
    void the_song_lasts_between_72_and_80_seconds_and_all_stems_equally_long() {
        assertThat(song.frames() / (double) Song.RATE).isBetween(72.0, 80.0);
        assertThat(stems).allMatch(s -> s.frames() == song.frames());
        assertThat(stems).allMatch(s -> s.format().sampleRateHertz() == 48_000);
        assertThat(stems).filteredOn(s -> s.format().channels() == 2).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void levels_are_those_of_a_careful_recording_and_uneven() {
        List<Double> loudness = new ArrayList<>();
        for (int i = 0; i < stems.size(); i++) {
            double[][] x = samples.get(i);
            PeakMeter peak = new PeakMeter(Song.RATE, x.length);
            peak.add(x, 0, song.frames());
            assertThat(DspMath.linearToDecibels(peak.samplePeak()))
                    .as(stems.get(i).name())
                    .isBetween(-12.0, -2.99);
            LoudnessMeter meter = new LoudnessMeter(Song.RATE, x.length);
            meter.add(x, 0, song.frames());
            loudness.add(meter.integratedLufs());
        }
        double spread = loudness.stream().mapToDouble(d -> d).max().orElseThrow()
                - loudness.stream().mapToDouble(d -> d).min().orElseThrow();
        assertThat(spread).isGreaterThan(8);
    }

    @Test
    void the_bass_plays_the_root_of_the_chord() {
        for (Bar bar : song.bars()) {
            if (bar.section() == Section.VERSE) {
                double root = Tones.hertz(bar.chord().bass());
                double there = power("Bass", bar, root);
                double between = power("Bass", bar, root * Math.pow(2, 3.5 / 12));
                assertThat(there).as("bar %d", bar.index()).isGreaterThan(20 * between);
            }
        }
    }

    @Test
    void pad_and_keys_play_the_notes_of_the_chord_and_not_those_between() {
        int notes = 0;
        for (Bar bar : song.bars()) {
            if (bar.section().isChorus()) {
                for (int pitch : bar.chord().voices()) {
                    for (String stem : List.of("Pad", "Keys")) {
                        double there = power(stem, bar, Tones.hertz(pitch));
                        double between = power(stem, bar, Tones.hertz(pitch + 0.5));
                        assertThat(there)
                                .as("%s, bar %d, %d", stem, bar.index(), pitch)
                                .isGreaterThan(4 * between);
                        notes++;
                    }
                }
            }
        }
        assertThat(notes).isGreaterThanOrEqualTo(2 * 4 * 14);
    }

    @Test
    void the_form_can_be_heard_the_chorus_is_loudest_and_the_bridge_lets_go() {
        assertThat(energy(Section.CHORUS)).isGreaterThan(1.5 * energy(Section.VERSE));
        assertThat(energy(Section.VERSE)).isGreaterThan(1.5 * energy(Section.INTRO));
        assertThat(energy(Section.BRIDGE)).isLessThan(0.7 * energy(Section.CHORUS));
        assertThat(energy(Section.OUTRO)).isLessThan(0.7 * energy(Section.CHORUS));
    }

    @Test
    void the_drums_fall_on_the_beat_within_a_few_milliseconds_and_not_exactly() {
        double[] kick = stem("Kick")[0];
        int exact = 0;
        for (Bar bar : song.bars()) {
            if (bar.section() == Section.CHORUS) {
                int grid = Song.frame(bar, 0);
                int onset = grid - 480;
                while (Math.abs(kick[onset]) < 0.08) {
                    onset++;
                }
                assertThat(onset - grid).as("bar %d", bar.index()).isBetween(-300, 300);
                exact += onset == grid ? 1 : 0;
            }
        }
        assertThat(exact).isLessThan(3);
    }

    @Test
    void a_plucked_string_is_in_tune_from_the_lowest_to_the_highest_note() {
        for (double pitch : new double[] {52, 60, 67, 79, 81}) {
            double[][] x = new double[1][Song.FRAMES_PER_BAR];
            Guitar.pluck(new Note(0, Song.beats(1.4), pitch, 1), x[0]);
            double best = 0;
            double found = 0;
            for (double cents = -100; cents <= 100; cents += 2) {
                double there = power(x[0], 0, Tones.hertz(pitch + cents / 100));
                found = there > best ? cents : found;
                best = Math.max(there, best);
            }
            assertThat(Math.abs(found)).as("pitch %s", pitch).isLessThanOrEqualTo(8);
        }
    }

    private double energy(Section section) {
        double sum = 0;
        int bars = 0;
        for (Bar bar : song.bars()) {
            if (bar.section() == section) {
                bars++;
                for (double[][] stem : samples) {
                    for (int i = Song.frame(bar, 0); i < Song.frame(bar, 4); i++) {
                        sum += stem[0][i] * stem[0][i];
                    }
                }
            }
        }
        return sum / bars;
    }

    /** The power of one frequency over a bar, under a Hann window. */
    private double power(String name, Bar bar, double hertz) {
        return power(stem(name)[0], Song.frame(bar, 0), hertz);
    }

    private static double power(double[] x, int from, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < Song.FRAMES_PER_BAR; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / Song.FRAMES_PER_BAR);
            double angle = 2 * Math.PI * hertz * i / Song.RATE;
            re += window * x[from + i] * Math.cos(angle);
            im += window * x[from + i] * Math.sin(angle);
        }
        return re * re + im * im;
    }

    private double[][] stem(String name) {
        for (int i = 0; i < stems.size(); i++) {
            if (stems.get(i).name().equals(name)) {
                return samples.get(i);
            }
        }
        throw new AssertionError("no stem " + name);
    }

    private static double[][] read(DemoSong.Stem stem) throws IOException {
        return switch (WavFile.open(stem.file())) {
            case WavFile.Opened.Accepted accepted -> {
                try (WavFile wav = accepted.file()) {
                    double[][] all = new double[wav.channels()][(int) wav.frames()];
                    wav.read(0, all, (int) wav.frames());
                    yield all;
                }
            }
            case WavFile.Opened.Refused refused ->
                throw new AssertionError(refused.refusal().sentence());
        };
    }
}
