package foldback.bounce;

import foldback.audio.MeasuredWav;
import foldback.audio.MeasuredWavWriter;
import foldback.audio.PartialFile;
import foldback.audio.WavFormat;
import foldback.dsp.Dither;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.RenderOptions;
import foldback.mixdown.StemSource;
import foldback.mixdown.UnusableSampleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Renders a mix into a file, its manifest and its outline. */
public final class Bounce {
    private static final int CHANNELS = 2;

    /** What came of a bounce. */
    public sealed interface Result {
        /**
         * The files are there.
         *
         * @param clampedSamples that were beyond +72 dBFS, which the mixer's sums cannot hold
         */
        record Finished(MeasuredWav audio, long clampedSamples) implements Result {}

        /**
         * No file was written, and none was replaced.
         *
         * @param reasons all that are known, at least one
         */
        record Refused(List<BounceRefusal> reasons) implements Result {
            public Refused {
                reasons = List.copyOf(reasons);
            }
        }
    }

    private final RenderOptions options;

    public Bounce(RenderMachine machine) {
        options = machine.options();
    }

    /**
     * Renders and writes. A range is the same part of the whole, bit for bit.
     *
     * @param render the name of the bounce, for its manifest; null if it has none
     * @param progress told 0 to 1 after each block
     * @throws IOException if a disk fails; nothing has a name then
     * @throws InterruptedException if the thread was interrupted; nothing has a name then
     */
    public Result run(
            @Nullable String render,
            MixDocument document,
            StemSource stems,
            BounceSettings settings,
            BounceFiles files,
            DoubleConsumer progress)
            throws IOException, InterruptedException {
        try {
            return switch (MixdownPlan.compile(document.mix(), stems)) {
                case MixdownPlan.Compilation.Refused refused -> refused(refused);
                case MixdownPlan.Compilation.Compiled compiled -> {
                    try (MixdownPlan plan = compiled.plan()) {
                        yield new Task(render, document, plan, settings, files, progress).run();
                    }
                }
            };
        } catch (UnusableSampleException e) {
            return refused(new BounceRefusal.SampleUnusable(e.stem(), e.frame(), String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : cause;
        }
    }

    private static Result refused(MixdownPlan.Compilation.Refused refused) {
        return new Result.Refused(refused.reasons().stream()
                .<BounceRefusal>map(BounceRefusal.MixUnplayable::new)
                .toList());
    }

    private static Result refused(BounceRefusal reason) {
        return new Result.Refused(List.of(reason));
    }

    private final class Task {
        private final @Nullable String render;
        private final MixDocument document;
        private final MixdownPlan plan;
        private final BounceSettings settings;
        private final BounceFiles files;
        private final DoubleConsumer progress;

        Task(
                @Nullable String render,
                MixDocument document,
                MixdownPlan plan,
                BounceSettings settings,
                BounceFiles files,
                DoubleConsumer progress) {
            this.render = render;
            this.document = document;
            this.plan = plan;
            this.settings = settings;
            this.files = files;
            this.progress = progress;
        }

        Result run() throws IOException, InterruptedException {
            boolean shapes = settings.dither() == Dither.SHAPED;
            try (RangeRun pass = new RangeRun(plan, options, settings.range(), shapes);
                    MeasuredWavWriter wav = writer(pass);
                    PartialFile manifest = new PartialFile(files.manifest())) {
                if (pass.run(new Writing(wav), List.of(), progress) == 0) {
                    return refused(
                            new BounceRefusal.RangeBeyondSong(settings.range().from()));
                }
                MeasuredWav measured = wav.complete();
                long clamped = pass.clampedSamples();
                manifest.append(ByteBuffer.wrap(Manifest.of(render, document, settings, measured, clamped)));
                wav.publish();
                manifest.finish();
                return new Result.Finished(measured, clamped);
            }
        }

        private MeasuredWavWriter writer(RangeRun pass) throws IOException {
            WavFormat format = new WavFormat(plan.sampleRate(), CHANNELS, settings.encoding());
            return new MeasuredWavWriter(
                    files.wav(), files.peaks(), format, settings.dither(), pass.firstFrame(), pass.longestFrames());
        }
    }

    private record Writing(MeasuredWavWriter wav) implements RangeRun.Listener {
        @Override
        public void skip(double[][] block, int count) {
            wav.skip(block, count);
        }

        @Override
        public void hear(double[][] block, int from, int count) throws IOException {
            wav.write(block, from, count);
        }
    }
}
