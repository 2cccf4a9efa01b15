package foldback.cli.mixdown;

import foldback.audio.Encoding;
import foldback.bounce.BounceSettings;
import foldback.bounce.FrameRange;
import foldback.bounce.RenderMachine;
import foldback.bounce.RenderMachine.Kernels;
import foldback.cli.UsageException;
import foldback.dsp.Dither;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a mixdown is told.
 *
 * @param document the mix document
 * @param stems the folder of its stems
 * @param fromSeconds of the song; 0 is its beginning
 * @param toSeconds of the song; infinity is the end of its tail
 * @param json whether standard output gets one JSON object
 * @param progress whether progress is shown where nobody watches, too
 * @param trustsNames whether a file named after a stem is taken for it unread
 */
record MixdownOptions(
        Path document,
        Path output,
        Path stems,
        Optional<Path> peaks,
        Encoding encoding,
        Dither dither,
        double fromSeconds,
        double toSeconds,
        RenderMachine machine,
        boolean json,
        boolean progress,
        boolean trustsNames) {
    private static final String USAGE = """
            usage: foldback mixdown MIX.json -o OUT.wav [--stems FOLDER] [--bits 16|24|32|float]
                   [--dither triangular|shaped|none] [--from SECONDS] [--to SECONDS] [--peaks FILE]
                   [--threads N] [--kernels auto|scalar] [--trust-names] [--progress] [--json]""";

    private static final String WAV = ".wav";

    static MixdownOptions parse(List<String> args) throws UsageException {
        return new Parser(args.iterator()).parse();
    }

    static UsageException usage(String what) {
        return new UsageException(what + System.lineSeparator() + USAGE);
    }

    /** Where the manifest goes: beside the audio, by the same name. */
    Path manifest() {
        String name = output.getFileName().toString();
        boolean isWav = name.toLowerCase(Locale.ROOT).endsWith(WAV);
        return output.resolveSibling((isWav ? name.substring(0, name.length() - WAV.length()) : name) + ".json");
    }

    /** @throws UsageException if no song has such a range */
    BounceSettings settings(int sampleRateHertz) throws UsageException {
        long from = Math.round(fromSeconds * sampleRateHertz);
        long to = Double.isInfinite(toSeconds) ? Long.MAX_VALUE : Math.round(toSeconds * sampleRateHertz);
        try {
            return new BounceSettings(encoding, dither, new FrameRange(from, to));
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private static final class Parser {
        private final Iterator<String> args;
        private @Nullable Path document;
        private @Nullable Path output;
        private @Nullable Path stems;
        private @Nullable Path peaks;
        private Encoding encoding = Encoding.PCM_24;
        private @Nullable Dither dither;
        private double from;
        private double to = Double.POSITIVE_INFINITY;
        private int threads = RenderMachine.share(1);
        private Kernels kernels = Kernels.AUTO;
        private boolean json;
        private boolean progress;
        private boolean trustsNames;

        Parser(Iterator<String> args) {
            this.args = args;
        }

        MixdownOptions parse() throws UsageException {
            while (args.hasNext()) {
                take(args.next());
            }
            if (document == null) {
                throw usage("mixdown needs a mix document");
            }
            if (output == null || output.getFileName() == null) {
                throw usage("mixdown needs -o and the name of a file");
            }
            if (to <= from) {
                throw usage("--to " + to + " is not behind --from " + from);
            }
            boolean dithered = BounceSettings.takesDither(encoding);
            if (!dithered && dither != null && dither != Dither.NONE) {
                throw usage("--dither is for 16 and 24 bits");
            }
            Dither chosen = dither != null ? dither : dithered ? Dither.TRIANGULAR : Dither.NONE;
            Path beside = document.toAbsolutePath().getParent();
            return new MixdownOptions(
                    document,
                    output.toAbsolutePath(),
                    stems != null ? stems : beside != null ? beside : Path.of("."),
                    Optional.ofNullable(peaks).map(Path::toAbsolutePath),
                    encoding,
                    chosen,
                    from,
                    to,
                    new RenderMachine(threads, kernels),
                    json,
                    progress,
                    trustsNames);
        }

        private void take(String arg) throws UsageException {
            switch (arg) {
                case "-o", "--output" -> output = Path.of(value(arg));
                case "--stems" -> stems = Path.of(value(arg));
                case "--peaks" -> peaks = Path.of(value(arg));
                case "--bits" -> encoding = encoding(value(arg));
                case "--dither" -> dither = dither(value(arg));
                case "--from" -> from = seconds(arg, value(arg));
                case "--to" -> to = seconds(arg, value(arg));
                case "--threads" -> threads = threads(value(arg));
                case "--kernels" -> kernels = kernels(value(arg));
                case "--trust-names" -> trustsNames = true;
                case "--progress" -> progress = true;
                case "--json" -> json = true;
                default -> {
                    if (arg.startsWith("-")) {
                        throw usage("mixdown has no option " + arg);
                    }
                    if (document != null) {
                        throw usage("one mix document, and a second was given: " + arg);
                    }
                    document = Path.of(arg);
                }
            }
        }

        private String value(String option) throws UsageException {
            if (!args.hasNext()) {
                throw usage(option + " needs a value");
            }
            return args.next();
        }

        private static Encoding encoding(String bits) throws UsageException {
            return switch (bits) {
                case "16" -> Encoding.PCM_16;
                case "24" -> Encoding.PCM_24;
                case "32" -> Encoding.PCM_32;
                case "float" -> Encoding.FLOAT_32;
                default -> throw usage("--bits is 16, 24, 32 or float, not " + bits);
            };
        }

        private static Dither dither(String name) throws UsageException {
            return switch (name) {
                case "triangular" -> Dither.TRIANGULAR;
                case "shaped" -> Dither.SHAPED;
                case "none" -> Dither.NONE;
                default -> throw usage("--dither is triangular, shaped or none, not " + name);
            };
        }

        private static Kernels kernels(String name) throws UsageException {
            return switch (name) {
                case "auto" -> Kernels.AUTO;
                case "scalar" -> Kernels.SCALAR;
                default -> throw usage("--kernels is auto or scalar, not " + name);
            };
        }

        private static double seconds(String option, String text) throws UsageException {
            if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                throw usage(option + " is a number of seconds, as 12.5, not " + text);
            }
            return Double.parseDouble(text);
        }

        private static int threads(String text) throws UsageException {
            if (!text.matches("[1-9][0-9]{0,2}") || Integer.parseInt(text) > RenderMachine.MOST_THREADS) {
                throw usage("--threads is 1 to " + RenderMachine.MOST_THREADS + ", not " + text);
            }
            return Integer.parseInt(text);
        }
    }
}
