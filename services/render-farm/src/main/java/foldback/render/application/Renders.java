package foldback.render.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.Encoding;
import foldback.blob.BlobStore;
import foldback.bounce.MixDocument;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.FileFormat;
import foldback.bounce.delivery.Output;
import foldback.bounce.delivery.Source;
import foldback.bounce.delivery.SpecCodec;
import foldback.dsp.Dither;
import foldback.kit.LogEntries;
import foldback.kit.SessionStoreClient;
import foldback.kit.SessionStoreClient.RevisionFacts;
import foldback.kit.SessionStoreClient.SessionFacts;
import foldback.kit.access.StemGate;
import foldback.log.Author;
import foldback.mix.Mix;
import foldback.mix.codec.CanonicalJson;
import foldback.mixdown.Engine;
import foldback.render.messaging.RenderEvent;
import foldback.render.messaging.RenderEvent.DeliveryRequested;
import foldback.render.messaging.RenderEvent.Naming;
import foldback.render.messaging.RenderLog;
import foldback.render.persistence.RenderRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asking for renders, calling them off, and looking at them. */
@ApplicationScoped
public class Renders {
    /** Far more than anybody waits for, and so few that a session cannot fill the farm. */
    private static final int MOST_UNFINISHED = 200;

    /** What a render is for: what is to be heard now overtakes what is to be handed over. */
    public enum Purpose {
        PREVIEW(Encoding.PCM_16),
        FINAL(Encoding.PCM_24);

        private final Encoding encoding;

        Purpose(Encoding encoding) {
            this.encoding = encoding;
        }

        /** What is made where nobody says more: the mix as a WAV at the session's rate. */
        private DeliverySpec usual(int sessionHertz) {
            FileFormat wav = new FileFormat.Plain(FileFormat.Container.WAV, encoding);
            return DeliverySpec.of(new Output("mix", new Source.Mix(), wav, sessionHertz, Dither.TRIANGULAR, null));
        }
    }

    /**
     * What somebody wants.
     *
     * @param revision the id of a revision; null for a version
     * @param version null for the latest
     * @param spec null for the mix as it is usual for the purpose
     * @param nameTemplate null for files named as the preset has them, or by title and revision alone
     * @param preset whose spec it is, if there is no other, and whose promises are checked; null for none
     */
    public record Wish(
            UUID session,
            @Nullable String revision,
            @Nullable Long version,
            Purpose purpose,
            @Nullable JsonNode spec,
            @Nullable String nameTemplate,
            @Nullable Preset preset) {}

    /** What came of asking. */
    public sealed interface Asked {
        record Taken(Render render) implements Asked {}

        record NoSuchSession() implements Asked {}

        record NoSuchRevision() implements Asked {}

        record NoSuchVersion() implements Asked {}

        record SpecRefused(List<String> reasons) implements Asked {}

        record MixUnreadable(String sentence) implements Asked {}

        record TooMany(int most) implements Asked {}

        /** The mix plays stems that the session's workspace does not hold, be they anywhere or not. */
        record StemsNotHere(List<String> stems) implements Asked {}
    }

    private final RenderRows rows;
    private final LogEntries entries;
    private final SessionStoreClient sessions;
    private final BlobStore blobs;
    private final StemGate stems;

    Renders(RenderRows rows, LogEntries entries, SessionStoreClient sessions, BlobStore blobs, StemGate stems) {
        this.rows = rows;
        this.entries = entries;
        this.sessions = sessions;
        this.blobs = blobs;
        this.stems = stems;
    }

    /** A render as each session asked for it that did, the last first; empty if none did. */
    public List<Render> asked(String id) {
        return rows.asked(id);
    }

    public List<Render> ofSession(UUID session) {
        return rows.ofSession(session);
    }

