package foldback.cli.login;

import foldback.cli.SignInNeededException;
import foldback.cli.UsageException;
import foldback.cli.api.AccountsApi;
import foldback.cli.api.AccountsApi.Access;
import foldback.cli.api.ApiException;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code foldback login} and {@code logout}: an API token is made, or taken, and kept for the commands of this user; what kept it is ended. An
 * address and a password are asked for on a terminal, or read from standard input, a line each; neither is kept.
 */
public final class Login {
    private static final int DAYS = 180;
    private static final int NAME_CHARACTERS = 60;
    private static final int NOT_SIGNED_IN = 401;

    private final LoginOptions options;
    private final TokenFile file;
    private final AccountsApi accounts;
    private final PrintStream err;

    private Login(LoginOptions options, Map<String, String> environment, PrintStream err) {
        this.options = options;
        this.file = TokenFile.of(environment);
        this.accounts = new AccountsApi(options.url());
        this.err = err;
    }

    /**
     * Signs in.
     *
     * @param err gets what a person reads
     */
    public static void login(List<String> args, Map<String, String> environment, PrintStream err)
            throws UsageException, SignInNeededException, ApiException, IOException {
        new Login(LoginOptions.parse(args), environment, err).login();
    }

    /**
     * Signs out.
     *
     * @param err gets what a person reads
     */
    public static void logout(List<String> args, Map<String, String> environment, PrintStream err)
            throws UsageException, ApiException, IOException {
        new Login(LoginOptions.parse(args), environment, err).logout();
    }

    private void login() throws SignInNeededException, ApiException, IOException {
        Answers answers = new Answers(System.console());
        String secret;
        String name;
        if (options.token()) {
            secret = answers.secret("API token");
            name = accounts.nameOf(accounts.access(secret).accessToken());
        } else {
            String email = answers.line("E-mail");
            Access access = accounts.signIn(email, answers.secret("Password"));
            name = accounts.nameOf(access.accessToken());
            secret = accounts.makeApiToken(access.accessToken(), tokenName(), "studio", DAYS)
                    .secret();
            accounts.signOut(access.accessToken());
        }
        Optional<String> before = file.token(options.url());
        file.put(options.url(), secret);
        if (before.isPresent() && !before.get().equals(secret)) {
            revoke(before.get());
        }
        err.println(
                "foldback: signed in at " + options.url() + " as " + name + ". What keeps it so is in " + file.path());
    }

    private void logout() throws ApiException, IOException {
        Optional<String> kept = file.token(options.url());
        if (kept.isEmpty()) {
            err.println("foldback: nobody was signed in at " + options.url() + ".");
            return;
        }
        // First here: a server that does not answer must keep nobody signed in on this machine.
        file.remove(options.url());
        revoke(kept.get());
        err.println("foldback: signed out at " + options.url() + ".");
    }

    /** Whether or not it counted still. */
    private void revoke(String secret) throws ApiException {
        try {
            accounts.revoke(secret);
        } catch (ApiException e) {
            if (e.status() != NOT_SIGNED_IN) {
                throw e;
            }
        }
    }

    private static String tokenName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "a machine without a name";
        }
        String name = "foldback login on " + host;
        return name.substring(0, Math.min(name.length(), NAME_CHARACTERS));
    }

    /** What somebody types, or what comes through a pipe. */
    private static final class Answers {
        private final @Nullable Console console;
        private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

        Answers(@Nullable Console console) {
            this.console = console != null && console.isTerminal() ? console : null;
        }

        String line(String what) throws IOException, SignInNeededException {
            return required(what, console == null ? in.readLine() : console.readLine("%s: ", what));
        }

        /** Not shown while it is typed. */
        String secret(String what) throws IOException, SignInNeededException {
            if (console == null) {
                return required(what, in.readLine());
            }
            char @Nullable [] typed = console.readPassword("%s: ", what);
            return required(what, typed == null ? null : new String(typed));
        }

        private static String required(String what, @Nullable String said) throws SignInNeededException {
            if (said == null || said.isBlank()) {
                throw new SignInNeededException(what + " is needed. Nobody was signed in.");
            }
            return said.strip();
        }
    }
}
