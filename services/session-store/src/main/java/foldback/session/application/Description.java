package foldback.session.application;

/**
 * A session as a list shows it, and how far in the log that is.
 *
 * @param offset of the last record that was folded
 */
public record Description(SessionSummary summary, int partition, long offset) {}
