package foldback.mixdown;

import static foldback.mixdown.MixBuilder.at;
import static foldback.mixdown.MixBuilder.hold;

import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Fade;
import foldback.mix.Id;
import foldback.mix.PanLaw;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.StemHash;
import foldback.mix.TempoMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small mixes that between them use everything there is. */
final class GoldenMixes {
    static final int FRAMES = 60_000;

    private GoldenMixes() {}

    static TestStems stems() {
        TestStems stems = new TestStems();
        for (int i = 0; i < 6; i++) {
            stems.addNoise(i, 1 + i % 2, FRAMES);
        }
        return stems;
    }

    static Map<String, MixBuilder> all() {
        Map<String, MixBuilder> all = new LinkedHashMap<>();
        all.put("balance", balance());
        all.put("equalised-and-filtered", equalised());
        all.put("compressed-groups", compressedGroups());
        all.put("reverb-sends", reverbSends());
        all.put("limited-with-latency", limited());
        all.put("clips-over-each-other", clips());
        all.put("fades-and-clip-gains", fades());
        all.put("pans-widths-and-delays", pans());
        all.put("vcas-mutes-and-solo-safe", vcas());
        all.put("sidechains", sidechains());
        all.put("automated-strips", automatedStrips());
        all.put("automated-inserts-and-bypass", automatedInserts());
        all.put("tempo-changes", tempo());
        Processors.ALL.forEach(spec -> all.put("processor-" + spec.id(), processor(spec)));
        return all;
    }

    private static StemHash stem(int i) {
        return TestStems.hash(i);
    }

    private static MixBuilder balance() {
        MixBuilder mix = new MixBuilder();
        for (int i = 0; i < 6; i++) {
            double step = i;
            mix.track(
                    "t" + i,
                    stem(i),
                    FRAMES,
                    "master",
                    s -> s.trim(step - 3).fader(-6 - step).pan(step / 3 - 1));
        }
        return mix.track("late", stem(0), FRAMES, "master", s -> s.inverted().fader(-20));
    }

    private static MixBuilder equalised() {
        return new MixBuilder()
                .track(
                        "a",
                        stem(0),
                        FRAMES,
                        "master",
                        s -> s.insert("filter", Map.of("frequency", 120.0, "slope", 1.0))
                                .insert("eq", Map.of("band-1-gain", 4.0, "band-4-gain", -7.5, "band-8-gain", 6.0)))
                .track(
                        "b",
                        stem(1),
                        FRAMES,
                        "master",
                        s -> s.fader(-9)
                                .insert("filter", Map.of("shape", 1.0, "frequency", 5000.0))
                                .insert("eq", Map.of("band-2-gain", -3.0, "band-7-gain", 9.0, "band-7-q", 4.0)));
    }

    private static MixBuilder compressedGroups() {
        Map<String, Double> firm = Map.of("threshold", -24.0, "ratio", 4.0, "makeup", 5.0);
        return new MixBuilder()
                .track("a", stem(0), FRAMES, "bus/drums", s -> s.insert("compressor", firm))
                .track("b", stem(1), FRAMES, "bus/drums", s -> s.pan(0.4))
                .track("c", stem(2), FRAMES, "bus/all", s -> s.fader(-4))
                .bus(
                        "drums",
                        Bus.Kind.GROUP,
                        "bus/all",
                        s -> s.fader(-2).insert("compressor", Map.of("threshold", -18.0, "mix", 0.6)))
                .group("all", s -> s.insert("eq", Map.of("band-8-gain", 1.5)));
    }

    private static MixBuilder reverbSends() {
        return new MixBuilder()
                .track(
                        "a",
                        stem(0),
                        FRAMES,
                        "master",
                        s -> s.send("room", false, -12).fader(-6))
                .track(
                        "b",
                        stem(3),
                        FRAMES,
                        "master",
                        s -> s.send("hall", true, -15).fader(-8))
                .returning("room", s -> s.insert("reverb", Map.of("decay", 0.6, "pre-delay", 5.0)))
                .returning(
                        "hall",
                        s -> s.insert("reverb", Map.of("decay", 2.5, "width", 0.7))
                                .send("room", false, -20));
    }

