package foldback.cli.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import foldback.mix.MixEvent;
import foldback.mix.codec.MixCodec;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Foldback over HTTP, as any client sees it: docs/API.md in Java. One of these is one client of the log. */
public final class FoldbackApi {
    private final Wire wire;
    private final Credentials credentials;
    private final String client = "cli-" + UUID.randomUUID();
    private long sequence;

    /**
     * A client of its own.
     *
     * @param credentials of whoever acts
     */
    public FoldbackApi(Credentials credentials) {
        this.wire = new Wire(credentials.base());
        this.credentials = credentials;
    }

    public URI page(String session) {
        return wire.base().resolve("/app/sessions/" + session);
    }

    // ---- stems

    public record Stem(
            String hash,
            String fileName,
            int channels,
            int sampleRate,
            String encoding,
            long frames,
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp) {}

    /** An upload as it stands: {@code present} with a stem, or {@code open} with parts to send. */
    public record Upload(
            String state,
            @Nullable Stem stem,
            @Nullable String upload,
            long partBytes,
            @Nullable List<Part> parts) {
        List<Part> partsToSend() {
            return parts == null
                    ? List.of()
                    : parts.stream().filter(part -> !part.present()).toList();
        }
    }

    public record Part(int number, long offset, long bytes, URI url, boolean present) {}

