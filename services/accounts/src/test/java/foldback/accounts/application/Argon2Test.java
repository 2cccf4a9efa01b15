package foldback.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class Argon2Test {
    private static final Argon2 QUICK = new Argon2(64, 1, 1);

    @Test
    void a_hash_is_the_passwords_it_was_made_of_and_no_others() {
        String hash = QUICK.hash("correct horse battery");
        assertThat(Argon2.verify("correct horse battery", hash)).isTrue();
        assertThat(Argon2.verify("correct horse batterY", hash)).isFalse();
        assertThat(Argon2.verify("", hash)).isFalse();
    }

    /** Vectors of the reference implementation's test.c, P-H-C/phc-winner-argon2. */
    @Test
    void hashes_of_the_reference_implementation_are_verified() {
        assertThat(Argon2.verify(
                        "password",
                        "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"))
                .isTrue();
        assertThat(Argon2.verify(
                        "password",
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
                .isTrue();
    }

    @Test
    void two_hashes_of_one_password_differ() {
        assertThat(QUICK.hash("correct horse battery")).isNotEqualTo(QUICK.hash("correct horse battery"));
    }

    @Test
    void a_hash_says_how_it_was_made_and_is_outdated_when_that_is_no_longer_how() {
        String hash = QUICK.hash("correct horse battery");
        assertThat(hash).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(QUICK.isOutdated(hash)).isFalse();
        Argon2 dearer = new Argon2(128, 1, 1);
        assertThat(dearer.isOutdated(hash)).isTrue();
        assertThat(Argon2.verify("correct horse battery", hash)).isTrue();
    }

    @Test
    void what_is_no_hash_is_nobodys_and_costs_nothing() {
        List<String> nonsense = List.of(
                "",
                "secret",
                "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=64,t=0,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$c29tZXNhbHRzb21lc2FsdA");
        for (String stored : nonsense) {
            assertThat(Argon2.verify("secret", stored)).as(stored).isFalse();
            assertThat(QUICK.isOutdated(stored)).as(stored).isTrue();
        }
    }
}
