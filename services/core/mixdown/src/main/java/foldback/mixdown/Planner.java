package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.TempoProcessor;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans the strips of a checked mix, with every way into a sum, and every key, delayed so that all arrive together. What is not heard is
 * left out: it cannot change a bit.
 */
final class Planner {
    private final Mix mix;
    private final Console console;
    private final Map<StemHash, StemReader> stems;
    private final Tempo tempo;
    private final Map<StripAddress, Draft> drafts = new LinkedHashMap<>();
    private final List<StripPlan> strips = new ArrayList<>();

    /** A strip while its latency and its level are found out. */
    private static final class Draft {
        final StripAddress address;
        final Strip strip;
        final int channels;
        final List<InsertPlan> inserts = new ArrayList<>();
        final List<Console.Cable> cables = new ArrayList<>();
        int latencyIn;
        int insertLatency;
        int level;

        Draft(StripAddress address, Strip strip, int channels) {
            this.address = address;
            this.strip = strip;
            this.channels = channels;
        }

        int latencyOut() {
            return latencyIn + insertLatency;
        }
    }

    Planner(Mix mix, Console console, Map<StemHash, StemReader> stems, Tempo tempo) {
        this.mix = mix;
        this.console = console;
        this.stems = stems;
        this.tempo = tempo;
        List<Console.Cable> cables = heard(console);
        Set<StripAddress> used = new HashSet<>();
        used.add(StripAddress.MASTER);
        cables.forEach(c -> used.add(c.from()));
        for (StripAddress address : console.order()) {
            if (used.contains(address)) {
                drafts.put(address, draft(address));
            }
        }
        cables.forEach(c -> draftOf(c.from()).cables.add(c));
        drafts.values().forEach(this::passOn);
        drafts.values().forEach(d -> strips.add(plan(d)));
    }

    /** The cables through which something gets to the master in the end. */
    private static List<Console.Cable> heard(Console console) {
        Set<StripAddress> arriving = new HashSet<>();
        arriving.add(StripAddress.MASTER);
        List<Console.Cable> heard = new ArrayList<>();
        for (Console.Cable cable : console.heard().reversed()) {
            if (arriving.contains(cable.to())) {
                arriving.add(cable.from());
                heard.addFirst(cable);
            }
        }
        return heard;
    }

    private Draft draftOf(StripAddress address) {
        Draft draft = drafts.get(address);
        if (draft == null) {
            throw new IllegalStateException("no strip at " + address.path());
        }
        return draft;
    }

    private Draft draft(StripAddress address) {
        Strip strip = console.strip(address);
        int channels = address instanceof StripAddress.OfTrack ? channels(parts(address)) : 2;
        Draft draft = new Draft(address, strip, channels);
        for (Insert insert : strip.inserts()) {
            InsertPlan plan = insert(insert, channels);
            boolean nothingLeft = plan.isOut() && plan.latencyFrames() == 0;
            if (!nothingLeft) {
                draft.inserts.add(plan);
                draft.insertLatency += plan.latencyFrames();
            }
        }
        return draft;
    }

    private List<ClipPlayer.Part> parts(StripAddress address) {
        if (!(address instanceof StripAddress.OfTrack of)) {
            return List.of();
        }
        Track track = mix.track(of.track()).orElseThrow();
        return track.clips().stream().map(c -> new ClipPlayer.Part(c, stem(c))).toList();
    }

    private static int channels(List<ClipPlayer.Part> parts) {
        return parts.stream().mapToInt(p -> p.stem().channels()).max().orElse(1);
    }

    private StemReader stem(Clip clip) {
        StemReader reader = stems.get(clip.stem());
        if (reader == null) {
            throw new IllegalStateException("the stem " + clip.stem() + " was not checked");
        }
        return reader;
    }

    /** Its latency is only known once it has been configured. */
    private InsertPlan insert(Insert insert, int channels) {
        ProcessorSpec spec = Processors.find(insert.processor()).orElseThrow();
        List<Curve> values = spec.parameters().stream()
                .map(p -> Curve.of(insert.parameters().getOrDefault(p.id(), p.defaultValue())))
                .toList();
        Processor probe = EngineProcessors.create(spec.id()).orElseThrow();
        probe.prepare(mix.sampleRate().hertz(), channels);
        if (probe instanceof TempoProcessor follower) {
            follower.tempo(tempo.beatsPerMinuteAt(0), tempo.beatAt(0));
        }
        probe.configure(values.stream().mapToDouble(v -> v.at(0)).toArray());
        return new InsertPlan(
                spec.id(),
                values,
                Curve.of(insert.bypassed() ? 1 : 0),
                channels,
                false,
                probe.latencyFrames(),
                0,
                false);
    }

