package foldback.log;

/** A record as it was read, with the place it has in the log. */
public record LogRecord(String topic, Position position, LogEntry entry) {}
