package foldback.bounce.delivery;

import foldback.dsp.Dither;
import foldback.mix.Mix;
import foldback.mixdown.Tap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One run of the engine, and the files that come of it.
 *
 * @param whole those of what the master makes
 * @param tapped those of what is heard at the strips
 */
record Pass(Mix mix, List<FileJob> whole, Map<Tap, List<FileJob>> tapped) {
    /** How many taps a pass has: each takes memory for all chunks in flight. */
    static final int MOST_TAPS = 64;

    Stream<FileJob> jobs() {
        return Stream.concat(whole.stream(), tapped.values().stream().flatMap(List::stream));
    }

    boolean shapes() {
        return jobs().anyMatch(job -> job.output().dither() == Dither.SHAPED);
    }
}
