package foldback.sidecar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** What the S3 server asks of its clients: made once for each data folder, so that no two installations share a secret. */
public record S3Credentials(String accessKey, String secretKey) {
    private static final String ACCESS_KEY = "foldback";
    private static final int SECRET_BYTES = 24;

    public static S3Credentials random() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new S3Credentials(ACCESS_KEY, HexFormat.of().formatHex(secret));
    }

    /** Those of an earlier start, or new ones which are written to the file for the next. */
    static S3Credentials keptIn(Path file) throws IOException {
        if (Files.exists(file)) {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() == 2) {
                return new S3Credentials(lines.get(0), lines.get(1));
            }
        }
        var fresh = random();
        OwnerOnlyFile.write(file, fresh.accessKey() + "\n" + fresh.secretKey() + "\n");
        return fresh;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "S3Credentials[accessKey=" + accessKey + "]";
    }
}
