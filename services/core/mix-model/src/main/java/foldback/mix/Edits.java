package foldback.mix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The events that make a session what given {@link Facts} say, in an order in which each of them applies: undo, going back to a version, merging and
 * branching all end here.
 *
 * <p>Revisions, the branch a session came from and the merges it had are history, and members are people: all of these stay as they are.
 */
public final class Edits {
    private static final String GONE = "";

    private final Facts now;
    private final Facts target;
    private final List<MixEvent> events = new ArrayList<>();

    private Edits(Facts now, Facts target) {
        this.now = now;
        this.target = target;
    }

    /** What leads from a state of the facts to another. Empty if they do not differ in what events can change. */
    public static List<MixEvent> between(Facts now, Facts target) {
        Edits edits = new Edits(now, target);
        edits.compile();
        return edits.events;
    }

    private void compile() {
        if (differs("name") && target.get("name") instanceof String name) {
            events.add(new MixEvent.SessionRenamed(name));
        }
        addStrips();
        loosen();
        routes();
        for (StripAddress strip : strips(target)) {
            inserts(strip);
            sends(strip);
            parameters(strip);
        }
        sidechains();
        clips();
        vcas();
        automation();
        removeStrips();
        orders();
        song();
        safeFaders();
    }

    // ---- what there is

    private void addStrips() {
        for (Id bus : children(target, "bus")) {
            String path = "bus/" + bus;
            if (now.get(path) == null) {
                events.add(
                        new MixEvent.BusAdded(bus, text(path + "/name"), Bus.Kind.valueOf(text(path)), colour(path)));
            } else {
                if (differs(path)) {
                    events.add(new MixEvent.BusKindChanged(bus, Bus.Kind.valueOf(text(path))));
                }
                label(path, n -> new MixEvent.BusRenamed(bus, n), c -> new MixEvent.BusRecoloured(bus, c));
            }
        }
        for (Id track : children(target, "track")) {
            String path = "track/" + track;
            if (now.get(path) == null) {
                events.add(new MixEvent.TrackAdded(track, text(path + "/name"), colour(path)));
            } else {
                label(path, n -> new MixEvent.TrackRenamed(track, n), c -> new MixEvent.TrackRecoloured(track, c));
            }
        }
        for (Id vca : children(target, "vca")) {
            String path = "vca/" + vca;
            if (now.get(path) == null) {
                events.add(new MixEvent.VcaAdded(vca, text(path + "/name"), colour(path)));
            } else {
                label(path, n -> new MixEvent.VcaRenamed(vca, n), c -> new MixEvent.VcaRecoloured(vca, c));
            }
        }
    }

    private interface OfName {
        MixEvent event(String name);
    }

    private interface OfColour {
        MixEvent event(Colour colour);
    }

    private void label(String path, OfName renamed, OfColour recoloured) {
        if (differs(path + "/name")) {
            events.add(renamed.event(text(path + "/name")));
        }
        if (differs(path + "/colour")) {
            events.add(recoloured.event(colour(path)));
        }
    }

    /** Takes away every route, send, insert and sidechain that is not to stay, so that what comes meets nothing in its way. */
    private void loosen() {
        for (StripAddress strip : strips(now)) {
            String path = strip.path();
            for (Id insert : children(now, path + "/insert")) {
                String insertPath = path + "/insert/" + insert;
                if (differs(insertPath)) {
                    events.add(new MixEvent.InsertRemoved(strip, insert));
                } else if (differs(insertPath + "/sidechain") && now.get(insertPath + "/sidechain") != null) {
                    events.add(new MixEvent.SidechainRouted(strip, insert, null));
                }
            }
            for (Id send : children(now, path + "/send")) {
                if (differs(path + "/send/" + send)) {
                    events.add(new MixEvent.SendRemoved(strip, send));
                }
            }
            boolean elsewhere = differs(path + "/output") && !"master".equals(now.get(path + "/output"));
            if (elsewhere && !(strip instanceof StripAddress.Master)) {
                events.add(new MixEvent.OutputRouted(strip, StripAddress.MASTER));
            }
        }
    }

    private void routes() {
        for (StripAddress strip : strips(target)) {
            String path = strip.path() + "/output";
            if (differs(path) && target.get(path) instanceof String output && !output.equals("master")) {
                events.add(new MixEvent.OutputRouted(strip, StripAddress.parse(output)));
            }
        }
    }

