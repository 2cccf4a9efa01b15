package foldback.accounts.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** {@code foldback.accounts.*} */
@ConfigMapping(prefix = "foldback.accounts")
public interface AccountsSettings {
    /** Seals the signing keys in the database: 32 bytes as 64 hexadecimal digits. No default: a secret of the installation. */
    String masterKey();

    /** Signs programs of this machine in as the first owner, on loopback only: 64 hexadecimal digits from the data folder. */
    Optional<String> localKey();

    /** Where people find the pages, as links name it. Cookies are sent over TLS only if this is https. */
    @WithDefault("http://127.0.0.1:${quarkus.http.port}")
    URI url();

    /** Who may have an account. */
    @WithDefault("invitation")
    SignUp signUp();

    /** How long an access token counts, and so for how long at most a role that was taken away still shows in it. */
    @WithDefault("10M")
    Duration accessTokenLasts();

    /** How long somebody stays signed in on a device that they do not use. */
    @WithDefault("30D")
    Duration loginLasts();

    /** How long a key signs before another takes its place. */
    @WithDefault("30D")
    Duration keySigns();

    Hashing hashing();

    Smtp smtp();

    /** Who may have an account. */
    enum SignUp {
        /** Who was invited. */
        INVITATION,
        /** Everybody who can read mail at the address they give. */
        OPEN
    }

    /** How dear a guess at a password is: the second choice of OWASP's Password Storage Cheat Sheet, 2025. */
    interface Hashing {
        @WithDefault("19456")
        int memoryKib();

        @WithDefault("2")
        int passes();

        @WithDefault("1")
        int lanes();

        /** How many passwords are hashed at once; one place besides is kept for devices that are known. */
        @WithDefault("2")
        int atOnce();
    }

    /** Where mail is handed in. Without a host, links are written to the log, on loopback only. */
    interface Smtp {
        Optional<String> host();

        @WithDefault("587")
        int port();

        Optional<String> user();

        Optional<String> password();

        @WithDefault("foldback@localhost")
        String from();

        /** Whether mail is handed in over TLS or not at all. */
        @WithDefault("true")
        boolean requireTls();
    }
}
