package foldback.stem.application;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** {@code foldback.stems.*} */
@ConfigMapping(prefix = "foldback.stems")
interface StemSettings {
    /** The largest file that is taken. */
    @WithDefault("8589934592")
    long maxFileBytes();

    /** How many bytes all stems, and what is on its way, may have together. */
    @WithDefault("1099511627776")
    long quotaBytes();

    /** How many of them a workspace may have, whatever there is room for. */
    @WithDefault("274877906944")
    long workspaceQuotaBytes();

    /** How many files are read at a time; the others wait. */
    @WithDefault("2")
    int ingestAtOnce();

    /** How long the smallest file may take to be read. */
    @WithDefault("60s")
    Duration shortestDeadline();

    /** How long the largest may: less than after which whoever ingests is taken for dead. */
    @WithDefault("8m")
    Duration longestDeadline();

    /** After so long an upload that nobody completed is dropped, with what had arrived of it. */
    @WithDefault("7d")
    Duration abandonedAfter();

    /** Where files are read and written on their way; the system's folder for such without it. */
    Optional<Path> scratch();
}
