package foldback.accounts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import foldback.kit.TopicNames;
import foldback.kit.identity.WorkspaceEvent;
import foldback.log.EventLog;
import foldback.log.LogEntry;
import foldback.log.Tail;
import foldback.testservers.FoldbackServers;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The accounts service over HTTP, on real Kafka and PostgreSQL. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class AccountsTest {
    private static final String WRONG = "incorrect horse battery";

    @Inject
    TestClock clock;

    @Inject
    EventLog log;

    @Inject
    @DataSource("accounts")
    AgroalDataSource database;

    private Person owner = Person.stranger();
    private String workspace = "";

    @BeforeEach
    void a_workspace_of_its_own_and_nothing_tried_lately() {
        clock.advance(Duration.ofHours(5));
        owner = Person.firstOwner();
        Person founder = Person.invited(owner.invite(owner.me().getString("workspaces[0].id"), "viewer"), "Olga");
        owner = founder;
        workspace = owner.workspace("Night Bus");
    }

    // ---- coming in

    @Test
    void whoever_is_invited_makes_an_account_and_is_a_member() {
        String link = owner.invite(workspace, "engineer");
        Person.stranger()
                .post("/api/accounts/invitations/look", "{\"token\":\"" + Person.token(link) + "\"}")
                .statusCode(200)
                .body("workspace", equalTo("Night Bus"))
                .body("role", equalTo("engineer"))
                .body("invitedBy", equalTo("Olga"));
        Person nora = Person.invited(link, "Nora");
        assertThat(nora.me().getString("workspaces.find{it.id=='" + workspace + "'}.role"))
                .isEqualTo("engineer");
        nora.get(members()).statusCode(200).body("name", containsInAnyOrder("Nora", "Olga"));
    }

    @Test
    void an_invitation_is_good_once_and_not_when_it_was_withdrawn_or_is_old() {
        String used = owner.invite(workspace, "viewer");
        Person.invited(used, "Nora");
        isGoodForNothing(used);
        String withdrawn = owner.invite(workspace, "viewer");
        String id = owner.get(invitations()).statusCode(200).extract().path("[0].id");
        owner.delete(invitations() + "/" + id).statusCode(204);
        isGoodForNothing(withdrawn);
        String old = owner.invite(workspace, "viewer");
        clock.advance(Duration.ofDays(15));
        isGoodForNothing(old);
        isGoodForNothing("#guessed");
    }

    private static void isGoodForNothing(String link) {
        String token = Person.token(link);
        Person.stranger()
                .post("/api/accounts/invitations/look", "{\"token\":\"" + token + "\"}")
                .statusCode(404);
        Person.stranger()
                .post("/api/accounts/invitations/accept", person(token, "Nora", Person.address(), Person.PASSWORD))
                .statusCode(404)
                .body("type", equalTo("urn:foldback:problem:link-spent"));
    }

    @Test
    void of_many_who_accept_one_invitation_at_once_one_comes_in() throws Exception {
        String token = Person.token(owner.invite(workspace, "viewer"));
        List<Integer> answers = atOnce(
                8,
                () -> Person.stranger()
                        .post(
                                "/api/accounts/invitations/accept",
                                person(token, "Nora", Person.address(), Person.PASSWORD))
                        .extract()
                        .statusCode());
        assertThat(answers).containsOnlyOnce(200).allMatch(s -> s == 200 || s == 404 || s == 429);
        owner.get(members()).body("$", hasSize(2));
    }

    @Test
    void somebody_who_has_an_account_joins_with_it_and_keeps_the_better_role() {
        Person nora = Person.invited(owner.invite(workspace, "engineer"), "Nora");
        nora.post(
                        "/api/accounts/invitations/join",
                        "{\"token\":\"" + Person.token(owner.invite(workspace, "viewer")) + "\"}")
                .statusCode(200);
        owner.get(members()).body("find{it.name=='Nora'}.role", equalTo("engineer"));
    }

    @Test
    void an_address_has_one_account_and_the_link_stays_good() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String token = Person.token(owner.invite(workspace, "viewer"));
        Person.stranger()
                .post(
                        "/api/accounts/invitations/accept",
                        person(token, "Not Nora", nora.email().toUpperCase(Locale.ROOT), Person.PASSWORD))
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:address-taken"));
        Person.stranger()
                .post("/api/accounts/invitations/look", "{\"token\":\"" + token + "\"}")
                .statusCode(200);
    }

    @Test
    void a_password_that_is_tried_first_is_refused_and_the_link_stays_good() {
        String token = Person.token(owner.invite(workspace, "viewer"));
        Person.stranger()
                .post("/api/accounts/invitations/accept", person(token, "Nora", Person.address(), "password1234"))
                .statusCode(422)
                .body("type", equalTo("urn:foldback:problem:password-refused"))
                .body("detail", containsString("Nothing was changed"));
        Person.stranger()
                .post("/api/accounts/invitations/look", "{\"token\":\"" + token + "\"}")
                .statusCode(200);
    }

    @Test
    void requests_that_make_no_sense_are_problems() {
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"email\":\"nobody\"}",
                "{\"email\":\"a@b\",\"password\":\"\"}",
                "{\"email\":\"" + "a".repeat(300) + "@b\",\"password\":\"x\"}",
                "{\"email\":\"a@b\",\"password\":\"" + "x".repeat(2000) + "\"}")) {
            Person.stranger()
                    .post("/api/accounts/sign-in", body)
                    .statusCode(400)
                    .contentType("application/problem+json");
        }
        for (String path : List.of("look", "accept", "join")) {
            owner.post("/api/accounts/invitations/" + path, "{}").statusCode(400);
        }
        Person.stranger()
                .post("/api/accounts/invitations/accept", person("t", "\\u0007", "a@b.c", Person.PASSWORD))
                .statusCode(400);
    }

    // ---- signing in

    @Test
    void a_wrong_password_and_an_unknown_address_look_the_same() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String email = nora.email();
        JsonPath wrong =
                Person.stranger().signIn(email, WRONG).statusCode(403).extract().jsonPath();
        JsonPath unknown = Person.stranger()
                .signIn(Person.address(), WRONG)
                .statusCode(403)
                .extract()
                .jsonPath();
        assertThat(unknown.getMap("")).isEqualTo(wrong.getMap(""));
        Person.stranger().signIn(email, Person.PASSWORD).statusCode(200).header("Cache-Control", "no-store");
        Person.stranger()
                .signIn(" " + email.toUpperCase(Locale.ROOT), Person.PASSWORD)
                .statusCode(200);
    }

    @Test
    void what_keeps_somebody_signed_in_is_for_no_script_and_no_other_site() {
        String email = Person.invited(owner.invite(workspace, "viewer"), "Nora").email();
        List<String> cookies = Person.stranger()
                .signIn(email, Person.PASSWORD)
                .extract()
                .headers()
                .getValues("Set-Cookie");
        assertThat(cookies).hasSize(2).allMatch(c -> c.contains("HttpOnly") && c.contains("SameSite=Strict"));
        assertThat(cookies).allMatch(c -> c.contains("Path=/api/accounts"));
    }

    @Test
    void attempts_in_vain_have_to_wait_longer_and_longer() {
        String email = Person.invited(owner.invite(workspace, "viewer"), "Nora").email();
        for (int i = 0; i < 5; i++) {
            Person.stranger().signIn(email, WRONG).statusCode(403);
        }
        int first = waits(email);
        assertThat(first).isPositive();
        clock.advance(Duration.ofSeconds(first + 1));
        Person.stranger().signIn(email, WRONG).statusCode(403);
        int second = waits(email);
        clock.advance(Duration.ofSeconds(second + 1));
        Person.stranger().signIn(email, WRONG).statusCode(403);
        assertThat(waits(email)).isGreaterThan(second).isGreaterThan(first);
        clock.advance(Duration.ofMinutes(6));
        Person.stranger().signIn(email, Person.PASSWORD).statusCode(200);
    }

    /** How long even the right password has to wait now, in seconds. */
    private static int waits(String email) {
        return Integer.parseInt(Person.stranger()
                .signIn(email, Person.PASSWORD)
                .statusCode(429)
                .body("type", equalTo("urn:foldback:problem:too-often"))
                .extract()
                .header("Retry-After"));
    }

    @Test
    void whoever_guesses_many_accounts_is_slowed_down_by_their_address() {
        int guessed = 0;
        while (guessed < 60
                && Person.stranger().signIn(Person.address(), WRONG).extract().statusCode() == 403) {
            guessed++;
        }
        assertThat(guessed).isBetween(15, 30);
    }

    @Test
    void strangers_who_guess_keep_nobody_out_of_a_device_that_is_known() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String email = nora.email();
        for (int i = 0; i < 40; i++) {
            Person.stranger().signIn(email, WRONG);
        }
        Person.stranger().signIn(email, Person.PASSWORD).statusCode(429);
        nora.signIn(email, Person.PASSWORD).statusCode(200);
        // and a device that is known may not guess for ever either
        int guesses = 0;
        while (guesses < 50 && nora.signIn(email, WRONG).extract().statusCode() == 403) {
            guesses++;
        }
        assertThat(guesses).isBetween(5, 15);
    }

    /** {@code -Dfoldback.guesses=10000} measures what {@code docs/PERFORMANCE.md} says of it. */
    @Test
    void any_number_of_wrong_passwords_keeps_no_right_one_out() throws Exception {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String email = nora.email();
        int guesses = Integer.getInteger("foldback.guesses", 1000);
        List<Long> milliseconds = new ArrayList<>();
        try (ExecutorService guessers = Executors.newFixedThreadPool(4);
                HttpClient http = HttpClient.newHttpClient()) {
            List<Future<Integer>> refused = new ArrayList<>();
            for (int i = 0; i < guesses; i++) {
                String guessed = i % 2 == 0 ? email : "p" + i + "@example.org";
                HttpRequest guess = HttpRequest.newBuilder(
                                URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/accounts/sign-in"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"email\":\"" + guessed + "\",\"password\":\"" + WRONG + "\"}"))
                        .build();
                refused.add(guessers.submit(() ->
                        http.send(guess, HttpResponse.BodyHandlers.discarding()).statusCode()));
            }
            do {
                long begun = System.nanoTime();
                nora.signIn(email, Person.PASSWORD).statusCode(200);
                milliseconds.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
            } while (!refused.getLast().isDone());
            for (Future<Integer> answer : refused) {
                assertThat(answer.get(1, TimeUnit.MINUTES)).isIn(403, 429);
            }
        }
        milliseconds.sort(null);
        System.out.printf(
                "right sign-ins during %d wrong ones: %d, p50 %d ms, p95 %d ms%n",
                guesses,
                milliseconds.size(),
                milliseconds.get(milliseconds.size() / 2),
                milliseconds.get(milliseconds.size() * 95 / 100));
    }

    // ---- staying signed in

    @Test
    void a_refresh_gives_an_access_token_and_is_good_once() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String before = nora.accessToken();
        Person thief = nora.copy();
        nora.refresh().statusCode(200).body("expiresInSeconds", equalTo(600));
        assertThat(nora.accessToken()).isNotEqualTo(before);
        nora.refresh().statusCode(200);
        nora.get("/api/accounts/me").statusCode(200);

        thief.refresh().statusCode(401).body("type", equalTo("urn:foldback:problem:refresh-token-used-twice"));
        nora.refresh().statusCode(401);
        nora.get("/api/accounts/me").statusCode(401).header("WWW-Authenticate", "Bearer");
    }

    @Test
    void a_thief_who_is_first_loses_it_too() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        Person thief = nora.copy();
        thief.refresh().statusCode(200);
        clock.advance(Duration.ofMinutes(1));
        nora.refresh().statusCode(401);
        thief.refresh().statusCode(401);
        thief.get("/api/accounts/me").statusCode(401);
    }

    @Test
    void an_answer_that_was_lost_may_be_asked_for_again_and_whoever_has_it_after_all_is_found_out() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        nora.refreshInVain();
        nora.refresh().statusCode(200);
        nora.get("/api/accounts/me").statusCode(200);

        Person thief = nora.copy();
        thief.refresh().statusCode(200);
        nora.refresh().statusCode(200);
        thief.refresh().statusCode(401);
        nora.refresh().statusCode(401);
    }

    @Test
    void a_sign_in_that_nobody_uses_ends() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        clock.advance(Duration.ofDays(29));
        nora.refresh().statusCode(200);
        clock.advance(Duration.ofDays(29));
        nora.refresh().statusCode(200);
        clock.advance(Duration.ofDays(31));
        nora.refresh().statusCode(401);
    }

    @Test
    void an_access_token_expires() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        clock.advance(Duration.ofMinutes(9));
        nora.get("/api/accounts/me").statusCode(200);
        clock.advance(Duration.ofMinutes(2));
        nora.get("/api/accounts/me").statusCode(401).body("detail", containsString("refresh"));
        nora.refresh().statusCode(200);
        nora.get("/api/accounts/me").statusCode(200);
    }

    @Test
    void whoever_signs_out_is_signed_out_there_and_everywhere_if_they_want() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String email = nora.email();
        Person phone = Person.stranger();
        phone.signIn(email, Person.PASSWORD).statusCode(200);
        phone.get("/api/accounts/me/logins").body("$", hasSize(2)).body("findAll{it.current}", hasSize(1));
        nora.post("/api/accounts/sign-out", "").statusCode(204);
        nora.refresh().statusCode(401);
        nora.get("/api/accounts/me").statusCode(401);
        phone.refresh().statusCode(200);

        nora.signIn(email, Person.PASSWORD).statusCode(200);
        phone.delete("/api/accounts/me/logins").statusCode(204);
        nora.refresh().statusCode(401);
        phone.refresh().statusCode(401);
        nora.get("/api/accounts/me").statusCode(401);
    }

    @Test
    void a_lost_device_is_signed_out_from_another() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        Person phone = Person.stranger();
        phone.signIn(nora.email(), Person.PASSWORD).statusCode(200);
        String lost = nora.get("/api/accounts/me/logins").extract().path("find{!it.current}.id");
        owner.delete("/api/accounts/me/logins/" + lost).statusCode(404);
        nora.delete("/api/accounts/me/logins/" + lost).statusCode(204);
        phone.refresh().statusCode(401);
        nora.refresh().statusCode(200);
    }

    @Test
    void another_password_signs_out_everywhere_else() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String email = nora.email();
        Person phone = Person.stranger();
        phone.signIn(email, Person.PASSWORD).statusCode(200);
        String next = "the night bus leaves at nine";
        nora.post("/api/accounts/me/password", "{\"current\":\"" + WRONG + "\",\"next\":\"" + next + "\"}")
                .statusCode(403);
        nora.post("/api/accounts/me/password", "{\"current\":\"" + Person.PASSWORD + "\",\"next\":\"short\"}")
                .statusCode(422);
        nora.post("/api/accounts/me/password", "{\"current\":\"" + Person.PASSWORD + "\",\"next\":\"" + next + "\"}")
                .statusCode(204);
        nora.refresh().statusCode(200);
        phone.refresh().statusCode(401);
        Person.stranger().signIn(email, Person.PASSWORD).statusCode(403);
        Person.stranger().signIn(email, next).statusCode(200);
    }

    @Test
    void a_new_name_is_in_the_next_token() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        nora.request()
                .body("{\"name\":\" Nora J. \"}")
                .patch("/api/accounts/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Nora J."));
        nora.refresh().body("account.name", equalTo("Nora J."));
    }

    // ---- roles

    @Test
    void only_owners_have_a_say_in_who_is_what() {
        String noras = Person.invited(owner.invite(workspace, "viewer"), "Nora").id();
        for (String role : List.of("engineer", "artist", "viewer")) {
            Person other = Person.invited(owner.invite(workspace, role), "Other");
            other.get(members()).statusCode(200);
            other.get(invitations()).statusCode(403);
            other.post(invitations(), "{\"role\":\"viewer\"}").statusCode(403);
            other.put(members() + "/" + noras, "{\"role\":\"owner\"}").statusCode(403);
            other.put(members() + "/" + other.id(), "{\"role\":\"owner\"}").statusCode(403);
            other.delete(members() + "/" + noras).statusCode(403);
            other.get("/api/accounts/workspaces/" + workspace + "/audit").statusCode(403);
            other.delete(members() + "/" + other.id()).statusCode(204);
            other.get(members()).statusCode(404);
        }
        owner.put(members() + "/" + noras, "{\"role\":\"artist\"}").statusCode(204);
        owner.get(members()).body("find{it.name=='Nora'}.role", equalTo("artist"));
        owner.put(members() + "/" + UUID.randomUUID(), "{\"role\":\"artist\"}").statusCode(404);
        owner.put(members() + "/" + noras, "{\"role\":\"king\"}").statusCode(400);
    }

    @Test
    void somebody_elses_workspace_looks_like_none() {
        Person stranger = Person.invited(owner.invite(owner.workspace("Elsewhere"), "owner"), "Stranger");
        JsonPath there = stranger.get(members()).statusCode(404).extract().jsonPath();
        JsonPath nowhere = stranger.get("/api/accounts/workspaces/" + UUID.randomUUID() + "/members")
                .statusCode(404)
                .extract()
                .jsonPath();
        assertThat(there.getMap("")).isEqualTo(nowhere.getMap(""));
        stranger.get(invitations()).statusCode(404);
        stranger.post(invitations(), "{\"role\":\"owner\"}").statusCode(404);
        stranger.put(members() + "/" + owner.id(), "{\"role\":\"viewer\"}").statusCode(404);
        stranger.delete(members() + "/" + owner.id()).statusCode(404);
        stranger.get("/api/accounts/workspaces/" + workspace + "/audit").statusCode(404);
    }

    @Test
    void a_workspace_keeps_an_owner() throws Exception {
        String olga = owner.id();
        owner.put(members() + "/" + olga, "{\"role\":\"viewer\"}")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:last-owner"));
        owner.delete(members() + "/" + olga).statusCode(409);
        Person nora = Person.invited(owner.invite(workspace, "owner"), "Nora");
        String noras = nora.id();
        // both leave at the same moment: one has to stay
        List<Callable<Integer>> leave = List.of(
                () -> owner.delete(members() + "/" + olga).extract().statusCode(),
                () -> nora.delete(members() + "/" + noras).extract().statusCode());
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : both.invokeAll(leave)) {
                answers.add(answer.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(204, 409);
        }
    }

    // ---- what the log and the books say

    @Test
    void the_log_tells_of_members_in_order_and_of_no_address() throws Exception {
        Person nora = Person.invited(owner.invite(workspace, "artist"), "Nora");
        String noras = nora.id();
        owner.put(members() + "/" + noras, "{\"role\":\"engineer\"}").statusCode(204);
        owner.delete(members() + "/" + noras).statusCode(204);
        List<LogEntry> told = told(workspace, 5);
        assertThat(told.stream().map(LogEntry::type))
                .containsExactly(
                        "foldback.workspace.named.v1",
                        "foldback.workspace.member-set.v1",
                        "foldback.workspace.member-set.v1",
                        "foldback.workspace.member-set.v1",
                        "foldback.workspace.member-removed.v1");
        UUID member = UUID.fromString(noras);
        assertThat(WorkspaceEvent.VOCABULARY.eventOf(told.get(2)))
                .isEqualTo(new WorkspaceEvent.MemberSet(member, "artist"));
        assertThat(WorkspaceEvent.VOCABULARY.eventOf(told.get(3)))
                .isEqualTo(new WorkspaceEvent.MemberSet(member, "engineer"));
        assertThat(WorkspaceEvent.VOCABULARY.eventOf(told.get(4))).isEqualTo(new WorkspaceEvent.MemberRemoved(member));
        assertThat(told).noneMatch(e -> new String(e.data(), StandardCharsets.UTF_8).contains("@"));
    }

    @Test
    void the_log_tells_which_sign_ins_have_ended() throws Exception {
        Person nora = Person.invited(owner.invite(workspace, "artist"), "Nora");
        String login = nora.get("/api/accounts/me/logins").extract().path("[0].id");
        String account = nora.id();
        nora.post("/api/accounts/sign-out", "").statusCode(204);
        assertThat(WorkspaceEvent.VOCABULARY.eventOf(told(account, 1).getFirst()))
                .isEqualTo(new WorkspaceEvent.LoginsEnded(List.of(UUID.fromString(login))));
    }

    private List<LogEntry> told(String subject, int count) throws Exception {
        BlockingQueue<LogEntry> records = new LinkedBlockingQueue<>();
        try (Tail _ = log.follow(TopicNames.WORKSPACE_EVENTS, Map.of(), r -> records.add(r.entry()))) {
            List<LogEntry> found = new ArrayList<>();
            while (found.size() < count) {
                LogEntry next = records.poll(20, TimeUnit.SECONDS);
                assertThat(next).as("record " + found.size() + " of " + subject).isNotNull();
                if (next.subject().equals(subject)) {
                    found.add(next);
                }
            }
            return found;
        }
    }

    @Test
    void the_books_say_who_did_what() {
        Person nora = Person.invited(owner.invite(workspace, "artist"), "Nora");
        owner.put(members() + "/" + nora.id(), "{\"role\":\"viewer\"}").statusCode(204);
        owner.get("/api/accounts/workspaces/" + workspace + "/audit")
                .statusCode(200)
                .body("what", contains("member-role-set", "member-joined", "invitation-made", "workspace-founded"))
                .body("[0].account", equalTo(owner.id()))
                .body("[0].address", notNullValue());
        String third = owner.get("/api/accounts/workspaces/" + workspace + "/audit")
                .extract()
                .path("[1].id");
        owner.get("/api/accounts/workspaces/" + workspace + "/audit?before=" + third)
                .body("what", contains("invitation-made", "workspace-founded"));
    }

    @Test
    void the_database_keeps_no_secret() throws Exception {
        String link = owner.invite(workspace, "viewer");
        Person nora = Person.invited(link, "Nora");
        Map<String, String> secrets = nora.signIn(nora.email(), Person.PASSWORD)
                .statusCode(200)
                .extract()
                .cookies();
        String key = madeApiToken(nora, "all").getString("secret");
        String everything = everything();
        assertThat(everything).contains("$argon2id$v=19$m=19456,t=2,p=1$", "Nora");
        assertThat(everything)
                .doesNotContain(Person.PASSWORD)
                .doesNotContain(Person.token(link))
                .doesNotContain(key);
        assertThat(secrets.values()).hasSize(2).noneMatch(everything::contains);
        // the private half of a key on a curve is its member "d"
        assertThat(everything).contains("\"crv\":\"P-256\"").doesNotContain("\"d\":\"");
    }

    private String everything() throws SQLException {
        StringBuilder all = new StringBuilder();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "select table_name from information_schema.tables where table_schema = 'accounts'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).hasSizeGreaterThanOrEqualTo(12);
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("select t::text from accounts." + table + " t")) {
                    while (rows.next()) {
                        all.append(rows.getString(1).replace("\"\"", "\"")).append('\n');
                    }
                }
            }
        }
        return all.toString();
    }

    // ---- keys for programs

    @Test
    void a_program_gives_its_key_for_access_tokens_until_it_is_revoked() {
        Person nora = Person.invited(owner.invite(workspace, "artist"), "Nora");
        JsonPath made = madeApiToken(nora, "studio");
        assertThat(made.getString("secret")).startsWith("foldback_").hasSizeGreaterThan(50);
        nora.get("/api/accounts/me/api-tokens")
                .body("name", contains("laptop"))
                .body("[0].secret", nullValue())
                .body("[0].scope", equalTo("studio"));
        Person program = Person.stranger();
        program.useToken(access(made.getString("secret")));
        assertThat(program.id()).isEqualTo(nora.id());
        nora.delete("/api/accounts/me/api-tokens/" + made.getString("id")).statusCode(204);
        program.get("/api/accounts/me").statusCode(401);
        Person.stranger()
                .post("/api/accounts/access", "{\"key\":\"" + made.getString("secret") + "\"}")
                .statusCode(401);
        nora.delete("/api/accounts/me/api-tokens/" + made.getString("id")).statusCode(404);
    }

    @Test
    void a_key_for_the_studio_is_good_for_no_account() {
        Person nora = Person.invited(owner.invite(workspace, "owner"), "Nora");
        for (String scope : List.of("studio", "read")) {
            Person program = Person.stranger();
            program.useToken(access(madeApiToken(nora, scope).getString("secret")));
            program.get("/api/accounts/me").statusCode(200);
            program.get(members()).statusCode(200);
            program.post("/api/accounts/me/api-tokens", "{\"name\":\"x\",\"scope\":\"all\",\"days\":1}")
                    .statusCode(403)
                    .body("type", equalTo("urn:foldback:problem:token-scope"));
            program.post(invitations(), "{\"role\":\"owner\"}").statusCode(403);
            program.post("/api/accounts/workspaces", "{\"name\":\"x\"}").statusCode(403);
            program.delete("/api/accounts/me/logins").statusCode(403);
        }
    }

    @Test
    void a_key_ends_when_it_was_to_end() {
        Person nora = Person.invited(owner.invite(workspace, "artist"), "Nora");
        String secret = madeApiToken(nora, "read").getString("secret");
        clock.advance(Duration.ofDays(31));
        Person.stranger()
                .post("/api/accounts/access", "{\"key\":\"" + secret + "\"}")
                .statusCode(401);
    }

    private static JsonPath madeApiToken(Person person, String scope) {
        return person.post(
                        "/api/accounts/me/api-tokens", "{\"name\":\"laptop\",\"scope\":\"" + scope + "\",\"days\":30}")
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static String access(String secret) {
        return Person.stranger()
                .post("/api/accounts/access", "{\"key\":\"" + secret + "\"}")
                .statusCode(200)
                .extract()
                .path("accessToken");
    }

    @Test
    void whoever_has_an_api_token_may_end_it() {
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        String secret = madeApiToken(nora, "read").getString("secret");
        access(secret);
        String body = "{\"key\":\"" + secret + "\"}";
        Person.stranger().post("/api/accounts/access/revocation", body).statusCode(204);
        Person.stranger().post("/api/accounts/access", body).statusCode(401);
        Person.stranger().post("/api/accounts/access/revocation", body).statusCode(401);
        assertThat(nora.get("/api/accounts/me/api-tokens").extract().jsonPath().getList("id"))
                .isEmpty();
    }

    // ---- this machine

    @Test
    void the_key_of_the_data_folder_opens_on_this_machine_only() {
        String body = "{\"key\":\"" + FoldbackServers.LOCAL_KEY + "\",\"link\":true}";
        given().contentType(ContentType.JSON)
                .header("X-Forwarded-For", "203.0.113.9")
                .body(body)
                .post("/api/accounts/sign-in/local")
                .then()
                .statusCode(404);
        Person.stranger()
                .post("/api/accounts/sign-in/local", "{\"key\":\"" + "11".repeat(32) + "\"}")
                .statusCode(404);
        String link = Person.stranger()
                .post("/api/accounts/sign-in/local", body)
                .statusCode(200)
                .extract()
                .path("link");
        assertThat(link).contains("/app/sign-in#");
        String token = "{\"token\":\"" + Person.token(link) + "\"}";
        Person browser = Person.stranger();
        browser.signedIn(browser.post("/api/accounts/sign-in/link", token));
        browser.refresh().statusCode(200);
        Person.stranger().post("/api/accounts/sign-in/link", token).statusCode(404);
    }

    // ---- keys of the service

    @Test
    void keys_take_turns_and_tokens_of_the_one_before_count_until_they_expire() {
        List<String> first = keys();
        Person nora = Person.invited(owner.invite(workspace, "viewer"), "Nora");
        clock.advance(Duration.ofDays(31));
        assertThat(keys()).containsAll(first.subList(0, 1)).hasSizeGreaterThan(1);
        nora.refresh().statusCode(401);
        Person later = Person.firstOwner();
        clock.advance(Duration.ofMinutes(9));
        later.get("/api/accounts/me").statusCode(200);
        clock.advance(Duration.ofHours(1));
        assertThat(keys()).doesNotContain(first.getFirst());
        Person.firstOwner().get("/api/accounts/me").statusCode(200);
    }

    private static List<String> keys() {
        JsonPath set = given().get("/api/accounts/keys")
                .then()
                .statusCode(200)
                .body("keys.size()", greaterThan(0))
                .extract()
                .jsonPath();
        assertThat(set.getList("keys", Map.class)).allMatch(k -> !k.containsKey("d"));
        return set.getList("keys.kid");
    }

    // ---- shortly

    private String members() {
        return "/api/accounts/workspaces/" + workspace + "/members";
    }

    private String invitations() {
        return "/api/accounts/workspaces/" + workspace + "/invitations";
    }

    private static String person(String token, String name, String email, String password) {
        return "{\"token\":\"" + token + "\",\"name\":\"" + name + "\",\"email\":\"" + email + "\",\"password\":\""
                + password + "\"}";
    }

    private static <T> List<T> atOnce(int count, Callable<T> work) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(Collections.nCopies(count, work))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
