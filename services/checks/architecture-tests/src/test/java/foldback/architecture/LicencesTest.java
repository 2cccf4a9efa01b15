package foldback.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What this is built of may be built of: Apache 2.0 with nothing that asks for more. */
final class LicencesTest {
    private static final int FEWEST_LIBRARIES = 150;
    private static final String LIST = "docs/LICENCES.md";
    private static final Map<String, List<String>> LICENCES = Licences.ofTheClassPath();

    @Test
    void every_library_has_a_licence_that_goes_with_ours() {
        System.out.println("licences: " + LICENCES.size() + " libraries");
        assertThat(LICENCES).hasSizeGreaterThanOrEqualTo(FEWEST_LIBRARIES);
        assertThat(LICENCES.entrySet())
                .allSatisfy(library -> assertThat(Licences.areTaken(library.getValue()))
                        .as(library.toString())
                        .isTrue());
    }

    @Test
    void every_library_is_in_the_list() throws IOException {
        String list = LICENCES.entrySet().stream()
                .map(library -> "| `" + library.getKey() + "` | " + String.join("; ", library.getValue()) + " |\n")
                .collect(Collectors.joining());
        // to be copied from, where they differ
        Path rows = Path.of("target/licences.md");
        Files.createDirectories(Path.of("target"));
        Files.writeString(rows, list, UTF_8);
        assertThat(Files.readString(RepositoryFiles.ROOT.resolve(LIST), UTF_8))
                .as("%s has the rows of %s", LIST, rows.toAbsolutePath())
                .endsWith("|---|---|\n" + list);
    }

    @Test
    void what_asks_for_more_would_be_found() {
        assertThat(Licences.areTaken(List.of("GNU General Public License, version 3")))
                .isFalse();
        assertThat(Licences.areTaken(List.of("AGPL-3.0-only"))).isFalse();
        assertThat(Licences.areTaken(List.of("LGPL-2.1-or-later"))).isFalse();
        assertThat(Licences.areTaken(List.of())).isFalse();
        assertThat(Licences.areTaken(List.of("EPL 2.0", "GPL-3.0"))).isTrue();
        assertThat(Licences.areTaken(List.of("GPL2 w/ CPE"))).isTrue();
    }
}
