package foldback.mixdown;

import foldback.dsp.KeyedProcessor;
import foldback.dsp.Processor;
import foldback.dsp.TempoProcessor;
import foldback.dsp.lanes.FrameKernels;
import foldback.dsp.lanes.FrameProcessor;
import foldback.mix.Id;
import java.util.List;

/**
 * An insert of a strip, as it is to be run.
 *
 * @param id of the insert on its strip
 * @param processor its id in the registry
 * @param values of its parameters, in the registry's order
 * @param bypass above 0 while it is bypassed
 * @param channels that it processes
 * @param widens whether it makes a stereo strip of a mono one
 * @param latencyFrames how much later its output is than its input
 * @param latencyBefore how much later its input is than the song
 * @param keyed whether another strip drives it
 */
record InsertPlan(
        Id id,
        String processor,
        List<Curve> values,
        Curve bypass,
        int channels,
        boolean widens,
        int latencyFrames,
        int latencyBefore,
        boolean keyed) {
    InsertPlan {
        values = List.copyOf(values);
    }

    /** The same, so much later than the song. */
    InsertPlan behind(int latencyFrames) {
        return new InsertPlan(
                id, processor, values, bypass, channels, widens, this.latencyFrames, latencyFrames, keyed);
    }

    /** Whether it is out of the circuit all along: only its latency is left. */
    boolean isOut() {
        return bypass.isConstant() && bypass.at(0) > 0;
    }

    boolean isAutomated() {
        return values.stream().anyMatch(v -> !v.isConstant());
    }

    /** The values at a frame of the song. */
    void valuesAt(long songFrame, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = values.get(i).at(songFrame);
        }
    }

    /**
     * Makes the processor, prepared and configured for a place in the song.
     *
     * @param tickFrame the frame of the engine at which the first tick begins
     */
    Processor make(int sampleRateHertz, long tickFrame, Tempo tempo, FrameKernels frames) {
        if (isOut()) {
            Processor delay = new PureDelay(latencyFrames);
            delay.prepare(sampleRateHertz, channels);
            return delay;
        }
        Processor made = EngineProcessors.create(processor).orElseThrow();
        if (made instanceof FrameProcessor user) {
            user.use(frames);
        }
        made.prepare(sampleRateHertz, channels);
        long songFrame = tickFrame - latencyBefore;
        if (made instanceof TempoProcessor follower) {
            follower.tempo(tempo.beatsPerMinuteAt(songFrame), tempo.beatAt(songFrame));
        }
        double[] now = new double[values.size()];
        valuesAt(songFrame, now);
        made.configure(now);
        if (keyed && !(made instanceof KeyedProcessor)) {
            throw new IllegalStateException(processor + " has no sidechain");
        }
        return made;
    }
}
