package foldback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that can be read anywhere: a file, or memory in tests that open many thousands. */
interface ByteSource {
    long size() throws IOException;

    /**
     * Reads what there is at a position into a buffer's remaining room.
     *
     * @return how many bytes, at least 1; -1 at the end
     */
    int read(ByteBuffer into, long position) throws IOException;

    static ByteSource of(FileChannel channel) {
        return new ByteSource() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return channel.read(into, position);
            }
        };
    }

    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public int read(ByteBuffer into, long position) {
                if (position >= bytes.length) {
                    return -1;
                }
                int count = (int) Math.min(into.remaining(), bytes.length - position);
                into.put(bytes, (int) position, count);
                return count;
            }
        };
    }
}
