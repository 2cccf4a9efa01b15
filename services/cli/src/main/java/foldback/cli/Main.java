package foldback.cli;

import foldback.cli.api.ApiException;
import foldback.cli.check.Check;
import foldback.cli.demo.Demo;
import foldback.cli.demo.DemoOptions;
import foldback.cli.demo.StemFolder;
import foldback.cli.login.Login;
import foldback.cli.mixdown.Mixdown;
import foldback.cli.push.Push;
import foldback.cli.verify.Verify;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code foldback demo}: called by the launcher, which knows where the server is, and {@code look}, by which it has a folder
 * looked at before it starts one; {@code foldback login}, {@code logout} and {@code push}, which need one that is up; {@code foldback mixdown},
 * {@code foldback verify} and {@code foldback check}, which need none.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int OUTPUT_UNWRITABLE = 6;
    private static final int INPUT_REFUSED = 9;
    private static final int SIGN_IN_NEEDED = 10;
    private static final int DIFFERS = 11;
    private static final int STANDARD_NOT_KEPT = 12;
    private static final int NOT_SIGNED_IN = 401;
    private static final int INTERRUPTED = 130;

    private static final String HELP =
            "usage: demo --url URL --data FOLDER [--folder FOLDER] [--report FILE] | look --folder FOLDER | check ... | login ... | logout ... | push ... | mixdown ... | verify ...";

    private Main() {}

    public static void main(String[] args) {
        StandardError.find();
        Interrupts interrupts = Interrupts.forThisThread();
        int code;
        try {
            code = run(Arrays.asList(args), System.out, System.err);
        } finally {
            interrupts.tidied();
        }
        System.exit(code);
    }

    /** Runs a command; returns its exit code. */
    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            List<String> options = args.isEmpty() ? args : args.subList(1, args.size());
            switch (args.isEmpty() ? "" : args.getFirst()) {
                case "demo" -> new Demo(DemoOptions.parse(options), Terminal.standard()).run();
                case "check" -> {
                    return Check.run(options, out) ? 0 : STANDARD_NOT_KEPT;
                }
                case "look" -> look(options);
                case "login" -> Login.login(options, System.getenv(), err);
                case "logout" -> Login.logout(options, System.getenv(), err);
                case "push" -> Push.run(options, out);
                case "mixdown" -> Mixdown.run(options, out, err);
                case "verify" -> {
                    return Verify.run(options, out) ? 0 : DIFFERS;
                }
                default -> throw new UsageException(HELP);
            }
            return 0;
        } catch (UsageException e) {
            err.println("foldback: " + e.getMessage());
            return USAGE;
        } catch (InputRefusedException e) {
            err.println("foldback: " + e.getMessage());
            return INPUT_REFUSED;
        } catch (InvalidPathException e) {
            err.println("foldback: " + e.getInput()
                    + " cannot be found in this locale; give it a name in ASCII, or set LC_ALL to a UTF-8 locale.");
            return INPUT_REFUSED;
        } catch (OutputUnwritableException e) {
            err.println("foldback: " + e.getMessage());
            return OUTPUT_UNWRITABLE;
        } catch (SignInNeededException e) {
            err.println("foldback: " + e.getMessage());
            return SIGN_IN_NEEDED;
        } catch (InterruptedException e) {
            return INTERRUPTED;
        } catch (ApiException e) {
            err.println("foldback: " + e.getMessage());
            return e.status() == NOT_SIGNED_IN ? SIGN_IN_NEEDED : FAILED;
        } catch (IOException e) {
            err.println("foldback: " + Failures.sentence(e));
            return FAILED;
        }
    }

    /** Looks whether the demo would take a folder; needs no server, and says nothing if it would. */
    private static void look(List<String> options) throws UsageException, IOException, InputRefusedException {
        if (options.size() != 2 || !options.getFirst().equals("--folder")) {
            throw new UsageException(HELP);
        }
        StemFolder.open(Path.of(options.getLast()));
    }
}
