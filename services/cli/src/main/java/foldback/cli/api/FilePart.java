package foldback.cli.api;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of a file as a stream; the channel is shared, and stays open. */
final class FilePart extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    FilePart(FileChannel channel, long offset, long bytes) {
        this.channel = channel;
        position = offset;
        end = offset + bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int at, int most) throws IOException {
        if (position == end) {
            return -1;
        }
        int read = channel.read(ByteBuffer.wrap(into, at, (int) Math.min(most, end - position)), position);
        if (read < 0) {
            throw new EOFException("the file became shorter while it was read");
        }
        position += read;
        return read;
    }
}
