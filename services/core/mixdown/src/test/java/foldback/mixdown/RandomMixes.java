package foldback.mixdown;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Mixes of any shape, from a seed: many strips, routes, sends, inserts of every kind with any settings. */
final class RandomMixes {
    private final Random random;
    private final MixBuilder mix = new MixBuilder();

    private RandomMixes(long seed) {
        random = new Random(seed);
    }

    static Mix of(long seed) {
        return new RandomMixes(seed).build();
    }

    private Mix build() {
        int buses = random.nextInt(5);
        int tracks = 1 + random.nextInt(20);
        for (int t = 0; t < tracks; t++) {
            mix.track("t" + t, clips(), output(0, buses), s -> strip(s, 0, buses));
        }
        for (int b = 0; b < buses; b++) {
            int own = b;
            Bus.Kind kind = random.nextBoolean() ? Bus.Kind.GROUP : Bus.Kind.RETURN;
            mix.bus("b" + b, kind, output(b + 1, buses), s -> strip(s, own + 1, buses));
        }
        return mix.master(s -> inserts(s.fader(-3), 2)).build();
    }

    private List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int c = 0; c < count; c++) {
            long from = random.nextInt(GoldenMixes.FRAMES / 2);
            long length = random.nextInt(GoldenMixes.FRAMES / 2);
            clips.add(
                    new Clip(new Id("c" + c), TestStems.hash(random.nextInt(6)), random.nextInt(10_000), from, length));
        }
        return clips;
    }

    /** Buses only feed those with a higher number. */
    private String output(int firstBus, int buses) {
        int to = firstBus + random.nextInt(buses - firstBus + 1);
        return to == buses ? "master" : "bus/b" + to;
    }

    private MixBuilder.StripOf strip(MixBuilder.StripOf fresh, int firstBus, int buses) {
        MixBuilder.StripOf strip =
                fresh.trim(between(-6, 3)).fader(between(-20, -3)).pan(between(-1, 1));
        if (random.nextInt(4) == 0) {
            strip = strip.inverted();
        }
        if (random.nextInt(12) == 0) {
            strip = random.nextBoolean() ? strip.muted() : strip.soloed();
        }
        for (int to = firstBus; to < buses; to++) {
            if (random.nextInt(3) == 0) {
                strip = strip.send("b" + to, random.nextBoolean(), between(-30, -6));
            }
        }
        return inserts(strip, 3);
    }

    private MixBuilder.StripOf inserts(MixBuilder.StripOf fresh, int most) {
        MixBuilder.StripOf strip = fresh;
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            ProcessorSpec spec = Processors.ALL.get(random.nextInt(Processors.ALL.size()));
            strip = strip.insert("i" + i, spec.id(), random.nextInt(6) == 0, settings(spec));
        }
        return strip;
    }

    /** Most of them as they come. */
    private Map<String, Double> settings(ProcessorSpec spec) {
        Map<String, Double> settings = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            if (random.nextInt(3) == 0) {
                settings.put(parameter.id(), value(parameter));
            }
        }
        return settings;
    }

    private double value(ParameterSpec parameter) {
        if (parameter.isDiscrete()) {
            return random.nextInt((int) parameter.maximum() + 1);
        }
        double middle = (parameter.defaultValue() + between(parameter.minimum(), parameter.maximum())) / 2;
        return Math.min(parameter.maximum(), Math.max(parameter.minimum(), middle));
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }
}
