package foldback.standalone;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reviews with the sessions they are about, over HTTP, on real Kafka and PostgreSQL. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class ReviewsTest {
    private static final String STEM = "a".repeat(64);

    private String session = "";
    private int sequence;

    @BeforeEach
    void a_session_with_a_vocal_of_ten_seconds() {
        People.actAsOwner();
        session = given().contentType(ContentType.JSON)
                .body("{\"name\":\"Night Bus\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .path("id");
        sequence = 0;
        change("{\"type\":\"TrackAdded\",\"track\":\"vocal\",\"name\":\"Vocal\",\"colour\":\"#FF9F00\"}");
        change("{\"type\":\"ClipPlaced\",\"track\":\"vocal\",\"clip\":" + clip("v", 0, 0, 480_000) + "}");
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}");
    }

    // ---- notes

    @Test
    void a_note_says_who_what_where_and_to_whom() {
        pin(
                        "Nora",
                        "\"revision\":\"mix-1\",\"frame\":48000,\"endFrame\":96000,\"strips\":[\"track/vocal\"],"
                                + "\"priority\":\"HIGH\",\"visibility\":\"GUESTS\",\"mentions\":[{\"name\":\"Ben\"}],"
                                + "\"text\":\"@Ben <b>louder</b> at 0:12\"")
                .statusCode(201)
                .body("author", equalTo("Nora"))
                .body("version", equalTo(3))
                .body("revision", equalTo("mix-1"))
                .body("strips", contains("track/vocal"))
                .body("priority", equalTo("HIGH"))
                .body("visibility", equalTo("GUESTS"))
                .body("mentions[0].name", equalTo("Ben"))
                .body("text", equalTo("@Ben <b>louder</b> at 0:12"));
    }

    @Test
    void a_note_may_be_about_the_live_mix() {
        pin("Nora", "\"version\":3,\"frame\":0,\"text\":\"Now\"")
                .statusCode(201)
                .body("version", equalTo(3))
                .body("revision", nullValue())
                .body("mixDocument", notNullValue());
        pin("Nora", "\"version\":99,\"frame\":0,\"text\":\"Never\"").statusCode(404);
    }

    @Test
    void what_is_said_is_worded_anew_answered_and_taken_back_and_all_of_it_is_in_the_history() {
        String note = pinned("Too loud");
        as("Nora")
                .body("{\"text\":\"A bit loud\",\"priority\":\"LOW\"}")
                .patch(path(note))
                .then()
                .statusCode(200)
                .body("text", equalTo("A bit loud"))
                .body("priority", equalTo("LOW"))
                .body("editedAt", notNullValue());
        as("Ben").body("{\"text\":\"No\"}").patch(path(note)).then().statusCode(403);
        String reply = as("Ben")
                .body("{\"text\":\"I think so too\"}")
                .post(path(note) + "/replies")
                .then()
                .statusCode(201)
                .extract()
                .path("replies[0].id");
        as("Ben")
                .body("{\"text\":\"I do\"}")
                .patch(path(note) + "/replies/" + reply)
                .then()
                .statusCode(200)
                .body("replies[0].text", equalTo("I do"));
        as("Ben").delete(path(note) + "/replies/" + reply).then().body("replies[0].withdrawn.by", equalTo("Ben"));
        as("Nora").delete(path(note)).then().statusCode(200).body("withdrawn.by", equalTo("Nora"));
        when().get(notes()).then().body("$", hasSize(0));
        when().get(path(note) + "/history")
                .then()
                .body(
                        "type",
                        contains(
                                "foldback.note.pinned.v2",
                                "foldback.note.reworded.v1",
                                "foldback.note.prioritised.v1",
                                "foldback.note.replied.v1",
                                "foldback.note.reply-reworded.v1",
                                "foldback.note.reply-withdrawn.v1",
                                "foldback.note.withdrawn.v1"))
                .body("[0].data.text", equalTo("Too loud"));
    }

    @Test
    void people_react_and_think_again() {
        String note = pinned("Too loud");
        as("Ben").put(path(note) + "/reactions/agree").then().body("reactions[0].by[0].name", equalTo("Ben"));
        as("Ben").put(path(note) + "/reactions/agree").then().statusCode(409);
        as("Ben").put(path(note) + "/reactions/explode").then().statusCode(404);
        as("Ben").delete(path(note) + "/reactions/agree").then().body("reactions", hasSize(0));
    }

    @Test
    void of_many_who_resolve_a_note_at_once_one_does() throws Exception {
        String note = pinned("Too loud");
        List<String> names = List.of("Ana", "Ben", "Nora", "Zoe");
        names.forEach(People::token);
        try (ExecutorService people = Executors.newFixedThreadPool(names.size())) {
            List<Callable<Integer>> wishes = IntStream.range(0, names.size())
                    .<Callable<Integer>>mapToObj(i -> () -> as(names.get(i))
                            .body("{\"answeredBy\":[" + (i + 1) + "]}")
                            .post(path(note) + "/resolution")
                            .statusCode())
                    .toList();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : people.invokeAll(wishes)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsOnly(200, 409).containsOnlyOnce(200);
        }
        as("Ben").delete(path(note) + "/resolution").then().statusCode(200).body("resolved", nullValue());
        as("Ben").delete(path(note) + "/resolution").then().statusCode(409);
        as("Ben")
                .body("{\"answeredBy\":[5,4,5]}")
                .post(path(note) + "/resolution")
                .then()
                .body("resolved.answeredBy", contains(4, 5));
    }

    @Test
    void notes_that_cannot_be_are_refused_with_what_to_do() {
        pin("Nora", "\"revision\":\"mix-1\",\"frame\":4000000,\"text\":\"Late\"")
                .statusCode(422)
                .body("type", equalTo("urn:foldback:problem:beyond-the-end"))
                .body("endFrame", equalTo(3_360_000));
        pin("Nora", "\"revision\":\"mix-1\",\"frame\":0,\"strips\":[\"track/gone\"],\"text\":\"Who\"")
                .statusCode(422)
                .body("type", equalTo("urn:foldback:problem:no-such-strip"));
        for (String bad : List.of(
                "\"frame\":0,\"text\":\"Which mix\"",
                "\"revision\":\"mix-1\",\"version\":3,\"frame\":0,\"text\":\"Which mix\"",
                "\"revision\":\"mix-1\",\"frame\":0,\"text\":\"" + "x".repeat(100_000) + "\"",
                "\"revision\":\"mix-1\",\"frame\":0,\"text\":\"Hm\",\"strips\":[\"bass\"]",
                "\"revision\":\"mix-1\",\"frame\":0,\"text\":\"Hm\",\"priority\":\"URGENT\"")) {
            pin("Nora", bad).statusCode(400).contentType("application/problem+json");
        }
        when().get(notes()).then().body("$", hasSize(0));
        as("Nora")
                .body("{\"text\":\"?\"}")
                .post(path(session) + "/replies")
                .then()
                .statusCode(404);
    }

    @Test
    void the_rows_come_back_from_the_log_as_they_were() {
        String note = pinned("Too loud");
        as("Ben")
                .body("{\"text\":\"Yes\"}")
                .post(path(note) + "/replies")
                .then()
                .statusCode(201);
        pinned("And here");
        as("Ben")
                .body("{\"text\":\"Like the demo\",\"decider\":{\"name\":\"Nora\"}}")
                .put("/api/reviews/" + session + "/brief")
                .then()
                .statusCode(200);
        String before = when().get(notes() + "?at=mix-1").asString() + everythingElse();
        when().post("/api/admin/reviews/rebuild").then().statusCode(204);
        assertThat(when().get(notes() + "?at=mix-1").asString() + everythingElse())
                .isEqualTo(before);
    }

    private String everythingElse() {
        return when().get("/api/reviews/" + session + "/rounds").asString()
                + when().get("/api/reviews/" + session + "/audit").asString();
    }

    // ---- anchors

    @Test
    void a_note_follows_its_audio_and_is_orphaned_when_that_is_cut() {
        String note = pinned("Too loud");
        change("{\"type\":\"ClipChanged\",\"track\":\"vocal\",\"clip\":" + clip("v", 7_001, 0, 480_000) + "}");
        change("{\"type\":\"ClipChanged\",\"track\":\"vocal\",\"clip\":" + clip("v", 0, 100_000, 380_000) + "}");
        when().get(notes() + "?at=mix-1")
                .then()
                .body("[0].id", equalTo(note))
                .body("[0].place.state", equalTo("on-audio"))
                .body("[0].place.frame", equalTo(48_000));
        when().get(notes() + "?at=5")
                .then()
                .body("[0].frame", equalTo(48_000))
                .body("[0].place.frame", equalTo(55_001))
                .body("[0].place.tracks.vocal", equalTo(55_001));
        when().get(notes() + "?at=6")
                .then()
                .body("[0].place.state", equalTo("orphaned"))
                .body("[0].place.frame", nullValue())
                .body("[0].place.tracks", anEmptyMap());
        when().get(notes() + "?at=mix-9").then().statusCode(404);
    }

    // ---- suggestions

    @Test
    void a_suggestion_says_when_the_mix_has_moved_on_under_it_and_offers_the_merge() {
        String note = pin(
                        "Nora",
                        "\"revision\":\"mix-1\",\"frame\":48000,\"text\":\"Down\",\"suggestion\":{\"summary\":\"Vocal\","
                                + "\"events\":[" + moved("fader", -3) + "," + moved("pan", 0.5) + "]}")
                .statusCode(201)
                .extract()
                .path("id");
        String prospect = path(note) + "/suggestion";
        when().get(prospect + "?at=mix-1")
                .then()
                .body("movedOn", equalTo(false))
                .body("events", hasSize(2));
        change(moved("fader", 2));
        when().get(prospect + "?at=5")
                .then()
                .statusCode(200)
                .body("movedOn", equalTo(true))
                .body("conflicts[0].path", equalTo("track/vocal/fader"))
                .body("conflicts[0].now", equalTo(2.0f))
                .body("conflicts[0].suggested", equalTo(-3.0f))
                .body("events", hasSize(2))
                .body("eventsWithoutConflicts", hasSize(1));
        when().get(path(note) + "/answers").then().body("steps[0].paths", contains("track/vocal/fader"));
        change(moved("fader", -3));
        change(moved("pan", 0.5));
        when().get(prospect + "?at=7")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:suggestion-void"));
        String words = pinned("Only words");
        when().get(path(words) + "/suggestion?at=7").then().statusCode(409);
    }

    @Test
    void what_was_done_since_on_the_same_tracks_is_offered_as_the_answer() {
        change("{\"type\":\"TrackAdded\",\"track\":\"bass\",\"name\":\"Bass\",\"colour\":\"#FF9F00\"}");
        String note = pin("Nora", "\"version\":5,\"frame\":48000,\"strips\":[\"track/vocal\"],\"text\":\"Loud\"")
                .extract()
                .path("id");
        change("{\"type\":\"ParameterMoved\",\"address\":\"track/bass/fader\",\"value\":1}");
        change(moved("fader", -1));
        change("{\"type\":\"RevisionCut\",\"revision\":\"mix-2\",\"name\":\"Mix 2\"}");
        when().get(path(note) + "/answers")
                .then()
                .body("steps", hasSize(1))
                .body("steps[0].last", equalTo(7))
                .body("steps[0].saysSo", equalTo(false))
                .body("before.id", equalTo("mix-1"))
                .body("after.id", equalTo("mix-2"));
    }

    // ---- rounds

    @Test
    void a_round_is_submitted_judged_and_decided_and_its_verdicts_go_stale() {
        String rounds = "/api/reviews/" + session + "/rounds";
        as("Ben")
                .body("{\"revision\":\"mix-1\",\"reviewers\":[{\"name\":\"Ana\"}]}")
                .post(rounds)
                .then()
                .statusCode(409)
                .body("reason", equalTo("no-brief"));
        as("Ben")
                .body("{\"text\":\"Like the demo\",\"agreedRounds\":1,\"decider\":{\"name\":\"Nora\"}}")
                .put("/api/reviews/" + session + "/brief")
                .then()
                .statusCode(200);
        ValidatableResponse submitted = as("Ben")
                .body("{\"revision\":\"mix-1\",\"reviewers\":[{\"name\":\"Ana\"}],\"message\":\"Here\"}")
                .post(rounds)
                .then()
                .statusCode(201)
                .body("rounds[0].state", equalTo("open"));
        String round = submitted.extract().path("rounds[0].id");
        String mix = submitted.extract().path("rounds[0].mixDocument");
        String verdict = "\"mixDocument\":\"" + mix + "\",\"comment\":\"\"}";
        as("Ana")
                .body("{\"verdict\":\"APPROVED\"," + verdict)
                .post(rounds + "/" + round + "/verdicts")
                .then()
                .statusCode(200)
                .body("rounds[0].verdicts[0].stale", equalTo(false));
        as("Zoe")
                .body("{\"verdict\":\"APPROVED\"," + verdict)
                .post(rounds + "/" + round + "/verdicts")
                .then()
                .statusCode(403);
        change("{\"type\":\"ParameterMoved\",\"address\":\"track/vocal/fader\",\"value\":-3}");
        when().get(rounds).then().body("rounds[0].verdicts[0].stale", equalTo(true));

        pin("Ana", "\"revision\":\"mix-1\",\"frame\":48000,\"text\":\"Vocal louder please\"");
        pin("Zoe", "\"revision\":\"mix-1\",\"frame\":50000,\"text\":\"Vocal quieter please\"");
        List<String> contradicting = as("Nora")
                .body("{\"verdict\":\"CHANGES_WANTED\"," + verdict)
                .post(rounds + "/" + round + "/decision")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:notes-contradict"))
                .body("contradictions", hasSize(1))
                .extract()
                .jsonPath()
                .getList("contradictions[0].values().findAll { it.length() == 36 }");
        as("Nora")
                .body("{\"verdict\":\"CHANGES_WANTED\",\"contradictions\":[\"" + String.join("\",\"", contradicting)
                        + "\"]," + verdict)
                .post(rounds + "/" + round + "/decision")
                .then()
                .statusCode(200)
                .body("rounds[0].state", equalTo("decided"))
                .body("rounds[0].contradictions", hasSize(2));
        when().get("/api/reviews/" + session + "/audit")
                .then()
                .body("type", hasItem(containsString("foldback.round.decided")));
    }

    // ---- shortly

    private static String moved(String parameter, double value) {
        return "{\"type\":\"ParameterMoved\",\"address\":\"track/vocal/" + parameter + "\",\"value\":" + value + "}";
    }

    private static RequestSpecification as(String person) {
        return People.as(person);
    }

    private String notes() {
        return "/api/reviews/" + session + "/notes";
    }

    private String path(String note) {
        return notes() + "/" + note;
    }

    private ValidatableResponse pin(String person, String body) {
        return as(person)
                .body("{\"sampleRate\":48000," + body + "}")
                .post(notes())
                .then();
    }

    private String pinned(String text) {
        return pin("Nora", "\"revision\":\"mix-1\",\"frame\":48000,\"text\":\"" + text + "\"")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private void change(String event) {
        given().contentType(ContentType.JSON)
                .body("{\"client\":\"tab\",\"sequence\":" + ++sequence + ",\"events\":[" + event + "]}")
                .post("/api/sessions/" + session + "/changes")
                .then()
                .statusCode(200);
    }

    private static String clip(String id, long start, long stemFrame, long frames) {
        return "{\"id\":\"" + id + "\",\"stem\":\"" + STEM + "\",\"startFrame\":" + start + ",\"stemFrame\":"
                + stemFrame + ",\"lengthFrames\":" + frames + "}";
    }
}
