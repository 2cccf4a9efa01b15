package foldback.bounce.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.audio.Encoding;
import foldback.bounce.delivery.NameTemplate.Named;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NameTemplateTest {
    private static final Named MIX = new Named("mix", "", 44_100, Encoding.PCM_16, 0, "wav");
    private static final Named MP3 = new Named("web", "", 48_000, Encoding.FLOAT_32, 320, "mp3");
    private static final Named KICK = new Named("stems", "Kick", 48_000, Encoding.FLOAT_32, 0, "wav");

    private static List<String> names(String template, Named... files) {
        return new NameTemplate(template).names("The Band", "Night Bus", "Mix 2", List.of(files));
    }

    @Test
    void fields_become_what_is_known_of_the_file() {
        assertThat(names(NameTemplate.USUAL.text(), MIX)).containsExactly("The Band_Night Bus_Mix 2_44k116.wav");
        assertThat(names("{title} {rate}-{depth} {format} {output}{stem}", MIX, MP3, KICK))
                .containsExactly(
                        "Night Bus 44k1-16 wav mix.wav",
                        "Night Bus 48k-320 mp3 web.mp3",
                        "Night Bus 48k-32f wav stemsKick.wav");
    }

    @Test
    void what_is_not_known_leaves_no_separators() {
        assertThat(NameTemplate.USUAL.names("", "Song", "", List.of(MIX))).containsExactly("Song_44k116.wav");
        assertThat(new NameTemplate("{title} - {revision}").names("", "Song", "Mix 1 (preview)", List.of(MIX)))
                .containsExactly("Song - Mix 1 (preview).wav");
        assertThat(new NameTemplate("{artist}").names("", "", "", List.of(MIX))).containsExactly("untitled.wav");
    }

    @Test
    void no_two_files_are_called_the_same_whatever_their_case() {
        Named other = new Named("stems", "KICK", 48_000, Encoding.FLOAT_32, 0, "wav");
        assertThat(names("{title}", KICK, other, MP3))
                .containsExactly("Night Bus_Kick.wav", "Night Bus_KICK (2).wav", "Night Bus_web.mp3");
    }

    @Test
    void names_are_what_every_file_system_takes() {
        Named odd = new Named("stems", "../a:b\\c?\n" + "x".repeat(200), 48_000, Encoding.PCM_24, 0, "wav");
        assertThat(names("{stem}", odd))
                .singleElement()
                .satisfies(name ->
                        assertThat(name).startsWith("a-b-c--xxx").hasSize(NameTemplate.LONGEST_NAME + ".wav".length()));
    }

    @Test
    void a_template_says_which_fields_there_are() {
        assertThat(NameTemplate.problems("{artist}_{label}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem).contains("no {label}", "{revision}"));
        assertThat(NameTemplate.problems(" ")).isNotEmpty();
        assertThat(NameTemplate.problems("x".repeat(201))).isNotEmpty();
    }
}
