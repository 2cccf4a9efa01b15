package foldback.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "eleven char",
                "password1234",
                "P@ssw0rd1234!",
                "123456789012",
                "qwertyuiop123",
                "1q2w3e4r5t6y",
                "aaaaaaaaaaaa",
                "abababababab",
                "Welcome2026!!",
                "iloveyou12345",
                "NoraJohansson7",
                "nora.johansson",
                "letmein!!!!!!"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThat(PasswordRules.refusal(password, "Nora Johansson", "nora.johansson@example.org"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "the night bus leaves at nine",
                "Zg7-kUq2!xWp",
                "passwords are for the others",
                "ひとりぼっちの夜に歌う歌",
                "my music is nobody's business"
            })
    void what_is_long_enough_and_nobodys_first_guess_is_taken(String password) {
        assertThat(PasswordRules.refusal(password, "Nora Johansson", "nora.johansson@example.org"))
                .isEmpty();
    }
}
