package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;

/** A sidechain on its way: a copy of a strip's signal, delayed until it is as late as what it drives. */
final class Key {
    private final Outbox target;
    private final DelayRing[] delays;
    private final double[] scratch = new double[Processor.TICK_FRAMES];

    Key(Outbox target, int channels, int delayFrames) {
        this.target = target;
        delays = DelayRing.each(channels, delayFrames);
    }

    void feed(double[][] strip, long chunk, int at) {
        double[][] to = target.chunk(chunk);
        for (int c = 0; c < delays.length; c++) {
            System.arraycopy(strip[c], 0, scratch, 0, scratch.length);
            delays[c].delay(scratch);
            System.arraycopy(scratch, 0, to[c], at, scratch.length);
        }
    }

    /** Goes on with what another key to the same place has on its way. */
    void adopt(Key other) {
        for (int c = 0; c < delays.length && c < other.delays.length; c++) {
            if (delays[c].frames() == other.delays[c].frames()) {
                delays[c] = other.delays[c];
            }
        }
    }

    void exchange(ProcessorState state) {
        for (DelayRing delay : delays) {
            delay.exchange(state);
        }
    }
}
