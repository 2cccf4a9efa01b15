package foldback.bounce.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.bounce.BounceRefusal;
import foldback.bounce.MixDocument;
import foldback.bounce.RenderMachine;
import foldback.bounce.RenderMachine.Kernels;
import foldback.bounce.Song;
import foldback.mixdown.StemSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when one mix is taken from another. */
final class NullTestTest {
    private static final RenderMachine MACHINE = new RenderMachine(2, Kernels.AUTO);
    private static final int FRAMES = 3 * Song.RATE;
    private static final double HEARD = -40;

    @TempDir
    private Path folder;

    private Path stems = Path.of("");

    @BeforeEach
    void a_folder() {
        stems = folder.resolve("stems");
    }

    /** A kick and a vocal, through a strip each and a master. */
    private Song song(String vocal, String master) throws IOException {
        Song song = new Song(stems);
        song.track(song.noise(1, FRAMES), FRAMES, "master", Song.strip(""), "Kick");
        song.track(song.noise(2, FRAMES), FRAMES, "master", vocal, "Vocal");
        return song.master(master);
    }

    private static Comparison compare(Song earlier, Song later) throws InterruptedException {
        return compare(MACHINE, earlier.document(), later.document(), earlier.stems());
    }

    private static Comparison compare(RenderMachine machine, MixDocument one, MixDocument other, StemSource stems)
            throws InterruptedException {
        return switch (new NullTest(machine).run(one, other, stems, fraction -> {})) {
            case NullTest.Result.Finished finished -> finished.comparison();
            case NullTest.Result.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    private static Residual of(Comparison comparison, String name) {
        return comparison.strips().stream()
                .filter(s -> s.name().equals(name))
                .map(Comparison.OfStrip::residual)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_mix_taken_from_itself_leaves_nothing() throws Exception {
        Comparison comparison = compare(song(Song.strip(""), ""), song(Song.strip(""), ""));
        assertThat(comparison.mix().isNothing()).isTrue();
        assertThat(comparison.mix().cellsDbfs())
                .hasSizeGreaterThanOrEqualTo(6)
                .allMatch(cell -> cell == Double.NEGATIVE_INFINITY);
        assertThat(comparison.strips())
                .hasSize(2)
                .allMatch(s -> s.residual().isNothing() && s.presence() == Comparison.Presence.BOTH);
    }

    @Test
    void a_fader_moved_by_a_decibel_leaves_its_own_strip_times_what_the_gains_differ_by() throws Exception {
        String lower = Song.strip("").replace("\"faderDb\":-3", "\"faderDb\":-4");
        Comparison comparison = compare(song(Song.strip(""), ""), song(lower, ""));
        assertThat(of(comparison, "Kick").isNothing()).isTrue();
        // Uniform noise up to 0.3 has an RMS of 0.3 / sqrt 3; the strip balances to 0.2 right, with a pan law of which
        // the sum of squares is near 1.
        double gone = 20 * Math.log10(Math.pow(10, -3 / 20.0) - Math.pow(10, -4 / 20.0));
        double noise = 20 * Math.log10(0.3 / Math.sqrt(3));
        assertThat(of(comparison, "Vocal").cellsDbfs().get(1)).isCloseTo(gone + noise, within(0.8));
        assertThat(comparison.mix().cellsDbfs().get(1)).isCloseTo(gone + noise - 3, within(1.6));
    }

    @Test
    void what_is_changed_for_a_second_is_left_in_that_second() throws Exception {
        Song earlier = song(Song.strip(""), "");
        double[][] noise = Song.noise(2, FRAMES, 0.3);
        for (int frame = Song.RATE; frame < 2 * Song.RATE; frame++) {
            noise[0][frame] *= 0.5;
        }
        Song later = new Song(stems);
        later.track(later.noise(1, FRAMES), FRAMES, "master", Song.strip(""), "Kick");
        later.track(later.stem(noise), FRAMES, "master", Song.strip(""), "Vocal");
        List<Double> cells = of(compare(earlier, later), "Vocal").cellsDbfs();
        // The vocal begins 1000 frames into the song.
        assertThat(cells.subList(0, 2)).containsOnly(Double.NEGATIVE_INFINITY);
        assertThat(cells.subList(2, 4)).allMatch(cell -> cell > HEARD);
        assertThat(cells.subList(5, cells.size())).containsOnly(Double.NEGATIVE_INFINITY);
    }

    @Test
    void what_is_only_on_the_master_leaves_every_strip_as_it_was_though_it_comes_later() throws Exception {
        String limiter = Song.insert("limiter", "\"ceiling\":-12");
        Comparison comparison = compare(song(Song.strip(""), ""), song(Song.strip(""), limiter));
        assertThat(comparison.strips()).allMatch(s -> s.residual().isNothing());
        assertThat(comparison.mix().cellsDbfs().get(2)).isGreaterThan(HEARD);
    }

    @Test
    void a_strip_that_only_one_mix_has_is_taken_from_silence() throws Exception {
        Song earlier = song(Song.strip(""), "");
        Song later = song(Song.strip(""), "");
        later.track(later.noise(9, FRAMES), FRAMES, "master", Song.strip(""), "Shaker");
        Comparison added = compare(earlier, later);
        assertThat(added.strips().getLast().presence()).isEqualTo(Comparison.Presence.ONLY_LATER);
        assertThat(of(added, "Shaker").cellsDbfs().get(2)).isGreaterThan(HEARD);
        Comparison taken = compare(later, earlier);
        assertThat(taken.strips().getLast().presence()).isEqualTo(Comparison.Presence.ONLY_EARLIER);
        assertThat(of(taken, "Shaker")).isEqualTo(of(added, "Shaker"));
    }

    @Test
    void the_document_is_the_same_from_every_machine() throws Exception {
        Song earlier = song(Song.strip(""), "");
        Song later = song(Song.strip(Song.insert("compressor", "\"ratio\":4,\"threshold\":-30")), "");
        byte[] one = json(new RenderMachine(1, Kernels.SCALAR), earlier, later);
        assertThat(one).isEqualTo(json(MACHINE, earlier, later));
        JsonNode tree = new ObjectMapper().readTree(one);
        assertThat(tree.path("format").asText()).isEqualTo("foldback-comparison/1");
        assertThat(tree.path("strips").path(0).path("identical").asBoolean()).isTrue();
        assertThat(tree.path("strips").path(0).path("cellsDbfs").path(0).isNull())
                .isTrue();
        assertThat(tree.path("strips").path(1).path("cellsDbfs").path(1).asDouble())
                .isBetween(-90.0, 0.0);
    }

    private static byte[] json(RenderMachine machine, Song earlier, Song later) throws InterruptedException {
        MixDocument one = earlier.document();
        MixDocument other = later.document();
        return ComparisonCodec.of(one.sha256(), other.sha256(), compare(machine, one, other, earlier.stems()));
    }

    @Test
    void mixes_of_different_rates_are_refused() throws Exception {
        MixDocument one = song(Song.strip(""), "").document();
        byte[] json = """
                {"buses":[],"format":"foldback-mix/1","master":%s,"sampleRate":44100,"tracks":[]}""".formatted(Song.strip("")).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        MixDocument other = ((MixDocument.Reading.Accepted) MixDocument.read(json)).document();
        StemSource none = new Song(stems).stems();
        assertThat(new NullTest(MACHINE).run(one, other, none, fraction -> {}))
                .isInstanceOfSatisfying(
                        NullTest.Result.Refused.class,
                        refused -> assertThat(refused.reasons())
                                .extracting(BounceRefusal::sentence)
                                .first()
                                .asString()
                                .contains("44100", "48000"));
    }
}
