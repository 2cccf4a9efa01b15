package foldback.accounts.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as Argon2id hashes: A. Biryukov, D. Dinu, D. Khovratovich, S. Josefsson, <i>Argon2 Memory-Hard Function</i>, RFC 9106, 2021. A hash
 * is stored in the PHC string format with its parameters and its salt, so that every hash can be verified whatever the settings are now.
 *
 * @param memoryKib of one hash
 * @param passes over that memory
 * @param lanes of that memory
 */
record Argon2(int memoryKib, int passes, int lanes) {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** What a stored hash may ask for at most: a row must not be able to eat the server. */
    private static final int MOST_MEMORY_KIB = 1 << 18;

    private static final int MOST_PASSES = 64;

    private static final Pattern STORED = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,88})\\$([A-Za-z0-9+/]{16,88})");

    /** The parts of a stored hash; salt and hash in base 64. */
    private record Parsed(Argon2 strength, String salt, String hash) {
        boolean isOf(String password) {
            byte[] expected = decoded(hash);
            return MessageDigest.isEqual(expected, strength.hash(password, decoded(salt), expected.length));
        }

        static Optional<Parsed> of(String stored) {
            Matcher parts = STORED.matcher(stored);
            if (!parts.matches()) {
                return Optional.empty();
            }
            Argon2 strength = new Argon2(
                    Integer.parseInt(parts.group(1)),
                    Integer.parseInt(parts.group(2)),
                    Integer.parseInt(parts.group(3)));
            boolean affordable = strength.memoryKib <= MOST_MEMORY_KIB
                    && strength.passes >= 1
                    && strength.passes <= MOST_PASSES
                    && strength.lanes >= 1
                    && strength.memoryKib >= 8 * strength.lanes;
            return affordable ? Optional.of(new Parsed(strength, parts.group(4), parts.group(5))) : Optional.empty();
        }
    }

    /** A hash of a password, with a salt of its own. */
    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(memoryKib, passes, lanes, encoded(salt), encoded(hash(password, salt, HASH_BYTES)));
    }

    /** Whether a hash is this password's, whatever its parameters; never, if it is no such hash. */
    static boolean verify(String password, String stored) {
        return Parsed.of(stored).map(parsed -> parsed.isOf(password)).orElse(false);
    }

    /** Whether a hash was made with other parameters than these. */
    boolean isOutdated(String stored) {
        return Parsed.of(stored).map(p -> !p.strength().equals(this)).orElse(true);
    }

    private byte[] hash(String password, byte[] salt, int bytes) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] hash = new byte[bytes];
        generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }
}
