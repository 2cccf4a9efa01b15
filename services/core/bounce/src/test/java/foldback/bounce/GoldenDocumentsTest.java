package foldback.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import foldback.mix.codec.CanonicalJson;
import foldback.mix.codec.MixCodec;
import foldback.mixdown.GoldenRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The golden mixes as documents, with the length and the hash of their renders: what the tests of the web client have the engine in the browser
 * render. With {@code -Dgolden.write=true} the file is written anew.
 */
final class GoldenDocumentsTest {
    private static final Path FILE = Path.of("src/test/resources/golden-mixes.json");

    @Test
    void the_documents_for_the_browser_are_the_golden_mixes() throws IOException {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String name : GoldenRun.names()) {
            all.addObject()
                    .put("name", name)
                    .put("frames", GoldenRun.frames(name))
                    .put("hash", GoldenRun.hash(name))
                    .set("mix", MixCodec.document(GoldenRun.mix(name)));
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.write(FILE, CanonicalJson.bytes(all));
        }
        assertThat(all).hasSizeGreaterThanOrEqualTo(30);
        assertThat(Files.readAllBytes(FILE)).isEqualTo(CanonicalJson.bytes(all));
    }
}
