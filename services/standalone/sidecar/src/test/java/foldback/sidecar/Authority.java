package foldback.sidecar;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server's certificate that vouches for itself, made by the JDK's own keytool: whoever trusts it knows the server, and whoever trusts another one
 * of the same name does not.
 */
final class Authority {
    static final String PASSWORD = "changeit";

    private static final String ALIAS = "server";
    private static final int LINE = 64;

    private final Path folder;
    private final KeyStore keys;

    private Authority(Path folder, KeyStore keys) {
        this.folder = folder;
        this.keys = keys;
    }

    /** @param host that the certificate is for, as {@code ip:127.0.0.1} */
    static Authority in(Path folder, String host) throws Exception {
        Files.createDirectories(folder);
        Path store = folder.resolve("server.p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=a server of the test",
                "-ext",
                "SAN=" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new Authority(folder, keys);
    }

    /** With the key, for the server. */
    Path keyStore() {
        return folder.resolve("server.p12");
    }

    Path certificate() throws IOException, GeneralSecurityException {
        return pem("server.crt", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
    }

    Path key() throws IOException, GeneralSecurityException {
        Path file = pem(
                "server.key",
                "PRIVATE KEY",
                keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private Path pem(String name, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(LINE, "\n".getBytes(US_ASCII)).encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    /** For a client that trusts this one and no other. */
    Path trustStore() throws GeneralSecurityException, IOException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        Path file = folder.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }
}
