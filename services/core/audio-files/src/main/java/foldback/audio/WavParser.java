package foldback.audio;

import foldback.audio.Refusal.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
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

    /** A day at 192 kHz, as for a session. */
    static final long MOST_FRAMES = 24L * 3600 * 192_000;

    private static final int MOST_CHUNKS = 4096;
    private static final long IN_DS64 = 0xFFFF_FFFFL;
    private static final int LARGEST_FMT = 4096;
    private static final Set<Integer> RATES = Set.of(44_100, 48_000, 88_200, 96_000, 192_000);
    private static final int TAG_PCM = 1;
    private static final int TAG_FLOAT = 3;
    private static final int TAG_EXTENSIBLE = 0xFFFE;
    private static final Map<Integer, String> KNOWN_TAGS =
            Map.of(2, "ADPCM", 6, "A-law", 7, "mu-law", 17, "IMA ADPCM", 0x50, "MPEG", 0x55, "MP3");

    /** What follows the tag in the sub-format of an extensible header. */
    private static final byte[] SUBFORMAT_TAIL = {
        0, 0, 0, 0, 16, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71
    };

    private final FileChannel channel;
    private final String name;
    private final long size;
    private final ByteBuffer scratch = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);

    private @Nullable WavFormat format;
    private long dataOffset = -1;
    private long dataBytes;
    private long ds64DataBytes = -1;

    /** @param name of the file, as it appears in sentences */
    WavParser(FileChannel channel, String name) throws IOException {
        this.channel = channel;
        this.name = name;
        size = channel.size();
    }

    WavHeader parse() throws IOException, RefusedException {
        if (size == 0) {
            throw refused(Reason.EMPTY, " is empty (0 bytes). Export it again.");
        }
        boolean large = requireWav();
        long at = 12;
        int chunks = 0;
        while (at + 8 <= size && isChunkName(at)) {
            chunks++;
            if (chunks > MOST_CHUNKS) {
                throw lies(" has more than " + MOST_CHUNKS + " chunks before byte " + at + ".");
            }
            at = chunk(at, large);
        }
        WavFormat found = format;
        if (dataOffset < 0) {
            throw refused(
                    Reason.EMPTY, " holds no audio: it has no data chunk in its " + size + " bytes. Export it again.");
        }
        if (found == null) {
            throw lies(" does not say what its audio is: it has no fmt chunk.");
        }
        if (size - at > MOST_TRAILING_BYTES) {
            throw lies(" has " + (size - at) + " bytes from byte " + at + " on that belong to no chunk.");
        }
        return header(found);
    }

    private WavHeader header(WavFormat found) throws RefusedException {
        long frames = dataBytes / found.bytesPerFrame();
        if (frames == 0) {
            throw refused(
                    Reason.EMPTY, " holds no audio: its data chunk has " + dataBytes + " bytes. Export it again.");
        }
        if (frames * found.bytesPerFrame() != dataBytes) {
            throw lies(" holds " + dataBytes + " bytes of audio, which is no whole number of frames of "
                    + found.bytesPerFrame() + " bytes.");
        }
        if (frames > MOST_FRAMES) {
            throw refused(
                    Reason.TOO_LONG,
                    " has " + frames + " frames; more than " + MOST_FRAMES + " are not taken. Split it.");
        }
        return new WavHeader(found, dataOffset, frames);
    }

    /** Whether it is an RF64 or BW64 file. */
    private boolean requireWav() throws IOException, RefusedException {
        load(0, (int) Math.min(12, size));
        String magic = text(0, 4);
        boolean wave = size >= 12 && text(8, 4).equals("WAVE");
        if (wave && magic.equals("RIFF")) {
            return false;
        }
        if (wave && (magic.equals("RF64") || magic.equals("BW64"))) {
            return true;
        }
        String other = otherFormat(magic);
        if (other != null) {
            throw refused(
                    Reason.UNSUPPORTED_ENCODING, " is " + other + ", which is not read yet. Export it as WAV instead.");
        }
        throw refused(
                Reason.NOT_AUDIO,
                " is not a WAV file: it begins with \"" + printable(magic)
                        + "\" where \"RIFF\" should be. Export it as WAV.");
    }

    private static @Nullable String otherFormat(String magic) {
        if (magic.startsWith("ID3")) {
            return "an MP3 file";
        }
        return switch (magic) {
            case "FORM" -> "an AIFF file";
            case "fLaC" -> "a FLAC file";
            case "OggS" -> "an Ogg file";
            case "caff" -> "a Core Audio file";
            case "riff" -> "a Wave64 file";
            default -> null;
        };
    }

    private boolean isChunkName(long at) throws IOException {
        load(at, 4);
        for (int i = 0; i < 4; i++) {
            int c = scratch.get(i);
            if (c < 0x20 || c > 0x7E) {
                return false;
            }
        }
        return true;
    }

    /** Reads one chunk, and says where the next one begins. */
    private long chunk(long at, boolean large) throws IOException, RefusedException {
        load(at, 8);
        String id = text(0, 4);
        long stated = scratch.getInt(4) & 0xFFFF_FFFFL;
        long body = at + 8;
        switch (id) {
            case "fmt " -> readFmt(body, stated);
            case "ds64" -> readDs64(body, stated);
            case "data" -> stated = data(body, stated, large);
            default -> {
                if (stated > size - body) {
                    return unfinished(id, at, stated);
                }
            }
        }
        return body + stated + (stated & 1);
    }

    /** Before the audio it hides the audio; after it, it counts as trailing bytes. */
    private long unfinished(String id, long at, long stated) throws RefusedException {
        if (dataOffset >= 0 && size - at <= MOST_TRAILING_BYTES) {
            return size;
        }
        throw lies(" has a chunk \"" + printable(id) + "\" at byte " + at + " that claims " + stated
                + " bytes, but the file ends after " + size + ".");
    }

    private long data(long body, long stated, boolean large) throws RefusedException {
        if (dataOffset >= 0) {
            throw lies(" has two data chunks, the second at byte " + (body - 8) + ".");
        }
        if (format == null) {
            throw lies(" has its audio at byte " + body + " before it says what it is.");
        }
        long bytes = large && stated == IN_DS64 && ds64DataBytes >= 0 ? ds64DataBytes : stated;
        if (bytes > size - body) {
            throw refused(
                    Reason.CUT_SHORT,
                    " says it holds " + bytes + " bytes of audio but ends after " + (size - body)
                            + ": it was cut short. Export it again.");
        }
        dataOffset = body;
        dataBytes = bytes;
        return bytes;
    }

    private void readDs64(long body, long stated) throws IOException, RefusedException {
        if (stated < 28 || stated > size - body) {
            throw lies(" has a ds64 chunk of " + stated + " bytes at byte " + (body - 8) + ".");
        }
        load(body, 24);
        ds64DataBytes = scratch.getLong(8);
        if (ds64DataBytes < 0) {
            throw lies(" claims more than 2^63 bytes of audio in its ds64 chunk.");
        }
    }

    private void readFmt(long body, long stated) throws IOException, RefusedException {
        if (format != null) {
            throw lies(" has two fmt chunks, the second at byte " + (body - 8) + ".");
        }
        if (dataOffset >= 0) {
            throw lies(" says what its audio is only after it, at byte " + body + ".");
        }
        if (stated < 16 || stated > LARGEST_FMT || stated > size - body) {
            throw lies(" has a fmt chunk of " + stated + " bytes at byte " + (body - 8) + ".");
        }
        int loaded = (int) Math.min(40, stated);
        load(body, loaded);
        int channels = scratch.getShort(2) & 0xFFFF;
        int rate = scratch.getInt(4);
        long bytesPerSecond = scratch.getInt(8) & 0xFFFF_FFFFL;
        int bytesPerFrame = scratch.getShort(12) & 0xFFFF;
        int bits = scratch.getShort(14) & 0xFFFF;
        Encoding encoding = encoding(scratch.getShort(0) & 0xFFFF, bits, loaded);
        if (channels == 0 || rate <= 0) {
            throw lies(" claims " + channels + " channels at " + (rate & 0xFFFF_FFFFL) + " Hz.");
        }
        if (bytesPerFrame != channels * encoding.bytesPerSample() || bytesPerSecond != (long) rate * bytesPerFrame) {
            throw lies(" contradicts itself: " + channels + " channels of " + bits + " bits at " + rate + " Hz are not "
                    + bytesPerFrame + " bytes a frame and " + bytesPerSecond + " a second.");
        }
        if (channels > 2) {
            throw refused(
                    Reason.TOO_MANY_CHANNELS,
                    " has " + channels + " channels; a stem has 1 or 2. Split it into mono or stereo files.");
        }
        if (!RATES.contains(rate)) {
            throw refused(
                    Reason.UNSUPPORTED_RATE,
                    " is at " + rate + " Hz; sessions run at 44100, 48000, 88200, 96000 or 192000 Hz."
                            + " Export it at the session's rate.");
        }
        format = new WavFormat(rate, channels, encoding);
    }

    private Encoding encoding(int tag, int bits, int loaded) throws RefusedException {
        int effective = tag;
        if (tag == TAG_EXTENSIBLE) {
            if (loaded < 40) {
                throw lies(" has an extensible fmt chunk of only " + loaded + " bytes.");
            }
            int validBits = scratch.getShort(18) & 0xFFFF;
            if (validBits > bits) {
                throw lies(" claims " + validBits + " valid bits in samples of " + bits + ".");
            }
            effective = isPlainSubformat() ? scratch.getShort(24) & 0xFFFF : -1;
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
        throw refused(
                Reason.UNSUPPORTED_ENCODING,
                " is " + kind + " of " + bits + " bits. Export it as 16, 24 or 32-bit PCM, or 32-bit float.");
    }

    private boolean isPlainSubformat() {
        for (int i = 0; i < SUBFORMAT_TAIL.length; i++) {
            if (scratch.get(26 + i) != SUBFORMAT_TAIL[i]) {
                return false;
            }
        }
        return true;
    }

    /** Fills the scratch buffer, with zeros where the file ends. */
    private void load(long at, int bytes) throws IOException {
        scratch.clear().limit(bytes);
        while (scratch.hasRemaining() && channel.read(scratch, at + scratch.position()) >= 0) {
            // a read may give less than was asked for
        }
        while (scratch.hasRemaining()) {
            scratch.put((byte) 0);
        }
    }

    private String text(int at, int length) {
        int there = Math.max(0, Math.min(length, scratch.limit() - at));
        return new String(scratch.array(), at, there, StandardCharsets.ISO_8859_1);
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private RefusedException lies(String what) {
        return refused(Reason.HEADER_LIES, what + " Its header cannot be trusted; export it again.");
    }

    private RefusedException refused(Reason reason, String what) {
        return new RefusedException(reason, name + what);
    }
}
