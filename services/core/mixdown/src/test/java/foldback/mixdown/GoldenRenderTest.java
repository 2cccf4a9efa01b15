package foldback.mixdown;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.mix.Bus;
import foldback.mix.Insert;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Strip;
import foldback.mix.Track;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The bits of a render are a promise. Changing them changes every past mix: raise {@link Engine#VERSION}, say so in the changelog, and
 * run with {@code -Dtest.argLine=-Dfoldback.golden.rewrite=true}.
 */
final class GoldenRenderTest {
    private static final Path FILE = Path.of("src/test/resources/foldback/mixdown/golden-renders.properties");

    @Test
    void renders_are_the_same_as_ever() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("engine=" + Engine.VERSION);
        Properties golden = golden();
        Properties now = new Properties();
        now.setProperty("engine", Engine.VERSION);
        for (Map.Entry<String, MixBuilder> mix : GoldenMixes.all().entrySet()) {
            double[][] render = Renders.render(mix.getValue().build(), GoldenMixes.stems());
            assertThat(Renders.peak(render)).as(mix.getKey()).isBetween(0.01, 512.0);
            now.setProperty(mix.getKey(), Renders.hash(render));
            lines.add(mix.getKey() + "=" + now.getProperty(mix.getKey()));
        }
        if (Boolean.getBoolean("foldback.golden.rewrite")) {
            assertThat(changed(golden, now))
                    .as("renders that changed though the engine is still %s", Engine.VERSION)
                    .isEmpty();
            Files.write(FILE, lines);
            return;
        }
        assertThat(now).hasSizeGreaterThanOrEqualTo(27).isEqualTo(golden);
    }

    @Test
    void every_processor_is_in_a_golden_mix() {
        List<Strip> strips = GoldenMixes.all().values().stream()
                .map(MixBuilder::build)
                .flatMap(m -> Stream.concat(
                        Stream.concat(
                                m.tracks().stream().map(Track::strip),
                                m.buses().stream().map(Bus::strip)),
                        Stream.of(m.master())))
                .toList();
        assertThat(strips.stream().flatMap(s -> s.inserts().stream()).map(Insert::processor))
                .containsAll(Processors.ALL.stream().map(ProcessorSpec::id).toList());
    }

    /** Renders that are other than they were under the same version of the engine. */
    private static List<String> changed(Properties golden, Properties now) {
        if (!Engine.VERSION.equals(golden.getProperty("engine"))) {
            return List.of();
        }
        return golden.stringPropertyNames().stream()
                .filter(mix -> !golden.getProperty(mix).equals(now.getProperty(mix)))
                .toList();
    }

    private static Properties golden() throws IOException {
        Properties properties = new Properties();
        try (InputStream in = GoldenRenderTest.class.getResourceAsStream("golden-renders.properties")) {
            properties.load(Objects.requireNonNull(in, "golden-renders.properties"));
        }
        return properties;
    }
}
