package foldback.bounce;

import foldback.dsp.simd.VectorKernels;
import foldback.mixdown.Crew;
import foldback.mixdown.RenderOptions;
import foldback.mixdown.parallel.ThreadCrew;

/**
 * What renders run on. None of it changes a bit.
 *
 * @param threads of one render
 */
public record RenderMachine(int threads, Kernels kernels) {
    /** How strips are run. */
    public enum Kernels {
        /** In vector lanes where this JVM has them. */
        AUTO,
        /** One after the other: the reference. */
        SCALAR
    }

    public static final int MOST_THREADS = 256;

    public RenderMachine {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("a render has 1 to " + MOST_THREADS + " threads, not " + threads);
        }
    }

    /** Everything that this machine has, for one render. */
    public static RenderMachine all() {
        return new RenderMachine(share(1), Kernels.AUTO);
    }

    /** How many threads a render gets of this machine where several run at once. */
    public static int share(int rendersAtOnce) {
        int each = Runtime.getRuntime().availableProcessors() / rendersAtOnce;
        return Math.clamp(each, 1, MOST_THREADS);
    }

    /** Whether strips run in vector lanes. */
    public boolean hasVectors() {
        return kernels == Kernels.AUTO && VectorKernels.available();
    }

    public RenderOptions options() {
        Crew crew = threads == 1 ? Crew.alone() : new ThreadCrew(threads);
        return RenderOptions.PLAIN.withCrew(crew).withKernels(hasVectors() ? new VectorKernels() : null);
    }
}
