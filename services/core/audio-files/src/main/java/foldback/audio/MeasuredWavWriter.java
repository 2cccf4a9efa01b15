package foldback.audio;

import foldback.dsp.Dither;
import foldback.dsp.LoudnessMeter;
import foldback.dsp.PeakMeter;
import foldback.dsp.Quantiser;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the engine renders: dithered to 16 or 24 bits, or without dither as 32-bit whole numbers (whose steps lie 186 dB below full
 * scale) or floats; together with its {@link Peaks}, its levels and its hashes. Closing it before {@link #finish} leaves no file.
 */
public final class MeasuredWavWriter implements Closeable {
    private static final int BLOCK = 4096;
    private static final double STEPS_OF_32_BITS = 1L << 31;

    private final WavFormat format;
    private final WavWriter wav;
    private final @Nullable PeaksWriter peaks;
    private final LoudnessMeter loudness;
    private final PeakMeter peak;
    private final @Nullable Quantiser quantiser;
    private final double stepSize;
    private final int[][] integers;
    private final double[][] asWritten;
    private final ByteBuffer secondBytes;
    private final MessageDigest second = Sha256.digest();
    private final List<String> secondSha256s = new ArrayList<>();

    /** Of the song. */
    private long frame;

    private int framesIntoSecond;

    private double loudest;
    private int loudestSecond;

    /** A whole song, with triangular dither. */
    public MeasuredWavWriter(Path wavTarget, @Nullable Path peaksTarget, WavFormat format, long longestFrames)
            throws IOException {
        this(wavTarget, peaksTarget, format, Dither.TRIANGULAR, 0, longestFrames);
    }

    /**
     * A song or a part of one.
     *
     * @param peaksTarget gets the peaks; null if nobody wants them
     * @param format with any encoding but {@link Encoding#FLOAT_64}
     * @param dither of 16 and 24 bits; the others take none
     * @param firstFrame of the song that comes, skipped or written: dither follows the song, not the file
     * @param longestFrames no more than these will be written
     */
    public MeasuredWavWriter(
            Path wavTarget,
            @Nullable Path peaksTarget,
            WavFormat format,
            Dither dither,
            long firstFrame,
            long longestFrames)
            throws IOException {
        this(wavTarget, peaksTarget, format, dither, firstFrame, longestFrames, AudioMetadata.NONE, FileTags.NONE);
    }

    /** The same, with what is to be said beside the audio. */
    public MeasuredWavWriter(
            Path wavTarget,
            @Nullable Path peaksTarget,
            WavFormat format,
            Dither dither,
            long firstFrame,
            long longestFrames,
            AudioMetadata metadata,
            FileTags tags)
            throws IOException {
        this.format = format;
        frame = firstFrame;
        int bits = switch (format.encoding()) {
            case PCM_16 -> 16;
            case PCM_24 -> 24;
            case PCM_32, FLOAT_32 -> 0;
            case FLOAT_64 -> throw new IllegalArgumentException("renders are not written as " + format.encoding());
        };
        quantiser = bits == 0 ? null : new Quantiser(bits, dither, format.sampleRateHertz(), format.channels());
        stepSize = 1.0 / (bits == 0 ? STEPS_OF_32_BITS : 1 << (bits - 1));
        integers = new int[format.channels()][BLOCK];
        asWritten = new double[format.channels()][BLOCK];
        secondBytes =
                ByteBuffer.allocate(BLOCK * format.channels() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        loudness = new LoudnessMeter(format.sampleRateHertz(), format.channels());
        peak = new PeakMeter(format.sampleRateHertz(), format.channels());
        wav = new WavWriter(wavTarget, format, longestFrames, metadata, tags);
        try {
            peaks = peaksTarget == null
                    ? null
                    : new PeaksWriter(peaksTarget, format.sampleRateHertz(), format.channels());
        } catch (IOException e) {
            wav.close();
            throw e;
        }
    }

    /**
     * Goes past frames that are not written; what shaped dither remembers of them counts.
     *
     * @param block one array for each channel, read from index 0
     */
    public void skip(double[][] block, int count) {
        if (quantiser != null) {
            for (int c = 0; c < format.channels(); c++) {
                for (int i = 0; i < count; i++) {
                    quantiser.quantise(block[c][i], frame + i, c);
                }
            }
        }
        frame += count;
    }

    /**
     * Adds frames.
     *
     * @param block one array for each channel, read from index 0
     */
    public void write(double[][] block, int count) throws IOException {
        write(block, 0, count);
    }

    /** Adds frames that begin at an index of the block. */
    public void write(double[][] block, int from, int count) throws IOException {
        for (int at = 0; at < count; ) {
            int now = Math.min(Math.min(BLOCK, count - at), format.sampleRateHertz() - framesIntoSecond);
            writePart(block, from + at, now);
            at += now;
        }
    }

    private void writePart(double[][] block, int from, int count) throws IOException {
        if (format.encoding() == Encoding.FLOAT_32) {
            for (int c = 0; c < format.channels(); c++) {
                for (int i = 0; i < count; i++) {
                    asWritten[c][i] = (float) block[c][from + i];
                }
            }
            wav.writeFloats(asWritten, count);
        } else {
            for (int c = 0; c < format.channels(); c++) {
                quantise(c, block[c], from, count);
            }
            wav.writeIntegers(integers, count);
        }
        findLoudest(count);
        loudness.add(asWritten, 0, count);
        peak.add(asWritten, 0, count);
        if (peaks != null) {
            peaks.add(asWritten, count);
        }
        hashSecond(count);
        frame += count;
    }

    /** All of a part lies within one second. */
    private void findLoudest(int count) {
        double before = loudest;
        for (double[] channel : asWritten) {
            for (int i = 0; i < count; i++) {
                loudest = Math.max(loudest, Math.abs(channel[i]));
            }
        }
        if (loudest > before) {
            loudestSecond = secondSha256s.size();
        }
    }

    private void quantise(int channel, double[] samples, int from, int count) {
        for (int i = 0; i < count; i++) {
            double sample = samples[from + i];
            int value = quantiser == null
                    ? (int) Math.rint(sample * STEPS_OF_32_BITS) // beyond an int, it is the nearest there is
                    : quantiser.quantise(sample, frame + i, channel);
            integers[channel][i] = value;
            asWritten[channel][i] = value * stepSize;
        }
    }

    /** Of the samples as 32-bit whole numbers or floats, interleaved: the same whatever the file's header. */
    private void hashSecond(int count) {
        secondBytes.clear();
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < format.channels(); c++) {
                if (format.encoding() == Encoding.FLOAT_32) {
                    secondBytes.putFloat((float) asWritten[c][i]);
                } else {
                    secondBytes.putInt(integers[c][i]);
                }
            }
        }
        second.update(secondBytes.flip());
        framesIntoSecond += count;
        if (framesIntoSecond == format.sampleRateHertz()) {
            endSecond();
        }
    }

    private void endSecond() {
        secondSha256s.add(Sha256.hex(second));
        framesIntoSecond = 0;
    }

    /** Completes the files and gives them their names. */
    public MeasuredWav finish() throws IOException {
        MeasuredWav whole = complete();
        publish();
        return whole;
    }

    /** Completes the files, which have their names only once they are {@link #publish published}. */
    public MeasuredWav complete() throws IOException {
        if (framesIntoSecond > 0) {
            endSecond();
        }
        WavWriter.Written written = wav.complete();
        return new MeasuredWav(
                written.sha256(),
                written.bytes(),
                format,
                written.frames(),
                Levels.of(loudness, peak),
                LoudnessReport.of(loudness),
                secondSha256s,
                loudestSecond);
    }

    /** Gives the completed files their names, the audio last. */
    public void publish() throws IOException {
        if (peaks != null) {
            peaks.finish();
        }
        wav.publish();
    }

    @Override
    public void close() throws IOException {
        try (wav) {
            if (peaks != null) {
                peaks.close();
            }
        }
    }
}
