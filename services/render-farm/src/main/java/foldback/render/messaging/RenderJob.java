package foldback.render.messaging;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * All that a worker needs to know of a render.
 *
 * @param render the content address of the result, under which it lies in the blob store
 * @param ticket of this asking: who calls it off, or asks again, means no other
 * @param session whose log the worker reports to
 * @param mixDocument the SHA-256 of the mix document
 * @param engine the version of the engine that was asked for
 * @param purpose {@code preview} or {@code comparison}, which overtake, or {@code final}
 * @param spec of the delivery, or what a comparison compares with
 * @param requestedBy who asked
 */
public record RenderJob(
        String render,
        String ticket,
        String session,
        String mixDocument,
        String engine,
        String purpose,
        JsonNode spec,
        String requestedBy) {
    /** Not called as a bean's property: it is no member of the JSON. */
    public boolean overtakes() {
        return !purpose.equals("final");
    }

    /** Whether two mixes are to be compared, and no files made. */
    public boolean compares() {
        return purpose.equals("comparison");
    }
}
