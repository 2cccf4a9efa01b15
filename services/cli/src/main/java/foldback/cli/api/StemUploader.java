package foldback.cli.api;

import foldback.audio.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings a file to the server: declared by its hash, then in parts straight to the blob store, several at once. */
public final class StemUploader {
    private static final int PARTS_AT_ONCE = 3;
    private static final int TRIES = 4;
    private static final long FIRST_PAUSE_MILLIS = 250;

    /** The status of a presigned address that has expired. */
    private static final int EXPIRED = 403;

    /**
     * What became of a file.
     *
     * @param stems one, or one for each channel of a file of more than two
     * @param uploaded false if the server had it already
     */
    public record Uploaded(List<FoldbackApi.Stem> stems, boolean uploaded) {
        public Uploaded {
            stems = List.copyOf(stems);
        }

        public FoldbackApi.Stem stem() {
            return stems.getFirst();
        }
    }

    private final FoldbackApi api;
    private final @Nullable String session;

    /** For no session. */
    public StemUploader(FoldbackApi api) {
        this(api, null);
    }

    /** @param session that the files are for; null if for none */
    public StemUploader(FoldbackApi api, @Nullable String session) {
        this.api = api;
        this.session = session;
    }

    /**
     * Uploads a file unless the server has it. What had arrived of it when it was begun before is not sent again.
     *
     * @param sent told how many bytes of it are there, from any thread
     * @throws ApiException if the server refuses the file, or is away for longer than a few tries; what has arrived is kept there for some
     *     days
     */
    public Uploaded upload(Path file, LongConsumer sent) throws ApiException, IOException {
        long bytes = Files.size(file);
        FoldbackApi.Upload upload = api.declare(String.valueOf(file.getFileName()), bytes, Sha256.of(file), session);
        FoldbackApi.Stem present = upload.stem();
        if (present != null) {
            sent.accept(bytes);
            return new Uploaded(List.of(present), false);
        }
        String id = upload.upload();
        if (id == null) {
            throw new ApiException(200, "the server gave the upload no name", "");
        }
        sendParts(file, id, upload, sent);
        try {
            return new Uploaded(List.of(api.complete(id)), true);
        } catch (ApiException e) {
            if (e.isProblem("channels-to-split")) {
                return new Uploaded(api.split(id), true);
            }
            throw e;
        }
    }

    private void sendParts(Path file, String id, FoldbackApi.Upload upload, LongConsumer sent)
            throws ApiException, IOException {
        List<FoldbackApi.Part> parts = upload.partsToSend();
        long there = Files.size(file)
                - parts.stream().mapToLong(FoldbackApi.Part::bytes).sum();
        AtomicLong done = new AtomicLong(there);
        sent.accept(there);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            InParallel.run(
                    PARTS_AT_ONCE,
                    parts.stream()
                            .map(part -> (Callable<Long>) () -> {
                                putPatiently(id, part, () -> new FilePart(channel, part.offset(), part.bytes()));
                                sent.accept(done.addAndGet(part.bytes()));
                                return part.bytes();
                            })
                            .toList());
        }
    }

    private void putPatiently(String id, FoldbackApi.Part part, Supplier<InputStream> bytes)
            throws ApiException, InterruptedException {
        FoldbackApi.Part addressed = part;
        for (int attempt = 1; ; attempt++) {
            try {
                api.put(addressed, bytes);
                return;
            } catch (ApiException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                Thread.sleep(FIRST_PAUSE_MILLIS << attempt);
                if (e.status() == EXPIRED) {
                    addressed = freshly(id, part);
                }
            }
        }
    }

    private FoldbackApi.Part freshly(String id, FoldbackApi.Part part) throws ApiException {
        return api.upload(id).partsToSend().stream()
                .filter(each -> each.number() == part.number())
                .findFirst()
                .orElse(part);
    }
}
