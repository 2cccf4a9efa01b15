package foldback.session;

import static foldback.session.Api.moved;
import static foldback.session.Api.revision;
import static foldback.session.Api.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** History, undo, blame, diff, branch and merge, as a client meets them. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class PastTest {
    // ---- undo

    @BeforeEach
    void sign_in() {
        People.actAsOwner();
    }

    @Test
    void two_people_of_one_name_never_take_back_what_the_other_did() {
        Api one = Api.start("Nora#1", "Night Bus");
        Api two = one.by("Nora#2");
        one.change(track("kick")).statusCode(200);
        two.gesture("ride", moved("track/kick/fader", -3)).statusCode(200);
        one.gesture("ride", moved("track/kick/pan", 0.5)).statusCode(200);

        JsonPath steps = one.json("/steps");
        assertThat(steps.getList("author")).containsOnly("Nora");
        assertThat(steps.getList("account").subList(2, 4)).doesNotHaveDuplicates();
        two.step("/undo", "").statusCode(200);
        assertThat(one.json("").getDouble("mix.tracks[0].strip.faderDb")).isZero();
        assertThat(one.json("").getDouble("mix.tracks[0].strip.pan")).isEqualTo(0.5);
        two.step("/undo", "").statusCode(409).body("type", equalTo("urn:foldback:problem:nothing-to-undo"));
        one.step("/undo", "").statusCode(200);
        assertThat(one.json("").getDouble("mix.tracks[0].strip.pan")).isZero();
        assertThat(one.json("/blame?path=track/kick/name").getString("[0].account"))
                .isEqualTo(steps.getString("[0].account"));
    }

    @Test
    void s20_undo_takes_my_last_step_back_and_redo_brings_it_again() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/fader", -6)).statusCode(200);
        ada.get("/undo")
                .body("undo.step.effects[0].path", equalTo("track/kick/fader"))
                .body("undo.step.effects[0].before", equalTo(0.0f))
                .body("undo.events", equalTo(1))
                .body("redo", nullValue());

        ada.step("/undo", "").statusCode(200).body("version", equalTo(4)).body("outcome", equalTo("applied"));
        assertThat(fader(ada, "kick")).isZero();
        ada.get("/undo").body("redo.step.undoes", contains(3));
        ada.step("/redo", "").statusCode(200);
        assertThat(fader(ada, "kick")).isEqualTo(-6);
    }

    @Test
    void s20_undo_is_for_each_person_alone() {
        Api ada = Api.start("Ada", "Night Bus");
        Api nils = ada.by("Nils");
        ada.change(track("kick"), track("snare")).statusCode(200);
        ada.change(moved("track/kick/fader", -6)).statusCode(200);
        nils.change(moved("track/snare/fader", -3)).statusCode(200);

        ada.step("/undo", "").statusCode(200);

        assertThat(fader(ada, "kick")).isZero();
        assertThat(ada.json("").getDouble("mix.tracks[1].strip.faderDb")).isEqualTo(-3);
        nils.step("/redo", "").statusCode(409).body("type", equalTo("urn:foldback:problem:nothing-to-redo"));
    }

    @Test
    void s20_what_somebody_else_wrote_since_is_not_undone_and_may_be_passed_over() {
        Api ada = Api.start("Ada", "Night Bus");
        Api nils = ada.by("Nils");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/pan", 0.5)).statusCode(200);
        ada.change(moved("track/kick/fader", -6)).statusCode(200);
        nils.change(moved("track/kick/fader", -1)).statusCode(200);

        ada.get("/undo").body("undo.events", equalTo(0)).body("undo.kept", contains("track/kick/fader"));
        ada.step("/undo", "")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:overwritten"))
                .body("kept", contains("track/kick/fader"));
        ada.step("/undo", ",\"skipOverwritten\":true").statusCode(200);

        assertThat(fader(ada, "kick")).isEqualTo(-1);
        assertThat(ada.json("").getDouble("mix.tracks[0].strip.pan")).isZero();
        ada.step("/redo", "").statusCode(200);
        assertThat(ada.json("").getDouble("mix.tracks[0].strip.pan")).isEqualTo(0.5);
    }

    @Test
    void s4_s20_an_undo_that_is_sent_twice_is_one_step() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/fader", -3)).statusCode(200);
        ada.change(moved("track/kick/fader", -6)).statusCode(200);
        String wish = "{\"client\":\"Ada\",\"sequence\":4}";
        ada.post("/undo", wish).statusCode(200).body("version", equalTo(5));
        ada.post("/undo", wish).statusCode(200).body("version", equalTo(5)).body("outcome", equalTo("resent"));
        assertThat(fader(ada, "kick")).isEqualTo(-3);
    }

    @Test
    void s20_a_gesture_is_one_step_in_the_history_and_for_undo_whatever_others_do_meanwhile() {
        Api ada = Api.start("Ada", "Night Bus");
        Api nils = ada.by("Nils");
        ada.change(track("kick")).statusCode(200);
        for (int i = 1; i <= 5; i++) {
            ada.gesture("ride-1", moved("track/kick/fader", -i)).statusCode(200);
            nils.change(moved("track/kick/pan", i / 10.0)).statusCode(200);
        }
        ada.get("/steps?before=13")
                .body("$", hasSize(2 + 1 + 5))
                .body("findAll { it.gesture == 'ride-1' }", hasSize(1))
                .body("find { it.gesture == 'ride-1' }.changes", equalTo(5))
                .body("find { it.gesture == 'ride-1' }.first", equalTo(3))
                .body("find { it.gesture == 'ride-1' }.last", equalTo(11))
                .body("find { it.gesture == 'ride-1' }.effects", hasSize(1))
                .body("find { it.gesture == 'ride-1' }.effects[0].before", equalTo(0.0f))
                .body("find { it.gesture == 'ride-1' }.effects[0].after", equalTo(-5.0f));
        ada.step("/undo", "").statusCode(200);
        assertThat(fader(ada, "kick")).isZero();
        assertThat(ada.json("").getDouble("mix.tracks[0].strip.pan")).isEqualTo(0.5);
    }

    // ---- history

    @Test
    void pages_of_the_history_hold_every_version_once() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        for (int i = 0; i < 23; i++) {
            ada.change(moved("track/kick/fader", -i)).statusCode(200);
        }
        List<Integer> seen = new ArrayList<>();
        int before = 26;
        while (before > 1) {
            List<Integer> page = ada.json("/history?limit=7&before=" + before).getList("version");
            assertThat(page).hasSizeLessThanOrEqualTo(7).isSorted();
            seen.addAll(0, page);
            before = page.getFirst();
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(ada.json("/history").getList("version")).hasSize(25);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/history?limit=0",
                "/history?limit=1001",
                "/history?before=0",
                "/steps?limit=-1",
                "/blame?limit=100000",
                "/diff",
                "/diff?from=1&limit=100000",
                "/merge",
            })
    void a_question_beyond_the_limits_is_a_problem(String question) {
        Api.start("Ada", "Night Bus")
                .get(question)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:foldback:problem:malformed-request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/history?limit=many", "/mix-document?version=last", "/history?before=1e9"})
    void a_number_that_is_none_is_a_problem_too(String question) {
        Api.start("Ada", "Night Bus").get(question).statusCode(404).contentType("application/problem+json");
    }

    @Test
    void s21_blame_tells_who_wrote_a_parameter_last_and_when() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick"), track("kick-2")).statusCode(200);
        ada.by("Nils").change(moved("track/kick/fader", -3)).statusCode(200);
        ada.get("/blame?path=track/kick/fader")
                .body("$", hasSize(1))
                .body("[0].author", equalTo("Nils"))
                .body("[0].version", equalTo(3))
                .body("[0].value", equalTo(-3.0f))
                .body("[0].at", notNullValue());
        ada.get("/blame?path=track/kick")
                .body("path", everyItem(org.hamcrest.Matchers.not(containsString("kick-2"))))
                .body("find { it.path == 'track/kick/pan' }.author", equalTo("Ada"));
        List<String> first = ada.json("/blame?path=track/kick&limit=3").getList("path");
        List<String> next = ada.json("/blame?path=track/kick&limit=3&after=" + first.getLast())
                .getList("path");
        assertThat(first).hasSize(3).doesNotContainAnyElementsOf(next);
    }

    @Test
    void s22_a_diff_names_what_differs_between_versions_or_revisions() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(revision("mix-1")).statusCode(200);
        ada.change(moved("track/kick/fader", -3)).statusCode(200);
        ada.change(moved("track/kick/fader", -4)).statusCode(200);
        for (String question : new String[] {"/diff?from=mix-1&path=track", "/diff?from=2&to=5"}) {
            ada.get(question)
                    .statusCode(200)
                    .body("effects.findAll { it.path != 'revision/mix-1' }", hasSize(1))
                    .body("effects.find { it.path == 'track/kick/fader' }.before", equalTo(0.0f))
                    .body("effects.find { it.path == 'track/kick/fader' }.after", equalTo(-4.0f));
        }
        ada.get("/diff?from=5&to=5").body("effects", hasSize(0));
        ada.get("/diff?from=99").statusCode(404);
        ada.get("/diff?from=mix-9").statusCode(404);
    }

    // ---- branch, merge, restore

    @Test
    void s23_a_branch_begins_as_the_version_was_and_goes_its_own_way() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/fader", -3)).statusCode(200);
        ada.change(moved("track/kick/fader", -9)).statusCode(200);

        Api branch = branch(ada, "Night Bus, darker", ",\"version\":3");

        assertThat(fader(branch, "kick")).isEqualTo(-3);
        assertThat(branch.json("").getString("name")).isEqualTo("Night Bus, darker");
        branch.change(moved("track/kick/fader", -20)).statusCode(200);
        assertThat(fader(ada, "kick")).isEqualTo(-9);
    }

    @Test
    void s23_a_merge_takes_over_what_only_one_side_changed_and_asks_about_the_rest() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick"), track("snare")).statusCode(200);
        Api branch = branch(ada, "Another way", "");
        branch.change(moved("track/kick/fader", -3)).statusCode(200);
        branch.change(moved("track/snare/fader", -6)).statusCode(200);
        ada.change(moved("track/kick/fader", -1)).statusCode(200);
        int theirs = branch.json("").getInt("version");

        ada.get("/merge?from=" + branch.id())
                .statusCode(200)
                .body("version", equalTo(3))
                .body("base.session", equalTo(ada.id()))
                .body("base.version", equalTo(2))
                .body("agreed.path", contains("track/snare/fader"))
                .body("conflicts", hasSize(1))
                .body("conflicts[0].path", equalTo("track/kick/fader"))
                .body("conflicts[0].base", equalTo(0.0f))
                .body("conflicts[0].ours", equalTo(-1.0f))
                .body("conflicts[0].theirs", equalTo(-3.0f));
        String wish = ",\"expectedVersion\":3,\"from\":\"" + branch.id() + "\",\"version\":" + theirs;
        ada.step("/merge", wish)
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:merge-undecided"))
                .body("conflicts.path", contains("track/kick/fader"));
        ada.step("/merge", wish + ",\"choices\":{\"track/kick/fader\":\"THEIRS\"}")
                .statusCode(200)
                .body("version", equalTo(4));

        assertThat(fader(ada, "kick")).isEqualTo(-3);
        assertThat(ada.json("").getDouble("mix.tracks[1].strip.faderDb")).isEqualTo(-6);
        // from here on this version of the branch is what both have in common
        branch.change(moved("track/snare/fader", -7)).statusCode(200);
        ada.get("/merge?from=" + branch.id())
                .body("base.session", equalTo(branch.id()))
                .body("agreed.path", contains("track/snare/fader"))
                .body("conflicts", hasSize(0));
        // and the branch may take over what became of the session
        branch.get("/merge?from=" + ada.id()).statusCode(200).body("conflicts", hasSize(0));
    }

    @Test
    void a_merge_for_an_older_version_is_overtaken_and_strangers_do_not_merge() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        Api branch = branch(ada, "Another way", "");
        branch.change(moved("track/kick/fader", -3)).statusCode(200);
        ada.change(moved("track/kick/pan", 0.1)).statusCode(200);
        ada.step("/merge", ",\"expectedVersion\":2,\"from\":\"" + branch.id() + "\",\"version\":2")
                .statusCode(409)
                .body("reason", equalTo("Overtaken"))
                .body("expectedVersion", equalTo(2))
                .body("actualVersion", equalTo(3));
        Api stranger = Api.start("Ada", "Another song");
        ada.get("/merge?from=" + stranger.id())
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:no-common-base"));
        ada.get("/merge?from=" + ada.id()).statusCode(400);
    }

    @Test
    void a_session_that_only_says_that_it_was_branched_from_a_hidden_one_is_told_nothing_of_that() {
        String hidden = People.as(People.OWNER)
                .body("{\"name\":\"Secret\",\"sampleRate\":48000,\"workspace\":\"" + People.workspace("North") + "\"}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        String claim = "{\"type\":\"SessionBranched\",\"from\":{\"session\":\"" + hidden + "\",\"version\":1}}";
        Api one = Api.start("Zoe", "One");
        Api other = Api.start("Zoe", "Other");
        one.change(claim).statusCode(200);
        other.change(claim).statusCode(200);
        one.get("/merge?from=" + other.id())
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:no-common-base"));
        one.step("/merge", ",\"expectedVersion\":2,\"from\":\"" + other.id() + "\",\"version\":2")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:no-common-base"));
    }

    @Test
    void s22_a_session_can_be_taken_back_to_a_revision_as_one_change() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/fader", -3)).statusCode(200);
        ada.change(revision("mix-1")).statusCode(200);
        ada.change("{\"type\":\"TrackRemoved\",\"track\":\"kick\"}").statusCode(200);
        ada.step("/restoration", ",\"revision\":\"mix-1\"").statusCode(200).body("version", equalTo(6));
        assertThat(fader(ada, "kick")).isEqualTo(-3);
        assertThat(ada.json("").getList("revisions")).hasSize(1);
        ada.step("/restoration", ",\"version\":6")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:no-difference"));
        ada.step("/restoration", "").statusCode(400);
        ada.step("/restoration", ",\"version\":0").statusCode(400);
    }

    // ---- bad input

    @Test
    void s5_a_change_that_was_overtaken_is_told_both_versions() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.post(
                        "/changes",
                        "{\"client\":\"late\",\"sequence\":1,\"expectedVersion\":1,\"events\":["
                                + moved("track/kick/fader", -3) + "]}")
                .statusCode(409)
                .body("reason", equalTo("Overtaken"))
                .body("expectedVersion", equalTo(1))
                .body("actualVersion", equalTo(2));
    }

    @Test
    void s4_a_sequence_number_that_went_back_is_told_where_the_count_is() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.post("/changes", "{\"client\":\"w\",\"sequence\":9,\"events\":[" + track("kick") + "]}")
                .statusCode(200);
        ada.post("/changes", "{\"client\":\"w\",\"sequence\":4,\"events\":[" + track("snare") + "]}")
                .statusCode(409)
                .body("type", equalTo("urn:foldback:problem:sequence-passed"))
                .body("lastSequence", equalTo(9));
        assertThat(ada.json("").getInt("version")).isEqualTo(2);
    }

    @Test
    void a_value_out_of_range_is_void_with_its_range() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        ada.change(moved("track/kick/fader", 1e6))
                .statusCode(409)
                .body("reason", equalTo("ValueOutOfRange"))
                .body("detail", containsString("track/kick/fader"));
    }

    @Test
    void s18_one_command_projects_the_log_again() {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        RestAssured.given()
                .post("/api/admin/sessions/rebuild")
                .then()
                .statusCode(200)
                .body("differing", hasSize(0));
        assertThat(fader(ada, "kick")).isZero();
        assertThat(ada.json("/mix-document?version=1").getList("tracks")).isEmpty();
    }

    private static Api branch(Api from, String name, String more) {
        String id = from.post("/branches", "{\"name\":\"" + name + "\"" + more + "}")
                .statusCode(201)
                .extract()
                .path("id");
        return from.at(id);
    }

    private static double fader(Api api, String track) {
        return api.json("").getDouble("mix.tracks.find { it.id == '" + track + "' }.strip.faderDb");
    }
}
