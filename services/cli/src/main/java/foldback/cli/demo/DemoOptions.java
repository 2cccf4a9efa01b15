package foldback.cli.demo;

import foldback.cli.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the demo is told.
 *
 * @param url where Foldback answers
 * @param data where the demo song and the mixdowns are kept
 * @param folder the stems; without one, the demo song
 * @param report where the report goes as JSON
 */
public record DemoOptions(URI url, Path data, Optional<Path> folder, Optional<Path> report) {
    public static DemoOptions parse(List<String> args) throws UsageException {
        Optional<URI> url = Optional.empty();
        Optional<Path> data = Optional.empty();
        Optional<Path> folder = Optional.empty();
        Optional<Path> report = Optional.empty();
        for (int i = 0; i < args.size(); i += 2) {
            String option = args.get(i);
            if (i + 1 == args.size()) {
                throw new UsageException(option + " needs a value");
            }
            String value = args.get(i + 1);
            switch (option) {
                case "--url" -> url = Optional.of(URI.create(value));
                case "--data" -> data = Optional.of(Path.of(value));
                case "--folder" -> folder = Optional.of(Path.of(value));
                case "--report" -> report = Optional.of(Path.of(value));
                default -> throw new UsageException("demo has no option " + option);
            }
        }
        return new DemoOptions(
                url.orElseThrow(() -> new UsageException("demo needs --url")),
                data.orElseThrow(() -> new UsageException("demo needs --data")),
                folder,
                report);
    }
}
