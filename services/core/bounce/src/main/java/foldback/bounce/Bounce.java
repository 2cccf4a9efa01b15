package foldback.bounce;

import foldback.audio.MeasuredWav;
import foldback.audio.MeasuredWavWriter;
import foldback.audio.PartialFile;
import foldback.audio.WavFormat;
import foldback.dsp.Dither;
import foldback.dsp.Quantiser;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.MixdownRenderer;
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
    private static final int BLOCK_FRAMES = RenderOptions.MOST_CHUNK_FRAMES;
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
        private final FrameRange range;

        /** From where on frames are rendered and dithered: earlier than the range where these work in larger steps. */
        private final long firstFrame;

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
            range = settings.range();
            int step = settings.dither() == Dither.SHAPED ? Quantiser.SHAPED_SPAN : MixdownRenderer.TICK_FRAMES;
            firstFrame = range.from() / step * step;
        }

        Result run() throws IOException, InterruptedException {
            try (MixdownRenderer renderer =
                            MixdownRenderer.ofRange(plan, options, firstFrame, lastFrameInTicks(), null);
                    MeasuredWavWriter wav = writer(renderer);
                    PartialFile manifest = new PartialFile(files.manifest())) {
                long written = write(renderer, wav);
                if (written == 0) {
                    return refused(new BounceRefusal.RangeBeyondSong(range.from()));
                }
                MeasuredWav measured = wav.complete();
                long clamped = renderer.clampedSamples();
                manifest.append(ByteBuffer.wrap(Manifest.of(render, document, settings, measured, clamped)));
                wav.publish();
                manifest.finish();
                return new Result.Finished(measured, clamped);
            }
        }

        private long lastFrameInTicks() {
            int tick = MixdownRenderer.TICK_FRAMES;
            return range.isOpen() ? Long.MAX_VALUE : (range.to() + tick - 1) / tick * tick;
        }

        private MeasuredWavWriter writer(MixdownRenderer renderer) throws IOException {
            WavFormat format = new WavFormat(plan.sampleRate(), CHANNELS, settings.encoding());
            long most = Math.min(firstFrame + renderer.longestFrames(), range.to()) - range.from();
            return new MeasuredWavWriter(
                    files.wav(), files.peaks(), format, settings.dither(), firstFrame, Math.max(0, most));
        }

        /** Returns how many frames there were. */
        private long write(MixdownRenderer renderer, MeasuredWavWriter wav) throws IOException, InterruptedException {
            double[][] block = new double[CHANNELS][BLOCK_FRAMES];
            long at = firstFrame;
            long written = 0;
            int frames = renderer.render(block, BLOCK_FRAMES);
            while (frames > 0) {
                int skipped = (int) Math.clamp(range.from() - at, 0L, frames);
                int count = (int) Math.clamp(range.to() - at, 0L, frames) - skipped;
                wav.skip(block, skipped);
                wav.write(block, skipped, Math.max(0, count));
                written += Math.max(0, count);
                at += frames;
                progress.accept(Math.min(1, (double) renderer.renderedFrames() / Math.max(1, renderer.songFrames())));
                if (Thread.interrupted()) {
                    throw new InterruptedException("the bounce was called off");
                }
                frames = renderer.render(block, BLOCK_FRAMES);
            }
            return written;
        }
    }
}
