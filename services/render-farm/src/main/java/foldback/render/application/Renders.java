package foldback.render.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import foldback.audio.Encoding;
import foldback.blob.BlobStore;
import foldback.bounce.delivery.DeliverySpec;
import foldback.bounce.delivery.FileFormat;
import foldback.bounce.delivery.Output;
import foldback.bounce.delivery.Preset;
import foldback.bounce.delivery.Source;
import foldback.bounce.delivery.SpecCodec;
import foldback.dsp.Dither;
import foldback.kit.LogEntries;
import foldback.log.Author;
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

    private static final String COMPARISON = "comparison";

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
     * @param mix of the session
     * @param spec null for the mix as it is usual for the purpose
     * @param nameTemplate null for files named as the preset has them, or by title and revision alone
     * @param preset whose spec it is, if there is no other, and whose promises are checked; null for none
     */
    public record Wish(
            UUID session,
            SessionMixes.Point mix,
            Purpose purpose,
            @Nullable JsonNode spec,
            @Nullable String nameTemplate,
            @Nullable Preset preset) {}

    /** What came of asking. */
    public sealed interface Asked permits Taken, SpecRefused, TooMany, SessionMixes.Missing {}

    public record Taken(Render render) implements Asked {}

    public record SpecRefused(List<String> reasons) implements Asked {}

    public record TooMany(int most) implements Asked {}

    private final RenderRows rows;
    private final LogEntries entries;
    private final SessionMixes mixes;
    private final BlobStore blobs;

    Renders(RenderRows rows, LogEntries entries, SessionMixes mixes, BlobStore blobs) {
        this.rows = rows;
        this.entries = entries;
        this.mixes = mixes;
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
     * Asks for a render of a revision, or of a version. The mix document is frozen in the blob store; what has been rendered
     * before is not rendered again.
     *
     * @param workspace of the session
     */
    public Asked ask(Wish wish, UUID workspace, Author author) {
        return switch (mixes.freeze(wish.session(), workspace, wish.mix())) {
            case SessionMixes.Missing missing -> missing;
            case SessionMixes.Frozen mix ->
                switch (spec(wish, mix.sampleRateHertz())) {
                    case SpecCodec.Reading.Refused refused -> new SpecRefused(refused.reasons());
                    case SpecCodec.Reading.Accepted accepted -> {
                        String purpose = wish.purpose().name().toLowerCase(Locale.ROOT);
                        Naming naming = naming(wish, accepted.spec(), mix);
                        String preset =
                                wish.preset() == null ? null : wish.preset().id();
                        yield ask(
                                wish.session(),
                                mix,
                                new Order(purpose, SpecCodec.json(accepted.spec()), naming, preset),
                                author);
                    }
                };
        };
    }

    /**
     * Asks what is left of one mix of a session when another one is taken from it, as a render whose result is a comparison.
     *
     * @param earlier what is taken
     * @param later from what
     * @param workspace of the session
     */
    public Asked compare(
            UUID session, SessionMixes.Point earlier, SessionMixes.Point later, UUID workspace, Author author) {
        return switch (mixes.freeze(session, workspace, earlier)) {
            case SessionMixes.Missing missing -> missing;
            case SessionMixes.Frozen one ->
                switch (mixes.freeze(session, workspace, later)) {
                    case SessionMixes.Missing missing -> missing;
                    case SessionMixes.Frozen other -> {
                        Naming naming =
                                new Naming("", other.session().name(), other.name() + " against " + one.name(), null);
                        Order order = new Order(COMPARISON, ComparisonSpec.of(one.document()), naming, null);
                        yield ask(session, other, order, author);
                    }
                };
        };
    }

    private static SpecCodec.Reading spec(Wish wish, int sessionHertz) {
        Preset preset = wish.preset();
        JsonNode given = wish.spec() == null && preset != null ? preset.spec() : wish.spec();
        return given == null
                ? new SpecCodec.Reading.Accepted(wish.purpose().usual(sessionHertz))
                : SpecCodec.read(given, sessionHertz);
    }

    private static Naming naming(Wish wish, DeliverySpec spec, SessionMixes.Frozen mix) {
        String artist = spec.tags().artist();
        String title = spec.tags().title();
        Preset preset = wish.preset();
        String template = wish.nameTemplate() == null && preset != null ? preset.nameTemplate() : wish.nameTemplate();
        return new Naming(
                artist == null ? "" : artist, title == null ? mix.session().name() : title, mix.name(), template);
    }

    /** What is made of a mix. */
    private record Order(
            String purpose,
            JsonNode spec,
            Naming naming,
            @Nullable String preset) {}

    private Asked ask(UUID session, SessionMixes.Frozen mix, Order order, Author author) {
        String id = contentAddress(mix.document(), order.spec());
        Optional<Render> before = rows.find(id);
        boolean wanting = before.isEmpty() || before.get().state().isGivenUp();
        if (wanting && rows.unfinished(session) >= MOST_UNFINISHED) {
            return new TooMany(MOST_UNFINISHED);
        }
        DeliveryRequested request = new DeliveryRequested(
                id,
                UUID.randomUUID().toString(),
                mix.document(),
                Engine.VERSION,
                order.purpose(),
                order.spec(),
                mix.version(),
                mix.revision(),
                order.naming(),
                order.preset());
        append(session, author, request);
        return new Taken(
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

    /** The name of a render: equal for equal mix document, spec and engine, whoever asks and whenever. */
    static String contentAddress(String mixDocument, JsonNode spec) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("engine", Engine.VERSION);
        node.put("mixDocument", mixDocument);
        node.set("spec", spec);
        return CanonicalJson.sha256(CanonicalJson.bytes(node));
    }
}
