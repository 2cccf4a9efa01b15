package foldback.mix;

/**
 * Where a session branched off.
 *
 * @param session the one it was branched from, by its id
 * @param version of that session that it began with
 */
public record BranchPoint(String session, long version) {}
