package foldback.bounce.delivery;

import foldback.audio.AudioEncoder;
import foldback.bounce.BounceRefusal;
import foldback.bounce.BounceRefusal.Undeliverable;
import foldback.bounce.MixDocument;
import foldback.bounce.RangeRun;
import foldback.bounce.RenderMachine;
import foldback.mix.Mix;
import foldback.mix.StripAddress;
import foldback.mixdown.MixdownPlan;
import foldback.mixdown.RenderOptions;
import foldback.mixdown.StemSource;
import foldback.mixdown.Tap;
import foldback.mixdown.UnusableSampleException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Renders a mix into the files of a spec. The bits do not depend on the machine. */
public final class Delivery {
    /** What came of a delivery. */
    public sealed interface Result {
        /**
         * The files are in their folder.
         *
         * @param files in the order of the spec, stems in that of the mix
         * @param leftOut the names of stems that are silent throughout, and were not made
         * @param clampedSamples that were beyond +72 dBFS, which the mixer's sums cannot hold
         */
        record Finished(List<DeliveredFile> files, List<String> leftOut, long clampedSamples) implements Result {
            public Finished {
                files = List.copyOf(files);
                leftOut = List.copyOf(leftOut);
            }
        }

        /**
         * Nothing is of use; whatever is in the folder.
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
    private final AudioEncoder encoder;

    public Delivery(RenderMachine machine, AudioEncoder encoder) {
        options = machine.options();
        this.encoder = encoder;
    }

    /**
     * Renders and writes.
     *
     * @param artwork the picture that the spec names; null if it names none
     * @param folder an empty one, which the caller removes with all that is in it, whatever came of this
     * @param progress told 0 to 1 after each block
     * @throws IOException if a disk or an encoder fails
     * @throws InterruptedException if the thread was interrupted
     */
    public Result run(
            MixDocument document,
            StemSource stems,
            DeliverySpec spec,
            @Nullable Path artwork,
            Path folder,
            DoubleConsumer progress)
            throws IOException, InterruptedException {
        List<BounceRefusal> missing = missingEncoders(spec);
        if (!missing.isEmpty()) {
            return new Result.Refused(missing);
        }
        try {
            return switch (PassPlanner.plan(spec, document.mix())) {
                case PassPlanner.Planned.Refused refused -> new Result.Refused(refused.reasons());
                case PassPlanner.Planned.Passes passes ->
                    new Task(document.mix(), stems, new FileSink.Bench(spec, folder, encoder, artwork), progress)
                            .run(passes.passes());
            };
        } catch (RefusedInPass e) {
            return new Result.Refused(e.reasons);
        } catch (UnusableSampleException e) {
            return new Result.Refused(
                    List.of(new BounceRefusal.SampleUnusable(e.stem(), e.frame(), String.valueOf(e.getMessage()))));
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? new IOException(e) : cause;
        }
    }

    private List<BounceRefusal> missingEncoders(DeliverySpec spec) throws IOException, InterruptedException {
        List<BounceRefusal> missing = new ArrayList<>();
        for (Output output : spec.outputs()) {
            Optional<AudioEncoder.Codec> codec = output.format().codec();
            Optional<String> reason = codec.isEmpty() ? Optional.empty() : encoder.refusal(codec.get());
            reason.map(Undeliverable::new).filter(r -> !missing.contains(r)).ifPresent(missing::add);
        }
        return missing;
    }

    /** Ends a task from within one of its passes. */
    private static final class RefusedInPass extends Exception {
        private static final long serialVersionUID = 1;

        private final transient List<BounceRefusal> reasons;

        RefusedInPass(List<BounceRefusal> reasons) {
            super("refused", null, false, false);
            this.reasons = reasons;
        }
    }

    private final class Task {
        private final Mix mix;
        private final StemSource stems;
        private final FileSink.Bench bench;
        private final DoubleConsumer progress;
        private final List<DeliveredFile> files = new ArrayList<>();
        private final Set<String> leftOut = new HashSet<>();
        private long clamped;

        Task(Mix mix, StemSource stems, FileSink.Bench bench, DoubleConsumer progress) {
            this.mix = mix;
            this.stems = stems;
            this.bench = bench;
            this.progress = progress;
        }

        Result run(List<Pass> passes) throws IOException, InterruptedException, RefusedInPass {
            boolean dry = passes.stream()
                    .flatMap(p -> p.tapped().keySet().stream())
                    .anyMatch(t -> t.point() == Tap.Point.INSERTS);
            Set<StripAddress> heard = dry ? heardTracks() : Set.of();
            for (int i = 0; i < passes.size(); i++) {
                int done = i;
                Pass pass = passes.get(i);
                try (MixdownPlan plan = compile(pass.mix(), wanted(pass, heard))) {
                    run(pass, plan, fraction -> progress.accept((done + fraction) / passes.size()));
                }
            }
            List<String> order =
                    passes.stream().flatMap(Pass::jobs).map(FileJob::name).toList();
            List<Output> outputs = bench.spec().outputs();
            files.sort(Comparator.comparingInt((DeliveredFile f) -> outputs.indexOf(f.output())));
            return new Result.Finished(
                    files, order.stream().filter(leftOut::contains).toList(), clamped);
        }

