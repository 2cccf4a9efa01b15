package foldback.mixdown;

import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import java.util.Arrays;
import java.util.List;

/** The inserts of a strip, one after the other. */
final class InsertChain {
    private final List<Processor> processors;
    private final int latencyFrames;

    InsertChain(List<Processor> processors) {
        this.processors = List.copyOf(processors);
        latencyFrames = processors.stream().mapToInt(Processor::latencyFrames).sum();
    }

    int latencyFrames() {
        return latencyFrames;
    }

    void process(double[][] tick) {
        for (Processor processor : processors) {
            processor.process(tick, 0, Processor.TICK_FRAMES);
        }
    }

    /** What a bypassed processor leaves behind: its latency. */
    static final class PureDelay implements Processor {
        private final int latencyFrames;
        private double[][] rings = new double[0][];
        private int at;

        PureDelay(int latencyFrames) {
            this.latencyFrames = latencyFrames;
        }

        @Override
        public void prepare(int sampleRateHertz, int channels) {
            rings = new double[channels][latencyFrames];
            at = 0;
        }

        @Override
        public void configure(double[] parameters) {}

        @Override
        public void process(double[][] channels, int from, int frames) {
            if (latencyFrames == 0) {
                return;
            }
            for (int i = from; i < from + frames; i++) {
                for (int c = 0; c < rings.length; c++) {
                    double late = rings[c][at];
                    rings[c][at] = channels[c][i];
                    channels[c][i] = late;
                }
                at = at + 1 == latencyFrames ? 0 : at + 1;
            }
        }

        @Override
        public void reset() {
            for (double[] ring : rings) {
                Arrays.fill(ring, 0);
            }
            at = 0;
        }

        @Override
        public void exchange(ProcessorState state) {
            for (double[] ring : rings) {
                state.numbers(ring);
            }
            at = state.whole(at);
        }

        @Override
        public int latencyFrames() {
            return latencyFrames;
        }
    }
}
