package foldback.mix;

import java.util.function.Function;

/** What events do to buses and to the routes between strips. */
final class BusRules {
    private BusRules() {}

    static Step added(SessionState state, MixEvent.BusAdded e) {
        Mix mix = state.mix();
        if (mix.bus(e.bus()).isPresent()) {
            return Step.alreadyThere("bus/" + e.bus());
        }
        if (mix.buses().size() >= Limits.BUSES) {
            return Step.full("buses", Limits.BUSES);
        }
        return Step.named(e.name(), name -> {
            Bus bus = new Bus(e.bus(), name, e.kind(), e.colour(), Strip.FRESH, StripAddress.MASTER);
            return Step.next(state.withMix(mix.withBuses(Lists.appended(mix.buses(), bus))));
        });
    }

    static Step renamed(SessionState state, MixEvent.BusRenamed e) {
        return Step.named(e.name(), name -> changed(state, e.bus(), bus -> bus.withName(name)));
    }

    static Step recoloured(SessionState state, MixEvent.BusRecoloured e) {
        return changed(state, e.bus(), bus -> bus.withColour(e.colour()));
    }

    static Step kindChanged(SessionState state, MixEvent.BusKindChanged e) {
        return changed(state, e.bus(), bus -> bus.withKind(e.kind()));
    }

    static Step moved(SessionState state, MixEvent.BusMoved e) {
        Mix mix = state.mix();
        return Step.positioned(
                "bus/" + e.bus(),
                e.position(),
                position -> with(
                        state,
                        e.bus(),
                        bus -> Step.next(state.withMix(mix.withBuses(Lists.moved(mix.buses(), bus, position))))));
    }

    static Step removed(SessionState state, MixEvent.BusRemoved e) {
        Mix mix = state.mix();
        return with(
                state,
                e.bus(),
                bus -> Routes.feeding(mix, bus.id())
                        .map(by -> Step.refused(new VoidReason.BusStillFed(bus.id(), by.path())))
                        .orElseGet(() -> {
                            Mix rest = mix.withBuses(Lists.without(mix.buses(), b -> b.id().equals(bus.id())));
                            return Step.next(Removals.forget(state.withMix(rest), new StripAddress.OfBus(bus.id())));
                        }));
    }

    static Step outputRouted(SessionState state, MixEvent.OutputRouted e) {
        Mix mix = state.mix();
        if (mix.strip(e.strip()).isEmpty()) {
            return Step.gone(e.strip().path());
        }
        if (mix.strip(e.output()).isEmpty() || e.output() instanceof StripAddress.OfTrack) {
            return Step.gone(e.output().path());
        }
        if (e.output() instanceof StripAddress.OfBus target && Routes.wouldLoop(mix, e.strip(), target)) {
            return Step.refused(new VoidReason.BusWouldFeedItself(target.bus()));
        }
        return switch (e.strip()) {
            case StripAddress.OfTrack a ->
                Step.next(state.withMix(mix.withTracks(
                        Lists.replaced(mix.tracks(), t -> t.id().equals(a.track()), t -> t.withOutput(e.output())))));
            case StripAddress.OfBus a -> changed(state, a.bus(), bus -> bus.withOutput(e.output()));
            case StripAddress.Master a -> Step.refused(new VoidReason.MasterHasNoOutput());
        };
    }

    private static Step with(SessionState state, Id id, Function<Bus, Step> then) {
        return state.mix().bus(id).map(then).orElseGet(() -> Step.gone("bus/" + id));
    }

    private static Step changed(SessionState state, Id id, Function<Bus, Bus> change) {
        return with(state, id, bus -> {
            Bus next = change.apply(bus);
            return Step.next(state.withMix(
                    state.mix().withBuses(Lists.replaced(state.mix().buses(), b -> b.id().equals(id), b -> next))));
        });
    }
}
