package foldback.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What events do to parameters: moving them, and letting them move by themselves. */
final class ParameterRules {
    private ParameterRules() {}

    static Step moved(SessionState state, MixEvent.ParameterMoved e) {
        return withParameter(
                state,
                e.address(),
                spec -> accepted(e.address(), spec, e.value(), value -> moved(state, e, spec, value)));
    }

    private static Step moved(SessionState state, MixEvent.ParameterMoved e, ParameterSpec spec, double value) {
        return switch (e.address()) {
            case ParameterAddress.OfStrip a ->
                StripRules.changed(state, a.strip(), strip -> strip.withParameter(a.parameter(), value));
            case ParameterAddress.OfInsert a ->
                StripRules.changed(
                        state,
                        a.strip(),
                        strip -> strip.withInserts(Lists.replaced(
                                strip.inserts(), i -> i.id().equals(a.insert()), i -> moved(i, spec, value))));
            case ParameterAddress.OfSend a ->
                StripRules.changed(
                        state,
                        a.strip(),
                        strip -> strip.withSends(Lists.replaced(
                                strip.sends(), s -> s.id().equals(a.send()), s -> moved(s, a.parameter(), value))));
            case ParameterAddress.OfVca a -> {
                Mix mix = state.mix();
                yield Step.next(state.withMix(mix.withVcas(Lists.replaced(
                        mix.vcas(), v -> v.id().equals(a.vca()), v -> v.withParameter(a.parameter(), value)))));
            }
        };
    }

    private static Insert moved(Insert insert, ParameterSpec parameter, double value) {
        return parameter.equals(StripParameters.BYPASS)
                ? insert.withBypassed(value != 0)
                : insert.withParameter(parameter, value);
    }

    private static Send moved(Send send, String parameter, double value) {
        return parameter.equals(StripParameters.SEND_LEVEL.id())
                ? send.withLevelDb(value)
                : send.withPreFader(value != 0);
    }

    // ---- automation

    static Step automationWritten(SessionState state, MixEvent.AutomationWritten e) {
        String path = "automation/" + e.address().path();
        return withParameter(state, e.address(), spec -> {
            if (!spec.automatable()) {
                return Step.refused(new VoidReason.NotAutomatable(e.address().path()));
            }
            if (!Step.isFrame(e.fromFrame()) || !Step.isFrame(e.toFrame()) || e.fromFrame() > e.toFrame()) {
                return Step.refused(new VoidReason.RangeImpossible(path));
            }
            long before = e.fromFrame() - 1;
            for (Breakpoint point : e.points()) {
                if (point.frame() <= before || point.frame() > e.toFrame()) {
                    return Step.refused(new VoidReason.PointsUnordered(path));
                }
                if (!spec.accepts(point.value())) {
                    return Step.refused(
                            new VoidReason.ValueOutOfRange(path, point.value(), spec.minimum(), spec.maximum()));
                }
                before = point.frame();
            }
            return written(state, e, path);
        });
    }

    private static Step written(SessionState state, MixEvent.AutomationWritten e, String path) {
        Optional<AutomationLane> lane = state.mix().lane(e.address());
        List<Breakpoint> points = new ArrayList<>();
        lane.ifPresent(l -> l.points().stream()
                .filter(p -> p.frame() < e.fromFrame() || p.frame() > e.toFrame())
                .forEach(points::add));
        e.points().forEach(p -> points.add(new Breakpoint(p.frame(), Step.stored(p.value()), p.curve())));
        points.sort(Comparator.comparingLong(Breakpoint::frame));
        if (points.size() > Limits.POINTS_PER_LANE) {
            return Step.full("points of " + path, Limits.POINTS_PER_LANE);
        }
        if (lane.isEmpty() && state.mix().automation().size() >= Limits.LANES) {
            return Step.full("automation lanes", Limits.LANES);
        }
        boolean enabled = lane.map(AutomationLane::enabled).orElse(true);
        return Step.next(state.withMix(state.mix().withLane(new AutomationLane(e.address(), enabled, points))));
    }

    static Step automationSwitched(SessionState state, MixEvent.AutomationSwitched e) {
        return withLane(
                state,
                e.address(),
                lane -> Step.next(state.withMix(
                        state.mix().withLane(new AutomationLane(e.address(), e.enabled(), lane.points())))));
    }

    static Step automationCleared(SessionState state, MixEvent.AutomationCleared e) {
        return withLane(
                state, e.address(), lane -> Step.next(state.withMix(state.mix().withoutLanes(e.address()::equals))));
    }

    // ---- finding the parameter

    private static Step withParameter(
            SessionState state, ParameterAddress address, Function<ParameterSpec, Step> then) {
        return state.mix().parameter(address).map(then).orElseGet(() -> Step.gone(gone(state, address)));
    }

    /** The outermost thing that is not there, which says more than the parameter's own address. */
    private static String gone(SessionState state, ParameterAddress address) {
        StripAddress strip = switch (address) {
            case ParameterAddress.OfStrip a -> a.strip();
            case ParameterAddress.OfInsert a -> a.strip();
            case ParameterAddress.OfSend a -> a.strip();
            case ParameterAddress.OfVca a -> StripAddress.MASTER;
        };
        Optional<Strip> there = state.mix().strip(strip);
        if (there.isEmpty()) {
            return strip.path();
        }
        return switch (address) {
            case ParameterAddress.OfInsert a
            when there.get().inserts().stream().noneMatch(i -> i.id().equals(a.insert())) ->
                strip.path() + "/insert/" + a.insert();
            case ParameterAddress.OfSend a
            when there.get().sends().stream().noneMatch(s -> s.id().equals(a.send())) ->
                strip.path() + "/send/" + a.send();
            case ParameterAddress.OfVca a when state.mix().vca(a.vca()).isEmpty() -> "vca/" + a.vca();
            default -> address.path();
        };
    }

    private static Step withLane(SessionState state, ParameterAddress address, Function<AutomationLane, Step> then) {
        return state.mix().lane(address).map(then).orElseGet(() -> Step.gone("automation/" + address.path()));
    }

    private static Step accepted(
            ParameterAddress address, ParameterSpec spec, double value, Function<Double, Step> then) {
        return spec.accepts(value)
                ? then.apply(Step.stored(value))
                : Step.refused(new VoidReason.ValueOutOfRange(address.path(), value, spec.minimum(), spec.maximum()));
    }
}
