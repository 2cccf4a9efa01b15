package foldback.mixdown;

import foldback.dsp.KeyedProcessor;
import foldback.dsp.Processor;
import foldback.dsp.ProcessorState;
import foldback.dsp.TempoProcessor;
import foldback.dsp.lanes.FrameKernels;
import org.jspecify.annotations.Nullable;

/** An insert as it runs: follows its automation, the tempo and its key, and is bypassed without a click. */
final class InsertRun {
    private static final int TICK = Processor.TICK_FRAMES;

    private InsertPlan plan;
    private final int sampleRateHertz;
    private Tempo tempo;
    private final FrameKernels frames;
    private final double[] values;
    private final double[] nextValues;
    private boolean followsAutomation;

    /** Whether the plan is another one than in the tick before. */
    private boolean replanned;

    private final boolean fades;
    private final DelayRing[] dryDelays;
    private final double[][] dry;
    private Processor processor;
    private double wet;
    private double nextWet;
    private boolean differs;
    private @Nullable Outbox keyFrom;
    private final double[][] key;

    /** @param keyChannels of the strip that drives it; 0 if there is none */
    InsertRun(InsertPlan plan, int sampleRateHertz, Tempo tempo, int keyChannels, FrameKernels frames) {
        this.plan = plan;
        this.sampleRateHertz = sampleRateHertz;
        this.tempo = tempo;
        this.frames = frames;
        values = new double[plan.values().size()];
        nextValues = new double[values.length];
        followsAutomation = plan.isAutomated() && !plan.isOut();
        fades = !plan.bypass().isConstant();
        dryDelays = DelayRing.each(fades ? plan.channels() : 0, plan.latencyFrames());
        dry = new double[dryDelays.length][TICK];
        key = new double[keyChannels][TICK];
        processor = plan.make(sampleRateHertz, 0, tempo, frames);
    }

    void driveFrom(Outbox from) {
        keyFrom = from;
    }

    String kind() {
        return plan.isOut() ? "" : plan.processor();
    }

    Processor processor() {
        return processor;
    }

    int channels() {
        return plan.channels();
    }

    /** Whether nothing but the processor has to be run: no key, no dry signal. */
    boolean isPlain() {
        return !fades && keyFrom == null;
    }

    /** Begins at a frame of the engine, having heard nothing. */
    void rewind(long tickFrame) {
        processor = plan.make(sampleRateHertz, tickFrame, tempo, frames);
        plan.valuesAt(tickFrame - plan.latencyBefore(), values);
        nextWet = wetAt(tickFrame);
        wet = nextWet;
        for (DelayRing delay : dryDelays) {
            delay.forget();
        }
    }

    /** Follows another plan of the same shape from the next tick on; what was heard stays. */
    void follow(InsertPlan next, Tempo nextTempo) {
        plan = next;
        tempo = nextTempo;
        followsAutomation = next.isAutomated() && !next.isOut();
        replanned = !next.isOut();
    }

    /** Whether what another run of this insert has heard is of use to this one. */
    boolean canAdopt(InsertRun other) {
        InsertPlan theirs = other.plan;
        return plan.id().equals(theirs.id())
                && kind().equals(other.kind())
                && plan.processor().equals(theirs.processor())
                && plan.channels() == theirs.channels()
                && plan.latencyFrames() == theirs.latencyFrames();
    }

    /** Goes on with the processor of another run, as that one was configured; it is of no use afterwards. */
    void adopt(InsertRun other) {
        processor = other.processor;
        System.arraycopy(other.values, 0, values, 0, values.length);
        if (dryDelays.length == other.dryDelays.length) {
            System.arraycopy(other.dryDelays, 0, dryDelays, 0, dryDelays.length);
            nextWet = other.nextWet;
            wet = other.wet;
        }
        replanned = !plan.isOut();
    }

    InsertPlan plan() {
        return plan;
    }

    private double wetAt(long tickFrame) {
        return plan.bypass().at(tickFrame - plan.latencyBefore() - plan.latencyFrames()) > 0 ? 0 : 1;
    }

    /** Looks at the tick that comes, and says whether {@link #advance} will touch the processor. */
    boolean looksAhead(long tickFrame) {
        differs = false;
        if (followsAutomation || replanned) {
            replanned = false;
            plan.valuesAt(tickFrame - plan.latencyBefore() + TICK, nextValues);
            differs = differs();
        }
        return differs || processor instanceof TempoProcessor;
    }

    /**
     * Goes on to the tick that was looked at: parameters as they will be at its end, and the tempo at its beginning.
     */
    void advance(long tickFrame) {
        if (processor instanceof TempoProcessor follower) {
            long songFrame = tickFrame - plan.latencyBefore();
            follower.tempo(tempo.beatsPerMinuteAt(songFrame), tempo.beatAt(songFrame));
        }
        if (differs) {
            System.arraycopy(nextValues, 0, values, 0, values.length);
            processor.configure(values);
        }
        if (fades) {
            wet = nextWet;
            nextWet = wetAt(tickFrame + TICK);
        }
    }

    private boolean differs() {
        for (int i = 0; i < values.length; i++) {
            if (values[i] != nextValues[i]) {
                return true;
            }
        }
        return false;
    }

    /** Runs a tick of one strip in place. */
    void process(double[][] tick, long chunk, int at) {
        for (int c = 0; c < dryDelays.length; c++) {
            System.arraycopy(tick[c], 0, dry[c], 0, TICK);
            dryDelays[c].delay(dry[c]);
        }
        if (keyFrom == null) {
            processor.process(tick, 0, TICK);
        } else {
            double[][] from = keyFrom.chunk(chunk);
            for (int c = 0; c < key.length; c++) {
                System.arraycopy(from[c], at, key[c], 0, TICK);
            }
            ((KeyedProcessor) processor).process(tick, key, 0, TICK);
        }
        if (fades && (wet < 1 || nextWet < 1)) {
            for (int c = 0; c < dry.length; c++) {
                mixDry(tick[c], dry[c]);
            }
        }
    }

    private void mixDry(double[] tick, double[] dryTick) {
        if (wet == 0 && nextWet == 0) {
            System.arraycopy(dryTick, 0, tick, 0, TICK);
        } else {
            frames.blend(tick, wet, nextWet, dryTick, 1 - wet, 1 - nextWet, tick);
        }
    }

    void exchange(ProcessorState state) {
        processor.exchange(state);
        for (DelayRing delay : dryDelays) {
            delay.exchange(state);
        }
    }
}
