package foldback.mixdown;

import foldback.mix.Clip;
import foldback.mix.Mix;
import foldback.mix.StemHash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A mix that can be rendered, with its stems open. Whoever compiled it closes it. */
public final class MixdownPlan implements AutoCloseable {
    private final Mix mix;
    private final Map<StemHash, StemReader> stems;
    private final Planner planner;
    private final Tempo tempo;

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

    private MixdownPlan(Mix mix, Map<StemHash, StemReader> stems, Planner planner, Tempo tempo) {
        this.mix = mix;
        this.stems = stems;
        this.planner = planner;
        this.tempo = tempo;
    }

    /** Turns a mix into a plan, opening each of its stems once. */
    public static Compilation compile(Mix mix, StemSource source) {
        return compile(mix, source, List.of());
    }

    /**
     * The same, to be listened to at other places besides.
     *
     * @param taps of which {@link #taps} has those that will be heard; each takes some 64 kB of memory for every chunk in flight
     */
    public static Compilation compile(Mix mix, StemSource source, List<Tap> taps) {
        Map<StemHash, StemReader> stems = new LinkedHashMap<>();
        mix.tracks().stream()
                .flatMap(t -> t.clips().stream())
                .map(Clip::stem)
                .distinct()
                .forEach(s -> source.open(s).ifPresent(reader -> stems.put(s, reader)));
        Automation automation = new Automation(mix);
        Console console = new Console(mix, automation);
        List<PlanRefusal> refusals = new ArrayList<>(console.refusals());
        refusals.addAll(new PlanCheck(mix, stems).run());
        if (!refusals.isEmpty()) {
            stems.values().forEach(StemReader::close);
            return new Compilation.Refused(refusals);
        }
        Tempo tempo = new Tempo(mix.tempo(), mix.sampleRate());
        Planner planner = new Planner(mix, console, automation, stems, tempo, taps);
        return new Compilation.Compiled(new MixdownPlan(mix, stems, planner, tempo));
    }

    public int sampleRate() {
        return mix.sampleRate().hertz();
    }

    /** Where the last clip ends. */
    public long endFrame() {
        return mix.endFrame();
    }

    /** Where it is listened to beside the mix: of what was asked for, what is not silent throughout. */
    public List<Tap> taps() {
        return planner.taps();
    }

    /** How many audio channels a tap has: 1 or 2. */
    public int channels(Tap tap) {
        return tap.point() == Tap.Point.OUTPUT
                ? 2
                : strips().stream()
                        .filter(s -> s.address().equals(tap.strip()))
                        .mapToInt(StripPlan::channelsOut)
                        .findFirst()
                        .orElse(2);
    }

    /** By how many frames the output is later than the song. */
    int latencyFrames() {
        return planner.latencyFrames();
    }

    Tempo tempo() {
        return tempo;
    }

    /** Each behind whatever feeds it. */
    List<StripPlan> strips() {
        return planner.strips();
    }

    /** A number that plans of other strips, inserts or cables hardly share; a checkpoint names its plan by it. */
    long signature() {
        String shape = Engine.VERSION + " " + sampleRate() + planner.shape();
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < shape.length(); i++) {
            hash = (hash ^ shape.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return hash;
    }

    /** A text that plans share between which a running render can change without being put together anew. */
    String build() {
        return sampleRate() + planner.build();
    }

    @Override
    public void close() {
        stems.values().forEach(StemReader::close);
    }
}
