package foldback.bench;

import foldback.bounce.RenderMachine;
import foldback.cli.StandardError;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** {@code foldback bench}, called by the launcher, which says where it is; {@code bench kernels} is JMH. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** In memory, where there is such a folder: disks are not what is measured. */
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final long ROOM_BYTES = 2_500_000_000L;

    private Main() {}

    public static void main(String[] args) throws IOException {
        StandardError.find();
        if (args.length > 0 && args[0].equals("kernels")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.exit(run(Arrays.asList(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) {
        try {
            BenchOptions options = BenchOptions.parse(args);
            Path work = Files.createTempDirectory(memoryOrDisk(), "foldback-bench-");
            Thread cleaner = new Thread(() -> remove(work), "foldback-bench-cleaner");
            Runtime.getRuntime().addShutdownHook(cleaner);
            bench(options, work, out);
            return 0;
        } catch (BenchOptions.UsageException e) {
            err.println("foldback: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("foldback: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void bench(BenchOptions options, Path work, PrintStream out)
            throws IOException, InterruptedException {
        RenderMachine machine = RenderMachine.all();
        out.printf(
                "%d processors, Java %s, %s%n",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                machine.hasVectors() ? "vectors" : "no vectors");
        Stems stems;
        if (options.stems().isPresent()) {
            stems = Stems.of(options.stems().get());
        } else {
            out.println("synthesising 24 stems");
            stems = Stems.synthesise(Files.createDirectories(work.resolve("synthesised")));
        }
        Figures figures = new Figures(out);
        Path launcher = Path.of(System.getProperty("foldback.launcher", "foldback"));
        try {
            new Benchmark(options, stems, work, launcher, figures).run();
        } finally {
            if (options.json().isPresent()) {
                figures.write(options.json().get());
            }
        }
    }

    private static Path memoryOrDisk() throws IOException {
        boolean fits = Files.isDirectory(MEMORY)
                && Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).getUsableSpace() > ROOM_BYTES;
        return fits ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void remove(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            System.err.println("foldback: " + folder + " could not be removed: " + e.getMessage());
        }
    }
}
