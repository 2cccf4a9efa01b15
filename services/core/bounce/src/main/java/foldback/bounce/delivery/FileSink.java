package foldback.bounce.delivery;

import foldback.audio.AudioEncoder;
import foldback.audio.AudioMetadata;
import foldback.audio.FileTags;
import foldback.audio.Levels;
import foldback.audio.MeasuredWav;
import foldback.audio.MeasuredWavWriter;
import foldback.audio.Sha256;
import foldback.audio.WavFormat;
import foldback.bounce.RangeRun;
import foldback.dsp.DspMath;
import foldback.dsp.Resampler;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One file on its way: to its rate, to its loudness, to its word length with dither, and then to its format. */
final class FileSink implements RangeRun.Listener, Closeable {
    private static final int BLOCK_FRAMES = 4096;

    /** An AIFF file counts its bytes in 32 bits; what is beside the audio is far smaller than this. */
    private static final long LARGEST_AIFF = 0xFFFF_FFFFL - (2 << 20);

    /**
     * What all sinks of a delivery share.
     *
     * @param folder where files go; theirs are deleted with it
     * @param artwork a picture; null if there is none
     */
    record Bench(
            DeliverySpec spec,
            Path folder,
            AudioEncoder encoder,
            @Nullable Path artwork) {}

    /**
     * What a sink hears.
     *
     * @param firstFrame from where on frames come, some before the range may be skipped
     * @param longestFrames no more will be heard
     */
    record Signal(int sampleRateHertz, int channels, long firstFrame, long longestFrames) {}

    private final FileJob job;
    private final Bench bench;
    private final WavFormat format;
    private final Path wav;
    private final Path target;
    private final @Nullable Path peaks;
    private final @Nullable Resampler resampler;
    private final double[][] resampled;
    private final long firstFrame;
    private final AudioMetadata beside;
    private final @Nullable Spool spool;
    private @Nullable MeasuredWavWriter writer;
    private double gainDb;
    private boolean heldByCeiling;

    FileSink(FileJob job, Bench bench, Signal signal) throws IOException {
        this.job = job;
        this.bench = bench;
        Output output = job.output();
        format = new WavFormat(
                output.sampleRateHertz(), signal.channels(), output.format().encoding());
        boolean isWav = output.format().ending().equals("wav");
        target = bench.folder().resolve(job.name() + "." + output.format().ending());
        wav = isWav ? target : bench.folder().resolve(job.name() + ".samples.wav");
        peaks = job.strip() == null ? bench.folder().resolve(job.name() + ".peaks.dat") : null;
        boolean sameRate = output.sampleRateHertz() == signal.sampleRateHertz();
        resampler =
                sameRate ? null : new Resampler(signal.sampleRateHertz(), output.sampleRateHertz(), signal.channels());
        resampled = new double[signal.channels()][sameRate ? 0 : BLOCK_FRAMES];
        long from = bench.spec().range().from();
        firstFrame = resampler != null
                ? resampler.outputFrames(from)
                : output.loudness() == null ? signal.firstFrame() : from;
        beside = new Beside(bench.spec(), output.sampleRateHertz(), signal.sampleRateHertz()).metadata();
        if (output.loudness() == null) {
            long longest = resampler == null ? signal.longestFrames() : resampler.outputFrames(signal.longestFrames());
            spool = null;
            writer = writer(longest);
        } else {
            spool = new Spool(
                    bench.folder().resolve(job.name() + ".spool"), output.sampleRateHertz(), signal.channels());
        }
    }

    /** Whether the file would be larger than its format can be; only then. */
    static boolean isTooLarge(Output output, int channels, long longestFrames) {
        long bytes = longestFrames * channels * output.format().encoding().bytesPerSample();
        return output.format().ending().equals("aiff") && bytes > LARGEST_AIFF;
    }

    private MeasuredWavWriter writer(long longest) throws IOException {
        boolean isWav = wav.equals(target);
        return new MeasuredWavWriter(
                wav,
                peaks,
                format,
                job.output().dither(),
                firstFrame,
                longest,
                isWav ? beside : AudioMetadata.NONE,
                isWav ? bench.spec().tags() : FileTags.NONE);
    }

    @Override
    public void skip(double[][] block, int count) {
        if (writer != null && resampler == null) {
            writer.skip(block, count);
        }
    }

    @Override
    public void hear(double[][] block, int from, int count) throws IOException {
        if (resampler == null) {
            take(block, from, count);
        } else {
            resampler.push(block, from, count);
            drain(resampler);
        }
    }

    private void drain(Resampler from) throws IOException {
        for (int got = from.pull(resampled, 0, BLOCK_FRAMES); got > 0; got = from.pull(resampled, 0, BLOCK_FRAMES)) {
            take(resampled, 0, got);
        }
    }

    private void take(double[][] block, int from, int count) throws IOException {
        if (spool != null) {
            spool.add(block, from, count);
        } else if (writer != null) {
            writer.write(block, from, count);
        }
    }

    /** Writes what is left, and makes the file of it. */
    DeliveredFile finish(List<String> signalSha256s) throws IOException, InterruptedException {
        if (resampler != null) {
            resampler.end();
            drain(resampler);
        }
        if (spool != null) {
            turnUp(spool);
        }
        MeasuredWavWriter whole = writer;
        if (whole == null) {
            throw new IllegalStateException("a spool was turned up before");
        }
        MeasuredWav audio = whole.finish();
        encode();
        boolean isWav = wav.equals(target);
        return new DeliveredFile(
                target.getFileName().toString(),
                job.output(),
                job.strip(),
                job.stripName(),
                target,
                peaks,
                isWav ? audio.sha256() : Sha256.of(target),
                isWav ? audio.bytes() : Files.size(target),
                audio,
                gainDb,
                heldByCeiling,
                signalSha256s);
    }

    /** Silence stays as it is. */
    private void turnUp(Spool from) throws IOException, InterruptedException {
        LoudnessTarget wanted = job.output().loudness();
        Levels levels = from.levels();
        Double loudness = levels.integratedLufs();
        Double peak = levels.truePeakDbtp();
        if (wanted != null && loudness != null && peak != null) {
            double toTarget = wanted.lufs() - loudness;
            double toCeiling = wanted.ceilingDbtp() - peak;
            gainDb = Math.min(toTarget, toCeiling);
            heldByCeiling = toCeiling < toTarget;
        }
        double gain = DspMath.decibelsToLinear(gainDb);
        MeasuredWavWriter to = writer(from.frames());
        writer = to;
        from.replay((block, count) -> {
            for (double[] channel : block) {
                for (int i = 0; i < count; i++) {
                    channel[i] *= gain;
                }
            }
            to.write(block, count);
        });
    }

    private void encode() throws IOException, InterruptedException {
        if (wav.equals(target)) {
            return;
        }
        switch (job.output().format()) {
            case FileFormat.Plain plain ->
                AudioEncoder.aiff(wav, target, beside, bench.spec().tags());
            case FileFormat.Flac flac -> encode(AudioEncoder.Codec.FLAC, 0);
            case FileFormat.Lossy lossy -> encode(lossy.kind().codec(), lossy.kilobitsPerSecond());
        }
        Files.delete(wav);
    }

    private void encode(AudioEncoder.Codec codec, int kilobits) throws IOException, InterruptedException {
        bench.encoder().encode(wav, target, codec, kilobits, bench.spec().tags(), bench.artwork());
    }

    @Override
    public void close() throws IOException {
        try {
            if (writer != null) {
                writer.close();
            }
        } finally {
            if (spool != null) {
                spool.close();
            }
        }
    }
}
