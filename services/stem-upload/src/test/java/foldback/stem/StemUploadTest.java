package foldback.stem;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import foldback.audio.Encoding;
import foldback.audio.Peaks;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.log.Author;
import foldback.stem.application.UploadSweep;
import foldback.stem.persistence.StemRows;
import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.zip.CRC32;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(FoldbackServers.class)
class StemUploadTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int RATE = 48_000;

    @TempDir
    Path folder;

    @Inject
    BlobStore blobs;

    @Inject
    UploadSweep sweep;

    @Inject
    StemRows rows;

    @Inject
    LogEntries entries;

    private String session = "";

    @BeforeEach
    void sign_in() {
        People.actAsOwner();
        session = People.as(People.OWNER)
                .body("{\"name\":\"Night Bus\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_file_sent_in_parts_becomes_a_stem_that_is_measured() throws Exception {
        // -23 dBFS, 1 kHz in both channels is -23.0 LUFS: EBU Tech 3341, case 1 (there at -23.0, 20 s)
        byte[] wav = sine(5 * RATE, 2, 1000, -23.0);
        JsonPath open = declare("03 Lead.wav", wav, sha256(wav));
        assertThat(open.getString("state")).isEqualTo("open");
        sendParts(open, wav);

        JsonPath stem = complete(open).statusCode(200).extract().jsonPath();
        assertThat(stem.getString("fileName")).isEqualTo("03 Lead.wav");
        assertThat(stem.getString("encoding")).isEqualTo("PCM_24");
        assertThat(stem.getLong("frames")).isEqualTo(5 * RATE);
        assertThat(stem.getDouble("integratedLufs")).isCloseTo(-23.0, within(0.1));
        assertThat(stem.getDouble("truePeakDbtp")).isCloseTo(-23.0, within(0.1));

        String hash = stem.getString("hash");
        try (InputStream ready = blobs.read("stems/" + hash + ".wav")) {
            assertThat(sha256(ready.readAllBytes())).isEqualTo(hash);
        }
        byte[] dat = when().get("/api/stems/" + hash + "/peaks").asByteArray();
        Peaks peaks = Peaks.read(new ByteArrayInputStream(dat));
        assertThat(peaks.pixels()).isEqualTo(Math.ceilDiv(5 * RATE, Peaks.FRAMES_PER_PIXEL));
        byte[] far =
                when().get("/api/stems/" + hash + "/peaks?framesPerPixel=4096").asByteArray();
        Peaks zoomed = Peaks.read(new ByteArrayInputStream(far));
        assertThat(zoomed.framesPerPixel()).isEqualTo(4096);
        assertThat(zoomed.pixels()).isEqualTo(Math.ceilDiv(5 * RATE, 4096));
        for (int pixel = 0; pixel < zoomed.pixels(); pixel++) {
            short highest = Short.MIN_VALUE;
            for (int i = 16 * pixel; i < Math.min(peaks.pixels(), 16 * pixel + 16); i++) {
                highest = (short) Math.max(highest, peaks.high(i, 1));
            }
            assertThat(zoomed.high(pixel, 1)).isEqualTo(highest);
        }
        when().get("/api/stems/" + hash + "/peaks?framesPerPixel=300").then().statusCode(400);
        when().get("/api/stems/" + hash).then().statusCode(200).body("hash", equalTo(hash));
    }

    @Test
    void what_is_so_in_a_stem_is_made_when_it_is_asked_for_and_kept() throws Exception {
        byte[] wav = sine(8 * RATE, 2, 997, -20.0);
        JsonPath open = declare("Tone.wav", wav, sha256(wav));
        sendParts(open, wav);
        String hash = complete(open).statusCode(200).extract().path("hash");
        String address = "/api/stems/" + hash + "/analysis";
        when().get(address).then().statusCode(202).body("state", equalTo("working"));
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (when().get(address).statusCode() == 202 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        JsonPath analysis = when().get(address).then().statusCode(200).extract().jsonPath();
        assertThat(analysis.getString("format")).isEqualTo("foldback-analysis/1");
        assertThat(analysis.getDouble("loudness.integratedLufs")).isCloseTo(-20.0, within(0.1));
        assertThat(analysis.getString("key.notEnough")).isNotEmpty();
        assertThat(blobs.size("analyses/" + hash + ".v1.json")).isPresent();
        when().get("/api/stems/" + "0".repeat(64) + "/analysis").then().statusCode(404);
    }

    @Test
    void the_same_file_is_not_uploaded_twice_and_completing_twice_is_one_stem() throws Exception {
        byte[] wav = sine(RATE, 1, 440, -12);
        JsonPath open = declare("a.wav", wav, sha256(wav));
        sendParts(open, wav);
        String hash = complete(open).statusCode(200).extract().path("hash");
        complete(open).statusCode(200).body("hash", equalTo(hash));

        JsonPath again = declare("b.wav", wav, sha256(wav));
        assertThat(again.getString("state")).isEqualTo("present");
        assertThat(again.getString("stem.hash")).isEqualTo(hash);
    }

    @Test
    void files_that_differ_only_around_the_audio_are_one_stem() throws Exception {
        byte[] plain = sine(RATE, 1, 330, -12);
        byte[] list = "LIST\u0004\u0000\u0000\u0000INFO".getBytes(StandardCharsets.ISO_8859_1);
        byte[] tagged = Arrays.copyOf(plain, plain.length + list.length);
        System.arraycopy(list, 0, tagged, plain.length, list.length);
        int riffBytes = tagged.length - 8;
        for (int i = 0; i < 4; i++) {
            tagged[4 + i] = (byte) (riffBytes >> (8 * i));
        }
        assertThat(upload("tagged.wav", tagged)).isEqualTo(upload("plain.wav", plain));
    }

    @Test
    void an_upload_that_was_cut_goes_on_where_the_store_says() throws Exception {
        byte[] wav = sine(4 * RATE * 16, 1, 220, -12);
        JsonPath open = declare("long.wav", wav, null);
        assertThat(open.getList("parts")).hasSize(2);
        put(open, 0, wav);

        complete(open)
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:parts-missing"))
                .body("missing", contains(2));
        JsonPath resumed = when().get("/api/stems/uploads/" + open.getString("upload"))
                .then()
                .extract()
                .jsonPath();
        assertThat(resumed.getList("parts.present")).isEqualTo(List.of(true, false));
        put(resumed, 1, wav);
        complete(open).statusCode(200).body("frames", equalTo(4 * RATE * 16));
    }

    @Test
    void declaring_the_same_file_again_goes_on_with_the_upload_that_is_open() throws Exception {
        byte[] wav = sine(4 * RATE * 16, 1, 221, -12);
        JsonPath open = declare("long.wav", wav, sha256(wav));
        put(open, 1, wav);
        JsonPath again = declare("long.wav", wav, sha256(wav));
        assertThat(again.getString("upload")).isEqualTo(open.getString("upload"));
        assertThat(again.getList("parts.present")).isEqualTo(List.of(false, true));
        put(again, 0, wav);
        complete(again).statusCode(200);
    }

    @Test
    void other_bytes_than_announced_are_refused() throws Exception {
        byte[] wav = sine(RATE, 1, 441, -12);
        byte[] other = sine(RATE, 1, 442, -12);
        JsonPath open = declare("swapped.wav", wav, sha256(wav));
        sendParts(open, other);
        complete(open).statusCode(422).body("reason", equalTo("sha256-differs"));
    }

    @Test
    void what_is_no_audio_is_refused_by_name_and_nothing_stays() throws Exception {
        byte[] text = "this is no audio at all, whatever its name says".getBytes(StandardCharsets.UTF_8);
        JsonPath open = declare("../../etc/lyrics.wav", text, null);
        sendParts(open, text);
        complete(open)
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:foldback:problem:audio-refused"))
                .body("reason", equalTo("not-audio"))
                .body("fileName", equalTo("lyrics.wav"))
                .body("detail", containsString("lyrics.wav"));
        when().get("/api/stems/uploads/" + open.getString("upload"))
                .then()
                .body("state", equalTo("refused"))
                .body("problem.reason", equalTo("not-audio"));
        assertThat(blobs.size("uploads/" + open.getString("upload"))).isEmpty();
    }

    @Test
    void a_file_cut_short_is_refused() throws Exception {
        byte[] wav = sine(RATE, 2, 440, -12);
        byte[] cut = Arrays.copyOf(wav, wav.length / 2);
        JsonPath open = declare("cut.wav", cut, null);
        sendParts(open, cut);
        complete(open).statusCode(422).body("reason", equalTo("cut-short"));
    }

    @Test
    void a_cancelled_upload_leaves_nothing() throws Exception {
        byte[] wav = sine(RATE, 1, 440, -13);
        JsonPath open = declare("never.wav", wav, null);
        sendParts(open, wav);
        String path = "/api/stems/uploads/" + open.getString("upload");
        when().delete(path).then().statusCode(204);
        when().get(path).then().statusCode(404);
        complete(open).statusCode(404);
    }

    @Test
    void aiff_and_flac_become_the_stem_that_the_wav_is() throws Exception {
        byte[] wav = sine(RATE, 2, 523, -12);
        String hash = upload("a.wav", wav);
        assertThat(upload("a.aiff", converted(wav, "aiff", "-c:a", "pcm_s24be")))
                .isEqualTo(hash);
        assertThat(upload("named.wrong", converted(wav, "flac"))).isEqualTo(hash);
    }

    @Test
    void an_mp3_becomes_a_stem_of_its_length_that_says_what_it_was() throws Exception {
        byte[] mp3 = converted(sine(RATE, 2, 523, -12), "mp3");
        String hash = upload("a.mp3", mp3);
        when().get("/api/stems/" + hash)
                .then()
                .body("container", equalTo("MP3"))
                .body("encoding", equalTo("FLOAT_32"))
                .body("frames", equalTo(RATE));
        when().get("/api/stems/" + hash + "/findings")
                .then()
                .statusCode(200)
                .body("kind", contains("lossy-source", "mono-in-stereo"))
                .body("[1].severity", equalTo("notice"));
    }

    @Test
    void a_file_of_four_channels_is_offered_to_be_split_and_nothing_is_lost() throws Exception {
        byte[] wav = sine(RATE, 4, 262, -12);
        JsonPath open = declare("quad.wav", wav, null);
        sendParts(open, wav);
        for (int i = 0; i < 2; i++) {
            complete(open)
                    .statusCode(409)
                    .body("type", equalTo("urn:foldback:problem:channels-to-split"))
                    .body("channels", equalTo(4));
        }
        for (int i = 0; i < 2; i++) {
            given().contentType(ContentType.JSON)
                    .post("/api/stems/uploads/" + open.getString("upload") + "/split")
                    .then()
                    .statusCode(200)
                    .body("stems.size()", equalTo(4))
                    .body("stems[0].channels", equalTo(1))
                    .body("stems[0].fileName", equalTo("quad 1.wav"));
        }
    }

    @Test
    void a_stem_of_another_rate_is_converted_once_and_both_are_there() throws Exception {
        String hash = upload("at 44.1.wav", sine(44_100, 1, 300, -12, 44_100));
        String body = "{\"sampleRate\":48000,\"channels\":1,\"session\":\"" + session + "\"}";
        String path = "/api/stems/" + hash + "/conversions";
        String first = given().contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(200)
                .body("sampleRate", equalTo(48_000))
                .body("frames", equalTo(48_000))
                .extract()
                .path("hash");
        assertThat(first).isNotEqualTo(hash);
        given().contentType(ContentType.JSON).body(body).post(path).then().body("hash", equalTo(first));
        when().get("/api/stems/" + hash).then().statusCode(200);
        when().get("/api/stems/" + first + "/sessions").then().body("", contains(session));
    }

    @Test
    void the_stems_of_a_session_are_looked_at_together() throws Exception {
        byte[] kick = noise(4 * RATE, 0, 1);
        String in = upload("Song_01_kick in.wav", kick);
        String out = upload("Song_02_kick out.wav", noise(4 * RATE, 96, -1));
        String vox = upload("Song_03_vox.wav", sine(44_100 * 4, 1, 301, -12, 44_100));
        String body = "{\"sampleRate\":48000,\"stems\":["
                + "{\"stem\":\"" + vox + "\",\"fileName\":\"Song_03_vox.wav\"},"
                + "{\"stem\":\"" + in + "\",\"fileName\":\"Song_01_kick in.wav\"},"
                + "{\"stem\":\"" + out + "\",\"fileName\":\"Song_02_kick out.wav\"}]}";
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/stems/preflight")
                .then()
                .statusCode(200)
                .body("tracks.name", contains("Kick In", "Kick Out", "Vox"))
                .body("tracks.group", contains("Drums", "Drums", "Vocals"))
                .body("stems[0].findings.fix.type", contains("convert"))
                .body("stems[0].findings.fix.sampleRate", contains(48_000))
                .body("stems[1].findings", empty())
                .body("stems[2].findings.kind", contains("polarity", "time-offset"))
                .body("stems[2].findings[1].fix.frames", allOf(greaterThan(-100), lessThan(-92)));
    }

    @Test
    void a_second_each_of_many_stems_comes_in_one_answer() throws Exception {
        String mono = upload("a.wav", sine(RATE + 1000, 1, 440, -12));
        String stereo = upload("b.wav", sine(3 * RATE, 2, 330, -6));
        byte[] bundle = bundle(mono, 1, stereo, 2).statusCode(200).extract().asByteArray();
        ByteBuffer in = ByteBuffer.wrap(bundle).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bundle, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("FBB1");
        assertThat(in.getInt(4)).isEqualTo(2);
        assertThat(HexFormat.of().formatHex(bundle, 8, 40)).isEqualTo(mono);
        assertThat(in.getInt(8 + 32)).isEqualTo(1);
        assertThat(in.get(8 + 36)).as("FLAC of 24 bits").isEqualTo((byte) 1);
        assertThat(in.get(8 + 37)).isEqualTo((byte) 1);
        assertThat(in.getInt(8 + 40)).isEqualTo(RATE);
        assertThat(in.getInt(8 + 44)).isEqualTo(1000);
        assertThat(in.getLong(8 + 48)).isEqualTo(RATE + 1000);
        int first = in.getInt(8 + 56);
        int second = in.getInt(72 + 56);
        assertThat(bundle).hasSize(8 + 128 + first + second);
        CRC32 crc = new CRC32();
        crc.update(bundle, 136, first);
        assertThat(in.getInt(8 + 60)).isEqualTo((int) crc.getValue());
        assertThat(in.getInt(72 + 44)).isEqualTo(RATE);

        bundle(mono, 1, "0".repeat(64), 0).statusCode(404).body("stem", equalTo("0".repeat(64)));
        bundle(mono, 2, stereo, 0).statusCode(400).body("detail", containsString("behind its end"));
        given().contentType(ContentType.JSON)
                .body("{\"parts\":[]}")
                .post("/api/stems/bundles")
                .then()
                .statusCode(400);
    }

    private static io.restassured.response.ValidatableResponse bundle(
            String one, int second, String other, int otherSecond) {
        return given().contentType(ContentType.JSON)
                .body("{\"parts\":[{\"stem\":\"" + one + "\",\"second\":" + second + "},{\"stem\":\"" + other
                        + "\",\"second\":" + otherSecond + "}]}")
                .post("/api/stems/bundles")
                .then();
    }

    @Test
    void a_stem_knows_the_sessions_it_was_brought_into() throws Exception {
        byte[] wav = sine(RATE, 1, 555, -12);
        String hash = upload("a.wav", wav);
        when().get("/api/stems/" + hash + "/sessions").then().body("", empty());
        for (int i = 0; i < 2; i++) {
            given().contentType(ContentType.JSON)
                    .body("{\"fileName\":\"b.wav\",\"bytes\":" + wav.length + ",\"sha256\":\"" + sha256(wav)
                            + "\",\"session\":\"" + session + "\"}")
                    .post("/api/stems/uploads")
                    .then()
                    .statusCode(200);
        }
        when().get("/api/stems/" + hash + "/sessions").then().body("", contains(session));
    }

    // ---- whose stems

    private static String uploadTo(String workspace, String who, String name, byte[] wav) throws Exception {
        JsonPath open = People.as(who)
                .body(Map.of("fileName", name, "bytes", wav.length, "workspace", workspace, "sha256", sha256(wav)))
                .post("/api/stems/uploads")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        sendParts(open, wav);
        return People.as(who)
                .post("/api/stems/uploads/" + open.getString("upload") + "/complete")
                .then()
                .statusCode(200)
                .body("fileName", equalTo(name))
                .extract()
                .path("hash");
    }

    private static String answerTo(String who, String method, String path, String hash) {
        return People.as(who)
                .body("{\"sampleRate\":44100,\"channels\":1}")
                .request(method, path.replace("{hash}", hash))
                .then()
                .statusCode(404)
                .extract()
                .asString();
    }

    @Test
    void a_stem_of_another_workspace_looks_like_one_that_is_not_there() throws Exception {
        String north = People.workspace("North");
        String hash = uploadTo(north, People.OWNER, "secret.wav", sine(RATE, 1, 611, -12));
        People.as(People.OWNER).get("/api/stems/" + hash).then().statusCode(200);
        for (String route : List.of(
                "GET /api/stems/{hash}",
                "GET /api/stems/{hash}/findings",
                "GET /api/stems/{hash}/sessions",
                "GET /api/stems/{hash}/peaks",
                "POST /api/stems/{hash}/conversions")) {
            String[] parts = route.split(" ", -1);
            assertThat(answerTo("Zoe", parts[0], parts[1], hash))
                    .isEqualTo(answerTo("Zoe", parts[0], parts[1], "3".repeat(64)));
        }
        People.as("Zoe")
                .body("{\"stems\":[{\"stem\":\"" + hash + "\",\"fileName\":\"a.wav\"}]}")
                .post("/api/stems/preflight")
                .then()
                .statusCode(200)
                .body("tracks", empty())
                .body("stems", empty());
        People.as("Zoe")
                .body("{\"parts\":[{\"stem\":\"" + hash + "\",\"second\":0}]}")
                .post("/api/stems/bundles")
                .then()
                .statusCode(404)
                .body("stem", equalTo(hash));
        People.as("Zoe")
                .body(Map.of("fileName", "a.wav", "bytes", 1, "workspace", north))
                .post("/api/stems/uploads")
                .then()
                .statusCode(404);
    }

    @Test
    void that_a_file_is_a_stem_elsewhere_nobody_is_told_and_its_bytes_make_the_same_stem() throws Exception {
        byte[] wav = sine(RATE, 1, 613, -12);
        String north = People.workspace("North");
        String hash = uploadTo(north, People.OWNER, "secret.wav", wav);
        // The bytes are asked for, and what comes of them is called as Zoe calls it.
        assertThat(uploadTo("home", "Zoe", "mine.wav", wav)).isEqualTo(hash);
        People.as("Zoe").get("/api/stems/" + hash).then().statusCode(200).body("fileName", equalTo("mine.wav"));
        // Whoever is an engineer where it is need not send it again, wherever they want it.
        String south = People.workspace("South");
        People.as(People.OWNER)
                .body(Map.of("fileName", "b.wav", "bytes", wav.length, "workspace", south, "sha256", sha256(wav)))
                .post("/api/stems/uploads")
                .then()
                .statusCode(200)
                .body("state", equalTo("present"))
                .body("stem.fileName", equalTo("b.wav"));
    }

    @Test
    void an_upload_to_another_workspace_is_nobody_elses() {
        String north = People.workspace("North");
        String upload = People.as(People.OWNER)
                .body(Map.of("fileName", "a.wav", "bytes", 1000, "workspace", north))
                .post("/api/stems/uploads")
                .then()
                .statusCode(201)
                .extract()
                .path("upload");
        String path = "/api/stems/uploads/" + upload;
        People.as("Zoe").get(path).then().statusCode(404);
        People.as("Zoe").post(path + "/complete").then().statusCode(404);
        People.as("Zoe").post(path + "/split").then().statusCode(404);
        People.as("Zoe").delete(path).then().statusCode(404);
        People.as(People.OWNER).get(path).then().statusCode(200);
    }

    @Test
    void records_from_before_stems_had_workspaces_are_held_by_their_session_or_the_first() {
        String north = People.workspace("North");
        String there = People.as(People.OWNER)
                .body(Map.of("name", "Night Bus", "sampleRate", 48_000, "workspace", north))
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String ofNoSession = old(null);
        String ofNorth = old(there);
        People.as("Zoe").get("/api/stems/" + ofNoSession).then().statusCode(200).body("fileName", equalTo("old.wav"));
        People.as("Zoe").get("/api/stems/" + ofNorth).then().statusCode(404);
        People.as(People.OWNER)
                .get("/api/stems/" + ofNorth)
                .then()
                .statusCode(200)
                .body("fileName", equalTo("old.wav"));
    }

    /** A record as version 0.1 wrote it. */
    private String old(@Nullable String forSession) {
        String hash = (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
        String json = "{\"stem\":{\"hash\":\"" + hash
                + "\",\"fileName\":\"old.wav\",\"bytes\":1000,\"channels\":1,\"sampleRate\":48000,"
                + "\"encoding\":\"PCM_16\",\"frames\":478},\"sourceSha256\":\"" + hash + "\""
                + (forSession == null ? "" : ",\"session\":\"" + forSession + "\"") + "}";
        rows.append(entries.entry(
                "foldback.stem.ingested.v1",
                "/stem-upload",
                forSession == null ? hash : forSession,
                Author.named("Ada"),
                json.getBytes(StandardCharsets.UTF_8)));
        return hash;
    }

    @Test
    void a_workspace_has_so_much_room_and_no_more_whatever_there_is_elsewhere() {
        String north = People.workspace("North");
        JsonPath limits = when().get("/api/stems/limits/uploads?workspace=" + north)
                .then()
                .statusCode(200)
                .body("usedBytes", equalTo(0))
                .extract()
                .jsonPath();
        long most = limits.getLong("maxFileBytes");
        long times = limits.getLong("quotaBytes") / most;
        for (int i = 0; i < times; i++) {
            announce(north, most).statusCode(201);
        }
        announce(north, most)
                .statusCode(413)
                .body("type", equalTo("urn:foldback:problem:quota-exceeded"))
                .body("usedBytes", equalTo(times * most));
        announce("home", 1000).statusCode(201);
    }

    private static io.restassured.response.ValidatableResponse announce(String workspace, long bytes) {
        return People.as(People.OWNER)
                .body(Map.of("fileName", "a.wav", "bytes", bytes, "workspace", workspace))
                .post("/api/stems/uploads")
                .then();
    }

    @Test
    void a_refusal_says_where_in_the_file_it_went_wrong() throws Exception {
        byte[] wav = sine(RATE, 1, 440, -14);
        byte[] cut = Arrays.copyOf(wav, 10_000);
        JsonPath open = declare("cut.wav", cut, null);
        sendParts(open, cut);
        complete(open).statusCode(422).body("atByte", equalTo(10_000));
    }

    @Test
    void limits_are_told_before_the_first_byte() {
        when().get("/api/stems/limits/uploads")
                .then()
                .statusCode(200)
                .body("maxFileBytes", equalTo(8_589_934_592L))
                .body("encodedFiles", equalTo(true));
    }

    @Test
    void an_upload_that_nobody_completed_is_swept_and_a_young_one_is_not() throws Exception {
        byte[] wav = sine(RATE, 1, 440, -15);
        JsonPath old = declare("old.wav", wav, null);
        sendParts(old, wav);
        JsonPath young = declare("young.wav", wav, null);
        try (var connection = DriverManager.getConnection(
                        ConfigProvider.getConfig().getValue("quarkus.datasource.stem.jdbc.url", String.class),
                        ConfigProvider.getConfig().getValue("quarkus.datasource.stem.username", String.class),
                        ConfigProvider.getConfig().getValue("quarkus.datasource.stem.password", String.class));
                var statement = connection.prepareStatement(
                        "update upload set declared_at = declared_at - interval '8 days' where id = ?::uuid")) {
            statement.setString(1, old.getString("upload"));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
        assertThat(sweep.sweep()).isEqualTo(1);
        when().get("/api/stems/uploads/" + old.getString("upload")).then().statusCode(404);
        when().get("/api/stems/uploads/" + young.getString("upload")).then().statusCode(200);
    }

    @Test
    void declarations_that_make_no_sense_are_problems() {
        for (String body : List.of(
                "{}",
                "{\"fileName\":\"\",\"bytes\":1}",
                "{\"fileName\":\"a.wav\",\"bytes\":0}",
                "{\"fileName\":\"a.wav\",\"bytes\":-5}",
                "{\"fileName\":\"a.wav\",\"bytes\":10,\"sha256\":\"xyz\"}")) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/stems/uploads")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        given().contentType(ContentType.JSON)
                .body("{\"fileName\":\"a.wav\",\"bytes\":999999999999}")
                .post("/api/stems/uploads")
                .then()
                .statusCode(413);
        when().get("/api/stems/uploads/nope").then().statusCode(404);
        when().get("/api/stems/nope/peaks").then().statusCode(404);
    }

    private static String upload(String name, byte[] bytes) throws Exception {
        JsonPath open = declare(name, bytes, null);
        sendParts(open, bytes);
        return complete(open).statusCode(200).extract().path("hash");
    }

    private static JsonPath declare(String name, byte[] bytes, @Nullable String sha256) {
        String hash = sha256 == null ? "" : ",\"sha256\":\"" + sha256 + "\"";
        return given().contentType(ContentType.JSON)
                .body("{\"fileName\":\"" + name + "\",\"bytes\":" + bytes.length + hash + "}")
                .post("/api/stems/uploads")
                .then()
                .extract()
                .jsonPath();
    }

    private static io.restassured.response.ValidatableResponse complete(JsonPath open) {
        return given().contentType(ContentType.JSON)
                .post("/api/stems/uploads/" + open.getString("upload") + "/complete")
                .then();
    }

    private static void sendParts(JsonPath open, byte[] bytes) throws Exception {
        for (int i = 0; i < open.getList("parts").size(); i++) {
            put(open, i, bytes);
        }
    }

    private static void put(JsonPath open, int index, byte[] bytes) throws Exception {
        String part = "parts[" + index + "].";
        HttpRequest request = HttpRequest.newBuilder(URI.create(open.getString(part + "url")))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(
                        bytes, open.getInt(part + "offset"), open.getInt(part + "bytes")))
                .build();
        assertThat(HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    private byte[] converted(byte[] wav, String suffix, String... options) throws Exception {
        Path from = Files.write(folder.resolve("from.wav"), wav);
        Path to = folder.resolve("to." + suffix);
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-v", "error", "-y", "-i", from.toString()));
        command.addAll(List.of(options));
        command.add(to.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return Files.readAllBytes(to);
    }

    /** Hits of noise, so much later and so loud. */
    private byte[] noise(int frames, int later, double gain) throws Exception {
        Path file = folder.resolve("noise" + later + ".wav");
        int[][] block = new int[1][frames];
        Random random = new Random(9);
        for (int i = 0; i + later < frames; i++) {
            double hit = Math.exp(-20 * ((i % (RATE / 2)) / (double) RATE));
            block[0][i + later] = (int) Math.rint(gain * 2_000_000 * hit * random.nextGaussian());
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, 1, Encoding.PCM_24), frames)) {
            out.writeIntegers(block, frames);
            out.finish();
        }
        return Files.readAllBytes(file);
    }

    private byte[] sine(int frames, int channels, double hertz, double dbfs) throws Exception {
        return sine(frames, channels, hertz, dbfs, RATE);
    }

    private byte[] sine(int frames, int channels, double hertz, double dbfs, int rate) throws Exception {
        Path file = folder.resolve("sine-" + frames + "-" + channels + "-" + hertz + "-" + dbfs + ".wav");
        double gain = Math.pow(10, dbfs / 20) * (1 << 23);
        int[][] block = new int[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (int[] channel : block) {
                channel[i] = (int) Math.rint(gain * Math.sin(2 * Math.PI * hertz * i / rate));
            }
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(rate, channels, Encoding.PCM_24), frames)) {
            out.writeIntegers(block, frames);
            out.finish();
        }
        return Files.readAllBytes(file);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
