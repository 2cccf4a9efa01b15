package foldback.log;

/** A record's place in a topic. */
public record Position(int partition, long offset) {}
