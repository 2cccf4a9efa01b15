package foldback.analysis;

import static foldback.analysis.Sounds.analysed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What nothing can be said of is said to be so: the codec refuses every number that is none. */
final class NotEnoughTest {
    @Test
    void of_silence_nothing_is_guessed() {
        Analysis found = analysed(Sounds.silence(30), Sounds.silence(30));
        assertThat(found.dynamics().integratedLufs()).isNull();
        assertThat(found.spectrum().found()).isEmpty();
        assertThat(found.stereo().found()).isEmpty();
        assertThat(found.rhythm().found()).isEmpty();
        assertThat(found.sections().found()).isEmpty();
        assertThat(found.key().found()).isEmpty();
        assertThat(found.troubles()).extracting(Trouble::kind).containsExactly("all-silent");
        assertThat(json(found)).contains("notEnough");
    }

    @Test
    void a_single_click_is_a_click_and_no_music() {
        double[] x = Sounds.silence(30);
        x[15 * Sounds.RATE] = 0.5;
        Analysis found = analysed(x);
        assertThat(found.rhythm().found()).isEmpty();
        assertThat(found.key().found()).isEmpty();
        Trouble click = found.troubles().stream()
                .filter(t -> t.kind().equals("clicks"))
                .findFirst()
                .orElseThrow();
        assertThat(click.places()).hasSize(1);
        assertThat(click.places().getFirst().startSeconds()).isBetween(14.998, 15.001);
        assertThat(json(found)).contains("notEnough");
    }

    @Test
    void a_constant_is_an_offset_and_no_music() {
        double[] x = Sounds.silence(30);
        java.util.Arrays.fill(x, 0.25);
        Analysis found = analysed(x, x);
        assertThat(found.troubles())
                .extracting(Trouble::kind)
                .contains("dc-offset")
                .doesNotContain("rumble", "hum");
        assertThat(found.rhythm().found()).isEmpty();
        assertThat(found.key().found()).isEmpty();
        assertThat(json(found)).contains("dc-offset");
    }

    @Test
    void one_note_is_no_key() {
        assertThat(analysed(Sounds.sine(997, -20, 12)).key().found()).isEmpty();
    }

    @Test
    void three_seconds_have_levels_and_neither_beat_nor_parts() {
        double[] x = Sounds.silence(3);
        Sounds.chord(x, 0, 3, 60, false, 0.2);
        Analysis found = analysed(x);
        assertThat(found.dynamics().integratedLufs()).isNotNull();
        assertThat(found.spectrum().found()).isPresent();
        assertThat(found.rhythm().found()).isEmpty();
        assertThat(found.sections().found()).isEmpty();
        assertThat(found.key().found()).isEmpty();
        assertThat(json(found)).contains("shorter than 6 s");
    }

    @Test
    void nothing_at_all_and_one_sample_have_an_answer() {
        assertThat(json(analysed(new double[0]))).contains("notEnough");
        assertThat(json(analysed(new double[] {0.5}, new double[] {-0.5}))).contains("notEnough");
    }

    private static String json(Analysis analysis) {
        return new String(AnalysisCodec.bytes(analysis), UTF_8);
    }
}
