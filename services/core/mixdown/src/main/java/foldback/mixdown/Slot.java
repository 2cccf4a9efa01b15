package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.LaneKernels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One place in the line of inserts of a group: at most one insert of each strip, all of them of one kind. */
final class Slot {
    private static final int LANES = LaneKernel.LANES;

    /** A kernel costs as much for one strip as for eight, about as much as two of them alone. */
    private static final int FEWEST_TOGETHER = 2;

    /** So many that run alone are fetched together. */
    private static final int MANY_ALONE = 3;

    private final @Nullable InsertRun[] inserts = new @Nullable InsertRun[LANES];
    private final @Nullable Processor[] together = new @Nullable Processor[LANES];
    private final @Nullable LaneKernel kernel;

    /** How many run in the kernel, and how many without, once that is chosen: until one is configured anew. */
    private int running;

    private int alone;
    private boolean chosen;

    /** @param inserts one for each strip; null where it has none */
    Slot(List<@Nullable InsertRun> inserts, @Nullable LaneKernels kernels) {
        LaneKernel found = null;
        int plain = 0;
        for (int lane = 0; lane < inserts.size(); lane++) {
            InsertRun insert = inserts.get(lane);
            this.inserts[lane] = insert;
            if (insert != null && insert.isPlain()) {
                plain++;
                found = found == null && kernels != null
                        ? kernels.kernelFor(insert.processor().getClass())
                        : found;
            }
        }
        kernel = plain >= FEWEST_TOGETHER ? found : null;
    }

    /** Runs a tick: the alike together, the others alone. */
    void run(LaneTick tick, long tickFrame, long chunk, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            InsertRun insert = inserts[lane];
            if (insert != null) {
                if (insert.looksAhead(tickFrame)) {
                    release();
                }
                insert.advance(tickFrame);
            }
        }
        if (!chosen) {
            choose();
        }
        if (kernel != null && running > 0) {
            tick.bringTogether();
            kernel.process(together, tick.lanesLeft(), tick.lanesRight());
        }
        if (alone > 0) {
            runAlone(tick, chunk, at);
        }
    }

    /** Leaves the processors as they would be if each had run alone. */
    void release() {
        if (kernel != null) {
            kernel.release();
        }
        chosen = false;
    }

    private void choose() {
        running = 0;
        alone = 0;
        for (int lane = 0; lane < LANES; lane++) {
            InsertRun insert = inserts[lane];
            together[lane] = null;
            if (insert != null) {
                alone++;
                if (kernel != null && insert.isPlain() && kernel.accepts(insert.processor())) {
                    together[lane] = insert.processor();
                    running++;
                }
            }
        }
        if (running < FEWEST_TOGETHER) {
            Arrays.fill(together, null);
            running = 0;
        }
        alone -= running;
        chosen = true;
    }

    private void runAlone(LaneTick tick, long chunk, int at) {
        if (alone >= MANY_ALONE) {
            tick.setApart();
        }
        for (int lane = 0; lane < LANES; lane++) {
            InsertRun insert = inserts[lane];
            if (insert != null && together[lane] == null) {
                tick.fetch(lane);
                insert.process(tick.strip(lane), chunk, at);
                tick.putBack(lane);
            }
        }
    }
}
