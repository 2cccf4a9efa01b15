package foldback.mixdown;

import foldback.mix.Clip;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mix that can be rendered, with its stems open. It is rendered once; whoever compiled it closes it. */
public final class MixdownPlan implements AutoCloseable {
    private final Mix mix;
    private final Map<StemHash, StemReader> stems;
    private final PlannedStrips strips;

    /** What came of compiling a mix. */
    public sealed interface Compilation {
        record Compiled(MixdownPlan plan) implements Compilation {}

        /**
         * The mix cannot be rendered, and no stem was left open.
         *
         * @param reasons all there are, at least one
         */
        record Refused(List<PlanRefusal> reasons) implements Compilation {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private MixdownPlan(Mix mix, Map<StemHash, StemReader> stems, PlannedStrips strips) {
        this.mix = mix;
        this.stems = stems;
        this.strips = strips;
    }

    /** Turns a mix into a plan, opening each of its stems once. */
    public static Compilation compile(Mix mix, StemSource source) {
        Map<StemHash, StemReader> stems = new LinkedHashMap<>();
        mix.tracks().stream()
                .flatMap(t -> t.clips().stream())
                .map(Clip::stem)
                .distinct()
                .forEach(s -> source.open(s).ifPresent(reader -> stems.put(s, reader)));
        Console console = new Console(mix);
        List<PlanRefusal> refusals = new ArrayList<>(console.refusals());
        refusals.addAll(new PlanCheck(mix, stems).run());
        if (!refusals.isEmpty()) {
            stems.values().forEach(StemReader::close);
            return new Compilation.Refused(refusals);
        }
        return new Compilation.Compiled(new MixdownPlan(mix, stems, new PlannedStrips(mix, console, stems)));
    }

    public int sampleRate() {
        return mix.sampleRate().hertz();
    }

    /** Where the last clip ends. */
    public long endFrame() {
        return mix.endFrame();
    }

    PlannedStrips strips() {
        return strips;
    }

    @Override
    public void close() {
        stems.values().forEach(StemReader::close);
    }
}
