package foldback.mixdown;

import foldback.mix.Bus;
import foldback.mix.Clip;
import foldback.mix.Colour;
import foldback.mix.Id;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.SampleRate;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Builds mixes for tests. */
final class MixBuilder {
    private static final Colour COLOUR = new Colour("#3FD5FF");

    private final List<Track> tracks = new ArrayList<>();
    private final List<Bus> buses = new ArrayList<>();
    private Strip master = Strip.FRESH;
    private int rate = TestStems.RATE;

    /** A strip under construction; every method gives a new one. */
    record StripOf(Strip strip) {
        static final StripOf FRESH = new StripOf(Strip.FRESH);

        StripOf trim(double db) {
            return parameter("trim", db);
        }

        StripOf inverted() {
            return parameter("polarity", 1);
        }

        StripOf fader(double db) {
            return parameter("fader", db);
        }

        StripOf pan(double pan) {
            return parameter("pan", pan);
        }

        StripOf muted() {
            return parameter("mute", 1);
        }

        StripOf soloed() {
            return parameter("solo", 1);
        }

        StripOf parameter(String id, double value) {
            return new StripOf(strip.withParameter(id, value));
        }

        StripOf insert(String id, String processor, boolean bypassed, Map<String, Double> values) {
            ProcessorSpec spec = Processors.find(processor).orElseThrow();
            SortedMap<String, Double> all = new TreeMap<>();
            spec.parameters().forEach(p -> all.put(p.id(), p.defaultValue()));
            all.putAll(values);
            List<Insert> next = new ArrayList<>(strip.inserts());
            next.add(new Insert(new Id(id), processor, bypassed, all));
            return new StripOf(strip.withInserts(next));
        }

        StripOf insert(String processor, Map<String, Double> values) {
            return insert(processor + "-" + strip.inserts().size(), processor, false, values);
        }

        StripOf send(String bus, boolean preFader, double db) {
            List<Send> next = new ArrayList<>(strip.sends());
            next.add(new Send(new Id("s" + next.size()), new Id(bus), preFader, db));
            return new StripOf(strip.withSends(next));
        }
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
        return new Mix(new SampleRate(rate), tracks, buses, master);
    }

    Mix shuffled(long seed) {
        List<Track> t = new ArrayList<>(tracks);
        List<Bus> b = new ArrayList<>(buses);
        Collections.shuffle(t, new Random(seed));
        Collections.shuffle(b, new Random(seed));
        return new Mix(new SampleRate(rate), t, b, master);
    }
}
