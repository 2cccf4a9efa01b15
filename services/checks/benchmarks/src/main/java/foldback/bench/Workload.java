package foldback.bench;

import java.util.Arrays;
import java.util.Optional;

/** What is done. */
enum Workload {
    CORE("w24-core", "24 tracks: five filters, compressor, fader and pan; limiter; warm", 128),
    COLD("w24-core-cold", "the same, ten minutes, each a process from start to end", 600),
    FULL("w24-full", "24 tracks with automation, groups, sends and a master chain; warm", 128),
    HUNDRED("100-tracks", "100 stereo tracks of six inserts, four minutes, a process", 240),
    LONG("64-tracks", "64 stereo tracks, ten minutes, a process whose memory is watched", 600),
    LOUDNESS("loudness", "loudness and true peak of a stem; warm", 128),
    RESAMPLING("resampling", "a stem from 44.1 to 48 kHz; warm", 128);

    private final String id;
    private final String what;
    private final int seconds;

    Workload(String id, String what, int seconds) {
        this.id = id;
        this.what = what;
        this.seconds = seconds;
    }

    static Optional<Workload> find(String id) {
        return Arrays.stream(values()).filter(w -> w.id.equals(id)).findFirst();
    }

    String id() {
        return id;
    }

    String what() {
        return what;
    }

    /** Of sound. */
    int seconds() {
        return seconds;
    }
}
