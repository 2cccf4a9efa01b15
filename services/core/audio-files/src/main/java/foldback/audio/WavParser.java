package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the audio within a WAV (RIFF), RF64 or BW64 file, believing nothing: every size is compared with the bytes there are, in
 * 64-bit arithmetic, and no memory is taken by a size that the file states.
 *
 * <p>Source: Multimedia Programming Interface and Data Specifications 1.0, IBM and Microsoft, 1991; EBU Tech 3306 (RF64), 2009;
 * ITU-R BS.2088 (BW64), 2019.
 */
final class WavParser {
    /** Bytes after the audio that are no chunk: some editors leave a few; more means that a size is wrong. */
    static final long MOST_TRAILING_BYTES = 64 * 1024;

    private static final int MOST_CHUNKS = 4096;
    private static final long IN_DS64 = 0xFFFF_FFFFL;
    private static final int LARGEST_FMT = 4096;
    private static final int TAG_PCM = 1;
    private static final int TAG_FLOAT = 3;
    private static final int TAG_EXTENSIBLE = 0xFFFE;
    private static final Map<Integer, String> KNOWN_TAGS =
            Map.of(2, "ADPCM", 6, "A-law", 7, "mu-law", 17, "IMA ADPCM", 0x50, "MPEG", 0x55, "MP3 inside a WAV");

