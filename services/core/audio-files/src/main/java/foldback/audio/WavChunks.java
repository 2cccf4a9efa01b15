package foldback.audio;

import foldback.audio.AudioMetadata.Broadcast;
import foldback.audio.AudioMetadata.Marker;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link WavMetadata} reads, and the tags of a delivered file, as the chunks that stand behind the audio of a WAV file.
 *
 * <p>Sources: those of the reader; EBU Tech 3352, The Carriage of Identifiers in the Broadcast Wave Format, 2012 (the ISRC in an axml chunk);
 * Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0, 1991 (LIST INFO).
 */
final class WavChunks {
    private static final int BEXT_BYTES = 602;
    private static final int CUE_POINT_BYTES = 24;
    private static final long LARGEST_FRAME = 0xFFFF_FFFFL;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private WavChunks() {}

    static byte[] of(AudioMetadata metadata, FileTags tags) {
        WavChunks chunks = new WavChunks();
        Broadcast broadcast = metadata.broadcast();
        if (broadcast != null) {
            chunks.add("bext", bext(broadcast));
        }
        List<Marker> markers = metadata.markers().stream()
                .filter(marker -> marker.frame() <= LARGEST_FRAME)
                .toList();
        if (!markers.isEmpty()) {
            chunks.add("cue ", cue(markers));
            chunks.add("LIST", labels(markers));
        }
        String ixml = metadata.ixml();
        if (ixml != null) {
            chunks.add("iXML", ixml.getBytes(StandardCharsets.UTF_8));
        }
        if (tags.title() != null || tags.artist() != null) {
            chunks.add("LIST", info(tags));
        }
        String isrc = tags.isrc();
        if (isrc != null) {
            chunks.add("axml", axml(isrc));
        }
        return chunks.out.toByteArray();
    }

    private static byte[] axml(String isrc) {
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <ebucore:ebuCoreMain xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ebucore="urn:ebu:metadata-schema:ebuCore_2012">
            <ebucore:coreMetadata>
            <ebucore:identifier typeLabel="GUID" typeDefinition="Globally Unique Identifier" formatLabel="ISRC" formatDefinition="International Standard Recording Code" formatLink="http://www.ebu.ch/metadata/cs/ebu_IdentifierTypeCodeCS.xml#3.7">
            <dc:identifier>ISRC:%s</dc:identifier>
            </ebucore:identifier>
            </ebucore:coreMetadata>
            </ebucore:ebuCoreMain>
            """.formatted(isrc).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] info(FileTags tags) {
        WavChunks list = new WavChunks();
        list.out.writeBytes("INFO".getBytes(StandardCharsets.US_ASCII));
        list.addText("INAM", tags.title());
        list.addText("IART", tags.artist());
        return list.out.toByteArray();
    }

    private void addText(String id, @Nullable String text) {
        if (text != null) {
            add(id, (text + "\0").getBytes(StandardCharsets.UTF_8));
        }
    }

    private void add(String id, byte[] body) {
        out.writeBytes(id.getBytes(StandardCharsets.US_ASCII));
        byte[] length = new byte[4];
        littleEndian(length).putInt(body.length);
        out.writeBytes(length);
        out.writeBytes(body);
        if ((body.length & 1) == 1) {
            out.write(0);
        }
    }

    private static byte[] bext(Broadcast broadcast) {
        byte[] bytes = new byte[BEXT_BYTES];
        ByteBuffer b = littleEndian(bytes);
        put(b, 0, 256, broadcast.description());
        put(b, 256, 32, broadcast.originator());
        put(b, 288, 32, broadcast.originatorReference());
        put(b, 320, 10, broadcast.originationDate());
        put(b, 330, 8, broadcast.originationTime());
        b.putLong(338, broadcast.timeReferenceFrames());
        return bytes;
    }

    private static byte[] cue(List<Marker> markers) {
        byte[] bytes = new byte[4 + CUE_POINT_BYTES * markers.size()];
        ByteBuffer b = littleEndian(bytes).putInt(markers.size());
        for (int i = 0; i < markers.size(); i++) {
            int frame = (int) markers.get(i).frame();
            b.putInt(i + 1).putInt(frame).put("data".getBytes(StandardCharsets.US_ASCII));
            b.putInt(0).putInt(0).putInt(frame);
        }
        return bytes;
    }

    private static byte[] labels(List<Marker> markers) {
        WavChunks list = new WavChunks();
        list.out.writeBytes("adtl".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < markers.size(); i++) {
            byte[] name = markers.get(i).name().getBytes(StandardCharsets.UTF_8);
            byte[] label = new byte[4 + name.length + 1];
            littleEndian(label).putInt(i + 1).put(name);
            list.add("labl", label);
        }
        return list.out.toByteArray();
    }

    private static void put(ByteBuffer into, int at, int most, String text) {
        Charset latin = StandardCharsets.ISO_8859_1;
        byte[] bytes = text.getBytes(latin);
        into.put(at, bytes, 0, Math.min(most, bytes.length));
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
