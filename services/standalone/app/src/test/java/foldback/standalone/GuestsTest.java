package foldback.standalone;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People without accounts, who come by a link: what they hear, what they may say, and when it ends. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class GuestsTest {
    private String session = "";
    private int sequence;

    @BeforeEach
    void a_session_with_two_revisions() {
        People.actAsOwner();
        session = People.as("Engineer")
                .body(Map.of("name", "Night Bus", "sampleRate", 48_000))
                .post("/api/sessions")
                .path("id");
        sequence = 0;
        change("{\"type\":\"TrackAdded\",\"track\":\"vocal\",\"name\":\"Secret Singer\",\"colour\":\"#FF9F00\"}");
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}");
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-2\",\"name\":\"Mix 2\"}");
    }

    private void change(String event) {
        People.as("Engineer")
                .body("{\"client\":\"test\",\"sequence\":" + ++sequence + ",\"events\":[" + event + "]}")
                .post("/api/sessions/" + session + "/changes")
                .then()
                .statusCode(200);
    }

    private JsonPath link(String terms) {
        return People.as("Engineer")
                .body(terms)
                .post("/api/accounts/sessions/" + session + "/guest-links")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String token(JsonPath link) {
        String address = link.getString("link");
        return address.substring(address.indexOf('#') + 1);
    }

    private static ValidatableResponse enter(String token, String more) {
        return People.nobody()
                .body("{\"token\":\"" + token + "\",\"name\":\"Gus\",\"colour\":\"#12ab34\"" + more + "}")
                .post("/api/accounts/guests/enter")
                .then();
    }

    private static RequestSpecification with(String accessToken) {
        return given().contentType(ContentType.JSON).header("Authorization", "Bearer " + accessToken);
    }

    private String guest(String terms) {
        return enter(token(link(terms)), "").statusCode(200).extract().path("accessToken");
    }

    private String pinned(String by, String visibility, String revision) {
        return People.as(by)
                .body(Map.of(
                        "revision", revision, "frame", 0, "sampleRate", 48_000, "text", "Hm", "visibility", visibility))
                .post("/api/reviews/" + session + "/notes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void a_guest_is_told_of_one_revision_and_nothing_of_how_it_is_made() {
        String guest = guest("{\"revision\":\"mix-1\",\"may\":[]}");
        String said = with(guest)
                .get("/api/sessions/" + session)
                .then()
                .statusCode(200)
                .body("name", equalTo("Night Bus"))
                .body("revisions.id", contains("mix-1"))
                .body("mix.tracks", empty())
                .extract()
                .asString();
        assertThat(said).doesNotContain("Secret Singer");
        for (String hidden : new String[] {"/mix-document", "/history", "/steps", "/members", "/access"}) {
            with(guest).get("/api/sessions/" + session + hidden).then().statusCode(403);
        }
        with(guest).get("/api/sessions").then().statusCode(403);
        with(guest).get("/api/sessions/" + UUID.randomUUID()).then().statusCode(404);
        with(guest).get("/api/reviews/" + session + "/notes?at=mix-2").then().statusCode(404);
        with(guest).get("/api/reviews/" + session + "/notes?at=3").then().statusCode(404);
    }

    @Test
    void guests_hear_renders_of_their_revision_only_and_take_them_away_only_if_the_link_says_so() {
        String stem = Stems.upload(() -> People.as("Engineer"), session);
        change("{\"type\":\"ClipPlaced\",\"track\":\"vocal\",\"clip\":{\"id\":\"c\",\"stem\":\"" + stem
                + "\",\"startFrame\":0,\"stemFrame\":0,\"lengthFrames\":" + Stems.FRAMES + "}}");
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-3\",\"name\":\"Mix 3\"}");
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-4\",\"name\":\"Mix 4\"}");
        String one = rendered("mix-3");
        String other = rendered("mix-4");
        String guest = guest("{\"revision\":\"mix-3\",\"may\":[]}");
        with(guest)
                .get("/api/renders?session=" + session)
                .then()
                .statusCode(200)
                .body("revision", contains("mix-3"));
        with(guest("{\"revision\":\"mix-1\",\"may\":[]}"))
                .get("/api/renders/" + one)
                .then()
                .statusCode(404);
        // Both mixes are the same, and so is what they sound like: it is the revision that a guest is let in for.
        assertThat(one).isEqualTo(other);
        with(guest)
                .redirects()
                .follow(false)
                .get("/api/renders/" + one + "/audio")
                .then()
                .statusCode(307);
        for (String path : new String[] {"/audio?download", "/files/mix.wav", "/zip"}) {
            with(guest)
                    .get("/api/renders/" + one + path)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:foldback:problem:not-for-guests"));
        }
        with(guest("{\"may\":[\"download\"]}"))
                .redirects()
                .follow(false)
                .get("/api/renders/" + one + "/files/mix.wav?download")
                .then()
                .statusCode(307);
        People.as("Engineer")
                .get("/api/renders/log/downloads?session=" + session)
                .then()
                .body("by", contains("Gus (guest)"));
    }

    private String rendered(String revision) {
        String id = People.as("Engineer")
                .body(Map.of("session", session, "revision", revision, "purpose", "preview"))
                .post("/api/renders")
                .path("id");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!People.as("Engineer")
                        .get("/api/renders/" + id)
                        .<String>path("state")
                        .equals("finished")
                && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return id;
    }

    @Test
    void guests_see_what_is_open_to_guests_and_say_nothing_else() {
        String hidden = pinned("Engineer", "TEAM", "mix-1");
        String shown = pinned("Engineer", "GUESTS", "mix-1");
        pinned("Engineer", "GUESTS", "mix-2");
        String notes = "/api/reviews/" + session + "/notes";
        String guest = guest("{\"revision\":\"mix-1\",\"may\":[\"note\"]}");
        with(guest).get(notes + "?at=mix-1").then().statusCode(200).body("id", contains(shown));
        with(guest).get(notes + "/" + hidden).then().statusCode(404);
        with(guest)
                .body("{\"text\":\"Oh\"}")
                .post(notes + "/" + hidden + "/replies")
                .then()
                .statusCode(404);
        with(guest)
                .body("{\"text\":\"Oh\"}")
                .post(notes + "/" + shown + "/replies")
                .then()
                .statusCode(201);
        String own = with(guest)
                .body(Map.of("revision", "mix-1", "frame", 10, "sampleRate", 48_000, "text", "Louder"))
                .post(notes)
                .then()
                .statusCode(201)
                .body("author", equalTo("Gus (guest)"))
                .body("visibility", equalTo("GUESTS"))
                .extract()
                .path("id");
        for (String refused : new String[] {"\"revision\":\"mix-2\"", "\"version\":2"}) {
            with(guest)
                    .body("{" + refused + ",\"frame\":10,\"sampleRate\":48000,\"text\":\"Louder\"}")
                    .post(notes)
                    .then()
                    .statusCode(404);
        }
        with(guest)
                .body("{\"visibility\":\"TEAM\"}")
                .patch(notes + "/" + own)
                .then()
                .statusCode(403);
        with(guest)
                .body("{\"answeredBy\":[]}")
                .post(notes + "/" + own + "/resolution")
                .then()
                .statusCode(403);
        String listening = guest("{\"may\":[]}");
        with(listening).get(notes).then().statusCode(200).body("$", hasSize(3));
        with(listening)
                .body("{\"text\":\"Oh\"}")
                .post(notes + "/" + shown + "/replies")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:foldback:problem:not-for-guests"));
    }

    @Test
    void a_link_that_is_revoked_lets_nobody_in_and_shows_everybody_out() {
        JsonPath link = link("{\"may\":[\"note\"],\"label\":\"for Gus\",\"days\":7}");
        String guest = enter(token(link), "").statusCode(200).extract().path("accessToken");
        String links = "/api/accounts/sessions/" + session + "/guest-links";
        People.as("Engineer")
                .get(links)
                .then()
                .statusCode(200)
                .body("label", contains("for Gus"))
                .body("visitors", contains(1))
                .body("[0].lastUsedAt", notNullValue())
                .body("[0].link", nullValue());
        with(guest).get("/api/sessions/" + session).then().statusCode(200);
        People.as("Engineer").delete(links + "/" + link.getString("id")).then().statusCode(204);
        enter(token(link), "").statusCode(404).body("type", equalTo("urn:foldback:problem:link-spent"));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (with(guest).get("/api/sessions/" + session).statusCode() != 401 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        with(guest).get("/api/sessions/" + session).then().statusCode(401);
        People.as("Engineer").delete(links + "/" + link.getString("id")).then().statusCode(404);
        People.as("Engineer").get(links).then().body("$", hasSize(0));
    }

    @Test
    void a_link_with_a_password_wants_it_once_from_each_browser() {
        String token = token(link("{\"may\":[],\"password\":\"open sesame\"}"));
        People.nobody()
                .body(Map.of("token", token))
                .post("/api/accounts/guests/look")
                .then()
                .statusCode(200)
                .body("passwordNeeded", equalTo(true))
                .body("invitedBy", equalTo("Engineer"));
        enter(token, "").statusCode(403).body("type", equalTo("urn:foldback:problem:password-wrong"));
        enter(token, ",\"password\":\"open barley\"").statusCode(403);
        String cookie = enter(token, ",\"password\":\"open sesame\"")
                .statusCode(200)
                .extract()
                .cookie("foldback-guest");
        People.nobody()
                .cookie("foldback-guest", cookie)
                .post("/api/accounts/guests/refresh")
                .then()
                .statusCode(200)
                .body("guest.name", equalTo("Gus"))
                .body("guest.colour", equalTo("#12ab34"))
                .body("pass.session", equalTo(session))
                .body("accessToken", notNullValue());
        People.nobody()
                .cookie("foldback-guest", cookie)
                .post("/api/accounts/guests/leave")
                .then()
                .statusCode(204);
        People.nobody()
                .cookie("foldback-guest", cookie)
                .post("/api/accounts/guests/refresh")
                .then()
                .statusCode(404);
    }

    @Test
    void who_guesses_links_waits_and_learns_nothing() throws Exception {
        HttpRequest guess = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/accounts/guests/enter"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"token\":\"" + "x".repeat(43) + "\",\"name\":\"Eve\",\"colour\":\"#000000\"}"))
                .build();
        // From an address of its own: others come from the usual one.
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.3"))
                .build()) {
            int tries = 0;
            HttpResponse<String> answer = elsewhere.send(guess, HttpResponse.BodyHandlers.ofString());
            while (answer.statusCode() == 404 && tries < 100) {
                assertThat(answer.body()).contains("link-spent");
                answer = elsewhere.send(guess, HttpResponse.BodyHandlers.ofString());
                tries++;
            }
            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
