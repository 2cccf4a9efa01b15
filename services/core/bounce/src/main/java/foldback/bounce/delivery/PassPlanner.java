package foldback.bounce.delivery;

import foldback.bounce.BounceRefusal;
import foldback.bounce.BounceRefusal.Undeliverable;
import foldback.mix.AutomationLane;
import foldback.mix.Bus;
import foldback.mix.Id;
import foldback.mix.Mix;
import foldback.mix.ParameterAddress;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import foldback.mix.Track;
import foldback.mixdown.Tap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which passes a spec needs of a mix: as few as can be. The mix and its wet stems are one, dry stems another, and each alternate one of its own. */
final class PassPlanner {
    private static final int MOST_FILES = 2048;

    /** What came of planning. */
    sealed interface Planned {
        record Passes(List<Pass> passes) implements Planned {}

        record Refused(List<BounceRefusal> reasons) implements Planned {}
    }

    private final Mix mix;
    private final List<BounceRefusal> refusals = new ArrayList<>();
    private final List<FileJob> whole = new ArrayList<>();
    private final Map<Tap, List<FileJob>> wet = new LinkedHashMap<>();
    private final Map<Tap, List<FileJob>> dry = new LinkedHashMap<>();
    private final Map<Set<Id>, List<FileJob>> alternates = new LinkedHashMap<>();

    private PassPlanner(Mix mix) {
        this.mix = mix;
    }

    static Planned plan(DeliverySpec spec, Mix mix) {
        PassPlanner planner = new PassPlanner(mix);
        spec.outputs().forEach(planner::add);
        List<Pass> passes = planner.passes();
        long files = passes.stream().flatMap(Pass::jobs).count();
        if (files > MOST_FILES) {
            planner.refuse("The spec comes to " + files + " files; a render has at most " + MOST_FILES + ".");
        }
        return planner.refusals.isEmpty() ? new Planned.Passes(passes) : new Planned.Refused(planner.refusals);
    }

    private void add(Output output) {
        switch (output.source()) {
            case Source.Mix source -> whole.add(FileJob.of(output));
            case Source.Stems stems -> addStems(output, stems);
            case Source.Alternate alternate -> addAlternate(output, alternate);
        }
    }

    // ---- stems

    private void addStems(Output output, Source.Stems stems) {
        Map<StripAddress, String> all = strips(stems.each());
        for (StripAddress asked : stems.strips()) {
            if (!all.containsKey(asked)) {
                refuse("Output " + output.id() + " asks for " + asked.path() + ", which is no such strip of this mix.");
            }
        }
        boolean clips = stems.signal() == Source.Signal.DRY;
        all.forEach((strip, name) -> {
            boolean wanted = stems.strips().isEmpty() || stems.strips().contains(strip);
            if (wanted && !(clips && strip instanceof StripAddress.OfBus)) {
                Tap tap = new Tap(strip, clips ? Tap.Point.INSERTS : Tap.Point.OUTPUT);
                (clips ? dry : wet)
                        .computeIfAbsent(tap, t -> new ArrayList<>())
                        .add(FileJob.ofStrip(output, strip, name));
            }
        });
    }

    private Map<StripAddress, String> strips(Source.Each each) {
        Map<StripAddress, String> strips = new LinkedHashMap<>();
        for (Track track : mix.tracks()) {
            if (each == Source.Each.TRACKS || track.output().equals(StripAddress.MASTER)) {
                strips.put(new StripAddress.OfTrack(track.id()), track.name());
            }
        }
        for (Bus bus : mix.buses()) {
            boolean wanted = each == Source.Each.TRACKS
                    ? bus.kind() == Bus.Kind.RETURN
                    : bus.output().equals(StripAddress.MASTER);
            if (wanted) {
                strips.put(new StripAddress.OfBus(bus.id()), bus.name());
            }
        }
        return strips;
    }

    // ---- alternates

