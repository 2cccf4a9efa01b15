package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A WAV, RF64 or BW64 file that can be rendered as it stands: PCM of 16, 24 or 32 bits or floats of 32 or 64, one or two channels, at a
 * rate that sessions have. Every stem is one; {@link AudioFiles} reads what is not. Not for two threads at once; open it twice.
 */
public final class WavFile implements AudioSource {
    private static final Set<Integer> RATES = Set.of(44_100, 48_000, 88_200, 96_000, 192_000);

    private final PcmFile pcm;

    /** What came of opening a file. */
    public sealed interface Opened {
        /** The caller closes it. */
        record Accepted(WavFile file) implements Opened {}

        record Refused(Refusal refusal) implements Opened {}
    }

    private WavFile(PcmFile pcm) {
        this.pcm = pcm;
    }

    public static Opened open(Path file) throws IOException {
        Path last = file.getFileName();
        return open(file, last == null ? file.toString() : last.toString());
    }

    /**
     * Opens a file, whatever is in it.
     *
     * @param fileName as its owner calls it, for the sentence of a refusal
     * @throws IOException if the disk fails; never because of what the file says
     */
    public static Opened open(Path file, String fileName) throws IOException {
        return switch (AudioFiles.openPlain(file, fileName)) {
            case AudioFiles.Opened.Refused refused -> new Opened.Refused(refused.refusal());
            case AudioFiles.Opened.Accepted accepted -> {
                Refusal refusal = notReady(accepted.source());
                if (refusal != null) {
                    accepted.source().close();
                    yield new Opened.Refused(refusal);
                }
                yield new Opened.Accepted(new WavFile((PcmFile) accepted.source()));
            }
        };
    }

    private static @Nullable Refusal notReady(AudioSource source) {
        WavFormat format = source.format();
        if (source.container() != Container.WAV) {
            return new Refusal(
                    Reason.UNSUPPORTED_ENCODING,
                    source.name() + " is " + source.container().words() + ". Export it as WAV instead.",
                    0L);
        }
        if (format.channels() > 2) {
            return new Refusal(
                    Reason.TOO_MANY_CHANNELS,
                    source.name() + " has " + format.channels()
                            + " channels; a stem has 1 or 2. Split it into mono or stereo files.",
                    null);
        }
        if (!RATES.contains(format.sampleRateHertz())) {
            return new Refusal(
                    Reason.UNSUPPORTED_RATE,
                    source.name() + " is at " + format.sampleRateHertz()
                            + " Hz; sessions run at 44100, 48000, 88200, 96000 or 192000 Hz."
                            + " Export it at the session's rate.",
                    null);
        }
        return null;
    }

    public int channels() {
        return format().channels();
    }

    public int sampleRate() {
        return format().sampleRateHertz();
    }

    @Override
    public String name() {
        return pcm.name();
    }

    @Override
    public Container container() {
        return pcm.container();
    }

    @Override
    public WavFormat format() {
        return pcm.format();
    }

    @Override
    public long frames() {
        return pcm.frames();
    }

    @Override
    public AudioMetadata metadata() {
        return pcm.metadata();
    }

    @Override
    public int mostFramesPerRead() {
        return pcm.mostFramesPerRead();
    }

    @Override
    public ByteBuffer readBytes(long frame, int count) throws IOException {
        return pcm.readBytes(frame, count);
    }

    /**
     * Reads frames as they stand in the file; takes no memory.
     *
     * @param into filled from index 0
     * @throws IndexOutOfBoundsException if the file has no such frames
     */
    public void readPacked(long frame, byte[] into, int count) throws IOException {
        int frameBytes = format().bytesPerFrame();
        int most = pcm.mostFramesPerRead();
        for (int at = 0; at < count; at += most) {
            int now = Math.min(most, count - at);
            pcm.readBytes(frame + at, now).get(0, into, at * frameBytes, now * frameBytes);
        }
    }

    @Override
    public void close() throws IOException {
        pcm.close();
    }
}
