package foldback.mixdown;

import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.PanLaw;
import foldback.mix.PanMode;
import foldback.mix.ParameterAddress;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.SampleRate;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.TempoMap;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds mixes for tests. */
final class MixBuilder {
    private static final Colour COLOUR = new Colour("#3FD5FF");

    private final List<Track> tracks = new ArrayList<>();
    private final List<Bus> buses = new ArrayList<>();
    private final List<Vca> vcas = new ArrayList<>();
    private final List<AutomationLane> lanes = new ArrayList<>();
    private Strip master = Strip.FRESH;
    private TempoMap tempo = TempoMap.FRESH;
    private int rate = TestStems.RATE;

    /**
     * A strip under construction; every method gives a new one.
     *
     * @param values of what was set, by the ids of {@link foldback.mix.StripParameters}
     */
    record StripOf(Map<String, Double> values, List<Insert> inserts, List<Send> sends) {
        static final StripOf FRESH = new StripOf(Map.of(), List.of(), List.of());

        StripOf set(String parameter, double value) {
            Map<String, Double> next = new HashMap<>(values);
            next.put(parameter, value);
            return new StripOf(next, inserts, sends);
        }

        StripOf trim(double db) {
            return set("trim", db);
        }

        StripOf inverted() {
            return set("polarity", 1);
        }

        StripOf delay(int frames) {
            return set("delay", frames);
        }

        StripOf fader(double db) {
            return set("fader", db);
        }

        StripOf pan(double pan) {
            return set("pan", pan);
        }

        StripOf law(PanLaw law) {
            return set("pan-law", List.of(PanLaw.values()).indexOf(law));
        }

        StripOf dual(double left, double right) {
            return set("pan-mode", 1).set("pan-left", left).set("pan-right", right);
        }

        StripOf width(double width) {
            return set("width", width);
        }

        StripOf muted() {
            return set("mute", 1);
        }

        StripOf soloed() {
            return set("solo", 1);
        }

        StripOf insert(String id, String processor, boolean bypassed, Map<String, Double> given) {
            ProcessorSpec spec = Processors.find(processor).orElseThrow();
            SortedMap<String, Double> all = new TreeMap<>();
            spec.parameters().forEach(p -> all.put(p.id(), p.defaultValue()));
            all.putAll(given);
            return insert(new Insert(new Id(id), processor, bypassed, all));
        }

        StripOf insert(Insert insert) {
            List<Insert> next = new ArrayList<>(inserts);
            next.add(insert);
            return new StripOf(values, next, sends);
        }

        StripOf insert(String processor, Map<String, Double> given) {
            return insert(processor + "-" + inserts.size(), processor, false, given);
        }

        StripOf keyed(String id, String processor, @Nullable String source, Map<String, Double> given) {
            return insert(new Insert(
                    new Id(id),
                    processor,
                    false,
                    new TreeMap<>(given),
                    source == null ? null : StripAddress.parse(source)));
        }

        StripOf send(String bus, boolean preFader, double db) {
            List<Send> next = new ArrayList<>(sends);
            next.add(new Send(new Id("s" + next.size()), new Id(bus), preFader, db));
            return new StripOf(values, inserts, next);
        }

        private double value(String parameter) {
            return values.getOrDefault(parameter, Strip.FRESH.parameter(parameter));
        }

        private boolean is(String parameter) {
            return value(parameter) != 0;
        }

        Strip strip() {
            return new Strip(
                    value("trim"),
                    is("polarity"),
                    (int) value("delay"),
                    inserts,
                    sends,
                    value("fader"),
                    value("pan"),
                    List.of(PanLaw.values()).get((int) value("pan-law")),
                    List.of(PanMode.values()).get((int) value("pan-mode")),
                    value("pan-left"),
                    value("pan-right"),
                    value("width"),
                    is("mute"),
                    is("mute-keeps-pre-sends"),
                    is("solo"),
                    is("solo-safe"));
        }
    }

    MixBuilder vca(String id, double faderDb, boolean muted, boolean soloed, String... members) {
        List<StripAddress> of = Stream.of(members).map(StripAddress::parse).toList();
        vcas.add(new Vca(new Id(id), id, COLOUR, faderDb, muted, soloed, of));
        return this;
    }

    MixBuilder automate(String parameter, Breakpoint... points) {
        lanes.add(new AutomationLane(ParameterAddress.parse(parameter), true, List.of(points)));
        return this;
    }

    MixBuilder lane(AutomationLane lane) {
        lanes.add(lane);
        return this;
    }

    MixBuilder tempo(TempoMap map) {
        tempo = map;
        return this;
    }

    static Breakpoint at(long frame, double value) {
        return new Breakpoint(frame, value, Breakpoint.Curve.LINEAR);
    }

    static Breakpoint hold(long frame, double value) {
        return new Breakpoint(frame, value, Breakpoint.Curve.HOLD);
    }

    int tracks() {
        return tracks.size();
    }

    MixBuilder rate(int hertz) {
        rate = hertz;
        return this;
    }

    MixBuilder track(String id, StemHash stem, long frames, String output, UnaryOperator<StripOf> strip) {
        Clip clip = new Clip(new Id("c"), stem, 0, 0, frames);
        return track(id, List.of(clip), output, strip);
    }

    MixBuilder track(String id, List<Clip> clips, String output, UnaryOperator<StripOf> strip) {
        tracks.add(new Track(
                new Id(id), id, COLOUR, clips, strip.apply(StripOf.FRESH).strip(), StripAddress.parse(output)));
        return this;
    }

    MixBuilder bus(String id, Bus.Kind kind, String output, UnaryOperator<StripOf> strip) {
        buses.add(
                new Bus(new Id(id), id, kind, COLOUR, strip.apply(StripOf.FRESH).strip(), StripAddress.parse(output)));
        return this;
    }

    MixBuilder group(String id, UnaryOperator<StripOf> strip) {
        return bus(id, Bus.Kind.GROUP, "master", strip);
    }

    MixBuilder returning(String id, UnaryOperator<StripOf> strip) {
        return bus(id, Bus.Kind.RETURN, "master", strip);
    }

    MixBuilder master(UnaryOperator<StripOf> strip) {
        master = strip.apply(StripOf.FRESH).strip();
        return this;
    }

    Mix build() {
        return new Mix(new SampleRate(rate), tracks, buses, vcas, master, lanes, tempo);
    }

    Mix shuffled(long seed) {
        List<Track> t = new ArrayList<>(tracks);
        List<Bus> b = new ArrayList<>(buses);
        Collections.shuffle(t, new Random(seed));
        Collections.shuffle(b, new Random(seed));
        return new Mix(new SampleRate(rate), t, b, vcas, master, lanes, tempo);
    }
}