    /**
     * Begins an upload, or goes on with the one that this person began.
     *
     * @param session that it is for; null if for none
     */
    public Upload declare(String fileName, long bytes, String sha256, @Nullable String session) throws ApiException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("fileName", fileName);
        body.put("bytes", bytes);
        body.put("sha256", sha256);
        if (session != null) {
            body.put("session", session);
        }
        return post("/api/stems/uploads", body, Upload.class);
    }

    /** How an upload stands, with fresh addresses for its parts. */
    public Upload upload(String upload) throws ApiException {
        return get("/api/stems/uploads/" + upload, Upload.class);
    }

    private record Split(List<Stem> stems) {}

    /** Completes an upload of more than two channels: a stem for each. */
    public List<Stem> split(String upload) throws ApiException {
        return post("/api/stems/uploads/" + upload + "/split", Map.of(), Split.class)
                .stems();
    }

    /** The stem at another rate or with another number of channels. */
    public Stem convert(String stem, int sampleRate, int channels, String session) throws ApiException {
        return post(
                "/api/stems/" + stem + "/conversions",
                Map.of("sampleRate", sampleRate, "channels", channels, "session", session),
                Stem.class);
    }

    public record Fix(
            String type,
            @Nullable Integer sampleRate,
            @Nullable Integer channels) {}

    public record Finding(
            String kind,
            String severity,
            String text,
            @Nullable Fix fix) {}

    public record StemFindings(String stem, List<Finding> findings) {}

    public record TrackProposal(
            String stem, String fileName, String name, String colour, String instrument, String group) {}

    public record Preflight(List<TrackProposal> tracks, List<StemFindings> stems) {}

    /** A stem as the session will have it. */
    public record PreflightEntry(String stem, String fileName) {}

    /** Looks at stems together: what they should be called, and what is wrong with them. */
    public Preflight preflight(List<PreflightEntry> stems, int sampleRate) throws ApiException {
        return post("/api/stems/preflight", Map.of("stems", stems, "sampleRate", sampleRate), Preflight.class);
    }

    /**
     * Sends one part straight to the blob store.
     *
     * @param bytes opens the part's bytes
     */
    public void put(Part part, Supplier<InputStream> bytes) throws ApiException {
        HttpRequest request = HttpRequest.newBuilder(part.url())
                .timeout(Wire.TIMEOUT)
                .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(bytes), part.bytes()))
                .build();
        HttpResponse<String> answer = wire.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new ApiException(answer.statusCode(), "the audio store refused part " + part.number(), "");
        }
    }

    public Stem complete(String upload) throws ApiException {
        return post("/api/stems/uploads/" + upload + "/complete", Map.of(), Stem.class);
    }

    // ---- sessions

    public record Clip(String stem) {}

    public record Track(String id, List<Clip> clips) {}

    public record Bus(String id, String name) {}

    public record Mix(int sampleRate, List<Track> tracks, List<Bus> buses) {}

    public record Session(String id, String name, long version, Mix mix) {}

    public Session session(String id) throws ApiException {
        return get("/api/sessions/" + URLEncoder.encode(id, StandardCharsets.UTF_8), Session.class);
    }

    public record Started(String id, long version) {}

    public record ChangeAnswer(long version, String outcome) {}

    public Started startSession(String name, int sampleRate) throws ApiException {
        return post("/api/sessions", Map.of("name", name, "sampleRate", sampleRate), Started.class);
    }

    /** Sends events as one change of this client. */
    public ChangeAnswer change(String session, List<MixEvent> events) throws ApiException {
        return change(session, events, null);
    }

    /** Sends events as one change that answers a note. */
    public ChangeAnswer change(String session, List<MixEvent> events, @Nullable String answersNote)
            throws ApiException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client", client);
        body.put("sequence", ++sequence);
        body.put("events", MixCodec.events(events));
        if (answersNote != null) {
            body.put("answersNote", answersNote);
        }
        return post("/api/sessions/" + session + "/changes", body, ChangeAnswer.class);
    }

    // ---- renders

    public record Audio(
            String sha256,
            long bytes,
            long frames,
            int sampleRate,
            int bitDepth,
            @Nullable Double integratedLufs,
            @Nullable Double truePeakDbtp) {}

    public record Render(
            String id,
            String state,
            double progress,
            @Nullable String failure,
            String mixDocument,
            String engine,
            @Nullable Audio audio) {}

    public Render render(String session, long version, String purpose) throws ApiException {
        return post("/api/renders", Map.of("session", session, "version", version, "purpose", purpose), Render.class);
    }

    public Render render(String session, String revision, String purpose) throws ApiException {
        return post("/api/renders", Map.of("session", session, "revision", revision, "purpose", purpose), Render.class);
    }

    public Render render(String id) throws ApiException {
        return get("/api/renders/" + id, Render.class);
    }

    private record Address(URI url) {}

    /** Fetches a mixdown; the file is there whole, or not at all. */
    public void download(String render, Path file) throws ApiException, IOException {
        URI address = get("/api/renders/" + render + "/audio", Address.class).url();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Wire.TIMEOUT).build();
        HttpResponse<InputStream> answer = wire.send(request, BodyHandlers.ofInputStream());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream in = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new ApiException(answer.statusCode(), "the mixdown could not be fetched", "");
            }
            Files.copy(in, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    // ---- notes

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Note(String id, String revision, long frame, int sampleRate, String text, String author) {}

    public Note pin(
            String session,
            String revision,
            String mixDocument,
            long frame,
            int sampleRate,
            String text,
            String suggestion,
            List<MixEvent> events)
            throws ApiException {
        Map<String, Object> body = Map.of(
                "revision", revision,
                "mixDocument", mixDocument,
                "frame", frame,
                "sampleRate", sampleRate,
                "text", text,
                "suggestion", Map.of("summary", suggestion, "events", MixCodec.events(events)));
        return post("/api/reviews/" + session + "/notes", body, Note.class);
    }

    public Note reply(String session, String note, String text) throws ApiException {
        return post("/api/reviews/" + session + "/notes/" + note + "/replies", Map.of("text", text), Note.class);
    }

    public Note resolve(String session, String note, long answeredByVersion) throws ApiException {
        return post(
                "/api/reviews/" + session + "/notes/" + note + "/resolution",
                Map.of("answeredBy", List.of(answeredByVersion)),
                Note.class);
    }

    // ---- the wire

    private <T> T get(String path, Class<T> type) throws ApiException {
        return wire.get(path, credentials.accessToken(), type);
    }

    private <T> T post(String path, Object body, Class<T> type) throws ApiException {
        return wire.post(path, credentials.accessToken(), body, type);
    }
}
