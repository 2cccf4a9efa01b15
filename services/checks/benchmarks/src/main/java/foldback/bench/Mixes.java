package foldback.bench;

import foldback.dsp.DspMath;
import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterAddress;
import foldback.mix.Processors;
import foldback.mix.SampleRate;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.TempoMap;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The mixes that are measured. Stems are played again and again until the song is long enough. */
final class Mixes {
    private static final Colour COLOUR = new Colour("#FF9F00");
    private static final int GROUPS = 4;
    private static final double HIGH_PASS = 5;
    private static final double LOW_SHELF = 1;
    private static final double BELL = 0;
    private static final double HIGH_SHELF = 2;

    private final List<StemHash> stems;
    private final long stemFrames;

    Mixes(List<StemHash> stems, long stemFrames) {
        this.stems = stems;
        this.stemFrames = stemFrames;
    }

    /** Five second-order filters, compressor, fader and pan on each of 24 tracks; a limiter on their sum. */
    Mix core(int seconds) {
        Strip master = strip(limiter());
        return new Mix(
                new SampleRate(StripNumbers.RATE),
                IntStream.range(0, StripNumbers.TRACKS)
                        .mapToObj(i -> track(i, seconds, "master", channel(i)))
                        .toList(),
                List.of(),
                master);
    }

    /** The core with automated faders, four groups with compressors, a reverb and a delay, and a master chain. */
    Mix full(int seconds) {
        List<Track> tracks = new ArrayList<>();
        List<AutomationLane> lanes = new ArrayList<>();
        for (int i = 0; i < StripNumbers.TRACKS; i++) {
            List<Send> sends = List.of(send("room", -23 + 0.1 * i), send("echo", -28 + 0.1 * i));
            tracks.add(track(i, seconds, "bus/g" + i % GROUPS, channel(i).withSends(sends)));
            lanes.add(ride(i, seconds));
        }
        List<Bus> buses = new ArrayList<>();
        for (int g = 0; g < GROUPS; g++) {
            buses.add(bus("g" + g, Bus.Kind.GROUP, strip(glue())));
        }
        buses.add(bus("room", Bus.Kind.RETURN, strip(insert("reverb", Map.of()))));
        buses.add(
                bus("echo", Bus.Kind.RETURN, strip(insert("delay", Map.of("mode", 1.0, "feedback", 0.4, "mix", 1.0)))));
        Strip master = strip(
                insert(
                        "eq",
                        bands(List.of(
                                new double[] {HIGH_PASS, 30, 0, StripNumbers.SHELF_Q},
                                new double[] {LOW_SHELF, 120, 1, StripNumbers.SHELF_Q},
                                new double[] {BELL, 400, -1, 1},
                                new double[] {BELL, 3000, 1, 1},
                                new double[] {HIGH_SHELF, 9000, 1, StripNumbers.SHELF_Q}))),
                glue(),
                limiter());
        return new Mix(new SampleRate(StripNumbers.RATE), tracks, buses, List.of(), master, lanes, TempoMap.FRESH);
    }

    /** Many tracks with six inserts each. */
    Mix sixInserts(int tracks, int seconds) {
        List<Track> all = IntStream.range(0, tracks)
                .mapToObj(i -> track(
                        i,
                        seconds,
                        "master",
                        strip(
                                        insert("filter", Map.of("frequency", 60.0)),
                                        insert("gate", Map.of("threshold", -60.0, "range", 40.0)),
                                        eq(i),
                                        compressor(i),
                                        insert("de-esser", Map.of("range", 6.0)),
                                        insert("transient-shaper", Map.of("attack", 3.0)))
                                .withParameter("fader", -20)))
                .toList();
        return new Mix(new SampleRate(StripNumbers.RATE), all, List.of(), strip(limiter()));
    }

    /** Many tracks as those of the core. */
    Mix channels(int tracks, int seconds) {
        List<Track> all = IntStream.range(0, tracks)
                .mapToObj(i -> track(i, seconds, "master", channel(i).withParameter("fader", -20)))
                .toList();
        return new Mix(new SampleRate(StripNumbers.RATE), all, List.of(), strip(limiter()));
    }

    // ---- pieces

    private static Strip channel(int i) {
        StripNumbers numbers = StripNumbers.of(i);
        return strip(eq(i), compressor(i))
                .withParameter("fader", numbers.faderDb())
                .withParameter("pan", numbers.pan());
    }

