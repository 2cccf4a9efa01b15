package foldback.accounts.application;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a password must not be. Long is asked for, not complicated: NIST SP 800-63B, 2025, section 3.1.1.2. What attackers try first is refused by
 * its shape: a common word, a run of the keyboard or a few characters, with whatever digits around it.
 */
final class PasswordRules {
    private static final int FEWEST_CHARACTERS = 12;
    private static final int FEWEST_DIFFERENT = 5;
    private static final int LETTERS_OF_OWN = 4;

    private static final List<String> RUNS = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "qwertyuiopasdfghjklzxcvbnm",
            "qwertzuiopasdfghjklyxcvbnm",
            "azertyuiopqsdfghjklmwxcvbn",
            "01234567890123456789",
            "98765432109876543210",
            "1q2w3e4r5t6y7u8i9o0p",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
            "qazwsxedcrfvtgbyhnujmikolp");

    private static final List<String> COMMON = List.of(
            "password",
            "passwort",
            "motdepasse",
            "contrasena",
            "qwerty",
            "letmein",
            "welcome",
            "iloveyou",
            "princess",
            "sunshine",
            "football",
            "baseball",
            "superman",
            "batman",
            "dragon",
            "monkey",
            "shadow",
            "master",
            "michael",
            "charlie",
            "jennifer",
            "computer",
            "internet",
            "starwars",
            "pokemon",
            "whatever",
            "trustno",
            "changeme",
            "secret",
            "admin",
            "administrator",
            "root",
            "guest",
            "login",
            "test",
            "default",
            "music",
            "studio",
            "engineer",
            "foldback");

    private PasswordRules() {}

    /** Why a password is not taken; empty if it is. */
    static Optional<String> refusal(String password, String name, @Nullable String email) {
        int characters = password.codePointCount(0, password.length());
        if (characters < FEWEST_CHARACTERS) {
            return Optional.of("a password has at least " + FEWEST_CHARACTERS + " characters");
        }
        if (characters > Limits.PASSWORD_CHARACTERS) {
            return Optional.of("a password has at most " + Limits.PASSWORD_CHARACTERS + " characters");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (plain.codePoints().distinct().count() < FEWEST_DIFFERENT) {
            return Optional.of("a password has at least " + FEWEST_DIFFERENT + " different characters");
        }
        if (RUNS.stream().anyMatch(run -> consistsOf(plain, run))) {
            return Optional.of("the keys of a keyboard in their order are tried first by whoever guesses");
        }
        if (littleBesides(plain, COMMON)) {
            return Optional.of("it is one of the words that are tried first by whoever guesses");
        }
        String address = email == null ? "" : email.toLowerCase(Locale.ROOT).replaceFirst("@.*", "");
        if (littleBesides(plain, List.of(name.toLowerCase(Locale.ROOT).replaceAll("\\s", ""), address))) {
            return Optional.of("it is hardly more than the name or the address");
        }
        return Optional.empty();
    }

    /** Whether nothing is left when pieces of a run, four characters and longer, are taken away. */
    private static boolean consistsOf(String password, String run) {
        String left = password;
        for (int length = run.length(); length >= LETTERS_OF_OWN; length--) {
            for (int start = 0; start + length <= run.length(); start++) {
                left = left.replace(run.substring(start, start + length), "");
            }
        }
        return left.length() < LETTERS_OF_OWN;
    }

    /** Whether a word is in it, and besides that fewer letters than make a word. */
    private static boolean littleBesides(String password, List<String> words) {
        String letters = password.replace('@', 'a')
                .replace('4', 'a')
                .replace('3', 'e')
                .replace('1', 'i')
                .replace('0', 'o')
                .replace('$', 's')
                .replace('5', 's');
        return words.stream()
                .filter(word -> word.length() >= LETTERS_OF_OWN)
                .anyMatch(word -> hardlyMore(password, word) || hardlyMore(letters, word));
    }

    private static boolean hardlyMore(String text, String word) {
        return text.contains(word)
                && text.replace(word, "")
                                .codePoints()
                                .filter(Character::isLetter)
                                .distinct()
                                .count()
                        < LETTERS_OF_OWN;
    }
}
