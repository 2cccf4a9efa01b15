package foldback.mixdown;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Id;
import foldback.mix.StemHash;
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
}
