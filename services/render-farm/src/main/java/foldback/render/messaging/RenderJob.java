package foldback.render.messaging;

/**
 * All that a worker needs to know of a bounce.
 *
 * @param render the content address of the result, which is also its name in the blob store
 * @param session whose log the worker reports to
 * @param mixDocument the SHA-256 of the mix document
 */
public record RenderJob(String render, String session, String mixDocument, RenderSpec spec) {}
