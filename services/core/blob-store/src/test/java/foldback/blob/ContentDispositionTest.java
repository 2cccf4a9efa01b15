package foldback.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentDispositionTest {
    @Test
    void no_name_no_header() {
        assertThat(ContentDisposition.attachment(Optional.empty())).isEmpty();
    }

    @Test
    void a_plain_name_stands_in_both_forms() {
        assertThat(ContentDisposition.attachment(Optional.of("Night Bus - Mix 1.wav")))
                .contains(
                        "attachment; filename=\"Night Bus - Mix 1.wav\"; filename*=UTF-8''Night%20Bus%20-%20Mix%201.wav");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "../../etc/passwd,etc passwd",
                "C:\\mix.wav,C mix.wav",
                ".bashrc,bashrc",
                "a\"; filename=\"b.exe,a ; filename= b.exe",
                "\u202Egpj.wav,gpj.wav",
                "...,download",
                "`   `,download",
                "Mix 1. ,Mix 1"
            })
    void a_name_that_could_do_harm_is_made_harmless(String given, String expected) {
        assertThat(ContentDisposition.sanitised(given)).isEqualTo(expected);
    }

    @Test
    void a_line_break_cannot_begin_another_header() {
        assertThat(ContentDisposition.attachment(Optional.of("a\r\nSet-Cookie: b"))
                        .orElseThrow())
                .doesNotContain("\r", "\n");
    }

    @Test
    void a_very_long_name_is_cut_between_characters() {
        String cut = ContentDisposition.sanitised("𝄞".repeat(1_000));
        assertThat(cut.codePointCount(0, cut.length())).isEqualTo(150);
        assertThat(cut).isEqualTo("𝄞".repeat(150));
    }
}