    private void removeStrips() {
        for (Id track : children(now, "track")) {
            if (target.get("track/" + track) == null) {
                events.add(new MixEvent.TrackRemoved(track));
            }
        }
        for (Id bus : children(now, "bus")) {
            if (target.get("bus/" + bus) == null) {
                events.add(new MixEvent.BusRemoved(bus));
            }
        }
        for (Id vca : children(now, "vca")) {
            if (target.get("vca/" + vca) == null) {
                events.add(new MixEvent.VcaRemoved(vca));
            }
        }
    }

    // ---- what is on a strip

    private void inserts(StripAddress strip) {
        String path = strip.path() + "/insert/";
        List<String> present = new ArrayList<>(list(now, strip.path() + "/order/inserts"));
        present.removeIf(id -> differs(path + id));
        for (Id insert : children(target, strip.path() + "/insert")) {
            String insertPath = path + insert;
            boolean added = differs(insertPath);
            if (added) {
                events.add(new MixEvent.InsertAdded(strip, insert, text(insertPath), present.size()));
                present.add(insert.value());
            }
            moves(
                    insertPath,
                    id -> new ParameterAddress.OfInsert(strip, insert, id),
                    defaults(insertPath, added, insertParameters(insertPath)));
        }
        order(
                present,
                list(target, strip.path() + "/order/inserts"),
                (id, position) -> new MixEvent.InsertMoved(strip, id, position));
    }

    /**
     * The values that a thing's parameters have before they are moved.
     *
     * @param path of the thing in the facts
     * @param added whether it has just come
     */
    private Defaults defaults(String path, boolean added, List<ParameterSpec> specs) {
        return new Defaults() {
            @Override
            public double fresh(String parameter) {
                return Lists.find(specs, p -> p.id().equals(parameter))
                        .map(ParameterSpec::defaultValue)
                        .orElse(0.0);
            }

            @Override
            public double now(String parameter) {
                return !added && now.get(path + "/" + parameter) instanceof Double value ? value : fresh(parameter);
            }
        };
    }

    private List<ParameterSpec> insertParameters(String path) {
        List<ParameterSpec> specs = new ArrayList<>(List.of(StripParameters.BYPASS));
        Processors.find(text(path)).ifPresent(p -> specs.addAll(p.parameters()));
        return specs;
    }

    private void sends(StripAddress strip) {
        String path = strip.path() + "/send/";
        List<String> present = new ArrayList<>(list(now, strip.path() + "/order/sends"));
        present.removeIf(id -> differs(path + id));
        for (Id send : children(target, strip.path() + "/send")) {
            String sendPath = path + send;
            boolean added = differs(sendPath);
            if (added) {
                events.add(new MixEvent.SendAdded(strip, send, new Id(text(sendPath))));
                present.add(send.value());
            }
            moves(
                    sendPath,
                    id -> new ParameterAddress.OfSend(strip, send, id),
                    defaults(sendPath, added, StripParameters.SEND));
        }
        order(
                present,
                list(target, strip.path() + "/order/sends"),
                (id, position) -> new MixEvent.SendMoved(strip, id, position));
    }

    private void parameters(StripAddress strip) {
        for (ParameterSpec spec : StripParameters.STRIP) {
            String path = strip.path() + "/" + spec.id();
            double before = now.get(path) instanceof Double value ? value : spec.defaultValue();
            if (target.get(path) instanceof Double after && before != after) {
                events.add(new MixEvent.ParameterMoved(new ParameterAddress.OfStrip(strip, spec.id()), after));
            }
        }
    }

    private interface Address {
        ParameterAddress of(String parameter);
    }

    /** What a parameter has before it is moved. */
    private interface Defaults {
        /** When what it belongs to has just come. */
        double fresh(String parameter);

        /** After the events so far. */
        double now(String parameter);
    }

    /** Moves every number right below a path to where it is to be; one that is no longer there was at its default. */
    private void moves(String path, Address address, Defaults defaults) {
        TreeSet<String> facts = new TreeSet<>(below(target, path + "/").keySet());
        facts.addAll(below(now, path + "/").keySet());
        for (String fact : facts) {
            String id = fact.substring(path.length() + 1);
            boolean isNumber = (target.get(fact) == null ? now.get(fact) : target.get(fact)) instanceof Double;
            if (id.indexOf('/') >= 0 || !isNumber) {
                continue;
            }
            double after = target.get(fact) instanceof Double value ? value : defaults.fresh(id);
            if (defaults.now(id) != after) {
                events.add(new MixEvent.ParameterMoved(address.of(id), after));
            }
        }
    }

