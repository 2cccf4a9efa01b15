package foldback.mixdown;

import foldback.dsp.KeyedProcessor;
import foldback.mix.AutomationLane;
import foldback.mix.Breakpoint;
import foldback.mix.Clip;
import foldback.mix.Insert;
import foldback.mix.Limits;
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
import foldback.mix.TempoMap;
import foldback.mix.Track;
import foldback.mix.Vca;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds everything about a mix that cannot be rendered; the fold lets nothing of it pass, but documents may come from elsewhere. */
final class PlanCheck {
    private final Mix mix;
    private final Map<StemHash, StemReader> stems;
    private final @Nullable Mix passed;
    private final List<PlanRefusal> refusals = new ArrayList<>();

    /** @param passed a mix in which nothing was wrong, and whose strips are right as long as they are the same objects */
    PlanCheck(Mix mix, Map<StemHash, StemReader> stems, @Nullable Mix passed) {
        this.mix = mix;
        this.passed = passed;
        this.stems = stems;
    }

    List<PlanRefusal> run() {
        if (mix.tracks().stream().allMatch(t -> t.clips().isEmpty())) {
            refusals.add(new PlanRefusal.NothingToPlay());
        }
        mix.tracks().forEach(t -> {
            t.clips().forEach(c -> clip(t, c));
            strip(new StripAddress.OfTrack(t.id()), t.strip());
        });
        mix.buses().forEach(b -> strip(new StripAddress.OfBus(b.id()), b.strip()));
        strip(StripAddress.MASTER, mix.master());
        mix.vcas().forEach(this::vca);
        automation();
        tempo();
        return refusals;
    }

    private void clip(Track track, Clip clip) {
        StemReader stem = stems.get(clip.stem());
        if (stem == null) {
            refusals.add(new PlanRefusal.StemMissing(track.id(), clip.id(), clip.stem()));
            return;
        }
        int session = mix.sampleRate().hertz();
        if (stem.sampleRate() != session) {
            refusals.add(new PlanRefusal.StemRateDiffers(track.id(), clip.id(), stem.sampleRate(), session));
        }
        if (stem.frames() == 0) {
            refusals.add(new PlanRefusal.EmptyStem(track.id(), clip.id(), clip.stem()));
            return;
        }
        boolean within = clip.stemFrame() >= 0
                && clip.lengthFrames() >= 0
                && clip.lengthFrames() <= stem.frames()
                && clip.stemFrame() <= stem.frames() - clip.lengthFrames();
        if (!within) {
            long last = clip.stemFrame() + clip.lengthFrames();
            refusals.add(new PlanRefusal.ClipBeyondStem(track.id(), clip.id(), last, stem.frames()));
        } else if (!isPossible(clip)) {
            refusals.add(new PlanRefusal.ClipImpossible(track.id(), clip.id()));
        }
        value("track/" + track.id() + "/clip/" + clip.id() + "/", Clip.GAIN, clip.gainDb());
    }

    private static boolean isPossible(Clip clip) {
        long in = clip.fadeIn().frames();
        long out = clip.fadeOut().frames();
        return clip.startFrame() >= 0
                && clip.startFrame() <= Limits.FRAMES
                && clip.lengthFrames() <= Limits.FRAMES
                && in >= 0
                && in <= clip.lengthFrames()
                && out >= 0
                && out <= clip.lengthFrames() - in;
    }

    private void strip(StripAddress address, Strip strip) {
        if (hasPassed(address, strip)) {
            return;
        }
        String path = address.path() + "/";
        StripParameters.STRIP.forEach(p -> value(path, p, strip.parameter(p.id())));
        for (Send send : strip.sends()) {
            value(path + "send/" + send.id() + "/", StripParameters.SEND_LEVEL, send.levelDb());
        }
        strip.inserts().forEach(i -> insert(address, i));
    }

    @SuppressWarnings("ReferenceEquality") // one that is equal is looked at again, which does no harm
    private boolean hasPassed(StripAddress address, Strip strip) {
        return passed != null
                && passed.strip(address).filter(before -> before == strip).isPresent();
    }

    private void vca(Vca vca) {
        String path = "vca/" + vca.id() + "/";
        StripParameters.VCA.forEach(p -> value(path, p, vca.parameter(p.id())));
        for (StripAddress member : vca.members()) {
            if (mix.strip(member).isEmpty()) {
                refusals.add(new PlanRefusal.VcaOverNothing(vca.id(), member));
            }
        }
    }

    private void automation() {
        Set<ParameterAddress> seen = new HashSet<>();
        for (AutomationLane lane : mix.automation()) {
            String path = lane.address().path();
            Optional<ParameterSpec> parameter = mix.parameter(lane.address());
            if (!seen.add(lane.address())) {
                refusals.add(new PlanRefusal.AutomatedTwice(path));
            } else if (parameter.isEmpty()) {
                refusals.add(new PlanRefusal.AutomationOfNothing(path));
            } else if (!parameter.get().automatable()) {
                refusals.add(new PlanRefusal.NotAutomatable(path));
            } else {
                points(path, parameter.get(), lane.points());
            }
        }
    }

    private void points(String path, ParameterSpec parameter, List<Breakpoint> points) {
        long before = -1;
        for (Breakpoint point : points) {
            if (point.frame() <= before || point.frame() > Limits.FRAMES) {
                refusals.add(new PlanRefusal.AutomationUnsorted(path, point.frame()));
            }
            if (!parameter.accepts(point.value())) {
                refusals.add(new PlanRefusal.ValueOutOfRange(path, point.value()));
            }
            before = point.frame();
        }
    }

    private void tempo() {
        long before = -1;
        for (TempoMap.Tempo tempo : mix.tempo().tempos()) {
            boolean inPlace = before == -1 ? tempo.frame() == 0 : tempo.frame() > before;
            boolean possible = TempoMap.BEATS_PER_MINUTE.accepts(tempo.beatsPerMinute());
            if (!inPlace || !possible || tempo.frame() > Limits.FRAMES) {
                refusals.add(new PlanRefusal.TempoImpossible(tempo.frame(), tempo.beatsPerMinute()));
            }
            before = Math.max(before, tempo.frame());
        }
        if (mix.tempo().tempos().isEmpty()) {
            refusals.add(new PlanRefusal.TempoImpossible(0, 0));
        }
    }

    private void insert(StripAddress address, Insert insert) {
        Optional<ProcessorSpec> spec = Processors.find(insert.processor());
        if (spec.isEmpty() || EngineProcessors.create(insert.processor()).isEmpty()) {
            refusals.add(new PlanRefusal.UnknownProcessor(address, insert.id(), insert.processor()));
            return;
        }
        boolean keyed = spec.get().keyed()
                && EngineProcessors.create(insert.processor()).orElseThrow() instanceof KeyedProcessor;
        if (insert.sidechain() != null && !keyed) {
            refusals.add(new PlanRefusal.NoSidechain(address, insert.id(), insert.processor()));
        }
        String path = address.path() + "/insert/" + insert.id() + "/";
        insert.parameters().forEach((id, value) -> {
            Optional<ParameterSpec> parameter = spec.get().parameter(id);
            if (parameter.isEmpty()) {
                refusals.add(new PlanRefusal.ValueOutOfRange(path + id, value));
            } else {
                value(path, parameter.get(), value);
            }
        });
    }

    private void value(String path, ParameterSpec parameter, double value) {
        if (!parameter.accepts(value)) {
            refusals.add(new PlanRefusal.ValueOutOfRange(path + parameter.id(), value));
        }
    }
}
