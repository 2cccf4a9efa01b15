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

    Oidc oidc();

    /** Who may have an account. */
    enum SignUp {
        /** Who was invited. */
        INVITATION,
        /** Everybody who can read mail at the address they give. */
        OPEN
    }

    /** Who of those whom the OpenID provider knows may have an account. */
    enum Newcomers {
        /** Whose address somebody invited. */
        INVITED,
        /** All of them, each with a workspace of their own. */
        EVERYBODY
    }

    /** An OpenID provider by which people sign in. Without an issuer there is none. */
    interface Oidc {
        /** As its discovery document names it: {@code https://id.example.org/realms/studio}. */
        Optional<URI> issuer();

        Optional<String> clientId();

        /** None for a public client, which PKCE guards alone. */
        Optional<String> clientSecret();

        /** What its button says: "Sign in with NAME". */
        @WithDefault("your organisation")
        String name();

        /** Whether it is the only way in: passwords are refused then. */
        @WithDefault("false")
        boolean only();

        @WithDefault("invited")
        Newcomers newcomers();
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