    private void addAlternate(Output output, Source.Alternate alternate) {
        Set<Id> named = new TreeSet<>();
        for (Id id : alternate.tracks()) {
            if (mix.track(id).isEmpty()) {
                refuse("Output " + output.id() + " names track " + id + ", which is not in this mix.");
            }
            named.add(id);
        }
        Map<Id, Set<String>> tags = TrackTags.of(mix);
        for (String tag : alternate.tags()) {
            List<Id> tagged = tags.entrySet().stream()
                    .filter(e -> e.getValue().contains(tag))
                    .map(Map.Entry::getKey)
                    .toList();
            named.addAll(tagged);
        }
        if (named.isEmpty()) {
            refuse("Output " + output.id() + " is about tracks that are " + String.join(" or ", alternate.tags())
                    + ", and no track of this mix is called so. Name its tracks instead.");
            return;
        }
        Set<Id> muted = new TreeSet<>();
        mix.tracks().stream()
                .map(Track::id)
                .filter(id -> named.contains(id) == (alternate.choice() == Source.Choice.WITHOUT))
                .forEach(muted::add);
        alternates.computeIfAbsent(muted, m -> new ArrayList<>()).add(FileJob.of(output));
    }

    /** The mix with tracks muted for good, and what they send before the fader, too. */
    private static Mix without(Mix mix, Set<Id> muted) {
        List<Track> tracks = mix.tracks().stream()
                .map(t -> muted.contains(t.id()) ? withStrip(t, closed(t.strip())) : t)
                .toList();
        Set<ParameterAddress> gone = new HashSet<>();
        muted.forEach(
                id -> gone.add(new ParameterAddress.OfStrip(new StripAddress.OfTrack(id), StripParameters.MUTE.id())));
        List<AutomationLane> lanes = mix.automation().stream()
                .filter(l -> !gone.contains(l.address()))
                .toList();
        return new Mix(mix.sampleRate(), tracks, mix.buses(), mix.vcas(), mix.master(), lanes, mix.tempo());
    }

    private static Strip closed(Strip strip) {
        return strip.withParameter("mute", 1).withParameter("mute-keeps-pre-sends", 0);
    }

    private static Track withStrip(Track t, Strip strip) {
        return new Track(t.id(), t.name(), t.colour(), t.clips(), strip, t.output());
    }

    // ---- passes

    private List<Pass> passes() {
        List<Pass> passes = new ArrayList<>();
        List<Map<Tap, List<FileJob>>> parts = parts(wet);
        for (int i = 0; i < Math.max(parts.size(), whole.isEmpty() ? 0 : 1); i++) {
            passes.add(new Pass(mix, i == 0 ? whole : List.of(), i < parts.size() ? parts.get(i) : Map.of()));
        }
        parts(dry).forEach(part -> passes.add(new Pass(clipsAlone(mix), List.of(), part)));
        alternates.forEach((muted, jobs) -> passes.add(new Pass(without(mix, muted), jobs, Map.of())));
        return passes;
    }

    private static List<Map<Tap, List<FileJob>>> parts(Map<Tap, List<FileJob>> all) {
        List<Map<Tap, List<FileJob>>> parts = new ArrayList<>();
        all.forEach((tap, jobs) -> {
            if (parts.isEmpty() || parts.getLast().size() == Pass.MOST_TAPS) {
                parts.add(new LinkedHashMap<>());
            }
            parts.getLast().put(tap, jobs);
        });
        return parts;
    }

    /** Every track as it is played, on a console without anything. */
    private static Mix clipsAlone(Mix mix) {
        List<Track> tracks = mix.tracks().stream()
                .map(t -> new Track(t.id(), t.name(), t.colour(), t.clips(), Strip.FRESH, StripAddress.MASTER))
                .toList();
        return new Mix(mix.sampleRate(), tracks, List.of(), Strip.FRESH);
    }

    /** The strips whose stems are dry, which are wanted only if they are heard in the mix. */
    static List<Tap> heardOf(Mix mix) {
        return mix.tracks().stream()
                .map(t -> new Tap(new StripAddress.OfTrack(t.id()), Tap.Point.OUTPUT))
                .toList();
    }

    private void refuse(String sentence) {
        refusals.add(new Undeliverable(sentence));
    }
}
