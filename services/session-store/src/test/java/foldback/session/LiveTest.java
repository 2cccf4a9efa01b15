package foldback.session;

import static foldback.session.Api.moved;
import static foldback.session.Api.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import foldback.kit.LogEntries;
import foldback.kit.TopicNames;
import foldback.log.Author;
import foldback.log.EventLog;
import foldback.session.messaging.Presence;
import foldback.session.messaging.PresenceLog;
import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The live socket: what everybody sees of what anybody does, and what a socket may not do. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class LiveTest {
    private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

    @Inject
    EventLog log;

    @Inject
    LogEntries entries;

    @Inject
    PresenceLog presence;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void closeSockets() {
        sockets.forEach(Socket::close);
    }

    @Test
    void s12_a_change_comes_with_its_outcome_and_its_effects() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        assertThat(nils.next("hello").getInt("version")).isEqualTo(1);
        ada.change(track("kick")).statusCode(200);
        ada.gesture("ride-1", moved("track/kick/fader", -4.5)).statusCode(200);
        ada.change(moved("track/ghost/fader", 0)).statusCode(409);

        assertThat(nils.next("change").getInt("version")).isEqualTo(2);
        JsonPath move = nils.next("change");
        assertThat(move.getInt("version")).isEqualTo(3);
        assertThat(move.getString("author")).isEqualTo("Ada");
        assertThat(move.getString("gesture")).isEqualTo("ride-1");
        assertThat(move.getString("outcome")).isEqualTo("applied");
        assertThat(move.getString("client")).isEqualTo("Ada");
        assertThat(move.getInt("sequence")).isEqualTo(2);
        assertThat(move.getList("effects")).hasSize(1);
        assertThat(move.getString("effects[0].path")).isEqualTo("track/kick/fader");
        assertThat(move.getDouble("effects[0].before")).isZero();
        assertThat(move.getDouble("effects[0].after")).isEqualTo(-4.5);
        assertThat(move.getString("events[0].type")).isEqualTo("ParameterMoved");
        JsonPath voided = nils.next("change");
        assertThat(voided.getInt("version")).isEqualTo(4);
        assertThat(voided.getString("outcome")).isEqualTo("void");
        assertThat(voided.getString("reason")).isEqualTo("TargetGone");
        assertThat(voided.getList("effects")).isEmpty();
    }

    @Test
    void s13_whoever_comes_back_goes_on_where_they_were_without_gap_or_repeat() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        Socket first = open(ada, "client=nils&from=1", "Nils");
        Thread writer = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < 60; i++) {
                ada.change(moved("track/kick/fader", -i)).statusCode(200);
            }
        });
        List<Integer> seen = new ArrayList<>(first.versions(10));
        while (seen.getLast() < 62) {
            sockets.getLast().close();
            Socket again = open(ada, "client=nils&from=" + seen.getLast(), "Nils");
            seen.addAll(again.versions(Math.min(9, 62 - seen.getLast())));
        }
        writer.join();
        assertThat(seen)
                .containsExactlyElementsOf(IntStream.rangeClosed(2, 62).boxed().toList());
    }

    @Test
    void s4_a_resend_is_nothing_that_anybody_sees() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        nils.next("hello");
        String body = "{\"client\":\"w\",\"sequence\":1,\"events\":[" + track("kick") + "]}";
        ada.post("/changes", body).statusCode(200);
        ada.post("/changes", body).statusCode(200);
        ada.change(track("snare")).statusCode(200);
        assertThat(nils.versions(2)).containsExactly(2, 3);
    }

    @Test
    void s16_events_of_the_other_logs_of_the_session_are_relayed() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        nils.next("hello");
        byte[] data = "{\"render\":\"abc\"}".getBytes(StandardCharsets.UTF_8);
        for (var topic : List.of(TopicNames.RENDER_EVENTS, TopicNames.REVIEW_EVENTS, TopicNames.STEM_EVENTS)) {
            log.append(topic, entries.entry("foldback.test.v1", "/test", UNKNOWN, Author.named("Worker"), data));
            log.append(topic, entries.entry("foldback.test.v1", "/test", ada.id(), Author.named("Worker"), data));
        }
        List<String> logs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            JsonPath event = nils.next("event");
            assertThat(event.getString("event")).isEqualTo("foldback.test.v1");
            assertThat(event.getString("author")).isEqualTo("Worker");
            assertThat(event.getString("data.render")).isEqualTo("abc");
            logs.add(event.getString("log"));
        }
        assertThat(logs).containsExactlyInAnyOrder("stem", "render", "review");
    }

    @Test
    void s16_who_comes_back_hears_of_what_they_missed_in_the_other_logs_once() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        String heard;
        try (Socket nils = open(ada, "client=nils", "Nils")) {
            assertThat(nils.next("hello").getBoolean("newsMissed")).isFalse();
            news(TopicNames.REVIEW_EVENTS, ada.id(), 1);
            news(TopicNames.RENDER_EVENTS, ada.id(), 2);
            heard = "";
            for (int i = 0; i < 2; i++) {
                heard = nils.next("event").getString("news");
            }
        }
        news(TopicNames.REVIEW_EVENTS, ada.id(), 3);
        news(TopicNames.REVIEW_EVENTS, UNKNOWN, 4);
        news(TopicNames.STEM_EVENTS, ada.id(), 5);
        news(TopicNames.REVIEW_EVENTS, ada.id(), 6);
        Socket back = open(ada, "client=nils&news=" + heard, "Nils");
        assertThat(back.next("hello").getBoolean("newsMissed")).isFalse();
        Set<Integer> missed = new HashSet<>();
        String last = "";
        for (int i = 0; i < 3; i++) {
            JsonPath event = back.next("event");
            missed.add(event.getInt("data.number"));
            last = event.getString("news");
        }
        assertThat(missed).containsExactlyInAnyOrder(3, 5, 6);

        Socket again = open(ada, "client=mio&news=" + last, "Mio");
        news(TopicNames.RENDER_EVENTS, ada.id(), 7);
        assertThat(again.next("event").getInt("data.number")).isEqualTo(7);
        assertThat(back.next("event").getInt("data.number")).isEqualTo(7);
    }

    @Test
    void s16_who_missed_more_than_is_at_hand_is_told_so() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        String heard;
        try (Socket nils = open(ada, "client=nils", "Nils")) {
            heard = nils.next("hello").getString("news");
        }
        byte[] much = ("{\"text\":\"" + "x".repeat(100_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 4; i++) {
            log.append(
                    TopicNames.REVIEW_EVENTS,
                    entries.entry("foldback.test.v1", "/test", ada.id(), Author.named("Worker"), much));
        }
        Eventually.until("the relay", () -> {
            try (Socket back = open(ada, "client=nils&news=" + heard, "Nils")) {
                return back.next("hello").getBoolean("newsMissed");
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        for (String odd : List.of("1.2", "a.b.c", "1.2.3.4", "-1.0.0")) {
            assertThat(open(ada, "client=nils&news=" + odd, "Nils").closeCode()).isEqualTo(4400);
        }
    }

    private void news(String topic, String session, int number) {
        byte[] data = ("{\"number\":" + number + "}").getBytes(StandardCharsets.UTF_8);
        log.append(topic, entries.entry("foldback.test.v1", "/test", session, Author.named("Worker"), data));
    }

    @Test
    void s15_people_see_where_the_others_are_and_that_they_left() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        Socket zoe = open(ada, "client=zoe", "Zo\u00eb");
        zoe.send("{\"type\":\"presence\",\"colour\":\"#FF9F00\",\"frame\":48000,\"playing\":true,"
                + "\"holding\":\"track/kick/fader\",\"following\":\"nils\",\"viewFrom\":0,\"viewTo\":96000}");
        JsonPath seen = nils.next("presence");
        assertThat(seen.getString("author")).isEqualTo("Zo\u00eb");
        assertThat(seen.getString("client")).isEqualTo("zoe");
        assertThat(seen.getString("holding")).isEqualTo("track/kick/fader");
        assertThat(seen.getString("following")).isEqualTo("nils");
        assertThat(seen.getLong("frame")).isEqualTo(48_000);
        Socket late = open(ada, "client=late", "Late");
        assertThat(late.next("hello").getString("present[0].client")).isEqualTo("zoe");
        zoe.close();
        assertThat(nils.next("left").getString("client")).isEqualTo("zoe");
        assertThat(ada.json("/history").getList("version")).hasSize(1);
    }

    @Test
    void s10_s15_whoever_is_at_another_replica_is_seen_too() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        nils.next("hello");
        Presence there = new Presence("#3FD5FF", 1L, false, null, null, null, null);
        presence.tell(new PresenceLog.Seen(ada.id(), "Zoe", "zoe", there)); // as the other replica does
        assertThat(nils.next("presence").getString("client")).isEqualTo("zoe");
    }

    @Test
    void s15_presence_is_passed_on_five_times_a_second_at_most_and_the_last_always() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket nils = open(ada, "client=nils", "Nils");
        Socket zoe = open(ada, "client=zoe", "Zoe");
        int sent = 40;
        for (int i = 1; i <= sent; i++) {
            zoe.send("{\"type\":\"presence\",\"frame\":" + i + "}");
        }
        int passed = 0;
        long frame = 0;
        while (frame < sent) {
            frame = nils.next("presence").getLong("frame");
            passed++;
        }
        assertThat(passed).isLessThan(sent / 2);
    }

    @Test
    void a_ping_is_answered_with_what_it_brought() throws Exception {
        Socket ada = open(Api.start("Ada", "Night Bus"), "client=ada");
        ada.send("{\"type\":\"ping\",\"sent\":123.5}");
        assertThat(ada.next("pong").getDouble("sent")).isEqualTo(123.5);
    }

    @Test
    void a_client_has_one_socket_and_the_newer_takes_the_place() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket older = open(ada, "client=nils", "Nils");
        older.next("hello");
        Socket newer = open(ada, "client=nils", "Nils");
        newer.next("hello");
        assertThat(older.closeCode()).isEqualTo(4001);
        ada.change(track("kick")).statusCode(200);
        assertThat(newer.versions(1)).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{}",
                "{\"type\":\"change\",\"events\":[]}",
                "{\"type\":\"presence\",\"colour\":\"red\"}",
                "{\"type\":\"presence\",\"frame\":-1}",
                "{\"type\":\"presence\",\"frame\":\"x\"}",
                "{\"type\":\"presence\",\"mood\":\"good\"}",
                "{\"type\":\"presence\",\"holding\":\"\\u0007\"}",
                "{\"type\":\"ping\"} trailing",
            })
    void garbage_closes_the_socket_that_sent_it_and_no_other(String garbage) throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket fine = open(ada, "client=fine");
        Socket bad = open(ada, "client=bad");
        bad.next("hello");
        bad.send(garbage);
        assertThat(bad.closeCode()).isEqualTo(4400);
        ada.change(track("kick")).statusCode(200);
        assertThat(fine.versions(1)).containsExactly(2);
    }

    @ParameterizedTest
    @CsvSource({
        "client=a&from=99, 4409",
        "client=a&from=-1, 4400",
        "client=a&from=x, 4400",
        "client=, 4400",
        "from=1, 4400",
    })
    void a_socket_that_asks_for_what_cannot_be_is_told_so(String query, int code) throws Exception {
        assertThat(open(Api.start("Ada", "Night Bus"), query).closeCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, "nobody"})
    void a_session_that_is_not_there_cannot_be_seen(String session) throws Exception {
        Socket socket = Socket.open(RestAssured.port, session, "client=a", "Ada");
        sockets.add(socket);
        assertThat(socket.closeCode()).isEqualTo(4404);
    }

    @Test
    void a_message_of_ten_megabytes_ends_its_socket_and_nothing_else() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        Socket fine = open(ada, "client=fine");
        Socket huge = open(ada, "client=huge");
        huge.next("hello");
        huge.sendWithoutCare("{\"type\":\"ping\",\"sent\":\"" + "x".repeat(10_000_000) + "\"}");
        assertThat(huge.closeCode()).isNotEqualTo(1000);
        ada.change(track("kick")).statusCode(200);
        assertThat(fine.versions(1)).containsExactly(2);
    }

    @Test
    void too_many_messages_end_their_socket() throws Exception {
        Socket loud = open(Api.start("Ada", "Night Bus"), "client=loud");
        loud.next("hello");
        for (int i = 0; i < 200; i++) {
            loud.sendWithoutCare("{\"type\":\"ping\"}");
        }
        assertThat(loud.closeCode()).isEqualTo(4429);
    }

    @Test
    void a_page_of_another_site_gets_no_socket() {
        Api ada = Api.start("Ada", "Night Bus");
        var builder = HttpClient.newHttpClient().newWebSocketBuilder().header("Origin", "https://evil.example");
        var uri = URI.create("ws://127.0.0.1:" + RestAssured.port + "/api/sessions/" + ada.id() + "/live?client=a");
        var opening = builder.buildAsync(uri, new WebSocket.Listener() {});
        assertThatThrownBy(opening::join).isInstanceOf(CompletionException.class);
    }

    @Test
    void s14_a_socket_that_does_not_read_is_ended_before_its_queue_grows_and_the_others_do_not_wait() throws Exception {
        Api ada = Api.start("Ada", "Night Bus");
        ada.change(track("kick")).statusCode(200);
        Socket deaf = Socket.openDeaf(RestAssured.port, ada.id(), "client=deaf", "Ada");
        sockets.add(deaf);
        Socket fine = open(ada, "client=fine");
        fine.next("hello");
        // half a megabyte a change: far more than any buffer on the way
        String renamed = "{\"type\":\"SessionRenamed\",\"name\":\"" + "n".repeat(119) + "\"}";
        String many = String.join(",", Collections.nCopies(3000, renamed));
        int changes = 80;
        for (int i = 0; i < changes; i++) {
            ada.change(many, moved("track/kick/fader", -(i % 60))).statusCode(200);
        }
        assertThat(fine.versions(changes)).hasSize(changes).isSorted().endsWith(2 + changes);
        assertThat(deaf.closeCodeAfterReading()).isIn(4408, 1006, -1); // or cut off before the code could get through
    }

    private Socket open(Api session, String query) {
        return open(session, query, "Ada");
    }

    private Socket open(Api session, String query, String who) {
        Socket socket = Socket.open(RestAssured.port, session.id(), query, who);
        sockets.add(socket);
        return socket;
    }
}
