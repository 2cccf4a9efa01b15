package foldback.session;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.mix.codec.CanonicalJson;
import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(FoldbackServers.class)
class SessionStoreTest {
    private static final String KICK =
            "{\"type\":\"TrackAdded\",\"track\":\"kick\",\"name\":\"Kick\",\"colour\":\"#FF9F00\"}";

    @Inject
    EventLog log;

    @Inject
    LogEntries entries;

    @BeforeEach
    void sign_in() {
        People.actAsOwner();
    }

    @Test
    void s7_who_writes_a_change_reads_it_back_at_once() {
        String id = start("Night Bus");
        change(id, "tab", 1, KICK).statusCode(200).body("version", equalTo(2)).body("outcome", equalTo("applied"));
        change(id, "tab", 2, moved("track/kick/fader", -4.5)).statusCode(200);
        when().get("/api/sessions/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(3))
                .body("mix.tracks[0].strip.faderDb", equalTo(-4.5f));
    }

    @Test
    void the_list_shows_the_newest_change_first_and_who_made_it() {
        String older = start("Older");
        String newer = start("Newer");
        People.as("Bj\u00f6rk")
                .body(body("tab", 1, KICK))
                .post("/api/sessions/" + older + "/changes")
                .then()
                .statusCode(200);
        var list = when().get("/api/sessions").then().statusCode(200).extract().jsonPath();
        List<String> ids = list.getList("id");
        assertThat(ids.indexOf(older)).isLessThan(ids.indexOf(newer));
        assertThat(list.getString("find { it.id == '" + older + "' }.changedBy"))
                .isEqualTo("Bj\u00f6rk");
        assertThat(list.getInt("find { it.id == '" + older + "' }.tracks")).isEqualTo(1);
    }

    @Test
    void s3_a_void_change_is_a_conflict_with_its_reason_and_stays_in_the_history() {
        String id = start("Night Bus");
        change(id, "tab", 1, moved("track/ghost/fader", 0))
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:foldback:problem:change-void"))
                .body("reason", equalTo("TargetGone"))
                .body("version", equalTo(2));
        when().get("/api/sessions/" + id + "/history")
                .then()
                .body("$", hasSize(2))
                .body("[1].outcome", equalTo("void"))
                .body("[1].reason", containsString("track/ghost"));
    }

    @Test
    void s4_a_resend_is_answered_with_the_version_of_the_first() {
        String id = start("Night Bus");
        change(id, "tab", 1, KICK).statusCode(200);
        change(id, "tab", 2, moved("track/kick/fader", -3)).statusCode(200);
        change(id, "tab", 1, KICK)
                .statusCode(200)
                .body("outcome", equalTo("resent"))
                .body("version", equalTo(2));
        when().get("/api/sessions/" + id).then().body("version", equalTo(3)).body("mix.tracks", hasSize(1));
    }

    @Test
    void s4_a_void_change_that_is_sent_again_is_void_again() {
        String id = start("Night Bus");
        change(id, "tab", 1, moved("track/kick/fader", -3)).statusCode(409);
        change(id, "tab", 2, KICK).statusCode(200);
        change(id, "tab", 1, moved("track/kick/fader", -3)).statusCode(409).body("version", equalTo(2));
    }

    @Test
    void s5_a_change_for_an_older_version_is_overtaken() {
        String id = start("Night Bus");
        change(id, "tab", 1, KICK).statusCode(200);
        given().contentType(ContentType.JSON)
                .body("{\"client\":\"tab\",\"sequence\":2,\"expectedVersion\":1,\"events\":["
                        + moved("track/kick/fader", -3) + "]}")
                .post("/api/sessions/" + id + "/changes")
                .then()
                .statusCode(409)
                .body("reason", equalTo("Overtaken"));
    }

    @Test
    void a_revisions_document_stays_what_it_was() {
        String id = start("Night Bus");
        change(id, "tab", 1, KICK).statusCode(200);
        change(id, "tab", 2, "{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}")
                .statusCode(200);
        Response before = when().get("/api/sessions/" + id + "/mix-document?revision=mix-1");
        change(id, "tab", 3, moved("track/kick/fader", -9)).statusCode(200);
        Response after = when().get("/api/sessions/" + id + "/mix-document?revision=mix-1");
        Response now = when().get("/api/sessions/" + id + "/mix-document");

        assertThat(after.asByteArray()).isEqualTo(before.asByteArray());
        assertThat(after.header("ETag")).isEqualTo("\"" + CanonicalJson.sha256(before.asByteArray()) + "\"");
        assertThat(now.header("ETag")).isNotEqualTo(after.header("ETag"));
        when().get("/api/sessions/" + id + "/mix-document?version=99").then().statusCode(404);
        when().get("/api/sessions/" + id + "/mix-document?revision=mix-9")
                .then()
                .statusCode(404);
    }

    @Test
    void s8_many_hands_at_once_lose_nothing() throws Exception {
        String id = start("Crowd");
        change(id, "tab", 1, KICK).statusCode(200);
        int hands = 8;
        int movesEach = 20;
        try (ExecutorService pool = Executors.newFixedThreadPool(hands)) {
            List<Future<?>> all = new ArrayList<>();
            for (int hand = 0; hand < hands; hand++) {
                String client = "hand-" + hand;
                all.add(pool.submit(() -> {
                    for (int i = 1; i <= movesEach; i++) {
                        change(id, client, i, moved("track/kick/fader", -i)).statusCode(200);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        var history =
                when().get("/api/sessions/" + id + "/history").then().extract().jsonPath();
        assertThat(history.getList("version")).hasSize(2 + hands * movesEach).doesNotHaveDuplicates();
    }

    @Test
    void s19_a_record_that_cannot_be_read_stops_its_session_and_no_other() throws Exception {
        String broken = start("Broken");
        String fine = start("Fine");
        byte[] garbage = "{\"client\":1}".getBytes(StandardCharsets.UTF_8);
        log.append(
                TopicNames.MIX_EVENTS,
                entries.entry("foldback.mix.changed.v1", "/test", broken, Author.named("Nobody"), garbage));
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        int sequence = 0;
        int status = 200;
        while (status == 200 && System.nanoTime() < deadline) {
            status = given().contentType(ContentType.JSON)
                    .body(body("tab", ++sequence, "{\"type\":\"SessionRenamed\",\"name\":\"N" + sequence + "\"}"))
                    .post("/api/sessions/" + broken + "/changes")
                    .statusCode();
        }
        assertThat(status).isEqualTo(409);
        change(fine, "tab", 1, KICK).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{\"client\":\"a\",\"sequence\":1,\"events\":[]}",
                "{\"client\":\"a\",\"sequence\":1,\"events\":[{\"type\":\"TrackExploded\"}]}",
                // a change has no time of its client's: a clock far off has nothing to say
                "{\"client\":\"a\",\"sequence\":1,\"at\":\"2999-01-01T00:00:00Z\",\"events\":[{\"type\":\"SessionRenamed\",\"name\":\"A\"}]}",
                "{\"client\":\"a\",\"sequence\":-1,\"events\":[{\"type\":\"TrackRemoved\",\"track\":\"kick\"}]}",
            })
    void s11_malformed_changes_are_problems_and_leave_no_trace(String body) {
        String id = start("Night Bus");
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/sessions/" + id + "/changes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:foldback:problem:malformed-request"))
                .body("detail", not(containsString("foldback.mix.")));
        when().get("/api/sessions/" + id).then().body("version", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"\",\"sampleRate\":48000}",
                "{\"name\":\"A\",\"sampleRate\":12345}",
                "{\"name\":\"A\"}",
                "{\"sampleRate\":48000}",
                "{\"name\":\"A\\u0007\",\"sampleRate\":48000}",
                "{\"name\":\"A\",\"sampleRate\":48000,\"workspace\":\"No Where\"}",
            })
    void a_session_needs_a_name_and_a_usable_rate(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/sessions")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @Test
    void a_session_and_its_branches_are_in_the_workspace_it_was_started_in() {
        String workspace = People.workspace("North");
        String north = given().contentType(ContentType.JSON)
                .body("{\"name\":\"Northern\",\"sampleRate\":48000,\"workspace\":\"" + workspace + "\"}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String home = start("At home");
        String branch = given().contentType(ContentType.JSON)
                .body("{\"name\":\"Northern, again\"}")
                .post("/api/sessions/" + north + "/branches")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        when().get("/api/sessions/" + north).then().body("workspace", equalTo(workspace));
        when().get("/api/sessions/" + branch).then().body("workspace", equalTo(workspace));
        when().get("/api/sessions/" + home).then().body("workspace", equalTo("home"));
        when().get("/api/sessions?workspace=" + workspace)
                .then()
                .body("id", containsInAnyOrder(north, branch))
                .body("workspace", everyItem(equalTo(workspace)));
        when().get("/api/sessions?workspace=home")
                .then()
                .body("id", hasItem(home))
                .body("id", not(hasItem(north)));
        when().get("/api/sessions").then().body("id", hasItems(home, north, branch));
        when().get("/api/sessions?workspace=No%20Where").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void the_members_of_a_session_and_what_artists_may_move_are_there_to_read() {
        String id = start("Night Bus");
        change(id, "tab", 1, KICK).statusCode(200);
        when().get("/api/sessions/" + id + "/members")
                .then()
                .body("members", hasSize(0))
                .body("safeFaders", hasSize(0));
        change(
                        id,
                        "tab",
                        2,
                        "{\"type\":\"MemberJoined\",\"member\":{\"id\":\"ada\",\"name\":\"Ada\",\"role\":\"ARTIST\"}},"
                                + "{\"type\":\"SafeFaderGranted\",\"fader\":{\"address\":\"track/kick/fader\",\"minimum\":-6,\"maximum\":3}}")
                .statusCode(200);
        when().get("/api/sessions/" + id + "/members")
                .then()
                .statusCode(200)
                .body("members", equalTo(List.of(Map.of("id", "ada", "name", "Ada", "role", "ARTIST"))))
                .body("safeFaders.address", equalTo(List.of("track/kick/fader")))
                .body("safeFaders.minimum", equalTo(List.of(-6.0f)));
    }

    @Test
    void s11_unknown_sessions_are_not_found() {
        when().get("/api/sessions/nobody").then().statusCode(404).contentType("application/problem+json");
        change("nobody", "tab", 1, KICK).statusCode(404);
    }

    @Test
    void s11_a_change_larger_than_a_megabyte_is_refused() {
        String id = start("Night Bus");
        given().contentType(ContentType.JSON)
                .body(body("tab", 1, "{\"type\":\"SessionRenamed\",\"name\":\"" + "x".repeat(2_000_000) + "\"}"))
                .post("/api/sessions/" + id + "/changes")
                .then()
                .statusCode(413);
    }

    @Test
    void s11_a_change_of_ten_megabytes_leaves_no_trace() throws Exception {
        String id = start("Night Bus");
        String large = body("tab", 1, "{\"type\":\"SessionRenamed\",\"name\":\"" + "x".repeat(10_000_000) + "\"}");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + RestAssured.port + "/api/sessions/" + id + "/changes"))
                    .header("Content-Type", "application/json")
                    .header("Authorization", "Bearer " + People.token(People.OWNER))
                    .POST(HttpRequest.BodyPublishers.ofString(large))
                    .build();
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(413);
        } catch (IOException e) {
            // the server closed the connection while the rest was still being sent, which says the same
            assertThat(e).isNotInstanceOf(HttpTimeoutException.class);
        }
        change(id, "tab", 1, KICK).statusCode(200).body("version", equalTo(2));
    }

    @Test
    void pages_of_other_sites_cannot_change_anything() {
        given().header("Origin", "https://evil.example")
                .contentType(ContentType.JSON)
                .body("{\"name\":\"A\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .then()
                .statusCode(403);
        given().header("Host", "evil.example").get("/api/sessions").then().statusCode(421);
    }

    @Test
    void the_registry_of_processors_is_there_to_read() {
        when().get("/api/processors").then().statusCode(200).body("id", hasItem("compressor"));
    }

    private static String start(String name) {
        return given().contentType(ContentType.JSON)
                .body("{\"name\":\"" + name + "\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .body("version", equalTo(1))
                .extract()
                .path("id");
    }

    private static io.restassured.response.ValidatableResponse change(
            String session, String client, int sequence, String events) {
        return given().contentType(ContentType.JSON)
                .body(body(client, sequence, events))
                .post("/api/sessions/" + session + "/changes")
                .then();
    }

    private static String body(String client, int sequence, String events) {
        return "{\"client\":\"" + client + "\",\"sequence\":" + sequence + ",\"events\":[" + events + "]}";
    }

    private static String moved(String address, double value) {
        return "{\"type\":\"ParameterMoved\",\"address\":\"" + address + "\",\"value\":" + value + "}";
    }
}
