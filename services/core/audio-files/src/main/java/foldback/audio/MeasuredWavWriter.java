package foldback.audio;

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
 * Writes what the engine renders: dithered to 16 or 24 bits (or as 32-bit floats, without dither), together with its {@link Peaks},
 * its levels and its hashes. Closing it before {@link #finish} leaves no file.
 */
public final class MeasuredWavWriter implements Closeable {
    private static final int BLOCK = 4096;

    private final WavFormat format;
    private final WavWriter wav;
    private final PeaksWriter peaks;
    private final LoudnessMeter loudness;
    private final PeakMeter peak;
    private final @Nullable Quantiser quantiser;
    private final double stepSize;
    private final int[][] integers;
    private final double[][] asWritten;
    private final ByteBuffer secondBytes;
    private final MessageDigest second = Sha256.digest();
    private final List<String> secondSha256s = new ArrayList<>();
    private long frames;
    private int framesIntoSecond;

    /**
     * @param format with an encoding of {@link Encoding#PCM_16}, {@link Encoding#PCM_24} or {@link Encoding#FLOAT_32}
     * @param longestFrames no more than these will come
     */
    public MeasuredWavWriter(Path wavTarget, Path peaksTarget, WavFormat format, long longestFrames)
            throws IOException {
        this.format = format;
        int bits = switch (format.encoding()) {
            case PCM_16 -> 16;
            case PCM_24 -> 24;
            case FLOAT_32 -> 0;
            case PCM_32, FLOAT_64 ->
                throw new IllegalArgumentException("renders are not written as " + format.encoding());
        };
        quantiser = bits == 0 ? null : new Quantiser(bits);
        stepSize = bits == 0 ? 0 : 1.0 / (1 << (bits - 1));
        integers = new int[format.channels()][BLOCK];
        asWritten = new double[format.channels()][BLOCK];
        secondBytes =
                ByteBuffer.allocate(BLOCK * format.channels() * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        loudness = new LoudnessMeter(format.sampleRateHertz(), format.channels());
        peak = new PeakMeter(format.sampleRateHertz(), format.channels());
        wav = new WavWriter(wavTarget, format, longestFrames);
        try {
            peaks = new PeaksWriter(peaksTarget, format.sampleRateHertz(), format.channels());
        } catch (IOException e) {
            wav.close();
            throw e;
        }
    }

    /**
     * Adds frames.
     *
     * @param block one array for each channel, read from index 0
     */
    public void write(double[][] block, int count) throws IOException {
        for (int at = 0; at < count; ) {
            int now = Math.min(Math.min(BLOCK, count - at), format.sampleRateHertz() - framesIntoSecond);
            writePart(block, at, now);
            at += now;
        }
    }

    private void writePart(double[][] block, int from, int count) throws IOException {
        if (quantiser == null) {
            for (int c = 0; c < format.channels(); c++) {
                for (int i = 0; i < count; i++) {
                    asWritten[c][i] = (float) block[c][from + i];
                }
            }
            wav.writeFloats(asWritten, count);
        } else {
            quantise(quantiser, block, from, count);
            wav.writeIntegers(integers, count);
        }
        loudness.add(asWritten, 0, count);
        peak.add(asWritten, 0, count);
        peaks.add(asWritten, count);
        hashSecond(count);
        frames += count;
    }

    private void quantise(Quantiser q, double[][] block, int from, int count) {
        for (int c = 0; c < format.channels(); c++) {
            for (int i = 0; i < count; i++) {
                int value = q.quantise(block[c][from + i], frames + i, c);
                integers[c][i] = value;
                asWritten[c][i] = value * stepSize;
            }
        }
    }

    /** Of the samples as 32-bit whole numbers or floats, interleaved: the same whatever the file's header. */
    private void hashSecond(int count) {
        secondBytes.clear();
        for (int i = 0; i < count; i++) {
            for (int c = 0; c < format.channels(); c++) {
                if (quantiser == null) {
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

    /** Completes both files and gives them their names. */
    public MeasuredWav finish() throws IOException {
        if (framesIntoSecond > 0) {
            endSecond();
        }
        peaks.finish();
        WavWriter.Written written = wav.finish();
        return new MeasuredWav(
                written.sha256(), written.bytes(), format, written.frames(), Levels.of(loudness, peak), secondSha256s);
    }

    @Override
    public void close() throws IOException {
        try (wav) {
            peaks.close();
        }
    }
}
