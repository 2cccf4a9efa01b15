package foldback.render;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import foldback.blob.BlobStore;
import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceIds;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Renders as whoever asks for them meets them: real queue, log, rows and blobs, and a worker. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class RendersTest {
    private static final Duration LIVENESS = Duration.ofSeconds(90);
    private static final int FRAMES = 2 * Songs.RATE;

    /** So much that it is still rendered when a test has looked at it. */
    private static final int LONG_FRAMES = 60 * Songs.RATE;

    private static final String CD_AND_STEMS = """
            {"outputs":[
              {"id":"cd","source":{"type":"mix"},"format":{"type":"wav","encoding":"pcm-16"},"sampleRate":44100,"dither":"shaped",
               "loudness":{"lufs":-14,"ceilingDbtp":-1}},
              {"id":"stems","source":{"type":"stems","each":"tracks"},"format":{"type":"flac","encoding":"pcm-24"}}],
             "tags":{"artist":"The Band"}}""";

    @Inject
    BlobStore blobs;

    @Inject
    EventLog log;

    @Inject
    LogEntries entries;

    private String session = "";

    @BeforeEach
    void a_session() throws IOException {
        People.actAsOwner();
        session = session(FRAMES, 2, UUID.randomUUID().toString());
    }

    /** A session with a revision mix-1; its mix is that of whichever has the same frames, tracks and name. */
    private String session(int frames, int tracks, String name) throws IOException {
        String stem = Songs.stem(blobs, frames, frames);
        hold(stem);
        return session("home", stem, frames, tracks, name);
    }

    /** Says that the first workspace has a stem, as stem-upload does. */
    private void hold(String stem) {
        byte[] reused = ("{\"stem\":\"" + stem + "\",\"workspace\":\"" + WorkspaceIds.HOME + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        log.append(
                TopicNames.STEM_EVENTS,
                entries.entry("foldback.stem.reused.v1", "/stem-upload", stem, Author.named("Test"), reused));
    }

    private static String session(String workspace, String stem, int frames, int tracks, String name) {
        String id = given().contentType(ContentType.JSON)
                .body("{\"name\":\"Night Bus\",\"sampleRate\":48000,\"workspace\":\"" + workspace + "\"}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        change(id, 1, Songs.events(stem, frames, tracks, name));
        change(id, 2, "{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}");
        return id;
    }

    @Test
    void a_mix_that_plays_stems_of_another_workspace_is_not_rendered_be_they_there_or_not() throws IOException {
        String elsewhere = People.workspace("South");
        String stem = Songs.stem(blobs, FRAMES, FRAMES);
        String name = UUID.randomUUID().toString();
        asked(session(FRAMES, 1, name), "preview", "");
        for (String each : List.of(stem, "5".repeat(64))) {
            String session = session(elsewhere, each, FRAMES, 1, name);
            ask(session, "preview", "")
                    .then()
                    .statusCode(422)
                    .body("type", equalTo("urn:foldback:problem:stems-not-here"))
                    .body("stems", contains(each));
            when().get("/api/renders?session=" + session).then().body("", empty());
        }
    }

    private static void change(String id, int sequence, String events) {
        given().contentType(ContentType.JSON)
                .body("{\"client\":\"test\",\"sequence\":" + sequence + ",\"events\":[" + events + "]}")
                .post("/api/sessions/" + id + "/changes")
                .then()
                .statusCode(200);
    }

    private static Response ask(String session, String purpose, String more) {
        return given().contentType(ContentType.JSON)
                .body("{\"session\":\"" + session + "\",\"revision\":\"mix-1\",\"purpose\":\"" + purpose + "\"" + more
                        + "}")
                .post("/api/renders");
    }

    private static String asked(String session, String purpose, String more) {
        return ask(session, purpose, more).then().statusCode(202).extract().path("id");
    }

    private static JsonPath render(String id) {
        return when().get("/api/renders/" + id).jsonPath();
    }

    /** The render as soon as it is so; which may only take for ever if something is broken. */
    private static JsonPath once(String id, Predicate<JsonPath> so) throws InterruptedException {
        long end = System.nanoTime() + LIVENESS.toNanos();
        while (true) {
            JsonPath now = render(id);
            if (so.test(now)) {
                return now;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + now.prettify());
            }
            Thread.sleep(50);
        }
    }

    private static JsonPath once(String id, String state) throws InterruptedException {
        return once(id, now -> {
            if (now.getString("state").equals("failed") && !state.equals("failed")) {
                throw new AssertionError(now.getString("failure"));
            }
            return now.getString("state").equals(state);
        });
    }

    private static String range(int from) {
        return ",\"spec\":{\"outputs\":[{\"id\":\"mix\",\"source\":{\"type\":\"mix\"},\"format\":{\"type\":\"wav\",\"encoding\":\"pcm-24\"}}],"
                + "\"range\":{\"from\":" + from + "}}";
    }

    // ---- deliveries

    @Test
    void a_spec_becomes_files_that_can_be_fetched_one_by_one_and_all_together() throws Exception {
        String id = asked(
                session,
                "final",
                ",\"nameTemplate\":\"{artist} {title} {revision} {stem}{output}\",\"spec\":" + CD_AND_STEMS);
        JsonPath render = once(id, "finished");
        assertThat(render.getList("files.name"))
                .containsExactly("cd.wav", "stems.track.t0.flac", "stems.track.t1.flac");
        assertThat(render.getList("files.saveAs", String.class)).first().isEqualTo("The Band Night Bus Mix 1 cd.wav");
        assertThat(render.getDouble("files[0].integratedLufs")).isBetween(-14.05, -13.95);
        assertThat(render.getString("audio"))
                .as("a mix that was turned up is not the mix to listen to")
                .isNull();
        String link = given().redirects()
                .follow(false)
                .get("/api/renders/" + id + "/files/stems.track.t1.flac?download")
                .then()
                .statusCode(307)
                .extract()
                .header("Location");
        assertThat(link).contains("stems.track.t1.flac");
        when().get("/api/renders/" + id + "/files/nope.wav").then().statusCode(404);
        byte[] zip = when().get("/api/renders/" + id + "/zip")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        when().get("/api/renders/log/downloads?session=" + session)
                .then()
                .statusCode(200)
                .body("by", contains(People.OWNER, People.OWNER))
                .body("render", contains(id, id))
                .body("[0].file", nullValue())
                .body("[1].file", equalTo("stems.track.t1.flac"));
        assertThat(namesIn(zip)).hasSize(4).contains("manifest.json", "The Band Night Bus Mix 1 cd.wav");
        when().get("/api/renders/" + id + "/manifest")
                .then()
                .body("format", equalTo("foldback-manifest/2"))
                .body("files[0].sha256", equalTo(render.getString("files[0].sha256")))
                .body("spec.outputs[0].dither", equalTo("shaped"));
        when().get("/api/renders/" + id + "/peaks").then().statusCode(200);
    }

    private static List<String> namesIn(byte[] zip) throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
                assertThat(in.readAllBytes()).isNotEmpty();
            }
        }
        return names;
    }

    @Test
    void the_same_spec_is_one_render_however_it_is_written() throws Exception {
        String id = asked(session, "final", "");
        once(id, "finished");
        String spelledOut = ",\"spec\":{\"outputs\":[{\"dither\":\"triangular\",\"sampleRate\":48000,\"id\":\"mix\","
                + "\"source\":{\"type\":\"mix\"},\"format\":{\"encoding\":\"pcm-24\",\"type\":\"wav\"}}]}";
        ask(session, "final", spelledOut).then().statusCode(200).body("id", equalTo(id));
    }

    @Test
    void a_spec_that_cannot_be_is_refused_with_every_reason_and_nothing_is_asked_for() {
        ask(session, "final", ",\"spec\":{\"outputs\":[],\"colour\":\"red\"}")
                .then()
                .statusCode(422)
                .body("type", equalTo("urn:foldback:problem:spec-refused"))
                .body("reasons", hasItem(containsString("colour")))
                .body("reasons", hasItem(containsString("1 to 32 outputs")));
        ask(session, "final", ",\"nameTemplate\":\"{label}\"").then().statusCode(400);
        assertThat(when().get("/api/renders?session=" + session).jsonPath().getList("$"))
                .isEmpty();
    }

    @Test
    void what_the_mix_does_not_have_fails_the_render_with_the_reason() throws Exception {
        String spec = CD_AND_STEMS.replace("\"each\":\"tracks\"", "\"each\":\"tracks\",\"strips\":[\"track/gone\"]");
        JsonPath failed = once(asked(session, "final", ",\"spec\":" + spec), "failed");
        assertThat(failed.getString("failure")).contains("track/gone");
    }

    // ---- presets

    @Test
    void a_preset_that_is_not_kept_holds_its_files_back_until_somebody_answers_for_it() throws Exception {
        when().get("/api/renders/catalogue/presets")
                .then()
                .statusCode(200)
                .body("id", hasItem("streaming"))
                .body("sources.flatten().source", hasItem(containsString("EBU R 128")));
        String id = asked(session, "final", ",\"preset\":\"mastering\"");
        JsonPath render = once(id, "finished");
        assertThat(render.getString("broken[0].text")).contains("dBFS in second");
        given().redirects()
                .follow(false)
                .get("/api/renders/" + id + "/files/mix.wav?download")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:promise-broken"))
                .body("detail", containsString("Peaks from -6 to -3 dBFS"));
        when().get("/api/renders/" + id + "/zip").then().statusCode(409);
        given().redirects()
                .follow(false)
                .get("/api/renders/" + id + "/audio")
                .then()
                .statusCode(307);
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"The label wants it so\"}")
                .post("/api/renders/" + id + "/overrule")
                .then()
                .statusCode(200)
                .body("overruled.by", equalTo(People.OWNER))
                .body("overruled.reason", equalTo("The label wants it so"));
        when().get("/api/renders/" + id + "/zip").then().statusCode(200);
    }

    @Test
    void a_preset_that_is_kept_hands_over_and_has_nothing_to_overrule() throws Exception {
        String id = asked(session, "final", ",\"preset\":\"broadcast\"");
        assertThat(once(id, "finished").getList("broken")).isEmpty();
        given().contentType(ContentType.JSON)
                .body("{\"reason\":\"just so\"}")
                .post("/api/renders/" + id + "/overrule")
                .then()
                .statusCode(409);
        ask(session, "final", ",\"preset\":\"nope\"").then().statusCode(404);
    }

    // ---- analyses

    @Test
    void what_is_so_in_a_mixdown_is_made_when_it_is_asked_for() throws Exception {
        String id = asked(session, "preview", "");
        JsonPath finished = once(id, "finished");
        String address = "/api/renders/" + id + "/analysis";
        long end = System.nanoTime() + LIVENESS.toNanos();
        while (when().get(address).statusCode() == 202 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        when().get(address)
                .then()
                .statusCode(200)
                .body("format", equalTo("foldback-analysis/1"))
                .body("frames", equalTo(finished.getInt("audio.frames")))
                .body("sampleRate", equalTo(Songs.RATE));
        when().get("/api/renders/" + "0".repeat(64) + "/analysis").then().statusCode(404);
    }

    // ---- comparisons

    @Test
    void two_mixes_are_taken_from_one_another_strip_by_strip() throws Exception {
        change(session, 3, "{\"type\":\"ParameterMoved\",\"address\":\"track/t1/fader\",\"value\":-9}");
        String id = compared("{\"revision\":\"mix-1\"}", "{}");
        JsonPath finished = once(id, "finished");
        assertThat(finished.getString("purpose")).isEqualTo("comparison");
        assertThat(finished.getString("title")).contains("Night Bus", "against Mix 1");
        when().get("/api/renders/" + id + "/comparison")
                .then()
                .statusCode(200)
                .body("format", equalTo("foldback-comparison/1"))
                .body("to", equalTo(finished.getString("mixDocument")))
                .body("cellFrames", equalTo(Songs.RATE / 2))
                .body("strips.strip", equalTo(List.of("track/t0", "track/t1")))
                .body("strips.identical", equalTo(List.of(true, false)))
                .body("mix.identical", equalTo(false));
        assertThat(when().get("/api/renders?session=" + session).jsonPath().getList("$"))
                .as("what can be listened to")
                .isEmpty();
        compare("{\"revision\":\"mix-1\"}", "{}").then().statusCode(200).body("id", equalTo(id));
        when().get("/api/renders/" + id + "/audio").then().statusCode(404);
    }

    @Test
    void what_is_no_mix_of_the_session_is_not_compared() throws Exception {
        compare("{\"revision\":\"mix-9\"}", "{}").then().statusCode(404);
        compare("{}", "{\"version\":99}").then().statusCode(404);
        String mixdown = asked(session, "final", "");
        once(mixdown, "finished");
        when().get("/api/renders/" + mixdown + "/comparison").then().statusCode(404);
    }

    private Response compare(String from, String to) {
        return given().contentType(ContentType.JSON)
                .body("{\"session\":\"" + session + "\",\"from\":" + from + ",\"to\":" + to + "}")
                .post("/api/renders/comparisons");
    }

    private String compared(String from, String to) {
        return compare(from, to).then().statusCode(202).extract().path("id");
    }

    // ---- turns

    @Test
    void a_final_stops_when_it_is_called_off_and_can_be_asked_for_again() throws Exception {
        String longOne = session(LONG_FRAMES, 48, "long");
        String id = asked(longOne, "final", "");
        once(id, now -> now.getString("state").equals("rendering") && now.getDouble("progress") > 0);
        when().post("/api/renders/" + id + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));
        once(asked(session, "final", ""), "finished"); // by the one worker there is
        assertThat(render(id).getString("state")).isEqualTo("cancelled");
        assertThat(blobs.size("mixdowns/" + id + ".json")).isEmpty();
        ask(longOne, "final", "").then().statusCode(202).body("state", equalTo("queued"));
        once(id, now -> now.getString("state").equals("rendering"));
        when().post("/api/renders/" + id + "/cancel").then().statusCode(200);
    }

    @Test
    void a_render_that_somebody_else_waits_for_goes_on() throws Exception {
        String name = UUID.randomUUID().toString();
        String id = asked(session(FRAMES, 1, name), "final", "");
        ask(session(FRAMES, 1, name), "final", "");
        given().post("/api/renders/" + id + "/cancel"); // the other session's wish, which came last
        once(id, now -> now.getList("files.name").contains("mix.wav"));
    }

    @Test
    void a_preview_overtakes_a_final_that_is_being_rendered() throws Exception {
        String longOne = session(LONG_FRAMES, 48, "long");
        String slow = asked(longOne, "final", range(1));
        once(slow, "rendering");
        once(asked(session, "preview", ""), "finished");
        assertThat(render(slow).getString("state")).isEqualTo("rendering");
        when().post("/api/renders/" + slow + "/cancel").then().statusCode(200);
    }

    @Test
    void a_session_with_many_finals_lets_others_in_between() throws Exception {
        String greedy = session(LONG_FRAMES, 24, "greedy");
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            many.add(asked(greedy, "final", range(1000 + i)));
        }
        once(asked(session, "final", ""), "finished");
        assertThat(many.stream().filter(id -> render(id).getString("state").equals("queued")))
                .as("those of the other session that still wait")
                .hasSizeGreaterThanOrEqualTo(20);
        many.forEach(id -> when().post("/api/renders/" + id + "/cancel").then().statusCode(200));
    }
}
