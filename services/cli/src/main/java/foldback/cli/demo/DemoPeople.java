package foldback.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import foldback.cli.PrivateFile;
import foldback.cli.api.AccountsApi;
import foldback.cli.api.AccountsApi.Access;
import foldback.cli.api.ApiException;
import foldback.cli.api.Credentials;
import foldback.cli.login.LocalKey;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * An engineer and an artist with accounts of their own, in the first workspace. Whoever has the key of the data folder invites them once; their
 * API tokens are kept beside that key, as private as it is. Their passwords nobody knows.
 */
final class DemoPeople {
    static final String ENGINEER = "Mika (engineer)";

    private static final String ARTIST = "Nora (artist)";
    private static final String WORKSPACE = "home";
    private static final String FILE = "demo-people.json";
    private static final int DAYS = 366;
    private static final int NOT_SIGNED_IN = 401;
    private static final int SECRET_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** As the file has them: API tokens. */
    private record Kept(String engineer, String artist) {}

    private final URI base;
    private final AccountsApi accounts;
    private final String localKey;
    private final Kept kept;

    private DemoPeople(URI base, AccountsApi accounts, String localKey, Kept kept) {
        this.base = base;
        this.accounts = accounts;
        this.localKey = localKey;
        this.kept = kept;
    }

    /**
     * Those who were invited before, or who are invited now.
     *
     * @param data the data folder of the Foldback at that address
     */
    static DemoPeople in(Path data, URI base) throws ApiException, IOException {
        AccountsApi accounts = new AccountsApi(base);
        String key = LocalKey.in(data)
                .orElseThrow(() -> new IOException(
                        "there is no " + LocalKey.FILE + " in " + data + "; is it the data folder of " + base + "?"));
        Path file = data.resolve(FILE);
        if (Files.exists(file)) {
            Kept kept = JSON.readValue(file.toFile(), Kept.class);
            if (counts(accounts, kept.engineer()) && counts(accounts, kept.artist())) {
                return new DemoPeople(base, accounts, key, kept);
            }
        }
        String owner = accounts.accessByLocalKey(key).accessToken();
        Kept made =
                new Kept(invited(accounts, owner, ENGINEER, "engineer"), invited(accounts, owner, ARTIST, "artist"));
        PrivateFile.write(file, JSON.writeValueAsBytes(made));
        return new DemoPeople(base, accounts, key, made);
    }

    private static boolean counts(AccountsApi accounts, String apiToken) throws ApiException {
        try {
            accounts.access(apiToken);
            return true;
        } catch (ApiException e) {
            if (e.status() == NOT_SIGNED_IN) {
                return false;
            }
            throw e;
        }
    }

    /** The API token of somebody new. */
    private static String invited(AccountsApi accounts, String owner, String name, String role) throws ApiException {
        URI link = accounts.invite(owner, WORKSPACE, role);
        // An address that no mail can reach: RFC 2606, 1999.
        Access access = accounts.accept(link, name, role + "-" + secret().substring(0, 12) + "@demo.invalid", secret());
        return accounts.makeApiToken(access.accessToken(), "foldback demo", "studio", DAYS)
                .secret();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    Credentials engineer() {
        return Credentials.apiToken(base, kept.engineer());
    }

    Credentials artist() {
        return Credentials.apiToken(base, kept.artist());
    }

    /** An address that opens a page signed in as the first owner, once. */
    URI linkTo(URI page) throws ApiException {
        URI link = accounts.linkByLocalKey(localKey);
        String query = "to=" + URLEncoder.encode(page.getRawPath(), StandardCharsets.UTF_8);
        // The fragment goes to no server, and so into no log.
        return URI.create(base.resolve(link.getRawPath()) + "?" + query + "#" + link.getRawFragment());
    }
}
