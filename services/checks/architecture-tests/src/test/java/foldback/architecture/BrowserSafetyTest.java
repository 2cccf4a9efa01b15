package foldback.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.architecture.fixture.browser.CopiesExactly;
import foldback.architecture.fixture.browser.DiffersInABrowser;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BrowserSafetyTest {
    private static final int FEWEST_CLASS_FILES = 110;

    /** What runs the engine on several threads: not for browsers, and nothing that is may know it. */
    private static final String ON_THREADS = "foldback/mixdown/parallel";

    @Test
    void the_mix_and_the_engine_give_the_same_in_a_browser() {
        List<Path> classFiles = classFilesForBrowsers();
        assertThat(classFiles.stream()
                        .flatMap(file -> BrowserSafety.faults(bytes(file)).stream())
                        .toList())
                .isEmpty();
        assertThat(classFiles).as("class files seen").hasSizeGreaterThanOrEqualTo(FEWEST_CLASS_FILES);
    }

    @Test
    void nothing_that_a_browser_gets_knows_what_runs_on_threads() {
        assertThat(classFilesForBrowsers().stream()
                        .filter(file -> new String(bytes(file), StandardCharsets.ISO_8859_1).contains(ON_THREADS))
                        .toList())
                .isEmpty();
    }

    private static List<Path> classFilesForBrowsers() {
        return BuildModule.IN_THE_BROWSER.stream()
                .map(BuildModule::classFolder)
                .flatMap(BrowserSafetyTest::classFilesIn)
                .filter(file ->
                        !file.toString().replace(File.separatorChar, '/').contains(ON_THREADS))
                .toList();
    }

    @Test
    void whatever_differs_in_a_browser_is_found() {
        assertThat(faultsOf(DiffersInABrowser.class))
                .contains(
                        fault("is a class file of version 69"),
                        fault("uses Math.sin"),
                        fault("uses Math.fma"),
                        fault("uses Math.pow"),
                        fault("uses java/lang/StrictMath"),
                        fault("takes the remainder of a floating-point number"),
                        fault("calculates with float"),
                        fault("converts a float"),
                        fault("has a float constant"),
                        fault("makes an array of float"),
                        fault("passes or keeps a float"),
                        fault("locks a monitor"),
                        fault("has the synchronized or native method locked"),
                        fault("calls parallel"),
                        fault("uses java/lang/Class.getDeclaredFields"),
                        fault("uses java/lang/reflect/Field"),
                        fault("uses java/lang/Thread"),
                        fault("uses java/util/Random"),
                        fault("uses System.nanoTime"),
                        fault("uses java/io/File"),
                        fault("uses java/nio/file/Path"),
                        fault("uses java/net/URI"),
                        fault("uses java/util/concurrent/atomic/AtomicLong"));
    }

    @Test
    void what_is_exact_everywhere_is_let_through() {
        String onlyTheVersion = CopiesExactly.class.getName().replace('.', '/') + " is a class file of version 69";
        assertThat(faultsOf(CopiesExactly.class)).containsExactly(onlyTheVersion);
    }

    private static String fault(String what) {
        return DiffersInABrowser.class.getName().replace('.', '/') + " " + what;
    }

    private static List<String> faultsOf(Class<?> type) {
        try (InputStream classFile = type.getResourceAsStream(type.getSimpleName() + ".class")) {
            assertThat(classFile).isNotNull();
            return BrowserSafety.faults(classFile.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> classFilesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".class")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
