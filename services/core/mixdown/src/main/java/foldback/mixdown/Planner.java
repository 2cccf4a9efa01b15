package foldback.mixdown;

import foldback.dsp.DspMath;
import foldback.dsp.Processor;
import foldback.dsp.TempoProcessor;
import foldback.mix.Clip;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterAddress;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans the strips of a checked mix, with every way into a sum, and every key, delayed so that all arrive together. What is not heard is
 * left out: it cannot change a bit.
 */
final class Planner {
    private final Mix mix;
    private final Console console;
    private final Automation automation;
    private final Map<StemHash, StemReader> stems;
    private final Tempo tempo;
    private final List<Tap> taps;
    private final Map<StripAddress, Draft> drafts = new LinkedHashMap<>();
    private final List<StripPlan> strips = new ArrayList<>();

    /** A strip while its latency and its level are found out. */
    private static final class Draft {
        final StripAddress address;
        final Strip strip;
        final int channels;
        final List<InsertPlan> inserts = new ArrayList<>();
        final List<@Nullable StripAddress> keySources = new ArrayList<>();
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

        int channelsOut() {
            return inserts.isEmpty() ? channels : inserts.getLast().channels();
        }
    }

    /** @param taps that are wanted, of which those are left out that would be silent throughout */
    Planner(
            Mix mix,
            Console console,
            Automation automation,
            Map<StemHash, StemReader> stems,
            Tempo tempo,
            List<Tap> taps) {
        this.mix = mix;
        this.console = console;
        this.automation = automation;
        this.stems = stems;
        this.tempo = tempo;
        List<Console.Cable> cables = console.heard();
        Set<StripAddress> needed = needed(cables);
        for (StripAddress address : console.order()) {
            if (needed.contains(address)) {
                drafts.put(address, draft(address));
            }
        }
        for (Console.Cable cable : cables) {
            if (needed.contains(cable.from()) && needed.contains(cable.to())) {
                draftOf(cable.from()).cables.add(cable);
            }
        }
        drafts.values().forEach(this::passOn);
        this.taps = taps.stream().filter(this::isHeard).toList();
        drafts.values().forEach(d -> strips.add(plan(d)));
    }

    /** The strips from which something gets to the master in the end, or drives something that does. */
    private Set<StripAddress> needed(List<Console.Cable> cables) {
        Set<StripAddress> needed = new HashSet<>();
        needed.add(StripAddress.MASTER);
        for (StripAddress address : console.order().reversed()) {
            boolean arrives = cables.stream().anyMatch(c -> c.from().equals(address) && needed.contains(c.to()));
            if (arrives) {
                needed.add(address);
            }
            if (needed.contains(address)) {
                for (Insert insert : console.strip(address).inserts()) {
                    if (insert.sidechain() != null && !isOut(address, insert)) {
                        needed.add(insert.sidechain());
                    }
                }
            }
        }
        return needed;
    }

    private Curve bypass(StripAddress address, Insert insert) {
        ParameterAddress bypass = new ParameterAddress.OfInsert(address, insert.id(), StripParameters.BYPASS.id());
        return automation.curve(bypass, StripParameters.BYPASS, insert.bypassed() ? 1 : 0);
    }

