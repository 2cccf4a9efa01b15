package foldback.render.application;

import foldback.blob.BlobStore;
import foldback.bounce.MixDocument;
import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.SessionFacts;
import foldback.kit.access.StemGate;
import foldback.mix.Mix;
import foldback.mix.codec.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The mixes of sessions, which are frozen in the blob store before anything is made of them. */
@ApplicationScoped
public class SessionMixes {
    /**
     * Which mix of a session is meant.
     *
     * @param revision the id of a revision; null for a version
     * @param version null for the latest
     */
    public record Point(@Nullable String revision, @Nullable Long version) {}

    /** What came of looking for one. */
    public sealed interface Lookup permits Frozen, Missing {}

    /**
     * It is in the blob store.
     *
     * @param revision the id of the revision that was meant; null if it was a version
     * @param name what the revision is called, or "version 12"
     * @param document the hash under which it lies there
     */
    public record Frozen(
            SessionFacts session,
            long version,
            @Nullable String revision,
            String name,
            String document,
            int sampleRateHertz)
            implements Lookup {}

    /** There is none, or it cannot be read. */
    public sealed interface Missing extends Lookup, Renders.Asked {
        record NoSuchSession() implements Missing {}

        record NoSuchRevision() implements Missing {}

        record NoSuchVersion() implements Missing {}

        record MixUnreadable(String sentence) implements Missing {}

        /** The mix plays stems that the session's workspace does not hold, be they anywhere or not. */
        record StemsNotHere(List<String> stems) implements Missing {}
    }

    private final SessionStoreClient sessions;
    private final BlobStore blobs;
    private final StemGate stems;

    SessionMixes(SessionStoreClient sessions, BlobStore blobs, StemGate stems) {
        this.sessions = sessions;
        this.blobs = blobs;
        this.stems = stems;
    }

    /**
     * Looks for a mix, and freezes it.
     *
     * @param workspace of the session
     */
    public Lookup freeze(UUID session, UUID workspace, Point point) {
        Optional<SessionFacts> facts = sessions.session(session.toString());
        if (facts.isEmpty()) {
            return new Missing.NoSuchSession();
        }
        String revision = point.revision();
        Optional<RevisionFacts> named =
                revision == null ? Optional.empty() : facts.get().revision(revision);
        if (revision != null && named.isEmpty()) {
            return new Missing.NoSuchRevision();
        }
        Long version = point.version();
        long wanted = named.map(RevisionFacts::version)
                .orElse(version == null ? facts.get().version() : version);
        Optional<byte[]> document = sessions.documentOfVersion(session.toString(), wanted);
        if (document.isEmpty()) {
            return new Missing.NoSuchVersion();
        }
        return switch (MixDocument.read(document.get())) {
            case MixDocument.Reading.Refused refused ->
                new Missing.MixUnreadable(refused.reason().sentence());
            case MixDocument.Reading.Accepted accepted -> {
                Mix mix = accepted.document().mix();
                List<String> elsewhere = notHeld(mix, workspace);
                yield elsewhere.isEmpty()
                        ? new Frozen(
                                facts.get(),
                                wanted,
                                revision,
                                named.map(RevisionFacts::name).orElse("version " + wanted),
                                freeze(document.get()),
                                mix.sampleRate().hertz())
                        : new Missing.StemsNotHere(elsewhere);
            }
        };
    }

    /** A mix may name any stem; here is where it would be read. */
    private List<String> notHeld(Mix mix, UUID workspace) {
        return mix.tracks().stream()
                .flatMap(track -> track.clips().stream())
                .map(clip -> clip.stem().hex())
                .distinct()
                .filter(stem -> !stems.isHeldBy(workspace, stem))
                .sorted()
                .toList();
    }

    private String freeze(byte[] document) {
        String hash = CanonicalJson.sha256(document);
        String key = RenderKeys.mixDocument(hash);
        if (blobs.size(key).isEmpty()) {
            blobs.put(key, document, "application/json");
        }
        return hash;
    }
}
