package foldback.bench.kernels;

import foldback.dsp.AutoPan;
import foldback.dsp.Compressor;
import foldback.dsp.DeEsser;
import foldback.dsp.Delay;
import foldback.dsp.Eq;
import foldback.dsp.Filter;
import foldback.dsp.Gate;
import foldback.dsp.Limiter;
import foldback.dsp.ModulatedDelay;
import foldback.dsp.MultibandCompressor;
import foldback.dsp.Phaser;
import foldback.dsp.Processor;
import foldback.dsp.Reverb;
import foldback.dsp.Saturation;
import foldback.dsp.StereoTools;
import foldback.dsp.TempoProcessor;
import foldback.dsp.TransientShaper;
import foldback.dsp.Tremolo;
import foldback.mix.Processors;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** Processors with settings at which they have something to do, and a signal to do it to. */
final class AtWork {
    static final int RATE = 48_000;
    static final int TICK = Processor.TICK_FRAMES;

    /** As many ticks as a block of a render has, so that processors meet more than one signal. */
    static final int TICKS = 32;

    private record Kind(Supplier<Processor> make, Map<String, Double> settings) {}

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("filter", new Kind(Filter::new, Map.of("frequency", 200.0))),
            Map.entry(
                    "eq",
                    new Kind(
                            Eq::new,
                            Map.of(
                                    "band-1-gain",
                                    3.0,
                                    "band-2-gain",
                                    -3.0,
                                    "band-3-gain",
                                    2.0,
                                    "band-5-gain",
                                    -2.0,
                                    "band-8-gain",
                                    3.0))),
            Map.entry("compressor", new Kind(Compressor::new, Map.of("threshold", -30.0, "ratio", 3.0))),
            Map.entry("limiter", new Kind(Limiter::new, Map.of("drive", 12.0))),
            Map.entry("gate", new Kind(Gate::new, Map.of("range", 40.0, "threshold", -12.0))),
            Map.entry("de-esser", new Kind(DeEsser::new, Map.of("range", 12.0))),
            Map.entry("transient-shaper", new Kind(TransientShaper::new, Map.of("attack", 6.0, "sustain", -6.0))),
            Map.entry(
                    "multiband-compressor",
                    new Kind(
                            MultibandCompressor::new,
                            Map.of("band-1-ratio", 3.0, "band-2-ratio", 3.0, "band-3-ratio", 3.0))),
            Map.entry("saturation", new Kind(Saturation::new, Map.of("drive", 12.0))),
            Map.entry("chorus", new Kind(ModulatedDelay::chorus, Map.of("mix", 0.5))),
            Map.entry("flanger", new Kind(ModulatedDelay::flanger, Map.of("mix", 0.5))),
            Map.entry("phaser", new Kind(Phaser::new, Map.of("mix", 0.5))),
            Map.entry("tremolo", new Kind(Tremolo::new, Map.of("depth", 0.5))),
            Map.entry("auto-pan", new Kind(AutoPan::new, Map.of("depth", 0.5))),
            Map.entry("reverb", new Kind(Reverb::new, Map.of("early", 0.5))),
            Map.entry("delay", new Kind(Delay::new, Map.of("mix", 0.5))),
            Map.entry("stereo", new Kind(StereoTools::new, Map.of("width", 1.5, "mono-below", 120.0))));

    private AtWork() {}

    /** Prepared for two channels, and configured. */
    static Processor processor(String id) {
        Kind kind = KINDS.get(id);
        if (kind == null) {
            throw new IllegalArgumentException("no benchmark knows the processor " + id);
        }
        Processor processor = kind.make().get();
        processor.prepare(RATE, 2);
        if (processor instanceof TempoProcessor follower) {
            follower.tempo(120, 0);
        }
        processor.configure(Processors.find(id).orElseThrow().parameters().stream()
                .mapToDouble(p -> kind.settings().getOrDefault(p.id(), p.defaultValue()))
                .toArray());
        return processor;
    }

    /** Noise with a swell, around -12 dBFS. */
    static double[] signal(long seed, int frames) {
        Random random = new Random(seed);
        double[] samples = new double[frames];
        for (int i = 0; i < frames; i++) {
            double swell = 0.15 + 0.35 * ((i + seed * 97) % 2048) / 2048;
            samples[i] = swell * (2 * random.nextDouble() - 1);
        }
        return samples;
    }

    static double[][] stereo(int frames) {
        return new double[][] {signal(1, frames), signal(2, frames)};
    }
}
