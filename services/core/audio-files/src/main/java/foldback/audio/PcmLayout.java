package foldback.audio;

import java.nio.ByteBuffer;

/** How samples lie in a file that is not laid out as ours are, and how they become so without a loss. */
enum PcmLayout {
    /** As {@link Encoding} has them: nothing has to be done. */
    LITTLE_ENDIAN {
        @Override
        void convert(ByteBuffer from, ByteBuffer into, int bytesPerSample) {
            into.put(from);
        }
    },
    BIG_ENDIAN {
        @Override
        void convert(ByteBuffer from, ByteBuffer into, int bytesPerSample) {
            while (from.hasRemaining()) {
                int at = from.position();
                for (int i = bytesPerSample - 1; i >= 0; i--) {
                    into.put(from.get(at + i));
                }
                from.position(at + bytesPerSample);
            }
        }
    },
    /** 8 bits around 128, as WAV has them; they become 16. */
    UNSIGNED_8 {
        @Override
        void convert(ByteBuffer from, ByteBuffer into, int bytesPerSample) {
            while (from.hasRemaining()) {
                into.put((byte) 0).put((byte) (from.get() ^ 0x80));
            }
        }
    },
    /** 8 bits around 0, as AIFF has them; they become 16. */
    SIGNED_8 {
        @Override
        void convert(ByteBuffer from, ByteBuffer into, int bytesPerSample) {
            while (from.hasRemaining()) {
                into.put((byte) 0).put(from.get());
            }
        }
    };

    /** @param bytesPerSample of the encoding that samples become */
    abstract void convert(ByteBuffer from, ByteBuffer into, int bytesPerSample);

    /** How many bytes a sample of an encoding has in the file. */
    int bytesInFile(Encoding encoding) {
        return switch (this) {
            case LITTLE_ENDIAN, BIG_ENDIAN -> encoding.bytesPerSample();
            case UNSIGNED_8, SIGNED_8 -> 1;
        };
    }
}
