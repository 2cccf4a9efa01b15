package foldback.bounce;

import foldback.audio.WavFile;
import foldback.dsp.lanes.Packing;
import foldback.mixdown.StemReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stem that is a file. Tracks that play the same stem share it, and several threads may play them. */
public record StemFileReader(WavFile file) implements StemReader {
    @Override
    public int channels() {
        return file.channels();
    }

    @Override
    public int sampleRate() {
        return file.sampleRate();
    }

    @Override
    public long frames() {
        return file.frames();
    }

    @Override
    public void read(long frame, double[][] into, int count) {
        try {
            synchronized (file) {
                file.read(frame, into, count);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public @Nullable Packing packing() {
        boolean mono = file.channels() == 1;
        return switch (file.format().encoding()) {
            case PCM_16 -> mono ? Packing.PCM_16_MONO : Packing.PCM_16_STEREO;
            case PCM_24 -> mono ? Packing.PCM_24_MONO : Packing.PCM_24_STEREO;
            case PCM_32, FLOAT_32, FLOAT_64 -> null;
        };
    }

    @Override
    public void readPacked(long frame, ByteBuffer into, int count) {
        try {
            file.readPacked(frame, into, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
