package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What differs between machines or browsers is not in the engine's source. */
final class BrowserSafetyTest {
    private static final Pattern BANNED =
            Pattern.compile("\\b(StrictMath|float|Float|strictfp|Random|parallel|currentTimeMillis|nanoTime)\\b"
                    + "|\\bMath\\.(?!abs\\(|sqrt\\(|min\\(|max\\()\\w+");
    private static final int FEWEST_FILES = 16;

    @Test
    void only_plain_double_arithmetic_is_used() throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            files = sources.filter(p -> p.toString().endsWith(".java")).toList();
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                String code = line.strip();
                if (!code.startsWith("*")
                        && !code.startsWith("/")
                        && BANNED.matcher(code).find()) {
                    found.add(file.getFileName() + ": " + code);
                }
            }
        }
        assertThat(found).isEmpty();
        assertThat(files).hasSizeGreaterThanOrEqualTo(FEWEST_FILES);
    }
}