    private static MixBuilder limited() {
        return new MixBuilder()
                .track("a", stem(0), FRAMES, "master", s -> s.insert("limiter", Map.of("drive", 9.0)))
                .track("b", stem(1), FRAMES, "bus/rest", s -> s.fader(-3))
                .track("c", stem(4), FRAMES, "bus/rest", s -> s.insert("x", "limiter", true, Map.of("drive", 9.0)))
                .group("rest", s -> s.pan(-0.3))
                .master(s -> s.fader(-1).insert("limiter", Map.of("ceiling", -2.0, "drive", 4.0)));
    }

    private static MixBuilder clips() {
        List<Clip> clips = List.of(
                new Clip(new Id("a"), stem(0), 1000, 0, 20_000),
                new Clip(new Id("b"), stem(1), 15_003, 777, 30_001),
                new Clip(new Id("c"), stem(2), 15_003, 0, 500),
                new Clip(new Id("d"), stem(0), 70_000, 59_000, 1000));
        return new MixBuilder()
                .track("a", clips, "master", s -> s.fader(-6))
                .track("b", stem(4), FRAMES, "master", s -> s);
    }

    private static MixBuilder fades() {
        List<Clip> clips = new ArrayList<>();
        for (Fade.Shape shape : Fade.Shape.values()) {
            int at = clips.size();
            Fade in = new Fade(3001, shape);
            Fade out = new Fade(7000, shape);
            clips.add(new Clip(new Id("c" + at), stem(at), 14_000L * at + 5, 50, 20_001, at * 3 - 4, in, out));
        }
        return new MixBuilder().track("a", clips, "master", s -> s.fader(-3));
    }

    private static MixBuilder pans() {
        MixBuilder mix = new MixBuilder();
        for (PanLaw law : PanLaw.values()) {
            double to = mix.tracks() / 4.0 - 0.4;
            mix.track(
                    "m" + mix.tracks(),
                    stem(0),
                    FRAMES,
                    "bus/g",
                    s -> s.law(law).pan(to).delay((int) (1000 * to + 401)).fader(-9));
        }
        return mix.track(
                        "dual", stem(1), FRAMES, "bus/g", s -> s.dual(0.8, -0.1).width(0.4))
                .track("wide", stem(3), FRAMES, "master", s -> s.width(1.7).delay(37))
                .group("g", s -> s.width(0.6).pan(0.2))
                .master(s -> s.width(1.3).fader(-4));
    }

    private static MixBuilder vcas() {
        return new MixBuilder()
                .track("a", stem(0), FRAMES, "bus/g", s -> s.send("fx", false, -6))
                .track(
                        "b",
                        stem(1),
                        FRAMES,
                        "bus/g",
                        s -> s.muted().set("mute-keeps-pre-sends", 1).send("fx", true, -9))
                .track("c", stem(2), FRAMES, "master", s -> s)
                .track(
                        "safe",
                        stem(3),
                        FRAMES,
                        "master",
                        s -> s.set("solo-safe", 1).fader(-12))
                .group("g", s -> s.soloed())
                .returning("fx", s -> s.insert("reverb", Map.of("decay", 0.5)))
                .vca("v", -4.5, false, false, "track/a", "bus/g")
                .vca("w", 2, false, false, "track/a", "track/safe");
    }

    private static MixBuilder sidechains() {
        Map<String, Double> duck = Map.of("threshold", -30.0, "ratio", 8.0, "attack", 1.0);
        return new MixBuilder()
                .track("kick", stem(0), FRAMES, "master", s -> s.muted())
                .track("late", stem(2), FRAMES, "bus/g", s -> s.fader(-6).insert("limiter", Map.of("drive", 6.0)))
                .track("bass", stem(1), FRAMES, "master", s -> s.keyed("duck", "compressor", "track/kick", duck))
                .track("pad", stem(3), FRAMES, "bus/g", s -> s.keyed("duck", "compressor", "track/late", duck))
                .group("g", s -> s)
                .returning("fx", s -> s)
                .master(s -> s.keyed("duck", "compressor", "bus/g", Map.of("threshold", -12.0)));
    }