    private boolean isOut(StripAddress address, Insert insert) {
        Curve bypass = bypass(address, insert);
        return bypass.isConstant() && bypass.at(0) > 0;
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
        int width = channels;
        for (Insert insert : strip.inserts()) {
            InsertPlan plan = insert(address, insert, width);
            boolean nothingLeft = plan.isOut() && plan.latencyFrames() == 0;
            if (!nothingLeft) {
                width = plan.channels();
                draft.keySources.add(plan.keyed() ? insert.sidechain() : null);
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
    private InsertPlan insert(StripAddress address, Insert insert, int channelsIn) {
        ProcessorSpec spec = Processors.find(insert.processor()).orElseThrow();
        List<Curve> values = spec.parameters().stream()
                .map(p -> automation.curve(
                        new ParameterAddress.OfInsert(address, insert.id(), p.id()), p, insert.parameter(p)))
                .toList();
        boolean out = isOut(address, insert);
        Processor probe = EngineProcessors.create(spec.id()).orElseThrow();
        boolean widens = probe.widens() && channelsIn == 1 && !out;
        int channels = widens ? 2 : channelsIn;
        probe.prepare(mix.sampleRate().hertz(), channels);
        if (probe instanceof TempoProcessor follower) {
            follower.tempo(tempo.beatsPerMinuteAt(0), tempo.beatAt(0));
        }
        probe.configure(values.stream().mapToDouble(v -> v.at(0)).toArray());
        boolean keyed = insert.sidechain() != null && !out;
        return new InsertPlan(
                insert.id(),
                spec.id(),
                values,
                bypass(address, insert),
                channels,
                widens,
                probe.latencyFrames(),
                0,
                keyed);
    }

    /** A strip is as late as its latest feeder, so late that its keys are not too late for its inserts, and above all of them. */
    private void passOn(Draft draft) {
        int before = 0;
        for (int i = 0; i < draft.inserts.size(); i++) {
            StripAddress source = draft.keySources.get(i);
            if (source != null) {
                Draft from = draftOf(source);
                draft.latencyIn = Math.max(draft.latencyIn, from.latencyOut() - before);
                draft.level = Math.max(draft.level, from.level + 1);
            }
            before += draft.inserts.get(i).latencyFrames();
        }
        for (Console.Cable cable : draft.cables) {
            Draft to = draftOf(cable.to());
            to.latencyIn = Math.max(to.latencyIn, draft.latencyOut());
            to.level = Math.max(to.level, draft.level + 1);
        }
    }

    private StripPlan plan(Draft draft) {
        List<InsertPlan> inserts = new ArrayList<>();
        int latency = draft.latencyIn;
        for (InsertPlan insert : draft.inserts) {
            inserts.add(insert.behind(latency));
            latency += insert.latencyFrames();
        }
        StripControls controls = controls(draft);
        return new StripPlan(
                draft.address,
                parts(draft.address),
                draft.channels,
                inputGain(draft),
                draft.strip.delayFrames(),
                inserts,
                controls.level(),
                routes(draft, controls),
                keys(draft),
                taps(draft),
                controls.output(),
                draft.latencyIn,
                draft.latencyOut(),
                draft.level);
    }

    private StripControls controls(Draft draft) {
        Strip strip = draft.strip;
        List<Curve> faders = new ArrayList<>();
        faders.add(curve(draft, StripParameters.FADER));
        for (Vca vca : console.vcasOf(draft.address)) {
            ParameterAddress fader = new ParameterAddress.OfVca(vca.id(), StripParameters.FADER.id());
            faders.add(automation.curve(fader, StripParameters.FADER, vca.faderDb()));
        }
        return new StripControls(
                faders,
                console.mutes(draft.address),
                strip.muteKeepsPreSends(),
                strip.panLaw(),
                strip.panMode(),
                curve(draft, StripParameters.PAN),
                curve(draft, StripParameters.PAN_LEFT),
                curve(draft, StripParameters.PAN_RIGHT),
                curve(draft, StripParameters.WIDTH),
                draft.channelsOut() == 1,
                draft.channelsOut() > draft.channels);
    }

    private Curve curve(Draft draft, ParameterSpec parameter) {
        ParameterAddress address = new ParameterAddress.OfStrip(draft.address, parameter.id());
        return automation.curve(address, parameter, draft.strip.parameter(parameter.id()));
    }

    private Curve inputGain(Draft draft) {
        Curve trim = curve(draft, StripParameters.TRIM);
        Curve polarity = curve(draft, StripParameters.POLARITY);
        return Curve.of(trim, polarity, (t, p) -> DspMath.decibelsToLinear(t) * (p > 0 ? -1 : 1));
    }

    private List<StripPlan.RoutePlan> routes(Draft draft, StripControls controls) {
        List<StripPlan.RoutePlan> routes = new ArrayList<>();
        for (Console.Cable cable : draft.cables) {
            int delay = draftOf(cable.to()).latencyIn - draft.latencyOut();
            Send send = cable.send();
            String name = (send == null ? "output " : "send " + send.id() + " ")
                    + cable.to().path();
            routes.add(new StripPlan.RoutePlan(name, cable.to(), gains(draft, cable, controls), delay));
        }
        return routes;
    }

    private RouteGains gains(Draft draft, Console.Cable cable, StripControls controls) {
        Send send = cable.send();
        if (send == null) {
            return controls.output();
        }
        ParameterAddress level = new ParameterAddress.OfSend(draft.address, send.id(), StripParameters.SEND_LEVEL.id());
        return controls.send(automation.curve(level, StripParameters.SEND_LEVEL, send.levelDb()), send.preFader());
    }

    private List<StripPlan.KeyPlan> keys(Draft draft) {
        List<StripPlan.KeyPlan> keys = new ArrayList<>();
        for (Draft driven : drafts.values()) {
            int latency = driven.latencyIn;
            for (int i = 0; i < driven.inserts.size(); i++) {
                if (draft.address.equals(driven.keySources.get(i))) {
                    keys.add(new StripPlan.KeyPlan(driven.address, i, latency - draft.latencyOut()));
                }
                latency += driven.inserts.get(i).latencyFrames();
            }
        }
        return keys;
    }

    /** Whether the strip's output is part of the mix; a strip may also run because it drives another, or sends before its fader. */
    private boolean isHeard(Tap tap) {
        Draft draft = drafts.get(tap.strip());
        return draft != null && draft.cables.stream().anyMatch(c -> c.send() == null);
    }

    private List<StripPlan.TapPlan> taps(Draft draft) {
        List<StripPlan.TapPlan> plans = new ArrayList<>();
        for (int i = 0; i < taps.size(); i++) {
            if (taps.get(i).strip().equals(draft.address)) {
                plans.add(new StripPlan.TapPlan(i, taps.get(i).point(), latencyFrames() - draft.latencyOut()));
            }
        }
        return plans;
    }

    /** Those that are listened to, in the order in which they were asked for. */
    List<Tap> taps() {
        return taps;
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
            strip.taps()
                    .forEach(t -> shape.append(" tap ").append(t.point().name()).append(t.delayFrames()));
        }
        return shape.toString();
    }

    /** The {@link #shape}, and what else a render that is running cannot change without being put together anew. */
    String build() {
        StringBuilder build = new StringBuilder(shape());
        for (StripPlan strip : strips) {
            build.append('\n').append(strip.delayFrames()).append(' ').append(strip.rank());
            for (InsertPlan insert : strip.inserts()) {
                build.append(' ').append(insert.id()).append(' ').append(insert.channels());
                build.append(insert.isOut() ? " out" : insert.keyed() ? " keyed" : "");
                build.append(insert.bypass().isConstant() ? "" : " fades").append(insert.widens() ? " widens" : "");
            }
            strip.routes().forEach(r -> build.append(" > ").append(r.name()));
        }
        return build.toString();
    }
}
