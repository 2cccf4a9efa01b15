package foldback.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A secret of one data folder: 256 bits as hexadecimal digits, made at the first start and the same ever after. */
final class KeptSecret {
    private static final int BYTES = 32;
    private static final int DIGITS = 2 * BYTES;

    private KeptSecret() {}

    /**
     * The secret in a file that only its owner reads; made if the file is not there.
     *
     * @throws RefusedException if there is something else in the file: a new secret would open nothing that the old one sealed
     */
    static String in(Path file) throws IOException, RefusedException {
        if (Files.exists(file)) {
            String kept = Files.readString(file).strip();
            if (!kept.matches("[0-9a-f]{" + DIGITS + "}")) {
                throw new RefusedException(
                        ExitCode.FAILED,
                        file + " does not hold " + DIGITS + " hexadecimal digits any longer; put back what was in it.");
            }
            return kept;
        }
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        String fresh = HexFormat.of().formatHex(secret);
        OwnerOnlyFile.write(file, fresh + "\n");
        return fresh;
    }
}
