package foldback.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes an AIFF file, or for floats an AIFF-C file, with its markers, title and artist. The file gets its name when {@link #finish} has written it whole;
 * closing it before deletes what there is.
 *
 * <p>Source: Apple, Audio Interchange File Format 1.3, 1989; AIFF-C, draft of 1991.
 */
public final class AiffWriter implements Closeable {
    private static final long LARGEST_FORM = 0xFFFF_FFFFL;
    private static final long AIFC_VERSION = 0xA280_5140L;
    private static final int SSND_HEADER_BYTES = 16;
    private static final int LONGEST_NAME = 255;

    private final PartialFile file;
    private final WavFormat format;
    private final AudioMetadata metadata;
    private final FileTags tags;
    private final int headerBytes;
    private long audioBytes;

    /** @param metadata of which the markers are written */
    public AiffWriter(Path target, WavFormat format, AudioMetadata metadata) throws IOException {
        this(target, format, metadata, FileTags.NONE);
    }

    /** The same, with what is said of the recording. */
    public AiffWriter(Path target, WavFormat format, AudioMetadata metadata, FileTags tags) throws IOException {
        this.tags = tags;
        this.format = format;
        this.metadata = metadata;
        file = new PartialFile(target);
        ByteBuffer header = header();
        headerBytes = header.remaining();
        file.append(header);
    }

    /** Whole frames as {@link Encoding} has them, little endian. */
    public void writeBytes(ByteBuffer frames) throws IOException {
        if (headerBytes + audioBytes + frames.remaining() > LARGEST_FORM) {
            throw new IllegalStateException("an AIFF file has at most 4 GB");
        }
        ByteBuffer swapped = ByteBuffer.allocate(frames.remaining());
        PcmLayout.BIG_ENDIAN.convert(frames, swapped, format.encoding().bytesPerSample());
        audioBytes += swapped.position();
        file.append(swapped.flip());
    }

    /** Completes the file and gives it its name. */
    public void finish() throws IOException {
        if ((audioBytes & 1) == 1) {
            file.append(ByteBuffer.allocate(1));
        }
        file.writeAt(header(), 0);
        file.finish();
    }

    private ByteBuffer header() {
        boolean compressed = format.encoding().isFloatingPoint();
        ByteBuffer markers = markers();
        ByteBuffer name = text("NAME", tags.title());
        ByteBuffer author = text("AUTH", tags.artist());
        ByteBuffer h = ByteBuffer.allocate(128 + markers.remaining() + name.remaining() + author.remaining())
                .order(ByteOrder.BIG_ENDIAN);
        text(h, "FORM").putInt(0);
        text(h, compressed ? "AIFC" : "AIFF");
        if (compressed) {
            text(h, "FVER").putInt(4).putInt((int) AIFC_VERSION);
        }
        text(h, "COMM").putInt(compressed ? 24 : 18);
        h.putShort((short) format.channels()).putInt((int) (audioBytes / format.bytesPerFrame()));
        h.putShort((short) (8 * format.encoding().bytesPerSample()));
        int exponent = 31 - Integer.numberOfLeadingZeros(format.sampleRateHertz());
        h.putShort((short) (16383 + exponent)).putLong((long) format.sampleRateHertz() << (63 - exponent));
        if (compressed) {
            // the type, and its name as an empty Pascal string
            text(h, format.encoding() == Encoding.FLOAT_32 ? "fl32" : "fl64").putShort((short) 0);
        }
        h.put(name).put(author).put(markers);
        text(h, "SSND").putInt((int) (8 + audioBytes)).putLong(0);
        long all = h.position() + audioBytes + (audioBytes & 1);
        h.putInt(4, (int) (all - 8));
        return h.flip();
    }

    private ByteBuffer markers() {
        List<AudioMetadata.Marker> markers = metadata.markers();
        if (markers.isEmpty()) {
            return ByteBuffer.allocate(0);
        }
        ByteBuffer m = ByteBuffer.allocate(SSND_HEADER_BYTES + markers.size() * (8 + LONGEST_NAME));
        text(m, "MARK").putInt(0).putShort((short) markers.size());
        for (int i = 0; i < markers.size(); i++) {
            byte[] name = markers.get(i).name().getBytes(StandardCharsets.ISO_8859_1);
            int length = Math.min(name.length, LONGEST_NAME);
            m.putShort((short) (i + 1)).putInt((int) markers.get(i).frame());
            m.put((byte) length).put(name, 0, length);
            if ((length & 1) == 0) {
                m.put((byte) 0);
            }
        }
        m.putInt(4, m.position() - 8);
        return m.flip();
    }

    /** A text chunk; UTF-8, as players read it, though the standard knew ASCII only. */
    private static ByteBuffer text(String id, @Nullable String text) {
        if (text == null) {
            return ByteBuffer.allocate(0);
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer chunk = ByteBuffer.allocate(8 + bytes.length + (bytes.length & 1));
        text(chunk, id).putInt(bytes.length).put(bytes);
        return chunk.rewind();
    }

    private static ByteBuffer text(ByteBuffer into, String ascii) {
        return into.put(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
