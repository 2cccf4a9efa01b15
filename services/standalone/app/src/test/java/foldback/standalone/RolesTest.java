package foldback.standalone;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import foldback.kit.access.RouteRule;
import foldback.kit.access.RouteTable;
import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every cell of docs/ROLES.md, against all services together, with everybody signed in but nobody. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class RolesTest {
    private static final int FEWEST_ROUTES = 60;
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> PEOPLE = List.of(
            "owner", "engineer", "artist", "viewer", "artist of the session", "other tenant", "nobody", "guest");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** A row of the document: the method, the path, and what each of the people gets. */
    private record Row(String method, String path, List<String> cells) {}

    private final Map<String, String> tokens = new LinkedHashMap<>();
    private final Map<String, String> emails = new LinkedHashMap<>();
    private String workspace = "";
    private String session = "";
    private String project = "";
    private String render = "";
    private String stem = "";

    @BeforeEach
    void everybody_is_there() {
        // Nobody is who sends no token: see the column.
        RestAssured.replaceFiltersWith(List.of());
        String operator = given().contentType(ContentType.JSON)
                .body("{\"key\":\"" + FoldbackServers.LOCAL_KEY + "\"}")
                .post("/api/accounts/sign-in/local")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
        join("owner", operator, "home", "viewer");
        workspace = as("owner")
                .body("{\"name\":\"North\"}")
                .post("/api/accounts/workspaces")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (String role : List.of("engineer", "artist", "viewer")) {
            join(role, tokens.getOrDefault("owner", ""), workspace, role);
        }
        join("other tenant", operator, "home", "viewer");
        String elsewhere = as("other tenant")
                .body("{\"name\":\"South\"}")
                .post("/api/accounts/workspaces")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        join("artist of the session", operator, "home", "viewer");
        as("artist of the session").delete("/api/accounts/workspaces/home/members/" + id("artist of the session"));
        tokens.put("nobody", "");

        session = as("owner")
                .body("{\"name\":\"Night Bus\",\"sampleRate\":48000,\"workspace\":\"" + workspace + "\"}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        change(
                        "owner",
                        1,
                        "{\"type\":\"MemberJoined\",\"member\":{\"id\":\"" + id("artist of the session")
                                + "\",\"name\":\"Guest\",\"role\":\"ARTIST\"}}")
                .then()
                .statusCode(200);
        change("owner", 2, "{\"type\":\"RevisionCut\",\"revision\":\"mix-1\",\"name\":\"Mix 1\"}")
                .then()
                .statusCode(200);
        tokens.put("guest", guest());
        project = as("owner")
                .body("{\"name\":\"Album\",\"workspace\":\"" + workspace + "\"}")
                .post("/api/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        render = as("owner")
                .body("{\"session\":\"" + session + "\",\"revision\":\"mix-1\",\"purpose\":\"preview\"}")
                .post("/api/renders")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        assertThat(elsewhere).isNotEqualTo(workspace);
        stem = upload();
    }

    /** The access token of a guest who may do all that a link can say. */
    private String guest() {
        String link = as("engineer")
                .body("{\"may\":[\"note\",\"decide\",\"download\"]}")
                .post("/api/accounts/sessions/" + session + "/guest-links")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        return given().contentType(ContentType.JSON)
                .body("{\"token\":\"" + link.substring(link.indexOf('#') + 1)
                        + "\",\"name\":\"Guest\",\"colour\":\"#FF9F00\"}")
                .post("/api/accounts/guests/enter")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
    }

    /** A stem of the session's; another each time, so that nobody else has it. */
    private String upload() {
        return Stems.upload(() -> as("engineer"), session);
    }

    /** An upload for the session, of which nothing has come. */
    private JsonPath announced() {
        return Stems.announce(() -> as("engineer"), session);
    }

    @Test
    void everybody_gets_what_the_document_says() throws Exception {
        List<Row> rows = rows();
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Row row : rows) {
            for (int i = 0; i < PEOPLE.size(); i++) {
                String person = PEOPLE.get(i);
                String gets = row.method().equals("WS") ? socket(person) : request(person, row);
                seen++;
                if (!fits(row.cells().get(i), gets)) {
                    wrong.add(row.method() + " " + row.path() + " by " + person + ": " + gets + ", not "
                            + row.cells().get(i));
                }
            }
        }
        System.out.println("routes x people: " + seen);
        assertThat(wrong).isEmpty();
        assertThat(seen).isGreaterThanOrEqualTo(FEWEST_ROUTES * PEOPLE.size());
    }

    @Test
    void the_document_and_the_table_have_the_same_routes() throws IOException {
        Set<String> documented = new TreeSet<>();
        rows().forEach(row -> documented.add(row.method() + " " + row.path()));
        Set<String> there = new TreeSet<>();
        for (RouteRule rule : RouteTable.load().rules()) {
            there.add(rule.method() + " " + rule.path());
        }
        assertThat(there).isEqualTo(documented).hasSizeGreaterThanOrEqualTo(FEWEST_ROUTES);
    }

    @Test
    void what_may_not_be_known_looks_like_what_is_not_there() {
        for (String path : List.of("", "/history", "/access", "/mix-document")) {
            Map<String, Object> hidden = as("other tenant")
                    .get("/api/sessions/" + session + path)
                    .then()
                    .statusCode(404)
                    .extract()
                    .jsonPath()
                    .getMap("");
            String none = UUID.randomUUID().toString();
            Map<String, Object> missing = as("other tenant")
                    .get("/api/sessions/" + none + path)
                    .then()
                    .statusCode(404)
                    .extract()
                    .jsonPath()
                    .getMap("");
            assertThat(hidden.toString().replace(session, "ID"))
                    .isEqualTo(missing.toString().replace(none, "ID"));
        }
        assertThat(as("other tenant")
                        .get("/api/sessions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain(session);
        assertThat(as("viewer")
                        .get("/api/sessions")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains(session);
        assertThat(as("other tenant")
                        .get("/api/projects")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .doesNotContain(project);
    }

    @Test
    void an_artist_moves_what_was_made_safe_and_nothing_else() {
        String fader = "track/vocal/fader";
        change("engineer", 1, "{\"type\":\"TrackAdded\",\"track\":\"vocal\",\"name\":\"Vocal\",\"colour\":\"#FF9F00\"}")
                .then()
                .statusCode(200);
        change("artist", 1, moved(fader, -3)).then().statusCode(403);
        change(
                        "engineer",
                        2,
                        "{\"type\":\"SafeFaderGranted\",\"fader\":{\"address\":\"" + fader
                                + "\",\"minimum\":-6,\"maximum\":0}}")
                .then()
                .statusCode(200);
        change("artist", 2, moved(fader, -3)).then().statusCode(200);
        change("artist", 3, moved(fader, -7)).then().statusCode(403);
        change("artist", 4, moved("track/vocal/pan", 0.5)).then().statusCode(403);
        change("artist", 5, moved(fader, -3) + ",{\"type\":\"TrackRemoved\",\"track\":\"vocal\"}")
                .then()
                .statusCode(403);
        change(
                        "engineer",
                        3,
                        "{\"type\":\"MemberJoined\",\"member\":{\"id\":\"" + id("engineer")
                                + "\",\"name\":\"Me\",\"role\":\"OWNER\"}}")
                .then()
                .statusCode(403);
        assertThat(as("viewer")
                        .get("/api/sessions/" + session + "/history")
                        .jsonPath()
                        .getList("author"))
                .endsWith("engineer", "engineer", "artist");
    }

    @Test
    void a_role_that_was_taken_away_is_gone_at_once_and_so_is_a_sign_in_that_ended() {
        as("viewer").get("/api/sessions/" + session).then().statusCode(200);
        as("owner")
                .delete("/api/accounts/workspaces/" + workspace + "/members/" + id("viewer"))
                .then()
                .statusCode(204);
        eventually("viewer", 404);
        as("artist").get("/api/sessions/" + session).then().statusCode(200);
        as("artist").delete("/api/accounts/me/logins").then().statusCode(204);
        eventually("artist", 401);
    }

    private void eventually(String person, int status) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (as(person).get("/api/sessions/" + session).statusCode() != status && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        as(person).get("/api/sessions/" + session).then().statusCode(status);
    }

    @Test
    void tokens_that_nobody_issued_open_nothing() {
        String good = tokens.getOrDefault("owner", "");
        String[] parts = good.split("\\.", -1);
        String none = "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0";
        for (String token : List.of(
                "x",
                none + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + "A".repeat(86),
                good + "A".repeat(4000))) {
            given().header("Authorization", "Bearer " + token)
                    .get("/api/sessions/" + session)
                    .then()
                    .statusCode(401);
        }
        given().header("Authorization", "Basic bm9yYTpub3Jh")
                .get("/api/sessions")
                .then()
                .statusCode(401);
    }

    // ---- asking

    private String request(String person, Row row) {
        String path = row.path()
                .replace("{id}", row.path().startsWith("/api/renders") ? render : session)
                .replace("{workspace}", workspace)
                .replace("{project}", project)
                .replace("{hash}", stem)
                .replace("{session}", session);
        if (path.contains("{upload}")) {
            path = path.replace("{upload}", announced().getString("upload"));
        }
        String filled = path.replaceAll("\\{[a-z]+}", UUID.randomUUID().toString());
        if (filled.equals("/api/renders") || filled.equals("/api/renders/log/downloads")) {
            filled += "?session=" + session;
        }
        if (filled.endsWith("/merge")) {
            filled += "?from=" + session;
        }
        Response answer =
                as(person).body(row.method().equals("GET") ? "" : body(row)).request(row.method(), filled);
        if (filled.equals("/api/accounts/me/logins") && row.method().equals("DELETE") && answer.statusCode() == 204) {
            signIn(person);
        }
        return answer.statusCode() == 404 && isAboutSomethingInside(answer)
                ? "404 inside"
                : Integer.toString(answer.statusCode());
    }

    /** Whether somebody was let in and found nothing of the name that this test made up. */
    private static boolean isAboutSomethingInside(Response answer) {
        return answer.jsonPath().getString("type").endsWith(":link-spent")
                || answer.jsonPath()
                        .getString("detail")
                        .matches(
                                "There is no such (sign-in|API token|member|invitation|link|note|reply|reaction|round|session|comparison)\\b.*");
    }

    private String body(Row row) {
        return switch (row.method() + " " + row.path()) {
            case "POST /api/sessions" ->
                "{\"name\":\"Another\",\"sampleRate\":48000,\"workspace\":\"" + workspace + "\"}";
            case "POST /api/projects" -> "{\"name\":\"" + UUID.randomUUID() + "\",\"workspace\":\"" + workspace + "\"}";
            case "POST /api/renders" -> "{\"session\":\"" + session + "\",\"version\":2,\"purpose\":\"preview\"}";
            case "POST /api/accounts/invitations/join" -> "{\"token\":\"none\"}";
            case "PUT /api/accounts/workspaces/{workspace}/members/{account}" -> "{\"role\":\"viewer\"}";
            case "PUT /api/projects/{project}/name" -> "{\"name\":\"Album\"}";
            case "POST /api/stems/uploads" ->
                "{\"fileName\":\"b.wav\",\"bytes\":1000,\"workspace\":\"" + workspace + "\"}";
            case "POST /api/stems/bundles" -> "{\"parts\":[{\"stem\":\"" + stem + "\",\"second\":0}]}";
            case "POST /api/stems/{hash}/conversions" -> "{\"sampleRate\":44100,\"channels\":1}";
            case "POST /api/renders/comparisons" ->
                "{\"session\":\"" + session + "\",\"from\":{\"version\":1},\"to\":{\"version\":2}}";
            case "POST /api/renders/{id}/overrule" -> "{\"reason\":\"so it is\"}";
            default -> "{}";
        };
    }

    private static boolean fits(String cell, String gets) {
        return switch (cell) {
            case "yes" -> !gets.equals("401") && !gets.equals("403") && !gets.equals("404") && !gets.startsWith("5");
            case "own" -> !gets.equals("403") && !gets.startsWith("5");
            default -> gets.equals(cell);
        };
    }

    /** What a socket gets, as the status that a request would get. */
    private String socket(String person) throws Exception {
        CompletableFuture<String> outcome = new CompletableFuture<>();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        String token = tokens.getOrDefault(person, "");
        if (token.isEmpty()) {
            builder.subprotocols("foldback");
        } else {
            builder.subprotocols("foldback", "bearer." + token);
        }
        WebSocket socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + RestAssured.port + "/api/sessions/" + session + "/live?client="
                                + UUID.randomUUID()),
                        new WebSocket.Listener() {
                            @Override
                            public @Nullable CompletionStage<?> onText(
                                    WebSocket from, CharSequence data, boolean last) {
                                outcome.complete("200");
                                return null;
                            }

                            @Override
                            public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                                outcome.complete(Integer.toString(code - 4000));
                                return null;
                            }
                        })
                .get(20, TimeUnit.SECONDS);
        try {
            return outcome.get(20, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "silence";
        } finally {
            socket.abort();
        }
    }

    private Response change(String person, int sequence, String events) {
        return as(person)
                .body("{\"client\":\"" + person.replace(' ', '-') + "\",\"sequence\":" + sequence + ",\"events\":["
                        + events + "]}")
                .post("/api/sessions/" + session + "/changes");
    }

    private static String moved(String address, double value) {
        return "{\"type\":\"ParameterMoved\",\"address\":\"" + address + "\",\"value\":" + value + "}";
    }

    private RequestSpecification as(String person) {
        RequestSpecification request =
                given().contentType(ContentType.JSON).redirects().follow(false);
        String token = tokens.getOrDefault(person, "");
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String id(String person) {
        return as(person)
                .get("/api/accounts/me")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void join(String person, String inviter, String where, String role) {
        String link = given().contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + inviter)
                .body("{\"role\":\"" + role + "\"}")
                .post("/api/accounts/workspaces/" + where + "/invitations")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        String email = UUID.randomUUID() + "@example.org";
        emails.put(person, email);
        tokens.put(
                person,
                given().contentType(ContentType.JSON)
                        .body("{\"token\":\"" + link.substring(link.indexOf('#') + 1) + "\",\"name\":\"" + person
                                + "\",\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\"}")
                        .post("/api/accounts/invitations/accept")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("accessToken"));
    }

    private void signIn(String person) {
        tokens.put(
                person,
                given().contentType(ContentType.JSON)
                        .body("{\"email\":\"" + emails.get(person) + "\",\"password\":\"" + PASSWORD + "\"}")
                        .post("/api/accounts/sign-in")
                        .then()
                        .statusCode(200)
                        .extract()
                        .path("accessToken"));
    }

    private static List<Row> rows() throws IOException {
        Path document = Path.of(System.getProperty("foldback.root", "../../.."), "docs/ROLES.md");
        Pattern line = Pattern.compile("\\| `([A-Z]+) (\\S+)` \\| (.*) \\|");
        List<Row> rows = new ArrayList<>();
        for (String text : Files.readAllLines(document)) {
            Matcher row = line.matcher(text);
            if (row.matches()) {
                rows.add(
                        new Row(row.group(1), row.group(2), List.of(row.group(3).split(" \\| ", -1))));
            }
        }
        assertThat(rows).allMatch(row -> row.cells().size() == PEOPLE.size());
        return rows;
    }
}
