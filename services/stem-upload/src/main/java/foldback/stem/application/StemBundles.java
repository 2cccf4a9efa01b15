package foldback.stem.application;

import foldback.audio.StemSeconds;
import foldback.blob.BlobStore;
import foldback.stem.persistence.StemRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32;

/**
 * Seconds of many stems in one answer, for whoever plays a session: packed without losing a bit when they are asked for, which costs less than
 * fetching what was packed before would (docs/adr/0022). docs/API.md has the form.
 */
@ApplicationScoped
public class StemBundles {
    /** Of one bundle: as many tracks as a session may have. */
    public static final int MOST_PARTS = 512;

    private static final int MAGIC = 0x3142_4246; // "FBB1", little endian
    private static final int HEADER_BYTES = 8;
    private static final int PART_BYTES = 64;
    private static final int HEADERS_KEPT = 4096;

    /** One second of one stem. */
    public record Part(String stem, int second) {}

    /** What came of asking. */
    public sealed interface Result {
        @SuppressWarnings("ArrayRecordComponent") // made, sent, and never compared
        record Bundle(byte[] bytes) implements Result {}

        record NoSuchStem(String stem) implements Result {}

        record BehindTheEnd(Part part, long seconds) implements Result {}
    }

    private final BlobStore blobs;
    private final StemRows rows;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    /** What was read of headers, the most recently used last. */
    private final Map<String, StemSeconds> headers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StemSeconds> eldest) {
            return size() > HEADERS_KEPT;
        }
    };

    StemBundles(BlobStore blobs, StemRows rows) {
        this.blobs = blobs;
        this.rows = rows;
    }

    /** Packs seconds, in the order in which they are asked for. */
    public Result bundle(List<Part> parts) {
        List<StemSeconds> stems = new ArrayList<>();
        for (Part part : parts) {
            Optional<StemSeconds> stem = header(part.stem());
            if (stem.isEmpty()) {
                return new Result.NoSuchStem(part.stem());
            }
            if (part.second() >= stem.get().seconds()) {
                return new Result.BehindTheEnd(part, stem.get().seconds());
            }
            stems.add(stem.get());
        }
        List<Future<StemSeconds.Second>> seconds = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            StemSeconds stem = stems.get(i);
            Part part = parts.get(i);
            seconds.add(readers.submit(() -> stem.second(part.second(), ranges(part.stem()))));
        }
        return new Result.Bundle(written(parts, stems, seconds.stream().map(StemBundles::made).toList()));
    }

    private static StemSeconds.Second made(Future<StemSeconds.Second> second) {
        try {
            return second.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stems were packed", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw new IllegalStateException("a second could not be packed", e.getCause());
        }
    }

    private Optional<StemSeconds> header(String hash) {
        synchronized (headers) {
            StemSeconds known = headers.get(hash);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Stem> row = rows.find(hash);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        try {
            StemSeconds read = StemSeconds.of(hash, row.get().bytes(), ranges(hash));
            synchronized (headers) {
                headers.put(hash, read);
            }
            return Optional.of(read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StemSeconds.Ranges ranges(String hash) {
        String key = StemKeys.audio(hash);
        return (position, bytes) -> blobs.read(key, position, bytes);
    }

    private static byte[] written(List<Part> parts, List<StemSeconds> stems, List<StemSeconds.Second> seconds) {
        ByteBuffer head =
                ByteBuffer.allocate(HEADER_BYTES + PART_BYTES * parts.size()).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(MAGIC).putInt(parts.size());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < parts.size(); i++) {
            StemSeconds.Second second = seconds.get(i);
            StemSeconds stem = stems.get(i);
            CRC32 crc = new CRC32();
            crc.update(second.bytes());
            head.put(HexFormat.of().parseHex(parts.get(i).stem()))
                    .putInt(parts.get(i).second())
                    .put((byte) second.packing().ordinal())
                    .put((byte) stem.channels())
                    .putShort((short) 0)
                    .putInt(stem.sampleRate())
                    .putInt(second.frames())
                    .putLong(stem.frames())
                    .putInt(second.bytes().length)
                    .putInt((int) crc.getValue());
        }
        all.writeBytes(head.array());
        seconds.forEach(second -> all.writeBytes(second.bytes()));
        return all.toByteArray();
    }
}
