package foldback.bounce.delivery;

import foldback.audio.Sha256;
import foldback.bounce.RangeRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 of every second of a signal as the engine makes it, before its rate, gain or word length are changed: the samples of the second as
 * IEEE 754 doubles, little endian, left and right in turn (a mono signal: one after the other), negative zero as zero. Seconds begin at the range's first
 * frame and have as many frames as the session's rate; the last may be shorter. A browser that renders the same mix comes to the same hashes.
 */
final class SignalHashes implements RangeRun.Listener {
    private static final int BATCH_FRAMES = 4096;

    private final int channels;
    private final int secondFrames;
    private final MessageDigest digest = Sha256.digest();
    private final ByteBuffer bytes;
    private final DoubleBuffer doubles;
    private final List<String> seconds = new ArrayList<>();
    private int intoSecond;

    SignalHashes(int channels, int sampleRateHertz) {
        this.channels = channels;
        secondFrames = sampleRateHertz;
        bytes = ByteBuffer.allocate(BATCH_FRAMES * channels * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        doubles = bytes.asDoubleBuffer();
    }

    @Override
    public void skip(double[][] block, int count) {}

    @Override
    public void hear(double[][] block, int from, int count) {
        for (int at = 0; at < count; ) {
            int now = Math.min(Math.min(BATCH_FRAMES, count - at), secondFrames - intoSecond);
            add(block, from + at, now);
            at += now;
        }
    }

    private void add(double[][] block, int from, int count) {
        doubles.clear();
        for (int i = from; i < from + count; i++) {
            for (int c = 0; c < channels; c++) {
                doubles.put(block[c][i] + 0.0);
            }
        }
        digest.update(bytes.array(), 0, count * channels * Double.BYTES);
        intoSecond += count;
        if (intoSecond == secondFrames) {
            end();
        }
    }

    private void end() {
        seconds.add(Sha256.hex(digest));
        intoSecond = 0;
    }

    List<String> finish() {
        if (intoSecond > 0) {
            end();
        }
        return seconds;
    }
}
