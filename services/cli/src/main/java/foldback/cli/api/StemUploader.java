package foldback.cli.api;

import foldback.audio.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Brings a file to the server: declared by its hash, then in parts straight to the blob store, several at once. */
public final class StemUploader {
    private static final int PARTS_AT_ONCE = 3;
    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 250;

    /**
     * What became of a file.
     *
     * @param uploaded false if the server had it already
     */
    public record Uploaded(FoldbackApi.Stem stem, boolean uploaded) {}

    private final FoldbackApi api;

    public StemUploader(FoldbackApi api) {
        this.api = api;
    }

    /**
     * Uploads a file unless the server has it.
     *
     * @param sent told how many bytes of it have been sent, from any thread
     * @throws ApiException if the server refuses the file, or is away for longer than a few tries; nothing is left of it there
     */
    public Uploaded upload(Path file, LongConsumer sent) throws ApiException, IOException {
        long bytes = Files.size(file);
        FoldbackApi.Upload upload = api.declare(String.valueOf(file.getFileName()), bytes, Sha256.of(file));
        FoldbackApi.Stem present = upload.stem();
        if (present != null) {
            sent.accept(bytes);
            return new Uploaded(present, false);
        }
        String id = upload.upload();
        if (id == null) {
            throw new ApiException(200, "the server gave the upload no name", "");
        }
        try {
            sendParts(file, upload.partsToSend(), sent);
            return new Uploaded(api.complete(id), true);
        } catch (ApiException | IOException e) {
            api.cancel(id);
            throw e;
        }
    }

    private void sendParts(Path file, List<FoldbackApi.Part> parts, LongConsumer sent)
            throws ApiException, IOException {
        AtomicLong done = new AtomicLong();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InParallel.run(
                    PARTS_AT_ONCE,
                    parts.stream()
                            .map(part -> (Callable<Long>) () -> {
                                putPatiently(part, read(channel, part));
                                sent.accept(done.addAndGet(part.bytes()));
                                return part.bytes();
                            })
                            .toList());
        }
    }

    private void putPatiently(FoldbackApi.Part part, byte[] bytes) throws ApiException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                api.put(part, bytes);
                return;
            } catch (ApiException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Thread.sleep(FIRST_PAUSE_MILLIS << attempt);
            }
        }
    }

    private static byte[] read(FileChannel channel, FoldbackApi.Part part) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(part.bytes()));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, part.offset() + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.array();
    }
}
