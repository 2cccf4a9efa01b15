package foldback.render.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** What stands in the place of a delivery's spec where two mixes are compared. */
public final class ComparisonSpec {
    private static final String EARLIER = "takenFromIt";

    private ComparisonSpec() {}

    /** The spec of a comparison with a mix document, by its hash. */
    public static JsonNode of(String earlier) {
        return JsonNodeFactory.instance.objectNode().put(EARLIER, earlier);
    }

    /** The hash of the mix document that the other one is compared with. */
    public static String earlier(JsonNode spec) {
        return spec.path(EARLIER).asText();
    }
}
