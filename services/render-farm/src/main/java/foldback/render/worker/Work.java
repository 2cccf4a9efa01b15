package foldback.render.worker;

import foldback.render.messaging.FileFacts;
import foldback.render.messaging.RenderJob;
import java.io.IOException;
import java.util.List;
import java.util.function.DoubleConsumer;

/** How a job is carried out. */
@FunctionalInterface
interface Work {
    /** What came of a job. */
    sealed interface Result {
        /**
         * It is in the blob store.
         *
         * @param files none, of a comparison
         * @param clampedSamples that were beyond what the mixer's sums can hold
         */
        record Finished(List<FileFacts> files, List<String> leftOut, long clampedSamples) implements Result {
            public Finished {
                files = List.copyOf(files);
                leftOut = List.copyOf(leftOut);
            }
        }

        /** No worker could do it, however often it is tried. */
        record Refused(String reason) implements Result {}
    }

    /**
     * Renders and stores, unless another worker has.
     *
     * @param progress told 0 to 1 after each block
     * @throws InterruptedException if the thread was interrupted; there is no result then
     */
    Result run(RenderJob job, DoubleConsumer progress) throws IOException, InterruptedException;
}
