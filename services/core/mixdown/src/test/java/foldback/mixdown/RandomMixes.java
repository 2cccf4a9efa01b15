package foldback.mixdown;

import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.PanLaw;
import foldback.mix.ParameterAddress;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Mixes of any shape, from a seed: many strips, routes, sends, inserts of every kind with any settings. */
final class RandomMixes {
    private final Random random;
    private final MixBuilder mix = new MixBuilder();

    private final boolean plain;

    private RandomMixes(long seed, boolean plain) {
        random = new Random(seed);
        this.plain = plain;
    }

    static Mix of(long seed) {
        return new RandomMixes(seed, false).build();
    }

    /** Without inserts, automation or solo. */
    static Mix plain(long seed) {
        return new RandomMixes(seed, true).build();
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
        mix.master(s -> inserts(s.fader(-3), 2));
        vcas(tracks, buses);
        if (!plain) {
            keys(tracks, buses);
        }
        Mix still = mix.build();
        return plain ? still : automated(still);
    }

    private void vcas(int tracks, int buses) {
        for (int v = random.nextInt(3); v > 0; v--) {
            String track = "track/t" + random.nextInt(tracks);
            double fader = between(-8, 3);
            boolean muted = random.nextInt(6) == 0;
            if (buses == 0) {
                mix.vca("v" + v, fader, muted, false, track);
            } else {
                mix.vca("v" + v, fader, muted, false, track, "bus/b" + random.nextInt(buses));
            }
        }
    }

    /** A new track that is driven by another, a new bus that is driven by a bus before it, or both. */
    private void keys(int tracks, int buses) {
        Map<String, Double> firm = Map.of("threshold", -35.0, "ratio", 5.0, "look-ahead", between(0, 3));
        String track = "track/t" + random.nextInt(tracks);
        mix.track("keyed", clips(), "master", s -> s.insert("limiter", Map.of()).keyed("k", "compressor", track, firm));
        if (buses > 0) {
            String bus = "bus/b" + random.nextInt(buses);
            mix.track("by-bus", clips(), "master", s -> s.keyed("k", "compressor", bus, firm));
        }
    }

    /** Up to a dozen lanes on whatever can be automated. */
    private Mix automated(Mix still) {
        List<ParameterAddress> all = addresses(still);
        Set<ParameterAddress> seen = new HashSet<>();
        for (int lanes = random.nextInt(12); lanes > 0; lanes--) {
            ParameterAddress address = all.get(random.nextInt(all.size()));
            ParameterSpec parameter = still.parameter(address).orElseThrow();
            if (parameter.automatable() && seen.add(address)) {
                mix.lane(new AutomationLane(address, random.nextInt(8) > 0, points(parameter)));
            }
        }
        return mix.build();
    }

    private static List<ParameterAddress> addresses(Mix still) {
        List<ParameterAddress> all = new ArrayList<>();
        still.tracks().forEach(t -> addresses(new StripAddress.OfTrack(t.id()), t.strip(), all));
        still.buses().forEach(b -> addresses(new StripAddress.OfBus(b.id()), b.strip(), all));
        addresses(StripAddress.MASTER, still.master(), all);
        still.vcas().forEach(v -> {
            all.add(new ParameterAddress.OfVca(v.id(), "fader"));
            all.add(new ParameterAddress.OfVca(v.id(), "mute"));
        });
        return all;
    }

    private static void addresses(StripAddress address, Strip strip, List<ParameterAddress> all) {
        StripParameters.STRIP.forEach(p -> all.add(new ParameterAddress.OfStrip(address, p.id())));
        strip.sends().forEach(s -> all.add(new ParameterAddress.OfSend(address, s.id(), "level")));
        for (Insert insert : strip.inserts()) {
            all.add(new ParameterAddress.OfInsert(address, insert.id(), "bypass"));
            Processors.find(insert.processor())
                    .orElseThrow()
                    .parameters()
                    .forEach(p -> all.add(new ParameterAddress.OfInsert(address, insert.id(), p.id())));
        }
    }

    private List<Breakpoint> points(ParameterSpec parameter) {
        List<Breakpoint> points = new ArrayList<>();
        long frame = random.nextInt(5000);
        for (int i = random.nextInt(6); i >= 0; i--) {
            Breakpoint.Curve curve = any(Breakpoint.Curve.values());
            points.add(new Breakpoint(frame, value(parameter), curve));
            frame += 1 + random.nextInt(15_000);
        }
        return points;
    }

    private List<Clip> clips() {
        List<Clip> clips = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int c = 0; c < count; c++) {
            long from = random.nextInt(GoldenMixes.FRAMES / 2);
            long length = random.nextInt(GoldenMixes.FRAMES / 2);
            clips.add(new Clip(
                    new Id("c" + c),
                    TestStems.hash(random.nextInt(6)),
                    random.nextInt(10_000),
                    from,
                    length,
                    random.nextBoolean() ? 0 : between(-9, 4),
                    fade(length / 2),
                    fade(length / 2)));
        }
        return clips;
    }

    private Fade fade(long longest) {
        long frames = random.nextBoolean() ? 0 : (long) (random.nextDouble() * longest);
        return new Fade(frames, any(Fade.Shape.values()));
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
            strip = plain || random.nextBoolean() ? strip.muted() : strip.soloed();
        }
        if (random.nextInt(3) == 0) {
            strip = strip.delay(random.nextInt(700))
                    .law(any(PanLaw.values()))
                    .width(between(0, 2))
                    .set("mute-keeps-pre-sends", random.nextInt(2))
                    .set("solo-safe", random.nextInt(2));
        }
        if (random.nextInt(5) == 0) {
            strip = strip.dual(between(-1, 1), between(-1, 1));
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
        int count = plain ? 0 : random.nextInt(most + 1);
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

    private <T> T any(T[] of) {
        return of[random.nextInt(of.length)];
    }

    private double between(double low, double high) {
        return low + random.nextDouble() * (high - low);
    }
}
