package foldback.mix;

/**
 * A named, frozen version.
 *
 * @param version of the session when it was cut; its mix document is the mix at that version
 */
public record Revision(Id id, String name, long version) {}
