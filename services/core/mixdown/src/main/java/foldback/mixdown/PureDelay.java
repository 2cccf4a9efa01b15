package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;

/** What a bypassed processor leaves behind: its latency. Runs whole ticks only. */
final class PureDelay implements Processor {
    private final int latencyFrames;
    private DelayRing[] rings = new DelayRing[0];

    PureDelay(int latencyFrames) {
        this.latencyFrames = latencyFrames;
    }

    @Override
    public void prepare(int sampleRateHertz, int channels) {
        rings = DelayRing.each(channels, latencyFrames);
    }

    @Override
    public void configure(double[] parameters) {}

    @Override
    public void process(double[][] channels, int from, int frames) {
        if (from != 0 || frames != TICK_FRAMES) {
            throw new IllegalArgumentException("a tick is delayed whole, not " + frames + " frames from " + from);
        }
        for (int c = 0; c < rings.length; c++) {
            rings[c].delay(channels[c]);
        }
    }

    @Override
    public void reset() {
        for (DelayRing ring : rings) {
            ring.forget();
        }
    }

    @Override
    public void exchange(ProcessorState state) {
        for (DelayRing ring : rings) {
            ring.exchange(state);
        }
    }

    @Override
    public int latencyFrames() {
        return latencyFrames;
    }
}
