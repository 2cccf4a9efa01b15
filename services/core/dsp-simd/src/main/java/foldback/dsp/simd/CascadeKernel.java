package foldback.dsp.simd;

import foldback.dsp.BiquadCascade;
import foldback.dsp.BiquadProcessor;
import foldback.dsp.Processor;
import org.jspecify.annotations.Nullable;

/** {@link BiquadProcessor} for eight lanes. */
final class CascadeKernel extends HoldingKernel {
    private final LaneCascade lanes = new LaneCascade();
    private final double[] untouchedLeft = new double[LanePasses.END];
    private final double[] untouchedRight = new double[LanePasses.END];
    private boolean anyIdle;

    @Override
    public boolean accepts(Processor processor) {
        return cascadeOf(processor) != null;
    }

    private static @Nullable BiquadCascade cascadeOf(@Nullable Processor processor) {
        return processor instanceof BiquadProcessor filter ? filter.cascade() : null;
    }

    @Override
    void take(@Nullable Processor processor, int lane, boolean stereo) {
        lanes.take(cascadeOf(processor), lane, stereo);
    }

    @Override
    void taken() {
        lanes.taken();
        anyIdle = false;
        for (int lane = 0; lane < LANES; lane++) {
            anyIdle |= lanes.active(lane) == 0;
        }
    }

    @Override
    void give(Processor processor, int lane, boolean stereo) {
        BiquadCascade cascade = cascadeOf(processor);
        if (cascade != null) {
            lanes.give(cascade, lane, stereo);
        }
    }

    @Override
    void run(double[] left, double @Nullable [] right) {
        if (lanes.sections() == 0) {
            return;
        }
        if (anyIdle) {
            keep(left, right);
        }
        lanes.run(left, right);
        if (anyIdle) {
            bringBack(left, right);
        }
    }

    /** A lane without sections keeps the signs of its zeros, too. */
    private void keep(double[] left, double @Nullable [] right) {
        System.arraycopy(left, 0, untouchedLeft, 0, untouchedLeft.length);
        if (right != null) {
            System.arraycopy(right, 0, untouchedRight, 0, untouchedRight.length);
        }
    }

    private void bringBack(double[] left, double @Nullable [] right) {
        for (int lane = 0; lane < LANES; lane++) {
            if (lanes.active(lane) > 0) {
                continue;
            }
            for (int at = lane; at < untouchedLeft.length; at += LANES) {
                left[at] = untouchedLeft[at];
            }
            if (right != null) {
                for (int at = lane; at < untouchedRight.length; at += LANES) {
                    right[at] = untouchedRight[at];
                }
            }
        }
    }
}
