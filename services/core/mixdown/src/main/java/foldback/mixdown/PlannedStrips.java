package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.mix.Clip;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The strips of a checked mix, in the order they run, with every way into a summing point delayed so that all arrive together.
 * What is not heard is left out: it cannot change a bit.
 */
final class PlannedStrips {
    private final Mix mix;
    private final Map<StemHash, StemReader> stems;
    private final Map<StripAddress, StripNode> nodes = new LinkedHashMap<>();
    private final Map<StripAddress, InsertChain> chains = new HashMap<>();
    private final StripNode master;
    private final double masterLeft;
    private final double masterRight;
    private final int latencyFrames;

    PlannedStrips(Mix mix, Console console, Map<StemHash, StemReader> stems) {
        this.mix = mix;
        this.stems = stems;
        List<Console.Cable> cables = heard(console);
        Set<StripAddress> used = new HashSet<>();
        used.add(StripAddress.MASTER);
        cables.forEach(c -> used.add(c.from()));
        for (StripAddress address : console.order()) {
            if (used.contains(address)) {
                nodes.put(address, node(address, console.strip(address)));
            }
        }
        Map<StripAddress, Integer> latencyIn = latencies(cables);
        cables.forEach(c -> node(c.from()).addRoute(route(c, console.strip(c.from()), latencyIn)));
        master = node(StripAddress.MASTER);
        double fader = mix.master().muted() ? 0 : level(mix.master().faderDb());
        masterLeft = fader * PanLaw.stereoLeft(mix.master().pan());
        masterRight = fader * PanLaw.stereoRight(mix.master().pan());
        latencyFrames = latencyOut(StripAddress.MASTER, latencyIn);
    }

    /** The cables through which something gets to the master in the end. */
    private static List<Console.Cable> heard(Console console) {
        Set<StripAddress> arriving = new HashSet<>();
        arriving.add(StripAddress.MASTER);
        List<Console.Cable> heard = new ArrayList<>();
        for (Console.Cable cable : console.heard().reversed()) {
            if (arriving.contains(cable.to())) {
                arriving.add(cable.from());
            }
        }
        for (Console.Cable cable : console.heard()) {
            if (arriving.contains(cable.to())) {
                heard.add(cable);
            }
        }
        return heard;
    }

    private StripNode node(StripAddress address) {
        StripNode node = nodes.get(address);
        if (node == null) {
            throw new IllegalStateException("no strip at " + address.path());
        }
        return node;
    }

    private StripNode node(StripAddress address, Strip strip) {
        double trim = DspMath.decibelsToLinear(strip.trimDb()) * (strip.polarityInverted() ? -1 : 1);
        if (address instanceof StripAddress.OfTrack a) {
            Track track = mix.track(a.track()).orElseThrow();
            List<ClipPlayer.Part> parts = track.clips().stream()
                    .map(c -> new ClipPlayer.Part(c, stem(c)))
                    .toList();
            int channels =
                    parts.stream().mapToInt(p -> p.stem().channels()).max().orElse(1);
            return new StripNode(new ClipPlayer(parts, channels), channels, trim, chain(address, strip, channels));
        }
        return new StripNode(null, 2, trim, chain(address, strip, 2));
    }

    private StemReader stem(Clip clip) {
        StemReader reader = stems.get(clip.stem());
        if (reader == null) {
            throw new IllegalStateException("the stem " + clip.stem() + " was not checked");
        }
        return reader;
    }

    private InsertChain chain(StripAddress address, Strip strip, int channels) {
        List<Processor> processors = new ArrayList<>();
        for (Insert insert : strip.inserts()) {
            processors.add(processor(insert, channels));
        }
        InsertChain chain = new InsertChain(processors);
        chains.put(address, chain);
        return chain;
    }

    private Processor processor(Insert insert, int channels) {
        ProcessorSpec spec = Processors.find(insert.processor()).orElseThrow();
        Processor processor = EngineProcessors.create(spec.id()).orElseThrow();
        int rate = mix.sampleRate().hertz();
        processor.prepare(rate, channels);
        if (insert.bypassed()) {
            Processor delay = new InsertChain.PureDelay(processor.latencyFrames());
            delay.prepare(rate, channels);
            return delay;
        }
        processor.configure(values(spec, insert));
        return processor;
    }

    /** In the registry's order; a parameter that is younger than the insert has its default. */
    private static double[] values(ProcessorSpec spec, Insert insert) {
        return spec.parameters().stream()
                .mapToDouble(p -> insert.parameters().getOrDefault(p.id(), p.defaultValue()))
                .toArray();
    }

    /** How late the signal is at the input of each strip: as late as its latest feeder. */
    private Map<StripAddress, Integer> latencies(List<Console.Cable> cables) {
        Map<StripAddress, Integer> latencyIn = new HashMap<>();
        for (StripAddress address : nodes.keySet()) {
            int out = latencyOut(address, latencyIn);
            for (Console.Cable cable : cables) {
                if (cable.from().equals(address)) {
                    latencyIn.merge(cable.to(), out, Math::max);
                }
            }
        }
        return latencyIn;
    }

    private int latencyOut(StripAddress address, Map<StripAddress, Integer> latencyIn) {
        InsertChain chain = chains.get(address);
        return latencyIn.getOrDefault(address, 0) + (chain == null ? 0 : chain.latencyFrames());
    }

    private Route route(Console.Cable cable, Strip strip, Map<StripAddress, Integer> latencyIn) {
        StripNode from = node(cable.from());
        SummingPoint target = node(cable.to()).input();
        int delay = latencyIn.getOrDefault(cable.to(), 0) - latencyOut(cable.from(), latencyIn);
        double fader = level(strip.faderDb());
        Send send = cable.send();
        boolean mono = from.channels() == 1;
        if (send == null) {
            double left = mono ? PanLaw.monoLeft(strip.pan()) : PanLaw.stereoLeft(strip.pan());
            double right = mono ? PanLaw.monoRight(strip.pan()) : PanLaw.stereoRight(strip.pan());
            return new Route(target, fader * left, fader * right, delay);
        }
        // A send taps the strip before its pan; a mono one enters its bus in the middle.
        double gain = level(send.levelDb()) * (send.preFader() ? 1 : fader) * (mono ? PanLaw.monoLeft(0) : 1);
        return new Route(target, gain, gain, delay);
    }

    private static double level(double decibels) {
        return decibels <= ParameterSpec.SILENCE_DB ? 0 : DspMath.decibelsToLinear(decibels);
    }

    /** By how many frames the output is later than the song. */
    int latencyFrames() {
        return latencyFrames;
    }

    /** Runs every strip for a tick that begins at a frame of the song. */
    void run(long frame, double[][] out) {
        for (StripNode node : nodes.values()) {
            node.run(frame);
        }
        for (int i = 0; i < Processor.TICK_FRAMES; i++) {
            out[0][i] = master.tick()[0][i] * masterLeft;
            out[1][i] = master.tick()[1][i] * masterRight;
        }
    }

    long clamped() {
        return nodes.values().stream().mapToLong(StripNode::clamped).sum();
    }
}
