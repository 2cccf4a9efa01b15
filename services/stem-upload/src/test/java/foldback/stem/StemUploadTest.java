package foldback.stem;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import foldback.audio.Encoding;
import foldback.audio.Peaks;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.blob.BlobStore;
import foldback.testservers.FoldbackServers;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
        when().get("/api/stems/" + hash).then().statusCode(200).body("hash", equalTo(hash));
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

    private byte[] sine(int frames, int channels, double hertz, double dbfs) throws Exception {
        Path file = folder.resolve("sine-" + frames + "-" + channels + "-" + hertz + "-" + dbfs + ".wav");
        double gain = Math.pow(10, dbfs / 20) * (1 << 23);
        int[][] block = new int[channels][frames];
        for (int i = 0; i < frames; i++) {
            for (int[] channel : block) {
                channel[i] = (int) Math.rint(gain * Math.sin(2 * Math.PI * hertz * i / RATE));
            }
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, channels, Encoding.PCM_24), frames)) {
            out.writeIntegers(block, frames);
            out.finish();
        }
        return Files.readAllBytes(file);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
