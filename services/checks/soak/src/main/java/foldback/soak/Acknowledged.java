package foldback.soak;

/**
 * What a replica said came of a change.
 *
 * @param applied false if it was void
 */
record Acknowledged(String session, String client, long sequence, long version, boolean applied) {}
