package foldback.bounce.comparison;

import foldback.bounce.BounceRefusal;
import foldback.bounce.MixDocument;
import foldback.bounce.RenderMachine;
import foldback.mix.Bus;
import foldback.mix.Mix;
import foldback.mix.StripAddress;
import foldback.mix.Track;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.MixdownRenderer;
import foldback.mixdown.RenderOptions;
import foldback.mixdown.StemSource;
import foldback.mixdown.Tap;
import foldback.mixdown.UnusableSampleException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Renders two mixes side by side and takes one from the other, as engineers do by turning the polarity of one: what is silent then is the same.
 * The result does not depend on the machine.
 */
public final class NullTest {
    /** Cells a second: short enough to see a word, long enough that a song is a strip of a few hundred. */
    private static final int CELLS_PER_SECOND = 2;

    private static final int BLOCK_FRAMES = RenderOptions.MOST_CHUNK_FRAMES;
    private static final int CHANNELS = 2;
    private static final double[][] SILENCE = new double[CHANNELS][BLOCK_FRAMES];

    /** What came of a comparison. */
    public sealed interface Result {
        record Finished(Comparison comparison) implements Result {}

        record Refused(List<BounceRefusal> reasons) implements Result {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private final RenderOptions options;

    public NullTest(RenderMachine machine) {
        options = machine.options();
    }

    /**
     * Compares.
     *
     * @param progress told 0 to 1 after each block
     * @throws InterruptedException if the thread was interrupted
     */
    public Result run(MixDocument earlier, MixDocument later, StemSource stems, DoubleConsumer progress)
            throws InterruptedException {
        int rate = later.mix().sampleRate().hertz();
        int earlierRate = earlier.mix().sampleRate().hertz();
        if (rate != earlierRate) {
            return new Result.Refused(List.of(new BounceRefusal.Undeliverable("One mix has " + earlierRate
                    + " Hz and the other " + rate + " Hz: frame by frame, they cannot be taken from one another.")));
        }
        return switch (MixdownPlan.compile(earlier.mix(), stems, taps(earlier.mix()))) {
            case MixdownPlan.Compilation.Refused refused -> unplayable(refused);
            case MixdownPlan.Compilation.Compiled one -> {
                try (Side first = new Side(earlier.mix(), one.plan(), options)) {
                    yield switch (MixdownPlan.compile(later.mix(), stems, taps(later.mix()))) {
                        case MixdownPlan.Compilation.Refused refused -> unplayable(refused);
                        case MixdownPlan.Compilation.Compiled other -> {
                            try (Side second = new Side(later.mix(), other.plan(), options)) {
                                yield new Result.Finished(compare(first, second, rate, progress));
                            }
                        }
                    };
                } catch (UnusableSampleException e) {
                    yield new Result.Refused(List.of(
                            new BounceRefusal.SampleUnusable(e.stem(), e.frame(), String.valueOf(e.getMessage()))));
                }
            }
        };
    }

    private static Result unplayable(MixdownPlan.Compilation.Refused refused) {
        return new Result.Refused(refused.reasons().stream()
                .<BounceRefusal>map(BounceRefusal.MixUnplayable::new)
                .toList());
    }

    private static List<Tap> taps(Mix mix) {
        return names(mix).keySet().stream()
                .map(strip -> new Tap(strip, Tap.Point.OUTPUT))
                .toList();
    }

    private static Map<StripAddress, String> names(Mix mix) {
        Map<StripAddress, String> names = new LinkedHashMap<>();
        for (Track track : mix.tracks()) {
            names.put(new StripAddress.OfTrack(track.id()), track.name());
        }
        for (Bus bus : mix.buses()) {
            names.put(new StripAddress.OfBus(bus.id()), bus.name());
        }
        return names;
    }

    private static Comparison compare(Side earlier, Side later, int rate, DoubleConsumer progress)
            throws InterruptedException {
        Map<StripAddress, String> names = new LinkedHashMap<>(later.names);
        earlier.names.forEach(names::putIfAbsent);
        List<StripAddress> strips = List.copyOf(names.keySet());
        int cellFrames = rate / CELLS_PER_SECOND;
        Residual.Sum mix = new Residual.Sum(cellFrames);
        List<Residual.Sum> sums =
                strips.stream().map(s -> new Residual.Sum(cellFrames)).toList();
        long frames = 0;
        int count = Math.max(earlier.render(), later.render());
        while (count > 0) {
            mix.add(earlier.mix, later.mix, count);
            for (int i = 0; i < sums.size(); i++) {
                sums.get(i).add(earlier.of(strips.get(i)), later.of(strips.get(i)), count);
            }
            frames += count;
            progress.accept(Math.min(earlier.progress(), later.progress()));
            if (Thread.interrupted()) {
                throw new InterruptedException("the comparison was called off");
            }
            count = Math.max(earlier.render(), later.render());
        }
        List<Comparison.OfStrip> found = new ArrayList<>();
        for (int i = 0; i < sums.size(); i++) {
            StripAddress strip = strips.get(i);
            found.add(new Comparison.OfStrip(
                    strip,
                    names.getOrDefault(strip, ""),
                    presence(strip, earlier, later),
                    sums.get(i).finished()));
        }
        return new Comparison(rate, cellFrames, frames, mix.finished(), found);
    }

    private static Comparison.Presence presence(StripAddress strip, Side earlier, Side later) {
        if (!earlier.names.containsKey(strip)) {
            return Comparison.Presence.ONLY_LATER;
        }
        return later.names.containsKey(strip) ? Comparison.Presence.BOTH : Comparison.Presence.ONLY_EARLIER;
    }

    /** One of the mixes as it is rendered, with silence behind its end. */
    private static final class Side implements AutoCloseable {
        private final MixdownPlan plan;
        private final MixdownRenderer renderer;
        private final Map<StripAddress, String> names;
        private final Map<StripAddress, double[][]> heard = new LinkedHashMap<>();
        private final double[][] mix = new double[CHANNELS][BLOCK_FRAMES];
        private final double[][][] tapped;

        Side(Mix document, MixdownPlan plan, RenderOptions options) {
            this.plan = plan;
            names = names(document);
            tapped = new double[plan.taps().size()][CHANNELS][BLOCK_FRAMES];
            for (int i = 0; i < tapped.length; i++) {
                heard.put(plan.taps().get(i).strip(), tapped[i]);
            }
            renderer = new MixdownRenderer(plan, options);
        }

        /** The next block; returns how much of it is not behind the end. */
        int render() {
            int frames = renderer.isFinished() ? 0 : renderer.render(mix, tapped, BLOCK_FRAMES);
            silence(mix, frames);
            for (double[][] each : tapped) {
                silence(each, frames);
            }
            return frames;
        }

        private static void silence(double[][] block, int from) {
            for (double[] channel : block) {
                Arrays.fill(channel, from, BLOCK_FRAMES, 0);
            }
        }

        /** What a strip has in the block; silence if it is not in this mix, or never heard. */
        double[][] of(StripAddress strip) {
            double @Nullable [][] block = heard.get(strip);
            return block == null ? SILENCE : block;
        }

        double progress() {
            return Math.min(1, (double) renderer.renderedFrames() / Math.max(1, renderer.songFrames()));
        }

        @Override
        public void close() {
            renderer.close();
            plan.close();
        }
    }
}
