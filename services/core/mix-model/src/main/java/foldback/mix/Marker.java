package foldback.mix;

/** A named point of the song. */
public record Marker(Id id, String name, Colour colour, long frame) {}
