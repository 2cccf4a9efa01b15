package foldback.accounts.application;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals what the database keeps and must not be able to use: AES-256 in Galois counter mode (NIST SP 800-38D, 2007) with the master key. */
@Singleton
final class Vault {
    private static final int KEY_DIGITS = 64;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;

    Vault(AccountsSettings settings) {
        String digits = settings.masterKey().strip();
        if (!digits.matches("[0-9a-fA-F]{" + KEY_DIGITS + "}")) {
            throw new IllegalArgumentException(
                    "foldback.accounts.master-key has to be 64 hexadecimal digits; openssl rand -hex 32 makes some");
        }
        this.key = new SecretKeySpec(HexFormat.of().parseHex(digits), "AES");
    }

    /** @param context what it is for: opened for something else, it does not open */
    String seal(String text, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(StandardCharsets.UTF_8), context);
        return encoded(nonce) + "." + encoded(sealed);
    }

    /** @throws IllegalStateException if it was sealed with another key, for something else, or was touched */
    String open(String sealed, String context) {
        int dot = sealed.indexOf('.');
        if (dot < 0) {
            throw new IllegalStateException("this was never sealed");
        }
        byte[] nonce = Base64.getUrlDecoder().decode(sealed.substring(0, dot));
        byte[] text = Base64.getUrlDecoder().decode(sealed.substring(dot + 1));
        return new String(run(Cipher.DECRYPT_MODE, nonce, text, context), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "what the master key sealed does not open; foldback.accounts.master-key may have changed", e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
