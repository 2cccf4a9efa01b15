package foldback.bench;

/**
 * One run.
 *
 * @param cpuSeconds user and system, of all threads and processes
 * @param hash of what was made, or a figure that says the same; empty where there is nothing
 * @param peakMegabytes the most memory that was resident; 0 where it was not watched
 */
record Measurement(double wallSeconds, double cpuSeconds, String hash, double peakMegabytes) {}
