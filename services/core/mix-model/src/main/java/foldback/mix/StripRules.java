package foldback.mix;

import java.util.function.Function;

/** What events do to the inserts and sends of a strip. */
final class StripRules {
    private StripRules() {}

    static Step insertAdded(SessionState state, MixEvent.InsertAdded e) {
        return with(state, e.strip(), strip -> {
            String path = e.strip().path() + "/insert/" + e.insert();
            if (Lists.find(strip.inserts(), i -> i.id().equals(e.insert())).isPresent()) {
                return Step.alreadyThere(path);
            }
            if (strip.inserts().size() >= Limits.INSERTS_PER_STRIP) {
                return Step.full("inserts on the strip", Limits.INSERTS_PER_STRIP);
            }
            int last = strip.inserts().size();
            if (e.position() < 0 || e.position() > last) {
                return Step.refused(new VoidReason.ValueOutOfRange(path + "/position", e.position(), 0, last));
            }
            return Processors.find(e.processor())
                    .map(processor -> changed(
                            state,
                            e.strip(),
                            s -> s.withInserts(
                                    Lists.inserted(s.inserts(), e.position(), Insert.fresh(e.insert(), processor)))))
                    .orElseGet(() -> Step.refused(new VoidReason.UnknownProcessor(e.processor())));
        });
    }

    static Step insertMoved(SessionState state, MixEvent.InsertMoved e) {
        return Step.positioned(
                e.strip().path() + "/insert/" + e.insert(),
                e.position(),
                position -> withInsert(
                        state,
                        e.strip(),
                        e.insert(),
                        insert -> changed(
                                state, e.strip(), s -> s.withInserts(Lists.moved(s.inserts(), insert, position)))));
    }

    static Step insertRemoved(SessionState state, MixEvent.InsertRemoved e) {
        return withInsert(state, e.strip(), e.insert(), insert -> {
            String prefix = e.strip().path() + "/insert/" + e.insert() + "/";
            SessionState kept = Removals.forgetParameters(state, path -> path.startsWith(prefix));
            return changed(
                    kept, e.strip(), s -> s.withInserts(Lists.without(s.inserts(), i -> i.id().equals(e.insert()))));
        });
    }

    static Step sidechainRouted(SessionState state, MixEvent.SidechainRouted e) {
        StripAddress source = e.source();
        return withInsert(state, e.strip(), e.insert(), insert -> {
            if (source != null) {
                boolean keyed = Processors.find(insert.processor())
                        .filter(ProcessorSpec::keyed)
                        .isPresent();
                if (!keyed) {
                    return Step.refused(new VoidReason.NoSidechain(e.strip().path() + "/insert/" + e.insert()));
                }
                if (state.mix().strip(source).isEmpty() || source instanceof StripAddress.Master) {
                    return Step.gone(source.path());
                }
                if (Routes.wouldLoop(state.mix(), source, e.strip())) {
                    return Step.refused(
                            new VoidReason.StripWouldHearItself(e.strip().path()));
                }
            }
            return changed(
                    state,
                    e.strip(),
                    s -> s.withInserts(
                            Lists.replaced(s.inserts(), i -> i.id().equals(e.insert()), i -> i.withSidechain(source))));
        });
    }

    static Step sendAdded(SessionState state, MixEvent.SendAdded e) {
        return with(state, e.strip(), strip -> {
            if (Lists.find(strip.sends(), s -> s.id().equals(e.send())).isPresent()) {
                return Step.alreadyThere(e.strip().path() + "/send/" + e.send());
            }
            if (strip.sends().size() >= Limits.SENDS_PER_STRIP) {
                return Step.full("sends on the strip", Limits.SENDS_PER_STRIP);
            }
            if (state.mix().bus(e.bus()).isEmpty()) {
                return Step.gone("bus/" + e.bus());
            }
            if (Routes.wouldLoop(state.mix(), e.strip(), new StripAddress.OfBus(e.bus()))) {
                return Step.refused(new VoidReason.BusWouldFeedItself(e.bus()));
            }
            Send send = new Send(e.send(), e.bus(), false, StripParameters.SEND_LEVEL.defaultValue());
            return changed(state, e.strip(), s -> s.withSends(Lists.appended(s.sends(), send)));
        });
    }

    static Step sendMoved(SessionState state, MixEvent.SendMoved e) {
        return Step.positioned(
                e.strip().path() + "/send/" + e.send(),
                e.position(),
                position -> withSend(
                        state,
                        e.strip(),
                        e.send(),
                        send -> changed(state, e.strip(), s -> s.withSends(Lists.moved(s.sends(), send, position)))));
    }

    static Step sendRemoved(SessionState state, MixEvent.SendRemoved e) {
        return withSend(state, e.strip(), e.send(), send -> {
            String prefix = e.strip().path() + "/send/" + e.send() + "/";
            SessionState kept = Removals.forgetParameters(state, path -> path.startsWith(prefix));
            return changed(kept, e.strip(), s -> s.withSends(Lists.without(s.sends(), x -> x.id().equals(e.send()))));
        });
    }

    // ---- finding the strip and what is on it

    static Step with(SessionState state, StripAddress address, Function<Strip, Step> then) {
        return state.mix().strip(address).map(then).orElseGet(() -> Step.gone(address.path()));
    }

    static Step changed(SessionState state, StripAddress address, Function<Strip, Strip> change) {
        return with(
                state, address, strip -> Step.next(state.withMix(state.mix().withStrip(address, change.apply(strip)))));
    }

    private static Step withInsert(SessionState state, StripAddress address, Id id, Function<Insert, Step> then) {
        return with(
                state,
                address,
                strip -> Lists.find(strip.inserts(), i -> i.id().equals(id))
                        .map(then)
                        .orElseGet(() -> Step.gone(address.path() + "/insert/" + id)));
    }

    private static Step withSend(SessionState state, StripAddress address, Id id, Function<Send, Step> then) {
        return with(
                state,
                address,
                strip -> Lists.find(strip.sends(), s -> s.id().equals(id))
                        .map(then)
                        .orElseGet(() -> Step.gone(address.path() + "/send/" + id)));
    }
}
