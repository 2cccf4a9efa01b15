package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.lanes.LaneKernel;
import foldback.dsp.lanes.LaneKernels;
import org.jspecify.annotations.Nullable;

/** Kernels that take the lanes apart and run each processor alone; every third they do not accept. */
final class NaiveKernels implements LaneKernels {
    @Override
    public LaneKernel kernelFor(Class<? extends Processor> kind) {
        return new Naive();
    }

    private static final class Naive implements LaneKernel {
        private int asked;

        @Override
        public boolean accepts(Processor processor) {
            asked++;
            return asked % 3 != 0;
        }

        @Override
        public void process(@Nullable Processor[] processors, double[] left, double @Nullable [] right) {
            for (int lane = 0; lane < LANES; lane++) {
                Processor processor = processors[lane];
                if (processor != null) {
                    double[][] apart = right == null
                            ? new double[][] {lane(left, lane)}
                            : new double[][] {lane(left, lane), lane(right, lane)};
                    processor.process(apart, 0, Processor.TICK_FRAMES);
                    put(apart[0], left, lane);
                    if (right != null) {
                        put(apart[1], right, lane);
                    }
                }
            }
        }

        @Override
        public void release() {}

        private static double[] lane(double[] lanes, int lane) {
            double[] alone = new double[Processor.TICK_FRAMES];
            for (int i = 0; i < alone.length; i++) {
                alone[i] = lanes[i * LANES + lane];
            }
            return alone;
        }

        private static void put(double[] alone, double[] lanes, int lane) {
            for (int i = 0; i < alone.length; i++) {
                lanes[i * LANES + lane] = alone[i];
            }
        }
    }
}
