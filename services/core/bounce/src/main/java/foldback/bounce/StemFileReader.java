package foldback.bounce;

import foldback.audio.WavFile;
import foldback.mixdown.StemReader;
import java.io.IOException;
import java.io.UncheckedIOException;

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
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
