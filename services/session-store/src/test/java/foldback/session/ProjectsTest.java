package foldback.session;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Projects: which sessions are of one release, and in which order. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class ProjectsTest {
    @Inject
    EventLog log;

    @Inject
    LogEntries entries;

    @BeforeEach
    void sign_in() {
        People.actAsOwner();
    }

    @Test
    void a_session_that_is_filed_is_shown_with_its_project_and_sounds_as_before() {
        String session = session("Night Bus", "home");
        String before = etag(session);
        String project = project("Album", "home");
        file(project, session, "{}").statusCode(200).body("sessions", equalTo(List.of(session)));

        when().get("/api/sessions/" + session)
                .then()
                .body("project", equalTo(project))
                .body("version", equalTo(1));
        assertThat(etag(session)).isEqualTo(before);
        assertThat(projectInList(session)).isEqualTo(project);

        unfile(project, session).statusCode(200).body("sessions", empty());
        when().get("/api/sessions/" + session).then().body("project", nullValue());
        assertThat(projectInList(session)).isNull();
    }

    @Test
    void sessions_are_in_the_order_that_somebody_gives_them() {
        String project = project("Album", "home");
        String one = session("One", "home");
        String two = session("Two", "home");
        String three = session("Three", "home");
        file(project, one, "{}").statusCode(200);
        file(project, two, "{}").statusCode(200);
        file(project, three, "{\"position\":1}").body("sessions", equalTo(List.of(one, three, two)));
        file(project, one, "{\"position\":99}").body("sessions", equalTo(List.of(three, two, one)));
        file(project, two, "{\"position\":0}").body("sessions", equalTo(List.of(two, three, one)));
        file(project, three, "{}").body("sessions", equalTo(List.of(two, three, one)));
        unfile(project, three).body("sessions", equalTo(List.of(two, one)));
        request().get("/api/projects/" + project).then().body("sessions", equalTo(List.of(two, one)));
    }

    @Test
    void a_session_is_in_one_project_at_most() {
        String session = session("Single", "home");
        String album = project("Album", "home");
        String single = project("Single", "home");
        file(album, session, "{}").statusCode(200);
        file(single, session, "{}").statusCode(200).body("sessions", equalTo(List.of(session)));
        request().get("/api/projects/" + album).then().body("sessions", empty());
        unfile(album, session).statusCode(200);
        request().get("/api/projects/" + single).then().body("sessions", equalTo(List.of(session)));
    }

    @Test
    void projects_are_listed_by_name_and_by_workspace() {
        String workspace = workspace("by-name");
        String b = project("beta", workspace);
        String a = project("Alpha", workspace);
        String other = project("Aardvark", workspace("by-name-2"));
        request().get("/api/projects?workspace=" + workspace).then().body("id", equalTo(List.of(a, b)));
        request().get("/api/projects").then().body("id", hasItem(other)).body("id", hasItem(a));
        name(b, "Aaa").statusCode(200).body("name", equalTo("Aaa")).body("changedBy", equalTo("Ines"));
        request().get("/api/projects?workspace=" + workspace).then().body("id", equalTo(List.of(b, a)));
        request().get("/api/projects?workspace=No%20Where").then().statusCode(400);
    }

    @Test
    void a_project_in_the_archive_is_shown_to_who_asks_and_not_changed() {
        String workspace = workspace("archive");
        String project = project("Album", workspace);
        String session = session("Night Bus", workspace);
        file(project, session, "{}").statusCode(200);
        request()
                .put("/api/projects/" + project + "/archive")
                .then()
                .statusCode(200)
                .body("archived", equalTo(true));
        request().put("/api/projects/" + project + "/archive").then().statusCode(200);
        request().get("/api/projects?workspace=" + workspace).then().body("$", empty());
        request()
                .get("/api/projects?archived=true&workspace=" + workspace)
                .then()
                .body("id", equalTo(List.of(project)));
        name(project, "Other").statusCode(409).body("type", equalTo("urn:foldback:problem:project-archived"));
        unfile(project, session).statusCode(409);
        request().delete("/api/projects/" + project + "/archive").then().body("archived", equalTo(false));
        name(project, "Other").statusCode(200).body("sessions", equalTo(List.of(session)));
    }

    @Test
    void a_project_holds_sessions_of_its_own_workspace() {
        String project = project("Album", workspace("north"));
        String session = session("Night Bus", workspace("south"));
        file(project, session, "{}")
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:foldback:problem:other-workspace"));
        request().get("/api/projects/" + project).then().body("sessions", empty());
    }

    @Test
    void what_is_not_there_is_not_found() {
        String project = project("Album", "home");
        String session = session("Night Bus", "home");
        String nothing = UUID.randomUUID().toString();
        file(nothing, session, "{}").statusCode(404).contentType("application/problem+json");
        file(project, nothing, "{}").statusCode(404);
        file(project, "nobody", "{}").statusCode(404);
        name(nothing, "Name").statusCode(404);
        unfile(nothing, session).statusCode(404);
        request().get("/api/projects/" + nothing).then().statusCode(404);
        request().get("/api/projects/nothing").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"name\":\" \"}",
                "{\"name\":\"A\\u0000B\"}",
                "{\"name\":\"A\",\"workspace\":\"No Where\"}",
            })
    void malformed_projects_are_problems(String body) {
        request().body(body).post("/api/projects").then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not json",
                "{\"project\":\"P\",\"name\":\"\"}",
                "{\"project\":\"P\",\"name\":\"A\\u0000B\"}",
                "{\"project\":\"nobody\",\"name\":\"A\"}",
            })
    void a_record_that_cannot_be_read_is_passed_over(String data) {
        String project = project("Album", "home");
        append("home", "foldback.project.renamed.v1", data.replace("\"P\"", "\"" + project + "\""));
        name(project, "Still here").statusCode(200).body("name", equalTo("Still here"));
    }

    @Test
    void a_record_of_another_workspace_changes_nothing() {
        String west = workspace("west");
        String project = project("Album", workspace("east"));
        append(west, "foldback.project.renamed.v1", "{\"project\":\"" + project + "\",\"name\":\"Stolen\"}");
        project("Afterwards", west);
        request().get("/api/projects/" + project).then().body("name", equalTo("Album"));
    }

    @Test
    void s18_projects_can_be_forgotten_and_come_back_from_their_log() {
        String workspace = workspace("rebuilt");
        String project = project("Album", workspace);
        String one = session("One", workspace);
        String two = session("Two", workspace);
        file(project, one, "{}").statusCode(200);
        file(project, two, "{\"position\":0}").statusCode(200);
        String before = request().get("/api/projects?workspace=" + workspace).asString();
        given().contentType(ContentType.JSON)
                .post("/api/admin/sessions/rebuild")
                .then()
                .statusCode(200);
        assertThat(request().get("/api/projects?workspace=" + workspace).asString())
                .isEqualTo(before);
        name(project, "After").statusCode(200).body("sessions", equalTo(List.of(two, one)));
        request().get("/api/projects").then().body("id", not(empty()));
    }

    private void append(String workspace, String type, String data) {
        log.append(
                TopicNames.PROJECT_EVENTS,
                entries.entry(type, "/test", workspace, Author.named("Nobody"), data.getBytes(StandardCharsets.UTF_8)));
    }

    private static io.restassured.specification.RequestSpecification request() {
        return People.as("Ines");
    }

    /** One of Ines's own, by its id. */
    private static String workspace(String name) {
        return request()
                .body("{\"name\":\"" + name + "\"}")
                .post("/api/accounts/workspaces")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String session(String name, String workspace) {
        return request()
                .body("{\"name\":\"" + name + "\",\"sampleRate\":48000,\"workspace\":\"" + workspace + "\"}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String project(String name, String workspace) {
        return request()
                .body("{\"name\":\"" + name + "\",\"workspace\":\"" + workspace + "\"}")
                .post("/api/projects")
                .then()
                .statusCode(201)
                .body("name", equalTo(name))
                .body("workspace", equalTo(workspace))
                .body("sessions", empty())
                .extract()
                .path("id");
    }

    private static ValidatableResponse file(String project, String session, String place) {
        return request()
                .body(place)
                .put("/api/projects/" + project + "/sessions/" + session)
                .then();
    }

    private static ValidatableResponse unfile(String project, String session) {
        return request()
                .delete("/api/projects/" + project + "/sessions/" + session)
                .then();
    }

    private static ValidatableResponse name(String project, String name) {
        return request()
                .body("{\"name\":\"" + name + "\"}")
                .put("/api/projects/" + project + "/name")
                .then();
    }

    private static String etag(String session) {
        return when().get("/api/sessions/" + session + "/mix-document").header("ETag");
    }

    private static String projectInList(String session) {
        return when().get("/api/sessions").jsonPath().getString("find { it.id == '" + session + "' }.project");
    }
}
