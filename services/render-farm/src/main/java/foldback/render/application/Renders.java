package foldback.render.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.SessionFacts;
import foldback.log.Author;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderJob;
import foldback.render.messaging.RenderLog;
import foldback.render.messaging.RenderQueue;
import foldback.render.messaging.RenderSpec;
import foldback.render.persistence.RenderRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asking for renders, and looking at them. */
@ApplicationScoped
public class Renders {
    /** What a bounce is for, and so how it is written. */
    public enum Purpose {
        PREVIEW(16),
        FINAL(24);

        private final int bitDepth;

        Purpose(int bitDepth) {
            this.bitDepth = bitDepth;
        }
    }

    /** What came of asking. */
    public sealed interface Asked {
        record Taken(Render render) implements Asked {}

        record NoSuchSession() implements Asked {}

        record NoSuchRevision() implements Asked {}

        record NoSuchVersion() implements Asked {}
    }

    private final RenderRows rows;
    private final RenderQueue queue;
    private final LogEntries entries;
    private final SessionStoreClient sessions;
    private final BlobStore blobs;

    Renders(RenderRows rows, RenderQueue queue, LogEntries entries, SessionStoreClient sessions, BlobStore blobs) {
        this.rows = rows;
        this.queue = queue;
        this.entries = entries;
        this.sessions = sessions;
        this.blobs = blobs;
    }

    /** A render as each session asked for it that did, the last first; empty if none did. */
    public List<Render> asked(String id) {
        return rows.asked(id);
    }

    public List<Render> ofSession(UUID session) {
        return rows.ofSession(session);
    }

    /**
     * Asks for a bounce of a revision, or of a version. The mix document is frozen in the blob store; what has been bounced
     * before is not bounced again.
     */
    public Asked ask(UUID session, Author author, @Nullable String revision, @Nullable Long version, Purpose purpose) {
        Optional<SessionFacts> facts = sessions.session(session.toString());
        if (facts.isEmpty()) {
            return new Asked.NoSuchSession();
        }
        Optional<RevisionFacts> named =
                revision == null ? Optional.empty() : facts.get().revision(revision);
        if (revision != null && named.isEmpty()) {
            return new Asked.NoSuchRevision();
        }
        long wanted = named.map(RevisionFacts::version)
                .orElse(version == null ? facts.get().version() : version);
        Optional<byte[]> document = sessions.documentOfVersion(session.toString(), wanted);
        if (document.isEmpty()) {
            return new Asked.NoSuchVersion();
        }
        String hash = freeze(document.get());
        RenderSpec spec = new RenderSpec(purpose.bitDepth);
        String id = contentAddress(hash, spec);
        String title = facts.get().name() + " - "
                + named.map(RevisionFacts::name).orElse("version " + wanted)
                + (purpose == Purpose.PREVIEW ? " (preview)" : "");
        return new Asked.Taken(request(
                session,
                author,
                new RenderEvent.RenderRequested(
                        id,
                        hash,
                        Engine.VERSION,
                        purpose.name().toLowerCase(Locale.ROOT),
                        spec,
                        wanted,
                        revision,
                        title)));
    }

    private Render request(UUID session, Author author, RenderEvent.RenderRequested request) {
        boolean wanting = rows.find(request.render())
                .map(before -> before.state() == Render.State.FAILED)
                .orElse(true);
        rows.append(RenderLog.VOCABULARY.entry(entries, session.toString(), author, request));
        if (wanting) {
            queue.put(new RenderJob(request.render(), session.toString(), request.mixDocument(), request.spec()));
        }
        return rows.find(request.render())
                .orElseThrow(() -> new IllegalStateException("a render that was asked for has a row"));
    }

    private String freeze(byte[] document) {
        String hash = CanonicalJson.sha256(document);
        String key = RenderKeys.mixDocument(hash);
        if (blobs.size(key).isEmpty()) {
            blobs.put(key, document, "application/json");
        }
        return hash;
    }

    /** The name of a bounce: equal for equal mix document, spec and engine, whoever asks and whenever. */
    static String contentAddress(String mixDocument, RenderSpec spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", mixDocument);
        node.putObject("spec")
                .put("bitDepth", spec.bitDepth())
                .put("dither", "triangular")
                .put("format", "wav");
        return CanonicalJson.sha256(CanonicalJson.bytes(node));
    }
}
