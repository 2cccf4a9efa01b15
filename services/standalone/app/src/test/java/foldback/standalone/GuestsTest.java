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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
        JsonPath link = link("{\"may\":[],\"password\":\"open sesame\"}");
        String token = token(link);
        String refresh = "/api/accounts/guests/" + link.getString("id") + "/refresh";
        People.nobody()
                .body(Map.of("token", token))
                .post("/api/accounts/guests/look")
                .then()
                .statusCode(200)
                .body("id", equalTo(link.getString("id")))
                .body("passwordNeeded", equalTo(true))
                .body("invitedBy", equalTo("Engineer"));
        enter(token, "").statusCode(403).body("type", equalTo("urn:foldback:problem:password-wrong"));
        enter(token, ",\"password\":\"open barley\"").statusCode(403);
        ValidatableResponse entered =
                enter(token, ",\"password\":\"open sesame\"").statusCode(200);
        String cookie = entered.extract().cookie("foldback-guest");
        assertThat(entered.extract().header("Set-Cookie"))
                .contains("HttpOnly", "SameSite=Strict", "Path=/api/accounts/guests/" + link.getString("id"));
        asBrowser(cookie, refresh)
                .statusCode(200)
                .body("guest.name", equalTo("Gus"))
                .body("guest.colour", equalTo("#12ab34"))
                .body("pass.session", equalTo(session))
                .body("pass.link", equalTo(link.getString("id")))
                .body("accessToken", notNullValue());
        // What one link gave is good for nothing at another.
        String other = link("{\"may\":[\"note\"]}").getString("id");
        asBrowser(cookie, "/api/accounts/guests/" + other + "/refresh").statusCode(404);
        asBrowser(cookie, "/api/accounts/guests/" + other + "/leave").statusCode(204);
        asBrowser(cookie, refresh).statusCode(200);
        asBrowser(cookie, "/api/accounts/guests/" + link.getString("id") + "/leave")
                .statusCode(204);
        asBrowser(cookie, refresh).statusCode(404);
    }

    private static ValidatableResponse asBrowser(String cookie, String path) {
        return People.nobody().cookie("foldback-guest", cookie).post(path).then();
    }

    @Test
    void a_guest_is_called_one_whatever_they_call_themselves_and_is_no_reviewer_of_that_name() {
        String mix = submitted("Engineer");
        String guest = enter(token(link("{\"may\":[\"note\"]}")), "")
                .statusCode(200)
                .extract()
                .path("accessToken");
        String round = People.as("Engineer")
                .get("/api/reviews/" + session + "/rounds")
                .then()
                .statusCode(200)
                .extract()
                .path("rounds[0].id");
        String verdicts = "/api/reviews/" + session + "/rounds/" + round + "/verdicts";
        Map<String, String> approved = Map.of("verdict", "APPROVED", "mixDocument", mix);
        with(guest).body(approved).post(verdicts).then().statusCode(403);
        String asked = guest("{\"may\":[\"decide\"]}");
        // Nobody named them: their link asks them.
        with(asked)
                .body(approved)
                .post(verdicts)
                .then()
                .statusCode(200)
                .body("brief", nullValue())
                .body("rounds[0].verdicts.by.name", contains("Gus (guest)"));
        with(asked)
                .body(approved)
                .post("/api/reviews/" + session + "/rounds/" + round + "/decision")
                .then()
                .statusCode(403);
        with(guest("{\"revision\":\"mix-2\",\"may\":[\"decide\"]}"))
                .body(approved)
                .post(verdicts)
                .then()
                .statusCode(404);
    }

    /** Submits Mix 1 to a reviewer who is called as the guests of this test call themselves; returns the hash of its mix document. */
    private String submitted(String by) {
        People.as(by)
                .body(Map.of("text", "Bigger", "decider", Map.of("name", "Gus")))
                .put("/api/reviews/" + session + "/brief")
                .then()
                .statusCode(200);
        return People.as(by)
                .body(Map.of("revision", "mix-1", "reviewers", List.of(Map.of("name", "Gus"))))
                .post("/api/reviews/" + session + "/rounds")
                .then()
                .statusCode(201)
                .extract()
                .path("rounds[0].mixDocument");
    }

    @Test
    void a_guest_is_told_neither_what_a_note_concerns_nor_what_it_suggests_and_says_neither() {
        String notes = "/api/reviews/" + session + "/notes";
        String event = "{\"type\":\"TrackRenamed\",\"track\":\"vocal\",\"name\":\"Secret Singer\"}";
        String shown = People.as("Engineer")
                .body(
                        "{\"revision\":\"mix-1\",\"frame\":0,\"sampleRate\":48000,\"text\":\"Hm\",\"visibility\":\"GUESTS\","
                                + "\"strips\":[\"track/vocal\"],\"suggestion\":{\"summary\":\"Call it so\",\"events\":["
                                + event + "]}}")
                .post(notes)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String guest = guest("{\"may\":[\"note\"]}");
        for (String path : List.of(notes, notes + "?at=mix-1", notes + "/" + shown)) {
            String said = with(guest).get(path).then().statusCode(200).extract().asString();
            assertThat(said).contains("Hm").doesNotContain("vocal", "Secret Singer", "Call it so");
        }
        for (String more : List.of(
                "\"strips\":[\"track/vocal\"]", "\"suggestion\":{\"summary\":\"So\",\"events\":[" + event + "]}")) {
            with(guest)
                    .body("{\"revision\":\"mix-1\",\"frame\":0,\"sampleRate\":48000,\"text\":\"Hm\"," + more + "}")
                    .post(notes)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void what_happens_to_links_and_guests_is_in_the_books() {
        String workspace = People.as("Engineer")
                .get("/api/sessions/" + session + "/access")
                .then()
                .statusCode(200)
                .extract()
                .path("workspace");
        JsonPath link = link("{\"may\":[],\"password\":\"open sesame\"}");
        enter(token(link), ",\"password\":\"open barley\"").statusCode(403);
        String cookie =
                enter(token(link), ",\"password\":\"open sesame\"").extract().cookie("foldback-guest");
        asBrowser(cookie, "/api/accounts/guests/" + link.getString("id") + "/leave")
                .statusCode(204);
        People.as("Engineer")
                .delete("/api/accounts/sessions/" + session + "/guest-links/" + link.getString("id"))
                .then()
                .statusCode(204);
        List<String> books = People.as("Owner")
                .get("/api/accounts/workspaces/" + workspace + "/audit")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("findAll{it.detail.contains('" + link.getString("id") + "')}.what");
        assertThat(books)
                .containsExactlyInAnyOrder(
                        "guest-link-made", "guest-password-wrong", "guest-entered", "guest-left", "guest-link-revoked");
    }

    @Test
    void who_guesses_links_waits_learns_nothing_and_keeps_nobody_out() throws Exception {
        int guesses = 3000;
        String base = "http://127.0.0.1:" + RestAssured.port + "/api/accounts/guests/";
        JsonPath link = link("{\"may\":[]}");
        AtomicInteger looked = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        long begun = System.nanoTime();
        // From an address of its own: others come from the usual one.
        try (HttpClient elsewhere = HttpClient.newBuilder()
                        .localAddress(InetAddress.ofLiteral("127.0.0.3"))
                        .build();
                ExecutorService eight = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < guesses; i++) {
                String path = i % 2 == 0 ? "look" : "enter";
                all.add(eight.submit(() -> {
                    HttpResponse<String> answer =
                            elsewhere.send(guess(base + path), HttpResponse.BodyHandlers.ofString());
                    assertThat(answer.body()).doesNotContain(session);
                    (answer.statusCode() == 404 ? looked : refused).incrementAndGet();
                    if (answer.statusCode() != 404) {
                        assertThat(answer.statusCode()).isEqualTo(429);
                        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                    }
                    return null;
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
            // Somebody who has a link comes in from the same address, as soon as its requests are few again.
            assertThat(looked.get()).isLessThanOrEqualTo(31);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            int status = 429;
            while (status == 429 && System.nanoTime() < deadline) {
                status = elsewhere
                        .send(enterBy(base + "enter", token(link)), HttpResponse.BodyHandlers.ofString())
                        .statusCode();
            }
            assertThat(status).isEqualTo(200);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "guesses at links: %d in %.1f s, of which %d were looked at and %d refused%n",
                guesses,
                seconds,
                looked.get(),
                refused.get());
        assertThat(looked.get() + refused.get()).isEqualTo(guesses);
    }

    private static HttpRequest guess(String address) {
        return address.endsWith("look")
                ? post(address, "{\"token\":\"" + guessed() + "\"}")
                : enterBy(address, guessed());
    }

    /** 256 bits, as a link has. */
    private static String guessed() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static HttpRequest enterBy(String address, String token) {
        return post(address, "{\"token\":\"" + token + "\",\"name\":\"Eve\",\"colour\":\"#000000\"}");
    }

    private static HttpRequest post(String address, String body) {
        return HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }
}
