package foldback.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a WAV file that are not about its samples: bext, iXML, cue points and their names. What is damaged is left out.
 *
 * <p>Source: EBU Tech 3285 version 2, 2011 (bext); the RIFF specification of 1991 and its supplement of 1994 (cue, LIST adtl).
 */
final class WavMetadata {
    private static final int BEXT_BYTES = 602;
    private static final int CUE_POINT_BYTES = 24;
    private static final int LARGEST_LIST = 1 << 20;

    private final FileBytes file;
    private final Map<String, Chunk> chunks = new HashMap<>();

    private record Chunk(long body, long bytes) {}

    WavMetadata(FileBytes file) {
        this.file = file;
    }

    /** Notes where a chunk is; the first of each kind counts. */
    void found(String id, long body, long bytes) throws IOException {
        switch (id) {
            case "bext", "iXML", "cue " -> chunks.putIfAbsent(id, new Chunk(body, bytes));
            case "LIST" -> {
                file.load(body, 4);
                if (file.id(0).equals("adtl")) {
                    chunks.putIfAbsent("adtl", new Chunk(body, bytes));
                }
            }
            default -> {}
        }
    }

    /** @param frames of the audio; a marker beyond it is none */
    AudioMetadata read(long frames) throws IOException {
        return chunks.isEmpty() ? AudioMetadata.NONE : new AudioMetadata(broadcast(), ixml(), markers(frames));
    }

    private AudioMetadata.@Nullable Broadcast broadcast() throws IOException {
        Chunk chunk = chunks.get("bext");
        if (chunk == null || chunk.bytes() < BEXT_BYTES) {
            return null;
        }
        byte[] bext = file.bytes(chunk.body(), BEXT_BYTES);
        long timeReference =
                ByteBuffer.wrap(bext).order(ByteOrder.LITTLE_ENDIAN).getLong(338);
        return new AudioMetadata.Broadcast(
                latin(bext, 0, 256),
                latin(bext, 256, 32),
                latin(bext, 288, 32),
                latin(bext, 320, 10),
                latin(bext, 330, 8),
                Math.max(0, timeReference));
    }

    private static String latin(byte[] bytes, int from, int length) {
        return FileBytes.text(bytes, from, length, StandardCharsets.ISO_8859_1);
    }

    private @Nullable String ixml() throws IOException {
        Chunk chunk = chunks.get("iXML");
        if (chunk == null) {
            return null;
        }
        byte[] bytes = file.bytes(chunk.body(), (int) Math.min(AudioMetadata.LONGEST_IXML, chunk.bytes()));
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] == 0) {
            end--;
        }
        return end == 0 ? null : new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    private List<AudioMetadata.Marker> markers(long frames) throws IOException {
        Chunk chunk = chunks.get("cue ");
        if (chunk == null || chunk.bytes() < 4) {
            return List.of();
        }
        byte[] bytes = file.bytes(
                chunk.body(), (int) Math.min(4 + AudioMetadata.MOST_MARKERS * CUE_POINT_BYTES, chunk.bytes()));
        ByteBuffer cue = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long stated = cue.remaining() < 4 ? 0 : cue.getInt() & 0xFFFF_FFFFL;
        long count = Math.min(stated, cue.remaining() / CUE_POINT_BYTES);
        Map<Integer, String> names = names();
        List<AudioMetadata.Marker> markers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = cue.getInt(4 + i * CUE_POINT_BYTES);
            long frame = cue.getInt(4 + i * CUE_POINT_BYTES + 20) & 0xFFFF_FFFFL;
            if (frame <= frames) {
                markers.add(new AudioMetadata.Marker(frame, names.getOrDefault(id, "")));
            }
        }
        markers.sort(Comparator.comparingLong(AudioMetadata.Marker::frame));
        return markers;
    }

    /** The labl chunks within the LIST of type adtl, by cue point. */
    private Map<Integer, String> names() throws IOException {
        Chunk chunk = chunks.get("adtl");
        if (chunk == null) {
            return Map.of();
        }
        byte[] bytes = file.bytes(chunk.body(), (int) Math.min(LARGEST_LIST, chunk.bytes()));
        ByteBuffer list = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Map<Integer, String> names = new HashMap<>();
        int at = 4;
        while (at + 12 <= bytes.length && names.size() < AudioMetadata.MOST_MARKERS) {
            boolean label = new String(bytes, at, 4, StandardCharsets.ISO_8859_1).equals("labl");
            long stated = list.getInt(at + 4) & 0xFFFF_FFFFL;
            if (stated > bytes.length - at - 8) {
                break;
            }
            if (label && stated >= 4) {
                int length = (int) Math.min(AudioMetadata.LONGEST_NAME, stated - 4);
                names.putIfAbsent(list.getInt(at + 8), FileBytes.text(bytes, at + 12, length, StandardCharsets.UTF_8));
            }
            at += (int) (8 + stated + (stated & 1));
        }
        return names;
    }
}
