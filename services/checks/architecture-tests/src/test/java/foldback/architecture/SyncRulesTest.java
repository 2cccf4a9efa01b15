package foldback.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rule of docs/SYNC.md is shown by a test whose name begins with its number, and no test shows a rule that is not there. */
final class SyncRulesTest {
    private static final int FEWEST_RULES = 23;
    private static final Pattern RULE = Pattern.compile("(?m)^- \\*\\*(S\\d+)\\*\\* ");
    private static final Pattern TEST = Pattern.compile("\\bvoid ((?:s\\d+_)+)[a-z]");
    private static final Pattern NUMBER = Pattern.compile("s\\d+");

    @Test
    void every_rule_is_shown_by_a_test_and_every_test_shows_a_rule() throws IOException {
        Set<String> rules = new TreeSet<>();
        for (Path file : RepositoryFiles.all()) {
            if (file.endsWith(Path.of("docs", "SYNC.md"))) {
                rules.addAll(found(RULE, Files.readString(RepositoryFiles.ROOT.resolve(file), UTF_8)));
            }
        }
        Set<String> shown = new TreeSet<>();
        for (Path file : RepositoryFiles.all()) {
            if (file.toString().endsWith(".java") && file.toString().contains("test")) {
                for (String prefix : found(TEST, Files.readString(RepositoryFiles.ROOT.resolve(file), UTF_8))) {
                    NUMBER.matcher(prefix)
                            .results()
                            .forEach(number -> shown.add(number.group().replace('s', 'S')));
                }
            }
        }
        assertThat(rules).hasSizeGreaterThanOrEqualTo(FEWEST_RULES).isEqualTo(shown);
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult m) -> m.group(1))
                .toList();
    }
}
