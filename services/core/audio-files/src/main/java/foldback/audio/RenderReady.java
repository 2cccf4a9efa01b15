package foldback.audio;

import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Makes the canonical file of a stem: the same samples in the same precision, with nothing else around them, so that its SHA-256
 * names the audio and not who exported it when. One pass, in which everything that is known of a stem is measured, too.
 */
public final class RenderReady {
    /** What came of reading a stem. */
    public sealed interface Result {
        record Ready(StemAnalysis analysis) implements Result {}

        /** No file was left. */
        record Refused(Refusal refusal) implements Result {}
    }

    /** Looks at the samples as they pass by. */
    @FunctionalInterface
    public interface Onlooker {
        /**
         * Comes after the samples were found to be numbers, and before they are measured.
         *
         * @param block one array for each channel, read from index 0
         */
        void see(double[][] block, int frames);
    }

    private RenderReady() {}

    /**
     * Reads a stem from end to end, and writes its two files.
     *
     * @param renderReadyOut gets the WAV (or RF64) file
     * @param peaksOut gets the {@link Peaks}
     * @throws IOException if a disk fails
     */
    public static Result analyse(AudioSource in, Path renderReadyOut, Path peaksOut) throws IOException {
        return analyse(in, renderReadyOut, peaksOut, (block, frames) -> {});
    }

    /**
     * The same, with somebody looking.
     *
     * @param in of 1 or 2 channels
     */
    public static Result analyse(AudioSource in, Path renderReadyOut, Path peaksOut, Onlooker onlooker)
            throws IOException {
        WavFormat format = in.format();
        LoudnessMeter loudness = new LoudnessMeter(format.sampleRateHertz(), format.channels());
        PeakMeter peak = new PeakMeter(format.sampleRateHertz(), format.channels());
        double[][] block = new double[format.channels()][in.mostFramesPerRead()];
        try (WavWriter writer = new WavWriter(renderReadyOut, format, in.frames());
                PeaksWriter peaks = new PeaksWriter(peaksOut, format.sampleRateHertz(), format.channels())) {
            for (long frame = 0; frame < in.frames(); frame += block[0].length) {
                int now = (int) Math.min(block[0].length, in.frames() - frame);
                ByteBuffer bytes = in.readBytes(frame, now);
                format.encoding().decode(bytes, block, 0, now);
                int unusable = AudioSource.firstUnusable(block, now);
                if (unusable < now) {
                    return new Result.Refused(Refusal.unusable(in.name(), frame + unusable));
                }
                onlooker.see(block, now);
                loudness.add(block, 0, now);
                peak.add(block, 0, now);
                peaks.add(block, now);
                writer.writeBytes(bytes);
            }
            peaks.finish();
            WavWriter.Written written = writer.finish();
            Levels levels = Levels.of(loudness, peak);
            return new Result.Ready(
                    new StemAnalysis(written.sha256(), written.bytes(), format, written.frames(), levels));
        }
    }

    /**
     * The SHA-256 of the file that {@link #analyse} would write, by which mix documents name a stem.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    public static String sha256(AudioSource in) throws IOException, InterruptedException {
        MessageDigest digest = Sha256.digest();
        digest.update(WavWriter.header(in.format(), in.frames()));
        int most = in.mostFramesPerRead();
        for (long frame = 0; frame < in.frames(); frame += most) {
            digest.update(in.readBytes(frame, (int) Math.min(most, in.frames() - frame)));
            if (Thread.interrupted()) {
                throw new InterruptedException("the hashing was called off");
            }
        }
        if ((in.frames() * in.format().bytesPerFrame() & 1) == 1) {
            digest.update((byte) 0);
        }
        return Sha256.hex(digest);
    }
}
