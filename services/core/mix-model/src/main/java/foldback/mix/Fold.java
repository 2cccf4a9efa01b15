package foldback.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The fold: what a session is after one more change. Total (every change has an outcome) and pure (the same log gives the
 * same sessions on every machine, for ever). The rules have a version, {@link SessionState#RULES_VERSION}, that a session
 * keeps from its first event on.
 */
public final class Fold {
    /** The session after the change, and what came of the change. */
    public record Folded(SessionState state, Outcome outcome) {}

    private Fold() {}

    public static Folded fold(SessionState before, Change change) {
        if (change.sequence() <= before.lastSequence().getOrDefault(change.client(), 0L)) {
            return new Folded(before, new Outcome.Resent());
        }
        Step after = applyAll(before, change);
        return switch (after) {
            case Step.Next next ->
                new Folded(next.state().counting(change.client(), change.sequence()), new Outcome.Applied());
            case Step.Refused refused ->
                new Folded(before.counting(change.client(), change.sequence()), new Outcome.Voided(refused.reason()));
        };
    }

    /** What one event leads to: another state, or a reason why not. */
    private sealed interface Step {
        record Next(SessionState state) implements Step {}

        record Refused(VoidReason reason) implements Step {}
    }

    private static Step applyAll(SessionState before, Change change) {
        Long expected = change.expectedVersion();
        if (expected != null && expected != before.version()) {
            return refused(new VoidReason.Overtaken(expected, before.version()));
        }
        SessionState state = before;
        for (MixEvent event : change.events()) {
            switch (apply(state, event)) {
                case Step.Next next -> state = next.state();
                case Step.Refused refused -> {
                    return refused;
                }
            }
        }
        return next(state);
    }

    private static Step apply(SessionState state, MixEvent event) {
        if (!state.started() && !(event instanceof MixEvent.SessionStarted)) {
            return refused(new VoidReason.SessionNotStarted());
        }
        return switch (event) {
            case MixEvent.SessionStarted e -> sessionStarted(state, e);
            case MixEvent.SessionRenamed e -> sessionRenamed(state, e);
            case MixEvent.TrackAdded e -> trackAdded(state, e);
            case MixEvent.TrackRenamed e -> trackRenamed(state, e);
            case MixEvent.TrackRemoved e -> trackRemoved(state, e);
            case MixEvent.ClipPlaced e -> clipPlaced(state, e);
            case MixEvent.ClipRemoved e -> clipRemoved(state, e);
            case MixEvent.BusAdded e -> busAdded(state, e);
            case MixEvent.BusRemoved e -> busRemoved(state, e);
            case MixEvent.OutputRouted e -> outputRouted(state, e);
            case MixEvent.InsertAdded e -> insertAdded(state, e);
            case MixEvent.InsertRemoved e -> insertRemoved(state, e);
            case MixEvent.SendAdded e -> sendAdded(state, e);
            case MixEvent.SendRemoved e -> sendRemoved(state, e);
            case MixEvent.ParameterMoved e -> parameterMoved(state, e);
            case MixEvent.RevisionCut e -> revisionCut(state, e);
        };
    }

    // ---- the session

    private static Step sessionStarted(SessionState state, MixEvent.SessionStarted e) {
        if (state.started()) {
            return refused(new VoidReason.SessionAlreadyStarted());
        }
        if (e.rulesVersion() != SessionState.RULES_VERSION) {
            return refused(new VoidReason.RulesUnknown(e.rulesVersion()));
        }
        if (!Text.isName(e.name())) {
            return refused(new VoidReason.NameUnusable(e.name()));
        }
        return next(new SessionState(
                true, e.name(), Mix.empty(e.sampleRate()), List.of(), state.version(), state.lastSequence()));
    }

    private static Step sessionRenamed(SessionState state, MixEvent.SessionRenamed e) {
        return Text.isName(e.name()) ? next(state.withName(e.name())) : refused(new VoidReason.NameUnusable(e.name()));
    }

    private static Step revisionCut(SessionState state, MixEvent.RevisionCut e) {
        if (!Text.isName(e.name())) {
            return refused(new VoidReason.NameUnusable(e.name()));
        }
        if (state.revisions().stream().anyMatch(r -> r.id().equals(e.revision()))) {
            return refused(new VoidReason.AlreadyThere("revision/" + e.revision()));
        }
        if (state.revisions().size() >= Limits.REVISIONS) {
            return refused(new VoidReason.LimitReached("revisions", Limits.REVISIONS));
        }
        return next(state.withRevisions(
                appended(state.revisions(), new Revision(e.revision(), e.name(), state.version()))));
    }

    // ---- tracks and clips

    private static Step trackAdded(SessionState state, MixEvent.TrackAdded e) {
        Mix mix = state.mix();
        if (mix.track(e.track()).isPresent()) {
            return refused(new VoidReason.AlreadyThere("track/" + e.track()));
        }
        if (!Text.isName(e.name())) {
            return refused(new VoidReason.NameUnusable(e.name()));
        }
        if (mix.tracks().size() >= Limits.TRACKS) {
            return refused(new VoidReason.LimitReached("tracks", Limits.TRACKS));
        }
        Track track = new Track(e.track(), e.name(), e.colour(), List.of(), Strip.FRESH, StripAddress.MASTER);
        return next(state.withMix(mix.withTracks(appended(mix.tracks(), track))));
    }

    private static Step trackRenamed(SessionState state, MixEvent.TrackRenamed e) {
        if (!Text.isName(e.name())) {
            return refused(new VoidReason.NameUnusable(e.name()));
        }
        return withTrack(state, e.track(), track -> next(replaced(state, track.withName(e.name()))));
    }

    private static Step trackRemoved(SessionState state, MixEvent.TrackRemoved e) {
        return withTrack(
                state,
                e.track(),
                track -> next(
                        state.withMix(state.mix().withTracks(without(state.mix().tracks(), track)))));
    }

    private static Step clipPlaced(SessionState state, MixEvent.ClipPlaced e) {
        return withTrack(state, e.track(), track -> {
            Clip clip = e.clip();
            String path = "track/" + e.track() + "/clip/" + clip.id();
            if (track.clips().stream().anyMatch(c -> c.id().equals(clip.id()))) {
                return refused(new VoidReason.AlreadyThere(path));
            }
            if (track.clips().size() >= Limits.CLIPS_PER_TRACK) {
                return refused(new VoidReason.LimitReached("clips on the track", Limits.CLIPS_PER_TRACK));
            }
            boolean possible = isFrame(clip.startFrame())
                    && isFrame(clip.stemFrame())
                    && isFrame(clip.lengthFrames())
                    && clip.lengthFrames() > 0
                    && isFrame(clip.endFrame());
            if (!possible) {
                return refused(new VoidReason.RangeImpossible(path));
            }
            return next(replaced(state, track.withClips(appended(track.clips(), clip))));
        });
    }

    private static Step clipRemoved(SessionState state, MixEvent.ClipRemoved e) {
        return withTrack(state, e.track(), track -> {
            List<Clip> rest =
                    track.clips().stream().filter(c -> !c.id().equals(e.clip())).toList();
            return rest.size() == track.clips().size()
                    ? refused(new VoidReason.TargetGone("track/" + e.track() + "/clip/" + e.clip()))
                    : next(replaced(state, track.withClips(rest)));
        });
    }

    private static boolean isFrame(long frame) {
        return frame >= 0 && frame <= Limits.FRAMES;
    }

    // ---- buses and routes

    private static Step busAdded(SessionState state, MixEvent.BusAdded e) {
        Mix mix = state.mix();
        if (mix.bus(e.bus()).isPresent()) {
            return refused(new VoidReason.AlreadyThere("bus/" + e.bus()));
        }
        if (!Text.isName(e.name())) {
            return refused(new VoidReason.NameUnusable(e.name()));
        }
        if (mix.buses().size() >= Limits.BUSES) {
            return refused(new VoidReason.LimitReached("buses", Limits.BUSES));
        }
        Bus bus = new Bus(e.bus(), e.name(), e.kind(), e.colour(), Strip.FRESH, StripAddress.MASTER);
        return next(state.withMix(mix.withBuses(appended(mix.buses(), bus))));
    }

    private static Step busRemoved(SessionState state, MixEvent.BusRemoved e) {
        Mix mix = state.mix();
        return mix.bus(e.bus())
                .map(bus -> Routes.feeding(mix, bus.id())
                        .<Step>map(by -> refused(new VoidReason.BusStillFed(bus.id(), by.path())))
                        .orElseGet(() -> next(state.withMix(mix.withBuses(without(mix.buses(), bus))))))
                .orElseGet(() -> refused(new VoidReason.TargetGone("bus/" + e.bus())));
    }

    private static Step outputRouted(SessionState state, MixEvent.OutputRouted e) {
        Mix mix = state.mix();
        if (mix.strip(e.strip()).isEmpty()) {
            return refused(new VoidReason.TargetGone(e.strip().path()));
        }
        if (mix.strip(e.output()).isEmpty() || e.output() instanceof StripAddress.OfTrack) {
            return refused(new VoidReason.TargetGone(e.output().path()));
        }
        if (e.output() instanceof StripAddress.OfBus target && Routes.wouldLoop(mix, e.strip(), target.bus())) {
            return refused(new VoidReason.BusWouldFeedItself(target.bus()));
        }
        return switch (e.strip()) {
            case StripAddress.OfTrack a ->
                withTrack(state, a.track(), track -> next(replaced(state, track.withOutput(e.output()))));
            case StripAddress.OfBus a ->
                next(state.withMix(mix.withBuses(mix.buses().stream()
                        .map(b -> b.id().equals(a.bus()) ? b.withOutput(e.output()) : b)
                        .toList())));
            case StripAddress.Master a -> refused(new VoidReason.MasterHasNoOutput());
        };
    }

    // ---- inserts and sends

    private static Step insertAdded(SessionState state, MixEvent.InsertAdded e) {
        return withStrip(state, e.strip(), strip -> {
            String path = e.strip().path() + "/insert/" + e.insert();
            if (strip.inserts().stream().anyMatch(i -> i.id().equals(e.insert()))) {
                return refused(new VoidReason.AlreadyThere(path));
            }
            if (strip.inserts().size() >= Limits.INSERTS_PER_STRIP) {
                return refused(new VoidReason.LimitReached("inserts on the strip", Limits.INSERTS_PER_STRIP));
            }
            int last = strip.inserts().size();
            if (e.position() < 0 || e.position() > last) {
                return refused(new VoidReason.ValueOutOfRange(path + "/position", e.position(), 0, last));
            }
            return Processors.find(e.processor())
                    .<Step>map(processor -> {
                        List<Insert> inserts = new ArrayList<>(strip.inserts());
                        inserts.add(e.position(), Insert.fresh(e.insert(), processor));
                        return next(state.withMix(state.mix().withStrip(e.strip(), strip.withInserts(inserts))));
                    })
                    .orElseGet(() -> refused(new VoidReason.UnknownProcessor(e.processor())));
        });
    }

    private static Step insertRemoved(SessionState state, MixEvent.InsertRemoved e) {
        return withInsert(
                state,
                e.strip(),
                e.insert(),
                (strip, insert) -> next(state.withMix(
                        state.mix().withStrip(e.strip(), strip.withInserts(without(strip.inserts(), insert))))));
    }

    private static Step sendAdded(SessionState state, MixEvent.SendAdded e) {
        return withStrip(state, e.strip(), strip -> {
            String path = e.strip().path() + "/send/" + e.send();
            if (strip.sends().stream().anyMatch(s -> s.id().equals(e.send()))) {
                return refused(new VoidReason.AlreadyThere(path));
            }
            if (strip.sends().size() >= Limits.SENDS_PER_STRIP) {
                return refused(new VoidReason.LimitReached("sends on the strip", Limits.SENDS_PER_STRIP));
            }
            if (state.mix().bus(e.bus()).isEmpty()) {
                return refused(new VoidReason.TargetGone("bus/" + e.bus()));
            }
            if (Routes.wouldLoop(state.mix(), e.strip(), e.bus())) {
                return refused(new VoidReason.BusWouldFeedItself(e.bus()));
            }
            Send send = new Send(e.send(), e.bus(), false, StripParameters.SEND_LEVEL.defaultValue());
            return next(state.withMix(
                    state.mix().withStrip(e.strip(), strip.withSends(appended(strip.sends(), send)))));
        });
    }

    private static Step sendRemoved(SessionState state, MixEvent.SendRemoved e) {
        return withSend(
                state,
                e.strip(),
                e.send(),
                (strip, send) -> next(state.withMix(
                        state.mix().withStrip(e.strip(), strip.withSends(without(strip.sends(), send))))));
    }

    // ---- parameters

    private static Step parameterMoved(SessionState state, MixEvent.ParameterMoved e) {
        ParameterAddress address = e.address();
        return switch (address) {
            case ParameterAddress.OfStrip a ->
                withStrip(
                        state,
                        a.strip(),
                        strip -> accepted(
                                StripParameters.STRIP,
                                address,
                                e.value(),
                                value -> state.withMix(
                                        state.mix().withStrip(a.strip(), moved(strip, a.parameter(), value)))));
            case ParameterAddress.OfInsert a ->
                withInsert(
                        state,
                        a.strip(),
                        a.insert(),
                        (strip, insert) -> accepted(insertParameters(insert), address, e.value(), value -> {
                            Insert next = moved(insert, a.parameter(), value);
                            return state.withMix(state.mix()
                                    .withStrip(a.strip(), strip.withInserts(replaced(strip.inserts(), insert, next))));
                        }));
            case ParameterAddress.OfSend a ->
                withSend(
                        state,
                        a.strip(),
                        a.send(),
                        (strip, send) -> accepted(StripParameters.SEND, address, e.value(), value -> {
                            Send next = moved(send, a.parameter(), value);
                            return state.withMix(state.mix()
                                    .withStrip(a.strip(), strip.withSends(replaced(strip.sends(), send, next))));
                        }));
        };
    }

    private static List<ParameterSpec> insertParameters(Insert insert) {
        List<ParameterSpec> parameters = Processors.find(insert.processor())
                .map(p -> new ArrayList<>(p.parameters()))
                .orElseGet(ArrayList::new);
        parameters.add(StripParameters.BYPASS);
        return parameters;
    }

    private static Step accepted(
            List<ParameterSpec> specs, ParameterAddress address, double value, Function<Double, SessionState> then) {
        return specs.stream()
                .filter(spec -> spec.id().equals(address.parameter()))
                .findFirst()
                .<Step>map(spec -> spec.accepts(value)
                        ? next(then.apply(value == 0 ? 0.0 : value)) // no negative zero in a mix document
                        : refused(
                                new VoidReason.ValueOutOfRange(address.path(), value, spec.minimum(), spec.maximum())))
                .orElseGet(() -> refused(new VoidReason.TargetGone(address.path())));
    }

    private static Strip moved(Strip strip, String parameter, double value) {
        return switch (parameter) {
            case "trim" -> strip.withTrimDb(value);
            case "polarity" -> strip.withPolarityInverted(value != 0);
            case "fader" -> strip.withFaderDb(value);
            case "pan" -> strip.withPan(value);
            case "mute" -> strip.withMuted(value != 0);
            case "solo" -> strip.withSoloed(value != 0);
            default -> throw new IllegalStateException("a strip parameter without a place: " + parameter);
        };
    }

    private static Insert moved(Insert insert, String parameter, double value) {
        return parameter.equals(StripParameters.BYPASS.id())
                ? insert.withBypassed(value != 0)
                : insert.withParameter(parameter, value);
    }

    private static Send moved(Send send, String parameter, double value) {
        return switch (parameter) {
            case "level" -> send.withLevelDb(value);
            case "pre-fader" -> send.withPreFader(value != 0);
            default -> throw new IllegalStateException("a send parameter without a place: " + parameter);
        };
    }

    // ---- finding the target, or saying that it is gone

    private interface OnStrip<T> {
        Step apply(Strip strip, T target);
    }

    private static Step withTrack(SessionState state, Id id, Function<Track, Step> then) {
        return state.mix().track(id).map(then).orElseGet(() -> refused(new VoidReason.TargetGone("track/" + id)));
    }

    private static Step withStrip(SessionState state, StripAddress address, Function<Strip, Step> then) {
        return state.mix().strip(address).map(then).orElseGet(() -> refused(new VoidReason.TargetGone(address.path())));
    }

    private static Step withInsert(SessionState state, StripAddress address, Id id, OnStrip<Insert> then) {
        return withStrip(
                state,
                address,
                strip -> strip.inserts().stream()
                        .filter(i -> i.id().equals(id))
                        .findFirst()
                        .map(insert -> then.apply(strip, insert))
                        .orElseGet(() -> refused(new VoidReason.TargetGone(address.path() + "/insert/" + id))));
    }

    private static Step withSend(SessionState state, StripAddress address, Id id, OnStrip<Send> then) {
        return withStrip(
                state,
                address,
                strip -> strip.sends().stream()
                        .filter(s -> s.id().equals(id))
                        .findFirst()
                        .map(send -> then.apply(strip, send))
                        .orElseGet(() -> refused(new VoidReason.TargetGone(address.path() + "/send/" + id))));
    }

    private static Step next(SessionState state) {
        return new Step.Next(state);
    }

    private static Step refused(VoidReason reason) {
        return new Step.Refused(reason);
    }

    // ---- lists that do not change

    private static SessionState replaced(SessionState state, Track track) {
        return state.withMix(state.mix()
                .withTracks(map(state.mix().tracks(), t -> t.id().equals(track.id()) ? track : t)));
    }

    private static <T> List<T> replaced(List<T> list, T before, T after) {
        return map(list, each -> each.equals(before) ? after : each);
    }

    private static <T> List<T> map(List<T> list, UnaryOperator<T> change) {
        return list.stream().map(change).toList();
    }

    private static <T> List<T> appended(List<T> list, T last) {
        List<T> next = new ArrayList<>(list);
        next.add(last);
        return next;
    }

    private static <T> List<T> without(List<T> list, T gone) {
        return list.stream().filter(each -> !each.equals(gone)).toList();
    }
}
