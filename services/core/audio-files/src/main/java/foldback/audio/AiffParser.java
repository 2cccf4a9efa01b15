package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the audio within an AIFF or AIFF-C file, as suspicious of it as {@link WavParser}.
 *
 * <p>Source: Apple, Audio Interchange File Format 1.3, 1989; Audio Interchange File Format AIFF-C, draft of 1991.
 */
final class AiffParser {
    private static final long MOST_TRAILING_BYTES = WavParser.MOST_TRAILING_BYTES;
    private static final int MOST_CHUNKS = 4096;
    private static final int COMM_BYTES = 18;
    private static final int LARGEST_COMM = 4096;
    private static final int LARGEST_MARK = 1 << 18;

    private final FileBytes file;
    private final String name;
    private final long size;

    private @Nullable WavFormat format;
    private PcmLayout layout = PcmLayout.BIG_ENDIAN;
    private long statedFrames;
    private long dataOffset = -1;
    private long dataBytes;
    private long markBody = -1;
    private long markBytes;

    /** @param name of the file, as it appears in sentences */
    AiffParser(ByteSource source, String name) throws IOException {
        file = new FileBytes(source, ByteOrder.BIG_ENDIAN);
        this.name = name;
        size = file.size();
    }

    PcmHeader parse() throws IOException, RefusedException {
        file.load(0, 12);
        boolean compressed = file.id(8).equals("AIFC");
        long at = 12;
        int chunks = 0;
        while (at + 8 <= size && file.isChunkName(at)) {
            chunks++;
            if (chunks > MOST_CHUNKS) {
                throw lies(at, " has more than " + MOST_CHUNKS + " chunks before byte " + at + ".");
            }
            at = chunk(at, compressed);
        }
        WavFormat found = format;
        if (found == null) {
            throw lies(12, " does not say what its audio is: it has no COMM chunk.");
        }
        if (dataOffset < 0 || statedFrames == 0) {
            throw new RefusedException(
                    Reason.EMPTY,
                    name + " holds no audio: it has " + (dataOffset < 0 ? "no SSND chunk" : "0 frames") + " in its "
                            + size + " bytes. Export it again.",
                    Math.min(at, size));
        }
        if (size - at > MOST_TRAILING_BYTES) {
            throw lies(at, " has " + (size - at) + " bytes from byte " + at + " on that belong to no chunk.");
        }
        return header(found);
    }

    private PcmHeader header(WavFormat found) throws IOException, RefusedException {
        long bytes = statedFrames * found.channels() * layout.bytesInFile(found.encoding());
        if (bytes > dataBytes) {
            throw new RefusedException(
                    Reason.CUT_SHORT,
                    name + " says it holds " + bytes + " bytes of audio but has " + dataBytes
                            + " of them: it was cut short. Export it again.",
                    dataOffset + dataBytes);
        }
        if (dataBytes - bytes > MOST_TRAILING_BYTES) {
            throw lies(
                    dataOffset + bytes,
                    " says that " + bytes + " of " + dataBytes + " bytes of its SSND chunk are audio.");
        }
        AudioFiles.requireLength(name, statedFrames);
        AudioMetadata metadata =
                markBody < 0 ? AudioMetadata.NONE : new AudioMetadata(null, null, markers(statedFrames));
        return new PcmHeader(Container.AIFF, found, layout, dataOffset, statedFrames, metadata);
    }

    /** Reads one chunk, and says where the next one begins. */
    private long chunk(long at, boolean compressed) throws IOException, RefusedException {
        file.load(at, 8);
        String id = file.id(0);
        long stated = file.u32(4);
        long body = at + 8;
        switch (id) {
            case "COMM" -> readComm(body, stated, compressed);
            case "SSND" -> readSsnd(body, stated);
            default -> {
                if (stated > size - body) {
                    if (dataOffset >= 0 && size - at <= MOST_TRAILING_BYTES) {
                        return size;
                    }
                    throw lies(
                            at,
                            " has a chunk \"" + FileBytes.printable(id) + "\" at byte " + at + " that claims " + stated
                                    + " bytes, but the file ends after " + size + ".");
                }
                if (id.equals("MARK") && markBody < 0) {
                    markBody = body;
                    markBytes = stated;
                }
            }
        }
        return body + stated + (stated & 1);
    }

