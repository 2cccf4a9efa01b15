package foldback.audio;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * How many frames an Ogg file says that it has: the granule position of its last page. Decoders make more, as the last packet is whole.
 *
 * <p>Source: RFC 3533, section 6; Xiph.org, Vorbis I specification, appendix A.2.
 */
final class OggLength {
    private static final int PAGE_HEADER_BYTES = 27;
    private static final int FIRST = 2;

    private OggLength() {}

    /** Empty where it does not say, or where there are several streams. */
    static OptionalLong frames(ByteSource source) throws IOException {
        FileBytes file = new FileBytes(source, ByteOrder.LITTLE_ENDIAN);
        long frames = -1;
        long serial = -1;
        long at = 0;
        while (at + PAGE_HEADER_BYTES <= file.size()) {
            file.load(at, PAGE_HEADER_BYTES);
            boolean isFirst = (file.u8(5) & FIRST) != 0;
            if (!file.id(0).equals("OggS") || (isFirst && at != 0)) {
                return OptionalLong.empty();
            }
            if (isFirst) {
                serial = file.u32(14);
            }
            if (file.u32(14) != serial) {
                return OptionalLong.empty();
            }
            long granule = file.s64(6);
            frames = granule >= 0 ? granule : frames;
            int segments = file.u8(26);
            long next = at + PAGE_HEADER_BYTES + segments;
            for (byte each : file.bytes(at + PAGE_HEADER_BYTES, segments)) {
                next += each & 0xFF;
            }
            at = next;
        }
        return frames > 0 ? OptionalLong.of(frames) : OptionalLong.empty();
    }
}