    private void sidechains() {
        for (StripAddress strip : strips(target)) {
            for (Id insert : children(target, strip.path() + "/insert")) {
                String path = strip.path() + "/insert/" + insert;
                boolean changed = differs(path + "/sidechain") || differs(path);
                if (changed && target.get(path + "/sidechain") instanceof String source) {
                    events.add(new MixEvent.SidechainRouted(strip, insert, StripAddress.parse(source)));
                }
            }
        }
    }

    private void clips() {
        for (Id track : children(target, "track")) {
            String path = "track/" + track + "/clip";
            for (Id clip : children(now, path)) {
                if (target.get(path + "/" + clip) == null) {
                    events.add(new MixEvent.ClipRemoved(track, clip));
                }
            }
            for (Id clip : children(target, path)) {
                if (differs(path + "/" + clip) && target.get(path + "/" + clip) instanceof Clip after) {
                    events.add(
                            now.get(path + "/" + clip) == null
                                    ? new MixEvent.ClipPlaced(track, after)
                                    : new MixEvent.ClipChanged(track, after));
                }
            }
        }
    }

    private void vcas() {
        for (Id vca : children(target, "vca")) {
            String path = "vca/" + vca;
            String member = path + "/member/";
            for (String fact : below(now, member).keySet()) {
                String strip = fact.substring(member.length());
                boolean stays = target.get(strip) != null; // a strip that goes leaves its VCAs by itself
                if (target.get(fact) == null && stays) {
                    events.add(new MixEvent.VcaUnassigned(vca, StripAddress.parse(strip)));
                }
            }
            for (String fact : below(target, member).keySet()) {
                if (now.get(fact) == null) {
                    events.add(new MixEvent.VcaAssigned(vca, StripAddress.parse(fact.substring(member.length()))));
                }
            }
            moves(
                    path,
                    id -> new ParameterAddress.OfVca(vca, id),
                    defaults(path, now.get(path) == null, StripParameters.VCA));
        }
    }

    private void automation() {
        below(now, "automation/").forEach((fact, value) -> {
            boolean stillThere = target.get(owner(fact.substring("automation/".length()))) != null
                    || fact.startsWith("automation/master/");
            if (target.get(fact) == null && stillThere && value instanceof AutomationLane lane) {
                if (!wentWithItsInsert(lane.address())) {
                    events.add(new MixEvent.AutomationCleared(lane.address()));
                }
            }
        });
        below(target, "automation/").forEach((fact, value) -> {
            if (value instanceof AutomationLane lane && (differs(fact) || wentWithItsInsert(lane.address()))) {
                AutomationLane before = now.get(fact) instanceof AutomationLane l && !wentWithItsInsert(lane.address())
                        ? l
                        : new AutomationLane(lane.address(), true, List.of());
                if (!before.points().equals(lane.points())
                        || now.get(fact) == null
                        || wentWithItsInsert(lane.address())) {
                    events.add(new MixEvent.AutomationWritten(lane.address(), 0, Limits.FRAMES, lane.points()));
                }
                if (before.enabled() != lane.enabled()) {
                    events.add(new MixEvent.AutomationSwitched(lane.address(), lane.enabled()));
                }
            }
        });
    }

    /** Whether the parameter's insert or send is taken away on the way, and its lane with it. */
    private boolean wentWithItsInsert(ParameterAddress address) {
        return switch (address) {
            case ParameterAddress.OfInsert a -> replaced(a.strip().path() + "/insert/" + a.insert());
            case ParameterAddress.OfSend a -> replaced(a.strip().path() + "/send/" + a.send());
            case ParameterAddress.OfStrip a -> false;
            case ParameterAddress.OfVca a -> false;
        };
    }

    private boolean replaced(String path) {
        return now.get(path) != null && differs(path);
    }

    /** The strip or the VCA that a parameter's path begins with. */
    private static String owner(String parameter) {
        int first = parameter.indexOf('/');
        int second = parameter.indexOf('/', first + 1);
        return second < 0 ? parameter : parameter.substring(0, second);
    }

    // ---- orders

    private interface Moved {
        MixEvent event(Id id, int position);
    }

