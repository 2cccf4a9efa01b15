package foldback.mix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** What events do to the song's time: tempo, metre, markers, sections; and to the references beside it. */
final class SongRules {
    private static final int MOST_BEATS = 64;
    private static final int SMALLEST_BEAT_UNIT = 64;

    private SongRules() {}

    static Step tempoPlaced(SessionState state, MixEvent.TempoPlaced e) {
        TempoMap.Tempo tempo = e.tempo();
        ParameterSpec range = TempoMap.BEATS_PER_MINUTE;
        if (!Step.isFrame(tempo.frame())) {
            return Step.refused(new VoidReason.RangeImpossible("tempo/" + tempo.frame()));
        }
        if (!range.accepts(tempo.beatsPerMinute())) {
            return Step.refused(new VoidReason.ValueOutOfRange(
                    "tempo/" + tempo.frame(), tempo.beatsPerMinute(), range.minimum(), range.maximum()));
        }
        TempoMap map = state.mix().tempo();
        List<TempoMap.Tempo> next = placed(map.tempos(), tempo, TempoMap.Tempo::frame);
        return next.size() > Limits.TEMPOS
                ? Step.full("tempos", Limits.TEMPOS)
                : Step.next(state.withMix(state.mix().withTempo(new TempoMap(next, map.meters()))));
    }

    static Step tempoRemoved(SessionState state, MixEvent.TempoRemoved e) {
        TempoMap map = state.mix().tempo();
        return removed(
                map.tempos(),
                TempoMap.Tempo::frame,
                e.frame(),
                "tempo",
                rest -> state.withMix(state.mix().withTempo(new TempoMap(rest, map.meters()))));
    }

    static Step meterPlaced(SessionState state, MixEvent.MeterPlaced e) {
        TempoMap.Meter meter = e.meter();
        String path = "meter/" + meter.frame();
        if (!Step.isFrame(meter.frame())) {
            return Step.refused(new VoidReason.RangeImpossible(path));
        }
        if (meter.beats() < 1 || meter.beats() > MOST_BEATS) {
            return Step.refused(new VoidReason.ValueOutOfRange(path, meter.beats(), 1, MOST_BEATS));
        }
        boolean powerOfTwo = Integer.bitCount(meter.beatUnit()) == 1 && meter.beatUnit() > 0;
        if (!powerOfTwo || meter.beatUnit() > SMALLEST_BEAT_UNIT) {
            return Step.refused(new VoidReason.ValueOutOfRange(path, meter.beatUnit(), 1, SMALLEST_BEAT_UNIT));
        }
        TempoMap map = state.mix().tempo();
        List<TempoMap.Meter> next = placed(map.meters(), meter, TempoMap.Meter::frame);
        return next.size() > Limits.METERS
                ? Step.full("metres", Limits.METERS)
                : Step.next(state.withMix(state.mix().withTempo(new TempoMap(map.tempos(), next))));
    }

    static Step meterRemoved(SessionState state, MixEvent.MeterRemoved e) {
        TempoMap map = state.mix().tempo();
        return removed(
                map.meters(),
                TempoMap.Meter::frame,
                e.frame(),
                "metre",
                rest -> state.withMix(state.mix().withTempo(new TempoMap(map.tempos(), rest))));
    }

    private static <T> List<T> placed(List<T> list, T element, Function<T, Long> frame) {
        List<T> next = new ArrayList<>(Lists.without(list, t -> frame.apply(t).equals(frame.apply(element))));
        next.add(element);
        next.sort(Comparator.comparing(frame));
        return next;
    }

    private static <T> Step removed(
            List<T> list, Function<T, Long> frame, long at, String what, Function<List<T>, SessionState> then) {
        if (at == 0) {
            return Step.refused(new VoidReason.SongNeedsOne(what));
        }
        List<T> rest = Lists.without(list, t -> frame.apply(t) == at);
        return rest.size() == list.size() ? Step.gone(what + " at frame " + at) : Step.next(then.apply(rest));
    }

    // ---- markers, sections, references

    static Step markerPlaced(SessionState state, MixEvent.MarkerPlaced e) {
        Marker marker = e.marker();
        if (!Step.isFrame(marker.frame())) {
            return Step.refused(new VoidReason.RangeImpossible("marker/" + marker.id()));
        }
        return Step.named(marker.name(), name -> {
            List<Marker> next = put(state.markers(), marker, Marker::id);
            return next.size() > Limits.MARKERS
                    ? Step.full("markers", Limits.MARKERS)
                    : Step.next(state.with(draft -> draft.markers = next));
        });
    }

    static Step markerRemoved(SessionState state, MixEvent.MarkerRemoved e) {
        List<Marker> rest = Lists.without(state.markers(), m -> m.id().equals(e.marker()));
        return rest.size() == state.markers().size()
                ? Step.gone("marker/" + e.marker())
                : Step.next(state.with(draft -> draft.markers = rest));
    }

    static Step sectionPlaced(SessionState state, MixEvent.SectionPlaced e) {
        Section section = e.section();
        boolean possible = Step.isFrame(section.startFrame())
                && Step.isFrame(section.endFrame())
                && section.startFrame() < section.endFrame();
        if (!possible) {
            return Step.refused(new VoidReason.RangeImpossible("section/" + section.id()));
        }
        return Step.named(section.name(), name -> {
            List<Section> next = put(state.sections(), section, Section::id);
            return next.size() > Limits.SECTIONS
                    ? Step.full("sections", Limits.SECTIONS)
                    : Step.next(state.with(draft -> draft.sections = next));
        });
    }

    static Step sectionRemoved(SessionState state, MixEvent.SectionRemoved e) {
        List<Section> rest = Lists.without(state.sections(), s -> s.id().equals(e.section()));
        return rest.size() == state.sections().size()
                ? Step.gone("section/" + e.section())
                : Step.next(state.with(draft -> draft.sections = rest));
    }

    static Step referencePlaced(SessionState state, MixEvent.ReferencePlaced e) {
        Reference r = e.reference();
        String path = "reference/" + r.id();
        if (!Step.isFrame(r.offsetFrames())) {
            return Step.refused(new VoidReason.RangeImpossible(path));
        }
        if (!Clip.GAIN.accepts(r.gainDb())) {
            return Step.refused(new VoidReason.ValueOutOfRange(
                    path + "/gain", r.gainDb(), Clip.GAIN.minimum(), Clip.GAIN.maximum()));
        }
        return Step.named(r.name(), name -> {
            Reference stored = new Reference(r.id(), name, r.stem(), r.offsetFrames(), Step.stored(r.gainDb()));
            List<Reference> next = put(state.references(), stored, Reference::id);
            return next.size() > Limits.REFERENCES
                    ? Step.full("references", Limits.REFERENCES)
                    : Step.next(state.with(draft -> draft.references = next));
        });
    }

    static Step referenceRemoved(SessionState state, MixEvent.ReferenceRemoved e) {
        List<Reference> rest = Lists.without(state.references(), r -> r.id().equals(e.reference()));
        return rest.size() == state.references().size()
                ? Step.gone("reference/" + e.reference())
                : Step.next(state.with(draft -> draft.references = rest));
    }

    /** In the order of their ids, so that it does not matter who came first. */
    private static <T> List<T> put(List<T> list, T element, Function<T, Id> id) {
        List<T> next = new ArrayList<>(Lists.without(list, t -> id.apply(t).equals(id.apply(element))));
        next.add(element);
        next.sort(Comparator.comparing(id));
        return next;
    }
}
