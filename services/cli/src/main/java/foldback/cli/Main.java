package foldback.cli;

import foldback.cli.api.ApiException;
import foldback.cli.demo.Demo;
import foldback.cli.demo.DemoOptions;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** {@code foldback demo}: called by the launcher, which knows where the server is. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;
    private static final int INPUT_REFUSED = 9;

    private static final String HELP = "usage: demo --url URL --data FOLDER [--folder FOLDER] [--report FILE]";

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(Arrays.asList(args)));
    }

    private static int run(List<String> args) {
        try {
            if (args.isEmpty() || !args.getFirst().equals("demo")) {
                throw new UsageException(HELP);
            }
            new Demo(DemoOptions.parse(args.subList(1, args.size())), Terminal.standard()).run();
            return 0;
        } catch (UsageException e) {
            System.err.println("foldback: " + e.getMessage());
            return USAGE;
        } catch (InputRefusedException e) {
            System.err.println("foldback: " + e.getMessage());
            return INPUT_REFUSED;
        } catch (ApiException | IOException e) {
            System.err.println("foldback: " + e.getMessage());
            return FAILED;
        }
    }
}