    private void orders() {
        order("order/tracks", "track", MixEvent.TrackMoved::new);
        order("order/buses", "bus", MixEvent.BusMoved::new);
        order("order/vcas", "vca", MixEvent.VcaMoved::new);
    }

    private void order(String path, String kind, Moved moved) {
        List<String> present = new ArrayList<>(list(now, path));
        present.removeIf(id -> target.get(kind + "/" + id) == null);
        children(target, kind).stream()
                .map(Id::value)
                .filter(id -> !present.contains(id))
                .forEach(present::add);
        order(present, list(target, path), moved);
    }

    /** Moves one after the other to where it is to be; what is wanted but not there is passed over. */
    private void order(List<String> present, List<String> wanted, Moved moved) {
        List<String> order = new ArrayList<>(present);
        int position = 0;
        for (String id : wanted) {
            int at = order.indexOf(id);
            if (at < 0) {
                continue;
            }
            if (at != position) {
                order.remove(at);
                order.add(position, id);
                events.add(moved.event(new Id(id), position));
            }
            position++;
        }
    }

    // ---- the song, the safe faders

    private void song() {
        // what is placed first, because the song may never be without
        each("tempo/", TempoMap.Tempo.class, MixEvent.TempoPlaced::new, t -> new MixEvent.TempoRemoved(t.frame()));
        each("meter/", TempoMap.Meter.class, MixEvent.MeterPlaced::new, m -> new MixEvent.MeterRemoved(m.frame()));
        each("marker/", Marker.class, MixEvent.MarkerPlaced::new, m -> new MixEvent.MarkerRemoved(m.id()));
        each("section/", Section.class, MixEvent.SectionPlaced::new, s -> new MixEvent.SectionRemoved(s.id()));
        each("reference/", Reference.class, MixEvent.ReferencePlaced::new, r -> new MixEvent.ReferenceRemoved(r.id()));
    }

    private interface Event<T> {
        MixEvent of(T value);
    }

    private <T> void each(String prefix, Class<T> type, Event<T> placed, Event<T> removed) {
        below(target, prefix).forEach((path, value) -> {
            if (differs(path)) {
                events.add(placed.of(type.cast(value)));
            }
        });
        below(now, prefix).forEach((path, value) -> {
            if (target.get(path) == null) {
                events.add(removed.of(type.cast(value)));
            }
        });
    }

    private void safeFaders() {
        below(target, "safe-fader/").forEach((path, value) -> {
            if (value instanceof SafeFader fader && (differs(path) || wentWithItsInsert(fader.address()))) {
                events.add(new MixEvent.SafeFaderGranted(fader));
            }
        });
        below(now, "safe-fader/").forEach((path, value) -> {
            if (target.get(path) == null
                    && value instanceof SafeFader fader
                    && (target.get(owner(fader.address().path())) != null
                            || fader.address().path().startsWith("master/"))
                    && !wentWithItsInsert(fader.address())) {
                events.add(new MixEvent.SafeFaderWithdrawn(fader.address()));
            }
        });
    }

    // ---- reading facts

    private boolean differs(String path) {
        return !Objects.equals(now.get(path), target.get(path));
    }

    private String text(String path) {
        return target.get(path) instanceof String text ? text : GONE;
    }

    private Colour colour(String path) {
        return new Colour(text(path + "/colour"));
    }

    private static List<String> list(Facts facts, String path) {
        List<String> list = new ArrayList<>();
        if (facts.get(path) instanceof List<?> ids) {
            ids.forEach(id -> list.add((String) id));
        }
        return list;
    }

    private static Map<String, Object> below(Facts facts, String prefix) {
        return facts.values().subMap(prefix, prefix + Character.MAX_VALUE);
    }

    /** The ids right below a path. */
    private static Collection<Id> children(Facts facts, String path) {
        Collection<Id> ids = new TreeSet<>();
        String prefix = path + "/";
        for (String fact : below(facts, prefix).keySet()) {
            if (fact.indexOf('/', prefix.length()) < 0) {
                ids.add(new Id(fact.substring(prefix.length())));
            }
        }
        return ids;
    }

    private static List<StripAddress> strips(Facts facts) {
        List<StripAddress> strips = new ArrayList<>();
        children(facts, "track").forEach(id -> strips.add(new StripAddress.OfTrack(id)));
        children(facts, "bus").forEach(id -> strips.add(new StripAddress.OfBus(id)));
        strips.add(StripAddress.MASTER);
        return strips;
    }
}
