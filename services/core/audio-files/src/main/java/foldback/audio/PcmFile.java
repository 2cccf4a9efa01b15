package foldback.audio;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file whose samples lie one after the other, in whatever layout. */
final class PcmFile implements AudioSource {
    private static final int BUFFER_BYTES = 96 * 1024; // 4096 frames and more of every stereo format

    private final ByteSource source;
    private final Closeable owned;
    private final String name;
    private final PcmHeader header;
    private final ByteBuffer inFile;
    private final ByteBuffer converted;

    /** @param owned is closed with this */
    PcmFile(ByteSource source, Closeable owned, String name, PcmHeader header) {
        this.source = source;
        this.owned = owned;
        this.name = name;
        this.header = header;
        int most = (int) Math.min(BUFFER_BYTES / header.format().bytesPerFrame(), header.frames());
        inFile = ByteBuffer.allocateDirect(most * header.bytesPerFrameInFile()).order(ByteOrder.LITTLE_ENDIAN);
        converted = header.layout() == PcmLayout.LITTLE_ENDIAN
                ? inFile
                : ByteBuffer.allocate(most * header.format().bytesPerFrame()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Container container() {
        return header.container();
    }

    @Override
    public WavFormat format() {
        return header.format();
    }

    @Override
    public long frames() {
        return header.frames();
    }

    @Override
    public AudioMetadata metadata() {
        return header.metadata();
    }

    @Override
    public int mostFramesPerRead() {
        return inFile.capacity() / header.bytesPerFrameInFile();
    }

    @Override
    public ByteBuffer readBytes(long frame, int count) throws IOException {
        readAsInFile(frame, inFile, count);
        inFile.flip();
        if (header.layout() == PcmLayout.LITTLE_ENDIAN) {
            return inFile;
        }
        converted.clear();
        header.layout().convert(inFile, converted, format().encoding().bytesPerSample());
        return converted.flip();
    }

    private void readAsInFile(long frame, ByteBuffer into, int count) throws IOException {
        if (frame < 0 || count < 0 || frame > frames() - count) {
            throw new IndexOutOfBoundsException(
                    "frames " + frame + " to " + (frame + count) + " of a file of " + frames());
        }
        int frameBytes = header.bytesPerFrameInFile();
        long position = header.dataOffset() + frame * frameBytes;
        into.clear().limit(count * frameBytes);
        while (into.hasRemaining()) {
            if (source.read(into, position + into.position()) < 0) {
                throw new EOFException(name + " became shorter while it was read");
            }
        }
    }

    @Override
    public void close() throws IOException {
        owned.close();
    }
}
