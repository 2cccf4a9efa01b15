package foldback.mixdown.web;

import foldback.mix.StemHash;
import foldback.mixdown.StemReader;
import foldback.mixdown.StemSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The stems that were announced, by number; their samples come through {@link Samples}. */
final class StemDesk implements StemSource {
    /** Where samples come from. */
    interface Samples {
        /**
         * Fills arrays with frames of a stem, from index 0.
         *
         * @param stem its number
         * @param count at most {@link Layout#PIECE_FRAMES}
         */
        void read(int stem, long frame, double[][] into, int count);
    }

    private final Samples samples;
    private final Map<StemHash, StemReader> stems = new HashMap<>();

    StemDesk(Samples samples) {
        this.samples = samples;
    }

    void add(StemHash hash, int number, int channels, int sampleRate, long frames) {
        stems.put(hash, new Numbered(samples, number, channels, sampleRate, frames));
    }

    @Override
    public Optional<StemReader> open(StemHash stem) {
        return Optional.ofNullable(stems.get(stem));
    }

    private record Numbered(Samples samples, int number, int channels, int sampleRate, long frames)
            implements StemReader {
        @Override
        public void read(long frame, double[][] into, int count) {
            samples.read(number, frame, into, count);
        }
    }
}
