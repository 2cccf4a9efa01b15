package foldback.cli;

import foldback.cli.api.ApiException;
import foldback.cli.demo.Demo;
import foldback.cli.demo.DemoOptions;
import foldback.cli.demo.StemFolder;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * {@code foldback demo}: called by the launcher, which knows where the server is, and {@code check}, by which it has a folder
 * looked at before it starts one.
 */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int INPUT_REFUSED = 9;

    private static final String HELP =
            "usage: demo --url URL --data FOLDER [--folder FOLDER] [--report FILE] | check --folder FOLDER";

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args)));
    }

    private static int run(List<String> args) {
        try {
            List<String> options = args.isEmpty() ? args : args.subList(1, args.size());
            switch (args.isEmpty() ? "" : args.getFirst()) {
                case "demo" -> new Demo(DemoOptions.parse(options), Terminal.standard()).run();
                case "check" -> check(options);
                default -> throw new UsageException(HELP);
            }
            return 0;
        } catch (UsageException e) {
            System.err.println("foldback: " + e.getMessage());
            return USAGE;
        } catch (InputRefusedException e) {
            System.err.println("foldback: " + e.getMessage());
            return INPUT_REFUSED;
        } catch (InvalidPathException e) {
            System.err.println("foldback: " + e.getInput()
                    + " cannot be found in this locale; give it a name in ASCII, or set LC_ALL to a UTF-8 locale.");
            return INPUT_REFUSED;
        } catch (ApiException | IOException e) {
            System.err.println("foldback: " + e.getMessage());
            return FAILED;
        }
    }

    /** Looks whether the demo would take a folder; needs no server, and says nothing if it would. */
    private static void check(List<String> options) throws UsageException, IOException, InputRefusedException {
        if (options.size() != 2 || !options.getFirst().equals("--folder")) {
            throw new UsageException(HELP);
        }
        StemFolder.open(Path.of(options.getLast()));
    }
}
