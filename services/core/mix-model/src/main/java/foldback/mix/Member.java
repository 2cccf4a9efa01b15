package foldback.mix;

/** Somebody who belongs to the session. */
public record Member(Id id, String name, Role role) {}
