package foldback.standalone;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import foldback.audio.Encoding;
import foldback.audio.WavFile;
import foldback.audio.WavFormat;
import foldback.audio.WavWriter;
import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All five services together, over HTTP, on real Kafka, PostgreSQL and S3. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class StandaloneTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int RATE = 48_000;
    private static final int FRAMES = 2 * RATE;

    @TempDir
    Path folder;

    private String session = "";
    private int sequence;

    @BeforeEach
    void a_session_with_one_stem() throws Exception {
        People.actAsOwner();
        session = given().contentType(ContentType.JSON)
                .body("{\"name\":\"Night Bus\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .path("id");
        sequence = 0;
        change("{\"type\":\"TrackAdded\",\"track\":\"lead\",\"name\":\"Lead\",\"colour\":\"#FF9F00\"}")
                .statusCode(200);
        change(clip("c1", uploadSine(), FRAMES)).statusCode(200);
    }

    // ---- renders

    @Test
    void a_version_is_bounced_to_a_file_that_is_what_was_measured() throws Exception {
        JsonPath render =
                finished(ask("version", "3", "final").statusCode(202).extract().path("id"));
        assertThat(render.getInt("audio.bitDepth")).isEqualTo(24);
        assertThat(render.getString("title")).isEqualTo("Night Bus - version 3");

        HttpResponse<Path> audio = fetch(render.getString("id"), "");
        assertThat(sha256(Files.readAllBytes(audio.body()))).isEqualTo(render.getString("audio.sha256"));
        assertThat(WavFile.open(audio.body())).isInstanceOfSatisfying(WavFile.Opened.Accepted.class, accepted -> {
            assertThat(accepted.file().channels()).isEqualTo(2);
            assertThat(accepted.file().frames()).isEqualTo(render.getLong("audio.frames"));
        });
        when().get("/api/renders/" + render.getString("id") + "/peaks").then().statusCode(200);
        when().get("/api/renders/" + render.getString("id") + "/manifest")
                .then()
                .statusCode(200)
                .body("files[0].sha256", equalTo(render.getString("audio.sha256")))
                .body("mixDocument", equalTo(render.getString("mixDocument")))
                .body("stems", hasSize(1));
    }

    @Test
    void the_same_bounce_is_never_rendered_twice() throws Exception {
        String first = ask("version", "3", "final").extract().path("id");
        finished(first);
        change(moved("track/lead/fader", -6)).statusCode(200);
        change(moved("track/lead/fader", 0)).statusCode(200);
        // version 5 is the same mix as version 3
        ask("version", "5", "final").statusCode(200).body("id", equalTo(first)).body("state", equalTo("finished"));
        when().get("/api/renders?session=" + session).then().body("$", hasSize(2));
    }

    @Test
    void a_download_is_named_as_a_person_would() throws Exception {
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}")
                .statusCode(200);
        String id = ask("revision", "\"mix-1\"", "preview").extract().path("id");
        assertThat(finished(id).getInt("audio.bitDepth")).isEqualTo(16);
        HttpResponse<Path> audio = fetch(id, "?download");
        assertThat(audio.headers().firstValue("Content-Disposition").orElse(""))
                .contains("Night Bus - Mix 1 (preview).wav");
    }

    @Test
    void a_mix_of_stems_that_were_never_uploaded_is_not_rendered_and_says_which() {
        change(clip("c2", "0".repeat(64), FRAMES)).statusCode(200);
        ask("version", "4", "final")
                .statusCode(422)
                .body("type", equalTo("urn:foldback:problem:stems-not-here"))
                .body("stems", hasSize(1))
                .body("stems[0]", equalTo("0".repeat(64)));
        when().get("/api/renders?session=" + session).then().body("$", hasSize(0));
    }

    @Test
    void renders_of_what_is_not_there_are_not_found() {
        ask("version", "99", "final").statusCode(404);
        ask("revision", "\"mix-9\"", "final").statusCode(404);
        ask("version", "1", "cassette").statusCode(400);
        when().get("/api/renders/" + "0".repeat(64)).then().statusCode(404);
        when().get("/api/renders/nope").then().statusCode(404);
        when().get("/api/renders").then().statusCode(400);
    }

    // ---- notes

    @Test
    void a_note_is_pinned_answered_and_resolved() {
        String document = cutMix1();
        String note = pin("\"mixDocument\":\"" + document + "\",")
                .statusCode(201)
                .body("author", equalTo("Nora"))
                .body("resolved", nullValue())
                .body("suggestion.events[0].value", equalTo(1.5f))
                .extract()
                .path("id");
        given().contentType(ContentType.JSON)
                .body("{\"client\":\"tab\",\"sequence\":" + ++sequence + ",\"answersNote\":\"" + note
                        + "\",\"events\":[" + moved("track/lead/fader", 1.5) + "]}")
                .post("/api/sessions/" + session + "/changes")
                .then()
                .statusCode(200);
        String path = "/api/reviews/" + session + "/notes/" + note;
        given().contentType(ContentType.JSON)
                .body("{\"text\":\"Done\"}")
                .post(path + "/replies")
                .then()
                .statusCode(201)
                .body("replies", hasSize(1));
        given().contentType(ContentType.JSON)
                .body("{\"answeredBy\":[5]}")
                .post(path + "/resolution")
                .then()
                .statusCode(200)
                .body("resolved.answeredBy", equalTo(List.of(5)));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post(path + "/resolution")
                .then()
                .statusCode(409);
        when().get("/api/reviews/" + session + "/notes")
                .then()
                .body("$", hasSize(1))
                .body("[0].replies[0].text", equalTo("Done"))
                .body("[0].resolved", notNullValue());
        when().get("/api/sessions/" + session + "/history").then().body("[-1].answersNote", equalTo(note));
    }

    @Test
    void a_note_is_about_a_mix_that_exists() {
        cutMix1();
        pin("").statusCode(201);
        pin("\"mixDocument\":\"" + "0".repeat(64) + "\",")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:other-mix-document"));
        given().contentType(ContentType.JSON)
                .body("{\"revision\":\"mix-9\",\"frame\":0,\"sampleRate\":48000,\"text\":\"Hm\"}")
                .post("/api/reviews/" + session + "/notes")
                .then()
                .statusCode(404);
    }

    @Test
    void notes_that_make_no_sense_are_problems() {
        cutMix1();
        for (String body : new String[] {
            "{}",
            "{\"revision\":\"mix-1\",\"frame\":-1,\"sampleRate\":48000,\"text\":\"Hm\"}",
            "{\"revision\":\"mix-1\",\"frame\":9,\"endFrame\":9,\"sampleRate\":48000,\"text\":\"Hm\"}",
            "{\"revision\":\"mix-1\",\"frame\":0,\"sampleRate\":48000,\"text\":\" \"}",
            "{\"revision\":\"mix-1\",\"frame\":0,\"sampleRate\":48000,\"text\":\"Hm\","
                    + "\"suggestion\":{\"summary\":\"x\",\"events\":[{\"type\":\"TrackExploded\"}]}}",
        }) {
            given().contentType(ContentType.JSON)
                    .body(body)
                    .post("/api/reviews/" + session + "/notes")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        when().get("/api/reviews/" + session + "/notes").then().body("$", hasSize(0));
    }

    // ---- the page

    @Test
    void every_address_of_the_web_client_is_its_page_and_keeps_to_itself() {
        for (String path : new String[] {"/", "/app/sessions/" + session}) {
            when().get(path)
                    .then()
                    .statusCode(200)
                    .contentType("text/html")
                    .header("Content-Security-Policy", containsString("frame-ancestors 'none'"))
                    .header("Cross-Origin-Embedder-Policy", "require-corp")
                    .header("Cache-Control", "no-cache");
        }
        when().get("/api/nothing-here").then().statusCode(404);
    }

    // ---- shortly

    private String cutMix1() {
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}")
                .statusCode(200);
        String tag = when().get("/api/sessions/" + session + "/mix-document?revision=mix-1")
                .header("ETag");
        return tag.replace("\"", "");
    }

    private ValidatableResponse pin(String mixDocument) {
        return People.as("Nora")
                .body("{\"revision\":\"mix-1\"," + mixDocument + "\"frame\":48000,\"sampleRate\":48000,"
                        + "\"text\":\"Louder here\",\"suggestion\":{\"summary\":\"Lead +1.5 dB\",\"events\":["
                        + moved("track/lead/fader", 1.5) + "]}}")
                .post("/api/reviews/" + session + "/notes")
                .then();
    }

    private ValidatableResponse ask(String what, String which, String purpose) {
        return given().contentType(ContentType.JSON)
                .body("{\"session\":\"" + session + "\",\"" + what + "\":" + which + ",\"purpose\":\"" + purpose
                        + "\"}")
                .post("/api/renders")
                .then();
    }

    private static JsonPath finished(String render) throws InterruptedException {
        JsonPath settled = settled(render);
        assertThat(settled.getString("state")).as(settled.getString("failure")).isEqualTo("finished");
        return settled;
    }

    /** The render once it is finished or has failed. */
    private static JsonPath settled(String render) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            JsonPath now = when().get("/api/renders/" + render).jsonPath();
            String state = now.getString("state");
            if (state.equals("finished") || state.equals("failed") || System.nanoTime() > deadline) {
                return now;
            }
            Thread.sleep(50);
        }
    }

    private HttpResponse<Path> fetch(String render, String query) throws Exception {
        String link = given().redirects()
                .follow(false)
                .get("/api/renders/" + render + "/audio" + query)
                .then()
                .statusCode(307)
                .extract()
                .header("Location");
        HttpResponse<Path> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(link)).build(),
                HttpResponse.BodyHandlers.ofFile(folder.resolve("fetched.wav")));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    private ValidatableResponse change(String event) {
        return given().contentType(ContentType.JSON)
                .body("{\"client\":\"tab\",\"sequence\":" + ++sequence + ",\"events\":[" + event + "]}")
                .post("/api/sessions/" + session + "/changes")
                .then();
    }

    private static String clip(String id, String stem, long frames) {
        return "{\"type\":\"ClipPlaced\",\"track\":\"lead\",\"clip\":{\"id\":\"" + id + "\",\"stem\":\"" + stem
                + "\",\"startFrame\":0,\"stemFrame\":0,\"lengthFrames\":" + frames + "}}";
    }

    private static String moved(String address, double value) {
        return "{\"type\":\"ParameterMoved\",\"address\":\"" + address + "\",\"value\":" + value + "}";
    }

    private String uploadSine() throws Exception {
        Path file = folder.resolve("sine.wav");
        int[][] block = new int[1][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            block[0][i] = (int) Math.rint(0.2 * (1 << 23) * Math.sin(2 * Math.PI * 440 * i / RATE));
        }
        try (WavWriter out = new WavWriter(file, new WavFormat(RATE, 1, Encoding.PCM_24), FRAMES)) {
            out.writeIntegers(block, FRAMES);
            out.finish();
        }
        byte[] bytes = Files.readAllBytes(file);
        JsonPath upload = given().contentType(ContentType.JSON)
                .body("{\"fileName\":\"sine.wav\",\"bytes\":" + bytes.length + ",\"sha256\":\"" + sha256(bytes) + "\"}")
                .post("/api/stems/uploads")
                .jsonPath();
        if (upload.getString("state").equals("present")) {
            return upload.getString("stem.hash");
        }
        HttpRequest put = HttpRequest.newBuilder(URI.create(upload.getString("parts[0].url")))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
                .build();
        assertThat(HTTP.send(put, HttpResponse.BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        return given().contentType(ContentType.JSON)
                .post("/api/stems/uploads/" + upload.getString("upload") + "/complete")
                .then()
                .statusCode(200)
                .extract()
                .path("hash");
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