    private void readSsnd(long body, long stated) throws IOException, RefusedException {
        if (dataOffset >= 0) {
            throw lies(body - 8, " has two SSND chunks, the second at byte " + (body - 8) + ".");
        }
        if (stated > size - body) {
            throw new RefusedException(
                    Reason.CUT_SHORT,
                    name + " says its SSND chunk has " + stated + " bytes but ends after " + (size - body)
                            + ": it was cut short. Export it again.",
                    size);
        }
        file.load(body, 8);
        long offset = file.u32(0);
        if (stated < 8 || offset > stated - 8) {
            throw lies(body, " has its audio at " + offset + " bytes into an SSND chunk of " + stated + ".");
        }
        dataOffset = body + 8 + offset;
        dataBytes = stated - 8 - offset;
    }

    private void readComm(long body, long stated, boolean compressed) throws IOException, RefusedException {
        if (format != null) {
            throw lies(body - 8, " has two COMM chunks, the second at byte " + (body - 8) + ".");
        }
        int least = compressed ? COMM_BYTES + 4 : COMM_BYTES;
        if (stated < least || stated > LARGEST_COMM || stated > size - body) {
            throw lies(body - 8, " has a COMM chunk of " + stated + " bytes at byte " + (body - 8) + ".");
        }
        file.load(body, least);
        int channels = file.u16(0);
        statedFrames = file.u32(2);
        int bits = file.u16(6);
        int rate = rate(file.u16(8), file.s64(10));
        Encoding encoding = encoding(body, compressed ? file.id(COMM_BYTES) : "NONE", bits);
        if (channels == 0 || rate <= 0) {
            throw lies(body, " claims " + channels + " channels at a rate that is no whole number of hertz above 0.");
        }
        format = AudioFiles.requireFormat(name, rate, channels, encoding, body);
    }

    private Encoding encoding(long body, String compression, int bits) throws RefusedException {
        switch (compression) {
            case "NONE", "twos", "in24", "in32" -> layout = PcmLayout.BIG_ENDIAN;
            case "sowt", "42ni", "23ni" -> layout = PcmLayout.LITTLE_ENDIAN;
            case "fl32", "FL32" -> {
                return Encoding.FLOAT_32;
            }
            case "fl64", "FL64" -> {
                return Encoding.FLOAT_64;
            }
            default ->
                throw new RefusedException(
                        Reason.UNSUPPORTED_ENCODING,
                        name + " is compressed as \"" + FileBytes.printable(compression)
                                + "\". Export it as uncompressed AIFF or WAV.",
                        body + COMM_BYTES);
        }
        // Samples stand at the high end of as many whole bytes as they need: 12 bits are 16 with 4 zeros.
        return switch ((bits + 7) / 8) {
            case 1 -> {
                layout = PcmLayout.SIGNED_8;
                yield Encoding.PCM_16;
            }
            case 2 -> Encoding.PCM_16;
            case 3 -> Encoding.PCM_24;
            case 4 -> Encoding.PCM_32;
            default ->
                throw new RefusedException(
                        Reason.UNSUPPORTED_ENCODING,
                        name + " has samples of " + bits + " bits. Export it with 16, 24 or 32.",
                        body + 6);
        };
    }

    /** An 80-bit IEEE 754 number; 0 if it is no whole number from 1 to 2^31 - 1. */
    private static int rate(int signAndExponent, long mantissa) {
        int exponent = signAndExponent - 16383;
        if (exponent < 0 || exponent > 30 || mantissa >= 0) {
            return 0;
        }
        int whole = (int) (mantissa >>> (63 - exponent));
        return (mantissa << (exponent + 1)) == 0 ? whole : 0;
    }

    private List<AudioMetadata.Marker> markers(long frames) throws IOException {
        byte[] bytes = file.bytes(markBody, (int) Math.min(LARGEST_MARK, markBytes));
        ByteBuffer mark = ByteBuffer.wrap(bytes);
        List<AudioMetadata.Marker> markers = new ArrayList<>();
        int count = bytes.length < 2 ? 0 : mark.getShort(0) & 0xFFFF;
        int at = 2;
        while (markers.size() < Math.min(count, AudioMetadata.MOST_MARKERS) && at + 7 <= bytes.length) {
            long frame = mark.getInt(at + 2) & 0xFFFF_FFFFL;
            int length = bytes[at + 6] & 0xFF;
            if (at + 7 + length > bytes.length || frame > frames) {
                break;
            }
            int shown = Math.min(length, AudioMetadata.LONGEST_NAME);
            markers.add(
                    new AudioMetadata.Marker(frame, FileBytes.text(bytes, at + 7, shown, StandardCharsets.ISO_8859_1)));
            at += 7 + length + ((length + 1) & 1);
        }
        markers.sort(Comparator.comparingLong(AudioMetadata.Marker::frame));
        return markers;
    }

    private RefusedException lies(long atByte, String what) {
        return new RefusedException(
                Reason.HEADER_LIES, name + what + " Its header cannot be trusted; export it again.", atByte);
    }
}
