package foldback.mixdown;

import foldback.dsp.Processor;

/** A way from a strip into a summing point, delayed by as much as the slowest way into the same point is late. */
final class Route {
    private final SummingPoint target;
    private final double leftGain;
    private final double rightGain;
    private final double[] leftRing;
    private final double[] rightRing;
    private int at;

    Route(SummingPoint target, double leftGain, double rightGain, int delayFrames) {
        this.target = target;
        this.leftGain = leftGain;
        this.rightGain = rightGain;
        leftRing = new double[delayFrames];
        rightRing = new double[delayFrames];
    }

    /** Sends a tick on its way. */
    void feed(double[][] strip) {
        double[] left = strip[0];
        double[] right = strip[strip.length - 1];
        boolean delayed = leftRing.length > 0;
        for (int i = 0; i < Processor.TICK_FRAMES; i++) {
            double l = target.snapped(left[i] * leftGain);
            double r = target.snapped(right[i] * rightGain);
            if (delayed) {
                double lateLeft = leftRing[at];
                double lateRight = rightRing[at];
                leftRing[at] = l;
                rightRing[at] = r;
                at = at + 1 == leftRing.length ? 0 : at + 1;
                l = lateLeft;
                r = lateRight;
            }
            target.add(0, i, l);
            target.add(1, i, r);
        }
    }
}