    /** What follows the tag in the sub-format of an extensible header. */
    private static final byte[] SUBFORMAT_TAIL = {
        0, 0, 0, 0, 16, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private final FileBytes file;
    private final String name;
    private final long size;
    private final WavMetadata metadata;

    private @Nullable WavFormat format;
    private PcmLayout layout = PcmLayout.LITTLE_ENDIAN;
    private long dataOffset = -1;
    private long dataBytes;
    private long ds64DataBytes = -1;

    /** @param name of the file, as it appears in sentences */
    WavParser(ByteSource source, String name) throws IOException {
        file = new FileBytes(source, ByteOrder.LITTLE_ENDIAN);
        this.name = name;
        size = file.size();
        metadata = new WavMetadata(file);
    }

    PcmHeader parse() throws IOException, RefusedException {
        file.load(0, 4);
        String magic = file.id(0);
        boolean large = magic.equals("RF64") || magic.equals("BW64");
        long at = 12;
        int chunks = 0;
        while (at + 8 <= size && file.isChunkName(at)) {
            chunks++;
            if (chunks > MOST_CHUNKS) {
                throw lies(at, " has more than " + MOST_CHUNKS + " chunks before byte " + at + ".");
            }
            at = chunk(at, large);
        }
        WavFormat found = format;
        if (dataOffset < 0) {
            throw new RefusedException(
                    Reason.EMPTY,
                    name + " holds no audio: it has no data chunk in its " + size + " bytes. Export it again.",
                    Math.min(at, size));
        }
        if (found == null) {
            throw lies(12, " does not say what its audio is: it has no fmt chunk.");
        }
        if (size - at > MOST_TRAILING_BYTES) {
            throw lies(at, " has " + (size - at) + " bytes from byte " + at + " on that belong to no chunk.");
        }
        return header(found);
    }

    private PcmHeader header(WavFormat found) throws IOException, RefusedException {
        int bytesPerFrame = found.channels() * layout.bytesInFile(found.encoding());
        long frames = dataBytes / bytesPerFrame;
        if (frames == 0) {
            throw new RefusedException(
                    Reason.EMPTY,
                    name + " holds no audio: its data chunk has " + dataBytes + " bytes. Export it again.",
                    dataOffset);
        }
        if (frames * bytesPerFrame != dataBytes) {
            throw lies(
                    dataOffset,
                    " holds " + dataBytes + " bytes of audio, which is no whole number of frames of " + bytesPerFrame
                            + " bytes.");
        }
        AudioFiles.requireLength(name, frames);
        return new PcmHeader(Container.WAV, found, layout, dataOffset, frames, metadata.read(frames));
    }

    /** Reads one chunk, and says where the next one begins. */
    private long chunk(long at, boolean large) throws IOException, RefusedException {
        file.load(at, 8);
        String id = file.id(0);
        long stated = file.u32(4);
        long body = at + 8;
        switch (id) {
            case "fmt " -> readFmt(body, stated);
            case "ds64" -> readDs64(body, stated);
            case "data" -> stated = data(body, stated, large);
            default -> {
                if (stated > size - body) {
                    return unfinished(id, at, stated);
                }
                metadata.found(id, body, stated);
            }
        }
        return body + stated + (stated & 1);
    }

    /** Before the audio it hides the audio; after it, it counts as trailing bytes. */
    private long unfinished(String id, long at, long stated) throws RefusedException {
        if (dataOffset >= 0 && size - at <= MOST_TRAILING_BYTES) {
            return size;
        }
        throw lies(
                at,
                " has a chunk \"" + FileBytes.printable(id) + "\" at byte " + at + " that claims " + stated
                        + " bytes, but the file ends after " + size + ".");
    }

    private long data(long body, long stated, boolean large) throws RefusedException {
        if (dataOffset >= 0) {
            throw lies(body - 8, " has two data chunks, the second at byte " + (body - 8) + ".");
        }
        if (format == null) {
            throw lies(body - 8, " has its audio at byte " + body + " before it says what it is.");
        }
        long bytes = large && stated == IN_DS64 && ds64DataBytes >= 0 ? ds64DataBytes : stated;
        if (bytes > size - body) {
            throw new RefusedException(
                    Reason.CUT_SHORT,
                    name + " says it holds " + bytes + " bytes of audio but ends after " + (size - body)
                            + ": it was cut short. Export it again.",
                    size);
        }
        dataOffset = body;
        dataBytes = bytes;
        return bytes;
    }

    private void readDs64(long body, long stated) throws IOException, RefusedException {
        if (stated < 28 || stated > size - body) {
            throw lies(body - 8, " has a ds64 chunk of " + stated + " bytes at byte " + (body - 8) + ".");
        }
        file.load(body, 24);
        ds64DataBytes = file.s64(8);
        if (ds64DataBytes < 0) {
            throw lies(body + 8, " claims more than 2^63 bytes of audio in its ds64 chunk.");
        }
    }

    private void readFmt(long body, long stated) throws IOException, RefusedException {
        if (format != null) {
            throw lies(body - 8, " has two fmt chunks, the second at byte " + (body - 8) + ".");
        }
        if (dataOffset >= 0) {
            throw lies(body - 8, " says what its audio is only after it, at byte " + body + ".");
        }
        if (stated < 16 || stated > LARGEST_FMT || stated > size - body) {
            throw lies(body - 8, " has a fmt chunk of " + stated + " bytes at byte " + (body - 8) + ".");
        }
        int loaded = (int) Math.min(40, stated);
        file.load(body, loaded);
        int channels = file.u16(2);
        int rate = file.s32(4);
        long bytesPerSecond = file.u32(8);
        int bytesPerFrame = file.u16(12);
        int bits = file.u16(14);
        Encoding encoding = encoding(body, file.u16(0), bits, loaded);
        if (channels == 0 || rate <= 0) {
            throw lies(body, " claims " + channels + " channels at " + (rate & 0xFFFF_FFFFL) + " Hz.");
        }
        if (bytesPerFrame != channels * layout.bytesInFile(encoding) || bytesPerSecond != (long) rate * bytesPerFrame) {
            throw lies(
                    body,
                    " contradicts itself: " + channels + " channels of " + bits + " bits at " + rate + " Hz are not "
                            + bytesPerFrame + " bytes a frame and " + bytesPerSecond + " a second.");
        }
        format = AudioFiles.requireFormat(name, rate, channels, encoding, body);
    }

    private Encoding encoding(long body, int tag, int bits, int loaded) throws RefusedException {
        int effective = tag;
        if (tag == TAG_EXTENSIBLE) {
            if (loaded < 40) {
                throw lies(body, " has an extensible fmt chunk of only " + loaded + " bytes.");
            }
            int validBits = file.u16(18);
            if (validBits > bits) {
                throw lies(body + 18, " claims " + validBits + " valid bits in samples of " + bits + ".");
            }
            effective = file.matches(26, SUBFORMAT_TAIL) ? file.u16(24) : -1;
        }
        if (effective == TAG_PCM && bits == 8) {
            layout = PcmLayout.UNSIGNED_8;
            return Encoding.PCM_16;
        }
        if (effective == TAG_PCM && bits == 16) {
            return Encoding.PCM_16;
        }
        if (effective == TAG_PCM && bits == 24) {
            return Encoding.PCM_24;
        }
        if (effective == TAG_PCM && bits == 32) {
            return Encoding.PCM_32;
        }
        if (effective == TAG_FLOAT && bits == 32) {
            return Encoding.FLOAT_32;
        }
        if (effective == TAG_FLOAT && bits == 64) {
            return Encoding.FLOAT_64;
        }
        String kind = effective == TAG_PCM
                ? "PCM"
                : effective == TAG_FLOAT
                        ? "floating point"
                        : KNOWN_TAGS.getOrDefault(effective, "encoding " + effective);
        throw new RefusedException(
                Reason.UNSUPPORTED_ENCODING,
                name + " is " + kind + " of " + bits + " bits. Export it as 16, 24 or 32-bit PCM, or 32-bit float.",
                body);
    }

    private RefusedException lies(long atByte, String what) {
        return new RefusedException(
                Reason.HEADER_LIES, name + what + " Its header cannot be trusted; export it again.", atByte);
    }
}