        private Set<StripAddress> heardTracks() throws RefusedInPass {
            Set<StripAddress> heard = new HashSet<>();
            try (MixdownPlan plan = compile(mix, PassPlanner.heardOf(mix))) {
                plan.taps().forEach(tap -> heard.add(tap.strip()));
            }
            return heard;
        }

        private List<Tap> wanted(Pass pass, Set<StripAddress> heard) {
            return pass.tapped().keySet().stream()
                    .filter(t -> t.point() == Tap.Point.OUTPUT || heard.contains(t.strip()))
                    .toList();
        }

        private MixdownPlan compile(Mix what, List<Tap> taps) throws RefusedInPass {
            return switch (MixdownPlan.compile(what, stems, taps)) {
                case MixdownPlan.Compilation.Compiled compiled -> compiled.plan();
                case MixdownPlan.Compilation.Refused refused ->
                    throw new RefusedInPass(refused.reasons().stream()
                            .<BounceRefusal>map(BounceRefusal.MixUnplayable::new)
                            .toList());
            };
        }

        private void run(Pass pass, MixdownPlan plan, DoubleConsumer told)
                throws IOException, InterruptedException, RefusedInPass {
            pass.tapped().forEach((tap, jobs) -> {
                if (!plan.taps().contains(tap)) {
                    jobs.forEach(job -> leftOut.add(job.name()));
                }
            });
            List<SignalFiles> open = new ArrayList<>();
            try (RangeRun run = new RangeRun(plan, options, bench.spec().range(), pass.shapes())) {
                open.add(open(pass.whole(), plan, 2, run));
                for (Tap tap : plan.taps()) {
                    open.add(open(pass.tapped().getOrDefault(tap, List.of()), plan, plan.channels(tap), run));
                }
                long heard = run.run(open.getFirst(), open.subList(1, open.size()), told);
                if (heard == 0) {
                    long from = bench.spec().range().from();
                    throw new RefusedInPass(List.of(new BounceRefusal.RangeBeyondSong(from)));
                }
                clamped += run.clampedSamples();
                for (SignalFiles each : open) {
                    files.addAll(each.finish());
                }
            } finally {
                for (SignalFiles each : open) {
                    each.close();
                }
            }
        }

        private SignalFiles open(List<FileJob> jobs, MixdownPlan plan, int channels, RangeRun run)
                throws IOException, RefusedInPass {
            FileSink.Signal signal =
                    new FileSink.Signal(plan.sampleRate(), channels, run.firstFrame(), run.longestFrames());
            List<BounceRefusal> tooLarge = jobs.stream()
                    .filter(job -> FileSink.isTooLarge(
                            job.output(),
                            channels,
                            run.longestFrames() * job.output().sampleRateHertz() / plan.sampleRate()))
                    .<BounceRefusal>map(
                            job -> new Undeliverable(
                                    "Output " + job.output().id()
                                            + " may be longer than the 4 GB of an AIFF file. Ask for WAV, or for a part of the song."))
                    .toList();
            if (!tooLarge.isEmpty()) {
                throw new RefusedInPass(tooLarge);
            }
            return new SignalFiles(jobs, bench, signal);
        }
    }

    /** The files of one signal. */
    private static final class SignalFiles implements RangeRun.Listener, Closeable {
        private final List<FileSink> sinks = new ArrayList<>();
        private final SignalHashes hashes;

        SignalFiles(List<FileJob> jobs, FileSink.Bench bench, FileSink.Signal signal) throws IOException {
            hashes = new SignalHashes(signal.channels(), signal.sampleRateHertz());
            boolean whole = false;
            try {
                for (FileJob job : jobs) {
                    sinks.add(new FileSink(job, bench, signal));
                }
                whole = true;
            } finally {
                if (!whole) {
                    close();
                }
            }
        }

        @Override
        public void skip(double[][] block, int count) {
            sinks.forEach(sink -> sink.skip(block, count));
        }

        @Override
        public void hear(double[][] block, int from, int count) throws IOException {
            if (sinks.isEmpty()) {
                return;
            }
            hashes.hear(block, from, count);
            for (FileSink sink : sinks) {
                sink.hear(block, from, count);
            }
        }

        List<DeliveredFile> finish() throws IOException, InterruptedException {
            List<String> seconds = hashes.finish();
            List<DeliveredFile> files = new ArrayList<>();
            for (FileSink sink : sinks) {
                files.add(sink.finish(seconds));
            }
            return files;
        }

        @Override
        public void close() throws IOException {
            for (FileSink sink : sinks) {
                sink.close();
            }
        }
    }
}
