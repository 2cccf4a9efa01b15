package foldback.mix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session taken apart into facts, each with a path and a value: what differs between two versions, what a merge chooses among, what
 * a client on the wire keeps.
 *
 * <p>Paths and values: {@code name}; {@code track/<id>} is "track", with {@code /name /colour /output /clip/<id>} and the strip's
 * facts below it; {@code bus/<id>} is the bus's kind; {@code vca/<id>} is "vca", with {@code /name /colour /fader /mute /solo
 * /member/<strip's path>}; {@code master} has a strip's facts only. A strip's facts are its parameters by their ids, {@code
 * insert/<id>} (the processor's id) with its parameters, {@code bypass} and {@code sidechain}, {@code send/<id>} (the bus's id) with its
 * parameters. {@code order/tracks}, {@code order/buses}, {@code order/vcas}, {@code <strip>/order/inserts} and {@code
 * <strip>/order/sends} are lists of ids. {@code automation/<parameter's path>} is a lane; {@code tempo/<frame>}, {@code meter/<frame>},
 * {@code marker/<id>}, {@code section/<id>}, {@code reference/<id>}, {@code revision/<id>}, {@code member/<id>}, {@code
 * safe-fader/<parameter's path>} are those values.
 *
 * <p>Values are {@code Double}, {@code String}, {@code List<String>}, or a record of this package.
 */
public final class Facts {
    private static final Pattern SEND = Pattern.compile("(track/[^/]+|bus/[^/]+)/send/[^/]+");

    private final SortedMap<String, Object> values;

    private Facts(SortedMap<String, Object> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Facts of(SessionState state) {
        SortedMap<String, Object> values = new TreeMap<>();
        new Walk((path, value) -> values.put(path, value)).session(state);
        return new Facts(values);
    }

    /** Every fact by its path. */
    public SortedMap<String, Object> values() {
        return values;
    }

    public @Nullable Object get(String path) {
        return values.get(path);
    }

    /**
     * The paths of whatever goes along when the thing at a path goes: its parts, its automation, its safe faders, and what is routed to it,
     * driven by it or ridden with it.
     */
    List<String> dependents(String path) {
        List<String> dependents = new ArrayList<>();
        values.forEach((fact, value) -> {
            String needed = needs(fact, value);
            boolean needsIt = needed != null && (needed.equals(path) || needed.startsWith(path + "/"));
            if (needsIt || fact.startsWith(path + "/")) {
                dependents.add(fact);
            }
        });
        return dependents;
    }

    /** The path of the thing that a fact elsewhere cannot be without; null if it needs none. */
    static @Nullable String needs(String fact, Object value) {
        if (fact.startsWith("automation/") || fact.startsWith("safe-fader/")) {
            String parameter = fact.substring(fact.indexOf('/') + 1);
            String owner = parameter.substring(0, parameter.lastIndexOf('/'));
            return owner.equals("master") ? null : owner;
        }
        if (fact.startsWith("vca/") && fact.contains("/member/")) {
            return fact.substring(fact.indexOf("/member/") + "/member/".length());
        }
        if (fact.endsWith("/output") || fact.endsWith("/sidechain")) {
            return value.equals("master") ? null : value.toString();
        }
        return SEND.matcher(fact).matches() ? "bus/" + value : null;
    }

    /** Other values for some paths; null where there is to be no fact. */
    public Facts with(Map<String, ? extends @Nullable Object> changes) {
        SortedMap<String, Object> next = new TreeMap<>(values);
        changes.forEach((path, value) -> {
            if (value == null) {
                next.remove(path);
            } else {
                next.put(path, value);
            }
        });
        return new Facts(next);
    }

    /** What leads from these facts to others, by path. */
    public List<Effect> to(Facts others) {
        List<Effect> effects = new ArrayList<>();
        Collection<String> paths = new TreeSet<>(values.keySet());
        paths.addAll(others.values.keySet());
        for (String path : paths) {
            Object before = values.get(path);
            Object after = others.values.get(path);
            if (!Objects.equals(before, after)) {
                effects.add(new Effect(path, before, after));
            }
        }
        return effects;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Facts f && values.equals(f.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** What leads from one state to another, by path: as fast as few of their parts differ. */
    static List<Effect> between(SessionState before, SessionState after) {
        Map<String, Object> old = new HashMap<>();
        Map<String, Object> now = new LinkedHashMap<>();
        new Walk(old::put).differing(before, after);
        new Walk(now::put).differing(after, before);
        List<Effect> effects = new ArrayList<>();
        now.forEach((path, value) -> {
            Object was = old.remove(path);
            if (!value.equals(was)) {
                effects.add(new Effect(path, was, value));
            }
        });
        old.forEach((path, was) -> effects.add(new Effect(path, was, null)));
        effects.sort((a, b) -> a.path().compareTo(b.path()));
        return effects;
    }

    /** Visits facts; where another state is given, parts that are the very same objects there are passed over. */
    @SuppressWarnings(
            "ReferenceEquality") // the same object is the same part; comparing its values would be the work it saves
    private record Walk(BiConsumer<String, Object> visitor) {
        void session(SessionState s) {
            differing(s, null);
        }

        void differing(SessionState s, @Nullable SessionState other) {
            if (!s.started()) {
                return;
            }
            SessionState o = other == null || !other.started() ? null : other;
            fact("name", s.name(), o == null ? null : o.name());
            if (s.branchedFrom() != null && (o == null || s.branchedFrom() != o.branchedFrom())) {
                fact("branched-from", s.branchedFrom());
            }
            each("merge/", s.merges(), o == null ? null : o.merges(), m -> m.session() + "/" + m.version());
            each("revision/", s.revisions(), o == null ? null : o.revisions(), r -> r.id().value());
            each("marker/", s.markers(), o == null ? null : o.markers(), m -> m.id().value());
            each("section/", s.sections(), o == null ? null : o.sections(), c -> c.id().value());
            each("reference/", s.references(), o == null ? null : o.references(), r -> r.id().value());
            each("member/", s.members(), o == null ? null : o.members(), m -> m.id().value());
            each(
                    "safe-fader/",
                    s.safeFaders(),
                    o == null ? null : o.safeFaders(),
                    f -> f.address().path());
            if (o == null || s.mix() != o.mix()) {
                mix(s.mix(), o == null ? null : o.mix());
            }
        }

        private void mix(Mix m, @Nullable Mix o) {
            each(
                    "automation/",
                    m.automation(),
                    o == null ? null : o.automation(),
                    l -> l.address().path());
            if (o == null || m.tempo() != o.tempo()) {
                each("tempo/", m.tempo().tempos(), null, t -> Long.toString(t.frame()));
                each("meter/", m.tempo().meters(), null, t -> Long.toString(t.frame()));
            }
            if (o == null || m.tracks() != o.tracks()) {
                order("order/tracks", m.tracks(), o == null ? null : o.tracks(), Track::id);
                others(m.tracks(), o == null ? null : o.tracks(), Track::id, this::track);
            }
            if (o == null || m.buses() != o.buses()) {
                order("order/buses", m.buses(), o == null ? null : o.buses(), Bus::id);
                others(m.buses(), o == null ? null : o.buses(), Bus::id, this::bus);
            }
            if (o == null || m.vcas() != o.vcas()) {
                order("order/vcas", m.vcas(), o == null ? null : o.vcas(), Vca::id);
                others(m.vcas(), o == null ? null : o.vcas(), Vca::id, (v, before) -> vca(v));
            }
            if (o == null || m.master() != o.master()) {
                strip("master/", m.master(), o == null ? null : o.master());
            }
        }

        private void track(Track t, @Nullable Track o) {
            String path = "track/" + t.id();
            fact(path, "track", o == null ? null : "track");
            fact(path + "/name", t.name(), o == null ? null : o.name());
            fact(
                    path + "/colour",
                    t.colour().hex(),
                    o == null ? null : o.colour().hex());
            fact(
                    path + "/output",
                    t.output().path(),
                    o == null ? null : o.output().path());
            each(path + "/clip/", t.clips(), o == null ? null : o.clips(), c -> c.id().value());
            if (o == null || t.strip() != o.strip()) {
                strip(path + "/", t.strip(), o == null ? null : o.strip());
            }
        }

        private void bus(Bus b, @Nullable Bus o) {
            String path = "bus/" + b.id();
            fact(path, b.kind().name(), o == null ? null : o.kind().name());
            fact(path + "/name", b.name(), o == null ? null : o.name());
            fact(
                    path + "/colour",
                    b.colour().hex(),
                    o == null ? null : o.colour().hex());
            fact(
                    path + "/output",
                    b.output().path(),
                    o == null ? null : o.output().path());
            if (o == null || b.strip() != o.strip()) {
                strip(path + "/", b.strip(), o == null ? null : o.strip());
            }
        }

        private void vca(Vca v) {
            String path = "vca/" + v.id();
            fact(path, "vca");
            fact(path + "/name", v.name());
            fact(path + "/colour", v.colour().hex());
            StripParameters.VCA.forEach(p -> fact(path + "/" + p.id(), v.parameter(p.id())));
            v.members().forEach(m -> fact(path + "/member/" + m.path(), "member"));
        }

        private void strip(String path, Strip s, @Nullable Strip o) {
            for (ParameterSpec p : StripParameters.STRIP) {
                double value = s.parameter(p.id());
                if (o == null || Double.compare(value, o.parameter(p.id())) != 0) {
                    fact(path + p.id(), value);
                }
            }
            if (o == null || s.inserts() != o.inserts()) {
                order(path + "order/inserts", s.inserts(), o == null ? null : o.inserts(), Insert::id);
                others(s.inserts(), o == null ? null : o.inserts(), Insert::id, (i, before) -> insert(path, i));
            }
            if (o == null || s.sends() != o.sends()) {
                order(path + "order/sends", s.sends(), o == null ? null : o.sends(), Send::id);
                others(s.sends(), o == null ? null : o.sends(), Send::id, (e, before) -> send(path, e));
            }
        }

        private void insert(String strip, Insert i) {
            String path = strip + "insert/" + i.id();
            fact(path, i.processor());
            fact(path + "/bypass", i.bypassed() ? 1.0 : 0.0);
            i.parameters().forEach((id, value) -> fact(path + "/" + id, value));
            if (i.sidechain() != null) {
                fact(path + "/sidechain", i.sidechain().path());
            }
        }

        private void send(String strip, Send s) {
            String path = strip + "send/" + s.id();
            fact(path, s.bus().value());
            fact(path + "/level", s.levelDb());
            fact(path + "/pre-fader", s.preFader() ? 1.0 : 0.0);
        }

        private <T> void each(String path, List<T> list, @Nullable List<T> other, Function<T, String> id) {
            if (list == other) {
                return;
            }
            list.forEach(element -> fact(path + id.apply(element), element));
        }

        /** The ids of a list, where they are not those of the other. */
        private <T> void order(String path, List<T> list, @Nullable List<T> other, Function<T, Id> id) {
            if (other == null || !sameOrder(list, other, id)) {
                fact(path, ids(list, id));
            }
        }

        private static <T> boolean sameOrder(List<T> list, List<T> other, Function<T, Id> id) {
            if (list.size() != other.size()) {
                return false;
            }
            for (int i = 0; i < list.size(); i++) {
                if (list.get(i) != other.get(i) && !id.apply(list.get(i)).equals(id.apply(other.get(i)))) {
                    return false;
                }
            }
            return true;
        }

        private static <T> List<String> ids(List<T> list, Function<T, Id> id) {
            return list.stream().map(element -> id.apply(element).value()).toList();
        }

        /** Visits elements that are not in the other list, together with the one of the same id there. */
        private static <T> void others(
                List<T> list, @Nullable List<T> other, Function<T, Id> id, BiConsumer<T, @Nullable T> visit) {
            for (int i = 0; i < list.size(); i++) {
                T element = list.get(i);
                T same = other == null ? null : same(element, i, other, id);
                if (element != same) {
                    visit.accept(element, same);
                }
            }
        }

        /** Most are where they were, and few are looked for. */
        private static <T> @Nullable T same(T element, int at, List<T> other, Function<T, Id> id) {
            if (at < other.size()
                    && (other.get(at) == element || id.apply(other.get(at)).equals(id.apply(element)))) {
                return other.get(at);
            }
            return Lists.find(other, each -> id.apply(each).equals(id.apply(element)))
                    .orElse(null);
        }

        /** A fact, unless it is the same elsewhere. */
        private void fact(String path, Object value, @Nullable Object elsewhere) {
            if (!value.equals(elsewhere)) {
                fact(path, value);
            }
        }

        private void fact(String path, Object value) {
            visitor.accept(path, value);
        }
    }
}
