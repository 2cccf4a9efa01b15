package foldback.acceptance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV file byte by byte, with a header that may say something else than what follows it. */
final class WavBytes {
    static final int PCM = 1;
    static final int FLOAT = 3;

    private static final int HEADER_BYTES = 44;

    private final int tag;
    private final int rate;
    private final byte[] samples;
    private int channels;
    private int bits;
    private int bytesPerFrame;
    private int bytesPerSecond;
    private int dataBytes;

    private WavBytes(int tag, int channels, int rate, int bits, byte[] samples) {
        this.tag = tag;
        this.channels = channels;
        this.rate = rate;
        this.bits = bits;
        this.samples = samples;
        bytesPerFrame = channels * bits / 8;
        bytesPerSecond = rate * bytesPerFrame;
        dataBytes = samples.length;
    }

    /** A tone of half of full scale, the same in all channels. */
    static WavBytes tone(int tag, int channels, int rate, int bits, double hertz, double seconds) {
        int frames = (int) (seconds * rate);
        ByteBuffer out = ByteBuffer.allocate(frames * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < frames; i++) {
            double value = 0.5 * Math.sin(2 * Math.PI * hertz * i / rate);
            for (int channel = 0; channel < channels; channel++) {
                put(out, tag, bits, value);
            }
        }
        return new WavBytes(tag, channels, rate, bits, out.array());
    }

    private static void put(ByteBuffer out, int tag, int bits, double value) {
        if (tag == FLOAT) {
            out.putFloat((float) value);
            return;
        }
        int whole = (int) Math.rint(value * ((1 << (bits - 1)) - 1));
        for (int shift = 0; shift < bits; shift += 8) {
            out.put((byte) (whole >> shift));
        }
    }

    /** What most of the bad files are made of. */
    static WavBytes plain() {
        return tone(PCM, 1, 48_000, 16, 220, 1);
    }

    WavBytes sayChannels(int lie) {
        channels = lie;
        return this;
    }

    WavBytes sayBits(int lie) {
        bits = lie;
        return this;
    }

    WavBytes sayBytesPerSecond(int lie) {
        bytesPerSecond = lie;
        return this;
    }

    WavBytes sayBytesPerFrame(int lie) {
        bytesPerFrame = lie;
        return this;
    }

    WavBytes sayDataBytes(int lie) {
        dataBytes = lie;
        return this;
    }

    /** Puts a float that is no number where the frame was; for a mono file. */
    WavBytes breakFrame(int frame) {
        ByteBuffer.wrap(samples).order(ByteOrder.LITTLE_ENDIAN).putFloat(frame * Float.BYTES, Float.NaN);
        return this;
    }

    byte[] bytes() {
        return ByteBuffer.allocate(HEADER_BYTES + samples.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(US_ASCII))
                .putInt(HEADER_BYTES - 8 + dataBytes)
                .put("WAVEfmt ".getBytes(US_ASCII))
                .putInt(16)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(bytesPerSecond)
                .putShort((short) bytesPerFrame)
                .putShort((short) bits)
                .put("data".getBytes(US_ASCII))
                .putInt(dataBytes)
                .put(samples)
                .array();
    }

    void write(Path file) throws IOException {
        Files.write(file, bytes());
    }
}