    /** A strip is as late as its latest feeder, and above all of them. */
    private void passOn(Draft draft) {
        for (Console.Cable cable : draft.cables) {
            Draft to = draftOf(cable.to());
            to.latencyIn = Math.max(to.latencyIn, draft.latencyOut());
            to.level = Math.max(to.level, draft.level + 1);
        }
    }

    private StripPlan plan(Draft draft) {
        Strip strip = draft.strip;
        List<InsertPlan> inserts = new ArrayList<>();
        int latency = draft.latencyIn;
        for (InsertPlan insert : draft.inserts) {
            inserts.add(insert.behind(latency));
            latency += insert.latencyFrames();
        }
        List<StripPlan.RoutePlan> routes = new ArrayList<>();
        for (Console.Cable cable : draft.cables) {
            int delay = draftOf(cable.to()).latencyIn - draft.latencyOut();
            routes.add(new StripPlan.RoutePlan(cable.to(), gains(strip, cable, draft.channels), delay));
        }
        double trim = DspMath.decibelsToLinear(strip.trimDb()) * (strip.polarityInverted() ? -1 : 1);
        return new StripPlan(
                draft.address,
                parts(draft.address),
                draft.channels,
                Curve.of(trim),
                0,
                inserts,
                routes,
                List.of(),
                masterGains(strip),
                draft.latencyIn,
                draft.latencyOut(),
                draft.level);
    }

    private static RouteGains gains(Strip strip, Console.Cable cable, int channels) {
        double fader = level(strip.faderDb());
        Send send = cable.send();
        boolean mono = channels == 1;
        if (send == null) {
            double left = mono ? PanLaw.monoLeft(strip.pan()) : PanLaw.stereoLeft(strip.pan());
            double right = mono ? PanLaw.monoRight(strip.pan()) : PanLaw.stereoRight(strip.pan());
            return constant(mono, fader * left, fader * right);
        }
        // A send taps the strip before its pan; a mono one enters its bus in the middle.
        double gain = level(send.levelDb()) * (send.preFader() ? 1 : fader) * (mono ? PanLaw.monoLeft(0) : 1);
        return constant(mono, gain, gain);
    }

    private static RouteGains masterGains(Strip strip) {
        double fader = strip.muted() ? 0 : level(strip.faderDb());
        return constant(false, fader * PanLaw.stereoLeft(strip.pan()), fader * PanLaw.stereoRight(strip.pan()));
    }

    private static RouteGains constant(boolean mono, double left, double right) {
        return new RouteGains() {
            @Override
            public void at(long songFrame, double[] gains) {
                gains[LEFT_TO_LEFT] = left;
                gains[RIGHT_TO_LEFT] = 0;
                gains[LEFT_TO_RIGHT] = mono ? right : 0;
                gains[RIGHT_TO_RIGHT] = mono ? 0 : right;
            }

            @Override
            public boolean isConstant() {
                return true;
            }
        };
    }

    private static double level(double decibels) {
        return decibels <= ParameterSpec.SILENCE_DB ? 0 : DspMath.decibelsToLinear(decibels);
    }

    int latencyFrames() {
        return draftOf(StripAddress.MASTER).latencyOut();
    }

    List<StripPlan> strips() {
        return strips;
    }

    /** The strips, inserts and cables as text. */
    String shape() {
        StringBuilder shape = new StringBuilder();
        for (StripPlan strip : strips) {
            shape.append('\n').append(strip.address().path()).append(' ').append(strip.channels());
            strip.inserts().forEach(i -> shape.append(' ').append(i.processor()).append(i.latencyFrames()));
            strip.routes()
                    .forEach(r -> shape.append(" > ").append(r.to().path()).append(r.delayFrames()));
            strip.keys()
                    .forEach(k -> shape.append(" key ").append(k.to().path()).append(k.delayFrames()));
        }
        return shape.toString();
    }
}
