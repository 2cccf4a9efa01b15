package foldback.bounce.comparison;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import org.jspecify.annotations.Nullable;

/** How a comparison is written; docs/API.md has its form. */
public final class ComparisonCodec {
    public static final String FORMAT = "foldback-comparison/1";

    private static final double STEPS_PER_DB = 100;

    private ComparisonCodec() {}

    /**
     * The comparison as canonical JSON. Levels are in dBFS to a hundredth, null where both are the same to the last bit.
     *
     * @param earlier the hash of the mix document that was taken away
     * @param later of the one that it was taken from
     */
    public static byte[] of(String earlier, String later, Comparison comparison) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("format", FORMAT);
        node.put("engine", Engine.VERSION);
        node.put("from", earlier);
        node.put("to", later);
        node.put("sampleRate", comparison.sampleRate());
        node.put("cellFrames", comparison.cellFrames());
        node.put("frames", comparison.frames());
        write(comparison.mix(), node.putObject("mix"));
        ArrayNode strips = node.putArray("strips");
        for (Comparison.OfStrip strip : comparison.strips()) {
            ObjectNode each = strips.addObject();
            each.put("strip", strip.strip().path());
            each.put("name", strip.name());
            each.put("in", name(strip.presence()));
            write(strip.residual(), each);
        }
        return CanonicalJson.bytes(node);
    }

    private static String name(Comparison.Presence presence) {
        return switch (presence) {
            case BOTH -> "both";
            case ONLY_EARLIER -> "from";
            case ONLY_LATER -> "to";
        };
    }

    private static void write(Residual residual, ObjectNode node) {
        node.put("identical", residual.isNothing());
        node.put("peakDbfs", rounded(residual.peakDbfs()));
        ArrayNode cells = node.putArray("cellsDbfs");
        residual.cellsDbfs().forEach(cell -> cells.add(rounded(cell)));
    }

    private static @Nullable Double rounded(double decibels) {
        return decibels == Double.NEGATIVE_INFINITY ? null : Math.round(decibels * STEPS_PER_DB) / STEPS_PER_DB;
    }
}
