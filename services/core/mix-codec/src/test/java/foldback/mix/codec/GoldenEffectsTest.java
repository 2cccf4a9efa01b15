package foldback.mix.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.mix.Change;
import foldback.mix.Effect;
import foldback.mix.Fold;
import foldback.mix.MixEvent;
import foldback.mix.SessionState;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * What each event of golden-session-2.json does to the facts of its session, and the mix document that comes of them all. Clients in
 * other languages hold themselves to this file: the web client's tests do. {@code -Dfoldback.golden.write=true} writes it anew.
 */
final class GoldenEffectsTest {
    private static final String FILE = "/golden-effects-2.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void the_golden_events_have_the_same_effects_for_ever() throws Exception {
        ObjectNode now = JsonNodeFactory.instance.objectNode();
        ArrayNode steps = now.putArray("steps");
        SessionState state = SessionState.NOTHING;
        for (MixEvent event : MixCodec.decodeEvents(resource("/golden-session-2.json"))) {
            Change change = new Change("Ada", "golden", steps.size() + 1L, null, null, List.of(event));
            Fold.Folded folded = Fold.fold(state, change);
            state = folded.state();
            ObjectNode step = steps.addObject();
            step.set("event", MixCodec.events(List.of(event)).get(0));
            ArrayNode effects = step.putArray("effects");
            for (Effect effect : folded.effects()) {
                ObjectNode node = effects.addObject().put("path", effect.path());
                node.set("after", StateCodec.value(effect.after()));
            }
        }
        now.set("document", MixCodec.document(state.mix()));
        byte[] written = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now);
        if (Boolean.getBoolean("foldback.golden.write")) {
            Files.write(Path.of("src/test/resources" + FILE), written);
        }

        assertThat(steps).hasSizeGreaterThan(90);
        assertThat(JSON.readTree(written)).isEqualTo(resource(FILE));
    }

    private static JsonNode resource(String name) throws Exception {
        try (InputStream in = Objects.requireNonNull(GoldenEffectsTest.class.getResourceAsStream(name))) {
            return JSON.readTree(in);
        }
    }
}