    private static Insert eq(int i) {
        StripNumbers n = StripNumbers.of(i);
        return insert(
                "eq",
                bands(List.of(
                        new double[] {HIGH_PASS, n.highPassHertz(), 0, StripNumbers.SHELF_Q},
                        new double[] {LOW_SHELF, n.lowShelfHertz(), n.lowShelfDb(), StripNumbers.SHELF_Q},
                        new double[] {BELL, n.lowBellHertz(), n.lowBellDb(), StripNumbers.LOW_BELL_Q},
                        new double[] {BELL, n.highBellHertz(), n.highBellDb(), StripNumbers.HIGH_BELL_Q},
                        new double[] {HIGH_SHELF, n.highShelfHertz(), n.highShelfDb(), StripNumbers.SHELF_Q})));
    }

    /** @param shapes shape, frequency, gain and Q of each band */
    private static Map<String, Double> bands(List<double[]> shapes) {
        Map<String, Double> parameters = new TreeMap<>();
        for (int i = 0; i < shapes.size(); i++) {
            double[] band = shapes.get(i);
            String id = "band-" + (i + 1) + "-";
            parameters.put(id + "shape", band[0]);
            parameters.put(id + "frequency", band[1]);
            parameters.put(id + "gain", band[2]);
            parameters.put(id + "q", band[3]);
        }
        return parameters;
    }

    private static Insert compressor(int i) {
        return insert(
                "compressor",
                Map.of(
                        "threshold", StripNumbers.of(i).thresholdDb(),
                        "ratio", StripNumbers.RATIO,
                        "knee", StripNumbers.KNEE_DB,
                        "attack", StripNumbers.ATTACK_MS,
                        "release", StripNumbers.RELEASE_MS,
                        "makeup", StripNumbers.MAKEUP_DB));
    }

    private static Insert glue() {
        return insert(
                "compressor",
                Map.of(
                        "threshold",
                        -12.0,
                        "ratio",
                        2.0,
                        "knee",
                        StripNumbers.KNEE_DB,
                        "attack",
                        StripNumbers.ATTACK_MS,
                        "release",
                        StripNumbers.RELEASE_MS,
                        "makeup",
                        1.0));
    }

    private static Insert limiter() {
        return insert(
                "limiter",
                Map.of(
                        "ceiling",
                        DspMath.linearToDecibels(StripNumbers.CEILING),
                        "release",
                        StripNumbers.LIMITER_RELEASE_MS));
    }

    private static Insert insert(String processor, Map<String, Double> given) {
        SortedMap<String, Double> parameters = new TreeMap<>();
        Processors.find(processor).orElseThrow().parameters().forEach(p -> parameters.put(p.id(), p.defaultValue()));
        parameters.putAll(given);
        return new Insert(new Id(processor), processor, false, parameters);
    }

    private static Strip strip(Insert... inserts) {
        return Strip.FRESH.withInserts(List.of(inserts));
    }

    private static Send send(String bus, double levelDb) {
        return new Send(new Id(bus), new Id(bus), false, levelDb);
    }

    private static Bus bus(String id, Bus.Kind kind, Strip strip) {
        return new Bus(new Id(id), id, kind, COLOUR, strip, StripAddress.MASTER);
    }

    /** A fader that moves 3 dB up and down, a point every four seconds. */
    private static AutomationLane ride(int i, int seconds) {
        List<Breakpoint> points = new ArrayList<>();
        double fader = StripNumbers.of(i).faderDb();
        for (int s = 0; s <= seconds; s += 4) {
            double value = fader + (s / 4 % 2 == 0 ? 0 : -3);
            points.add(new Breakpoint((long) s * StripNumbers.RATE, value, Breakpoint.Curve.LINEAR));
        }
        return new AutomationLane(ParameterAddress.parse("track/t" + i + "/fader"), true, points);
    }

    private Track track(int i, int seconds, String output, Strip strip) {
        StemHash stem = stems.get(i % stems.size());
        long end = (long) seconds * StripNumbers.RATE;
        List<Clip> clips = new ArrayList<>();
        for (long at = 0; at < end; at += stemFrames) {
            clips.add(new Clip(new Id("c" + clips.size()), stem, at, 0, Math.min(stemFrames, end - at)));
        }
        Id id = new Id("t" + i);
        return new Track(id, "Track " + i, COLOUR, clips, strip, StripAddress.parse(output));
    }
}