    /**
     * Asks for a render of a revision, or of a version. The mix document is frozen in the blob store; what has been rendered
     * before is not rendered again.
     *
     * @param workspace of the session
     */
    public Asked ask(Wish wish, UUID workspace, Author author) {
        String session = wish.session().toString();
        Optional<SessionFacts> facts = sessions.session(session);
        if (facts.isEmpty()) {
            return new Asked.NoSuchSession();
        }
        String revision = wish.revision();
        Optional<RevisionFacts> named =
                revision == null ? Optional.empty() : facts.get().revision(revision);
        if (revision != null && named.isEmpty()) {
            return new Asked.NoSuchRevision();
        }
        Long version = wish.version();
        long wanted = named.map(RevisionFacts::version)
                .orElse(version == null ? facts.get().version() : version);
        Optional<byte[]> document = sessions.documentOfVersion(session, wanted);
        if (document.isEmpty()) {
            return new Asked.NoSuchVersion();
        }
        return switch (MixDocument.read(document.get())) {
            case MixDocument.Reading.Refused refused ->
                new Asked.MixUnreadable(refused.reason().sentence());
            case MixDocument.Reading.Accepted accepted -> {
                List<String> elsewhere = notHeld(accepted.document().mix(), workspace);
                if (!elsewhere.isEmpty()) {
                    yield new Asked.StemsNotHere(elsewhere);
                }
                String revisionName = named.map(RevisionFacts::name).orElse("version " + wanted);
                int hertz = accepted.document().mix().sampleRate().hertz();
                yield switch (spec(wish, hertz)) {
                    case SpecCodec.Reading.Refused refused -> new Asked.SpecRefused(refused.reasons());
                    case SpecCodec.Reading.Accepted spec ->
                        ask(
                                wish,
                                author,
                                wanted,
                                document.get(),
                                spec.spec(),
                                naming(wish, spec.spec(), facts.get(), revisionName));
                };
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

    private static SpecCodec.Reading spec(Wish wish, int sessionHertz) {
        Preset preset = wish.preset();
        JsonNode given = wish.spec() == null && preset != null ? preset.spec() : wish.spec();
        return given == null
                ? new SpecCodec.Reading.Accepted(wish.purpose().usual(sessionHertz))
                : SpecCodec.read(given, sessionHertz);
    }

    private static Naming naming(Wish wish, DeliverySpec spec, SessionFacts facts, String revisionName) {
        String artist = spec.tags().artist();
        String title = spec.tags().title();
        Preset preset = wish.preset();
        String template = wish.nameTemplate() == null && preset != null ? preset.nameTemplate() : wish.nameTemplate();
        return new Naming(artist == null ? "" : artist, title == null ? facts.name() : title, revisionName, template);
    }

    private Asked ask(Wish wish, Author author, long version, byte[] document, DeliverySpec spec, Naming naming) {
        String hash = freeze(document);
        ObjectNode json = SpecCodec.json(spec);
        String id = contentAddress(hash, json);
        Optional<Render> before = rows.find(id);
        boolean wanting = before.isEmpty() || before.get().state().isGivenUp();
        if (wanting && rows.unfinished(wish.session()) >= MOST_UNFINISHED) {
            return new Asked.TooMany(MOST_UNFINISHED);
        }
        DeliveryRequested request = new DeliveryRequested(
                id,
                UUID.randomUUID().toString(),
                hash,
                Engine.VERSION,
                wish.purpose().name().toLowerCase(Locale.ROOT),
                json,
                version,
                wish.revision(),
                naming,
                wish.preset() == null ? null : wish.preset().id());
        append(wish.session(), author, request);
        return new Asked.Taken(
                rows.find(id).orElseThrow(() -> new IllegalStateException("a render that was asked for has a row")));
    }

    /**
     * Calls a render off for the session that asked for it; it stops, within a second, if no other waits for it. What is finished, or has failed, stays
     * as it is.
     *
     * @param render as the session asked for it
     */
    public Render cancel(Render render, Author author) {
        append(render.session(), author, new RenderEvent.RenderCancelled(render.id()));
        List<Render> now = rows.asked(render.id());
        if (now.stream().allMatch(r -> r.state() == Render.State.CANCELLED)) {
            blobs.put(RenderKeys.cancelled(render.ticket()), new byte[0], "application/octet-stream");
        }
        return now.stream()
                .filter(r -> r.session().equals(render.session()))
                .findFirst()
                .orElse(render);
    }

    /**
     * Hands a render over although it does not keep what its preset promises. Who says so, and why, stays with it.
     *
     * @param render as the session asked for it, by a preset
     */
    public Render overrule(Render render, String preset, String reason, Author author) {
        append(render.session(), author, new RenderEvent.RenderOverruled(render.id(), preset, reason));
        return rows.asked(render.id()).stream()
                .filter(r -> r.session().equals(render.session()))
                .findFirst()
                .orElse(render);
    }

    /**
     * Notes that somebody takes files away, before they get them: nothing leaves without a record.
     *
     * @param render as the session asked for it through which they may
     * @param file its name; null for all of them
     */
    public void download(Render render, @Nullable String file, Author author) {
        append(render.session(), author, new RenderEvent.RenderDownloaded(render.id(), file));
    }

    /** What was taken away of a session, the last first. */
    public List<Download> downloads(UUID session) {
        return rows.downloads(session);
    }

    private void append(UUID session, Author author, RenderEvent event) {
        rows.append(RenderLog.VOCABULARY.entry(entries, session.toString(), author, event));
    }

    private String freeze(byte[] document) {
        String hash = CanonicalJson.sha256(document);
        String key = RenderKeys.mixDocument(hash);
        if (blobs.size(key).isEmpty()) {
            blobs.put(key, document, "application/json");
        }
        return hash;
    }

    /** The name of a render: equal for equal mix document, spec and engine, whoever asks and whenever. */
    static String contentAddress(String mixDocument, JsonNode spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", mixDocument);
        node.set("spec", spec);
        return CanonicalJson.sha256(CanonicalJson.bytes(node));
    }
}
