package foldback.mix;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What events do to tracks and their clips. */
final class TrackRules {
    private TrackRules() {}

    static Step added(SessionState state, MixEvent.TrackAdded e) {
        Mix mix = state.mix();
        if (mix.track(e.track()).isPresent()) {
            return Step.alreadyThere("track/" + e.track());
        }
        if (mix.tracks().size() >= Limits.TRACKS) {
            return Step.full("tracks", Limits.TRACKS);
        }
        return Step.named(e.name(), name -> {
            Track track = new Track(e.track(), name, e.colour(), List.of(), Strip.FRESH, StripAddress.MASTER);
            return Step.next(state.withMix(mix.withTracks(Lists.appended(mix.tracks(), track))));
        });
    }

    static Step renamed(SessionState state, MixEvent.TrackRenamed e) {
        return Step.named(e.name(), name -> changed(state, e.track(), track -> track.withName(name)));
    }

    static Step recoloured(SessionState state, MixEvent.TrackRecoloured e) {
        return changed(state, e.track(), track -> track.withColour(e.colour()));
    }

    static Step moved(SessionState state, MixEvent.TrackMoved e) {
        List<Track> tracks = state.mix().tracks();
        return Step.positioned(
                "track/" + e.track(),
                e.position(),
                position -> with(
                        state,
                        e.track(),
                        track -> Step.next(
                                state.withMix(state.mix().withTracks(Lists.moved(tracks, track, position))))));
    }

    static Step removed(SessionState state, MixEvent.TrackRemoved e) {
        return with(state, e.track(), track -> {
            Mix rest = state.mix().withTracks(Lists.without(state.mix().tracks(), t -> t.id().equals(e.track())));
            return Step.next(Removals.forget(state.withMix(rest), new StripAddress.OfTrack(e.track())));
        });
    }

    // ---- clips

    static Step clipPlaced(SessionState state, MixEvent.ClipPlaced e) {
        return with(state, e.track(), track -> {
            if (clip(track, e.clip().id()).isPresent()) {
                return Step.alreadyThere(path(track, e.clip().id()));
            }
            if (track.clips().size() >= Limits.CLIPS_PER_TRACK) {
                return Step.full("clips on the track", Limits.CLIPS_PER_TRACK);
            }
            return checked(
                    track,
                    e.clip(),
                    clip -> changed(state, e.track(), t -> t.withClips(Lists.appended(t.clips(), clip))));
        });
    }

    static Step clipChanged(SessionState state, MixEvent.ClipChanged e) {
        return with(
                state,
                e.track(),
                track -> clip(track, e.clip().id()).isEmpty()
                        ? Step.gone(path(track, e.clip().id()))
                        : checked(
                                track,
                                e.clip(),
                                clip -> changed(
                                        state,
                                        e.track(),
                                        t -> t.withClips(
                                                Lists.replaced(t.clips(), c -> c.id().equals(clip.id()), c -> clip)))));
    }

    static Step clipRemoved(SessionState state, MixEvent.ClipRemoved e) {
        return with(
                state,
                e.track(),
                track -> clip(track, e.clip()).isEmpty()
                        ? Step.gone(path(track, e.clip()))
                        : changed(
                                state,
                                e.track(),
                                t -> t.withClips(Lists.without(t.clips(), c -> c.id().equals(e.clip())))));
    }

    private static Optional<Clip> clip(Track track, Id id) {
        return Lists.find(track.clips(), c -> c.id().equals(id));
    }

    private static String path(Track track, Id clip) {
        return "track/" + track.id() + "/clip/" + clip;
    }

    /** Goes on only with a clip that there can be, its gain as it is stored. */
    private static Step checked(Track track, Clip clip, Function<Clip, Step> then) {
        boolean possible = Step.isFrame(clip.startFrame())
                && Step.isFrame(clip.stemFrame())
                && Step.isFrame(clip.lengthFrames())
                && clip.lengthFrames() > 0
                && Step.isFrame(clip.endFrame())
                && Step.isFrame(clip.fadeIn().frames())
                && Step.isFrame(clip.fadeOut().frames())
                && clip.fadeIn().frames() + clip.fadeOut().frames() <= clip.lengthFrames();
        if (!possible) {
            return Step.refused(new VoidReason.RangeImpossible(path(track, clip.id())));
        }
        if (!Clip.GAIN.accepts(clip.gainDb())) {
            return Step.refused(new VoidReason.ValueOutOfRange(
                    path(track, clip.id()) + "/gain", clip.gainDb(), Clip.GAIN.minimum(), Clip.GAIN.maximum()));
        }
        return then.apply(new Clip(
                clip.id(),
                clip.stem(),
                clip.startFrame(),
                clip.stemFrame(),
                clip.lengthFrames(),
                Step.stored(clip.gainDb()),
                clip.fadeIn(),
                clip.fadeOut()));
    }

    // ---- finding the track

    private static Step with(SessionState state, Id id, Function<Track, Step> then) {
        return state.mix().track(id).map(then).orElseGet(() -> Step.gone("track/" + id));
    }

    private static Step changed(SessionState state, Id id, Function<Track, Track> change) {
        return with(state, id, track -> {
            Track next = change.apply(track);
            return Step.next(state.withMix(
                    state.mix().withTracks(Lists.replaced(state.mix().tracks(), t -> t.id().equals(id), t -> next))));
        });
    }
}
