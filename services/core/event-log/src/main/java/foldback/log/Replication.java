package foldback.log;

/** Where the log runs: on one broker, or on several that hold copies for each other. */
public enum Replication {
    ONE_HOST,
    CLUSTER
}