    private static MixBuilder automatedStrips() {
        return new MixBuilder()
                .track(
                        "a",
                        stem(0),
                        FRAMES,
                        "bus/g",
                        s -> s.send("fx", false, -6).insert("limiter", Map.of()))
                .track("b", stem(1), FRAMES, "master", s -> s.fader(-6))
                .group("g", s -> s)
                .returning("fx", s -> s.fader(-3))
                .vca("v", 0, false, false, "bus/g", "track/b")
                .automate("track/a/fader", at(1000, -144), at(9000, 0), hold(20_000, -6), at(40_000, 2))
                .automate("track/a/trim", at(0, -6), at(50_000, 3))
                .automate("track/a/polarity", hold(0, 0), hold(30_000, 1))
                .automate("track/a/send/s0/level", at(0, -30), at(30_000, 0))
                .automate("track/b/width", at(5000, 0), at(25_000, 2))
                .automate("track/b/mute", hold(15_001, 1), hold(22_222, 0))
                .automate("bus/g/pan", at(0, -1), new Breakpoint(20_000, 1, Breakpoint.Curve.S_CURVE), at(40_000, 0))
                .automate("vca/v/fader", at(10_000, 0), at(55_000, -12))
                .automate("master/fader", at(50_000, 0), at(60_000, -144));
    }

    private static MixBuilder automatedInserts() {
        return new MixBuilder()
                .track(
                        "a",
                        stem(0),
                        FRAMES,
                        "master",
                        s -> s.fader(-6)
                                .insert("f", "filter", false, Map.of("slope", 1.0))
                                .insert("lim", "limiter", false, Map.of("drive", 6.0)))
                .track(
                        "b",
                        stem(1),
                        FRAMES,
                        "master",
                        s -> s.fader(-9)
                                .insert("c", "compressor", false, Map.of("ratio", 6.0))
                                .insert("r", "reverb", false, Map.of("decay", 0.4)))
                .automate("track/a/insert/f/frequency", at(0, 30), at(30_000, 3000), at(60_000, 100))
                .automate("track/a/insert/lim/bypass", hold(0, 1), hold(10_000, 0), hold(30_000, 1), hold(41_000, 0))
                .automate("track/b/insert/c/threshold", at(0, 0), at(20_000, -40))
                .automate("track/b/insert/c/makeup", at(0, 0), at(40_000, 12))
                .automate("track/b/insert/r/mix", at(0, 0), at(35_000, 0.8));
    }

    private static MixBuilder tempo() {
        TempoMap map = new TempoMap(
                List.of(new TempoMap.Tempo(0, 98.5), new TempoMap.Tempo(17_001, 140), new TempoMap.Tempo(44_000, 61)),
                TempoMap.FRESH.meters());
        MixBuilder mix = new MixBuilder().tempo(map);
        for (String id : List.of("tremolo", "delay", "auto-pan", "chorus", "phaser")) {
            ProcessorSpec spec = Processors.find(id).orElseThrow();
            mix.track(
                    "t-" + id,
                    stem(mix.tracks()),
                    FRAMES,
                    "master",
                    s -> s.fader(-9).insert(id, settings(spec, 2)));
        }
        return mix;
    }

    /** With three settings each on a mono track, a stereo one, and a bus; and on the master, behind which nothing is snapped to a grid. */
    private static MixBuilder processor(ProcessorSpec spec) {
        MixBuilder mix = new MixBuilder();
        for (int variation = 0; variation < 3; variation++) {
            Map<String, Double> settings = settings(spec, variation);
            String bus = "g" + variation;
            mix.track(
                    "m" + variation,
                    stem(0),
                    FRAMES,
                    "bus/" + bus,
                    s -> s.fader(-14).pan(-0.3).insert(spec.id(), settings));
            mix.track(
                    "s" + variation,
                    stem(1),
                    FRAMES,
                    "bus/" + bus,
                    s -> s.fader(-14).insert(spec.id(), settings));
            mix.group(bus, s -> s.insert(spec.id(), settings));
        }
        mix.master(s -> s.fader(-3).insert(spec.id(), settings(spec, 1)));
        return mix;
    }

    /** Every parameter somewhere else than at its default; the same for ever, also when there are more choices one day. */
    static Map<String, Double> settings(ProcessorSpec spec, int variation) {
        Map<String, Double> settings = new HashMap<>();
        for (ParameterSpec parameter : spec.parameters()) {
            boolean up = parameter.id().hashCode() % 2 == 0 && parameter.defaultValue() < parameter.maximum();
            double end = up ? parameter.maximum() : parameter.minimum();
            double way = (variation + 1) / 5.0;
            double moved = parameter.defaultValue() + way * (end - parameter.defaultValue());
            settings.put(parameter.id(), parameter.isDiscrete() ? Math.min(variation, parameter.maximum()) : moved);
        }
        return settings;
    }
}
