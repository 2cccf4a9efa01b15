package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import java.util.Arrays;

/** Delays a signal, tick by tick, by a fixed number of frames. */
final class DelayRing {
    private static final int TICK = Processor.TICK_FRAMES;

    private final double[] ring;
    private final double[] swap = new double[TICK];
    private int at;

    DelayRing(int frames) {
        ring = new double[frames];
    }

    static DelayRing[] each(int channels, int frames) {
        DelayRing[] rings = new DelayRing[channels];
        for (int c = 0; c < channels; c++) {
            rings[c] = new DelayRing(frames);
        }
        return rings;
    }

    int frames() {
        return ring.length;
    }

    /** Takes a tick in, and leaves the one that comes out. */
    void delay(double[] tick) {
        if (ring.length == 0) {
            return;
        }
        if (ring.length < TICK) {
            delayWithinTick(tick);
            return;
        }
        int first = Math.min(TICK, ring.length - at);
        exchange(tick, 0, first);
        exchange(tick, first, TICK - first);
    }

    private void exchange(double[] tick, int from, int count) {
        System.arraycopy(ring, at, swap, 0, count);
        System.arraycopy(tick, from, ring, at, count);
        System.arraycopy(swap, 0, tick, from, count);
        at += count;
        if (at == ring.length) {
            at = 0;
        }
    }

    /** A ring shorter than a tick is filled anew by each, from index 0. */
    private void delayWithinTick(double[] tick) {
        int delay = ring.length;
        System.arraycopy(ring, 0, swap, 0, delay);
        System.arraycopy(tick, TICK - delay, ring, 0, delay);
        System.arraycopy(tick, 0, tick, delay, TICK - delay);
        System.arraycopy(swap, 0, tick, 0, delay);
    }

    void exchange(ProcessorState state) {
        state.numbers(ring);
        at = state.whole(at);
    }

    void forget() {
        Arrays.fill(ring, 0);
        at = 0;
    }
}
