package foldback.mixdown;

import foldback.mix.Clip;
import foldback.mix.Insert;
import foldback.mix.Mix;
import foldback.mix.ParameterSpec;
import foldback.mix.ProcessorSpec;
import foldback.mix.Processors;
import foldback.mix.Send;
import foldback.mix.StemHash;
import foldback.mix.Strip;
import foldback.mix.StripAddress;
import foldback.mix.StripParameters;
import foldback.mix.Track;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds everything about a mix that cannot be rendered; the fold lets nothing of it pass, but documents may come from elsewhere. */
final class PlanCheck {
    private final Mix mix;
    private final Map<StemHash, StemReader> stems;
    private final List<PlanRefusal> refusals = new ArrayList<>();

    PlanCheck(Mix mix, Map<StemHash, StemReader> stems) {
        this.mix = mix;
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
        boolean within = clip.startFrame() >= 0
                && clip.stemFrame() >= 0
                && clip.lengthFrames() >= 0
                && clip.lengthFrames() <= stem.frames()
                && clip.stemFrame() <= stem.frames() - clip.lengthFrames();
        if (!within) {
            long last = clip.stemFrame() + clip.lengthFrames();
            refusals.add(new PlanRefusal.ClipBeyondStem(track.id(), clip.id(), last, stem.frames()));
        }
    }

    private void strip(StripAddress address, Strip strip) {
        String path = address.path() + "/";
        value(path, StripParameters.TRIM, strip.trimDb());
        value(path, StripParameters.FADER, strip.faderDb());
        value(path, StripParameters.PAN, strip.pan());
        for (Send send : strip.sends()) {
            value(path + "send/" + send.id() + "/", StripParameters.SEND_LEVEL, send.levelDb());
        }
        strip.inserts().forEach(i -> insert(address, i));
    }

    private void insert(StripAddress address, Insert insert) {
        Optional<ProcessorSpec> spec = Processors.find(insert.processor());
        if (spec.isEmpty() || EngineProcessors.create(insert.processor()).isEmpty()) {
            refusals.add(new PlanRefusal.UnknownProcessor(address, insert.id(), insert.processor()));
            return;
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
