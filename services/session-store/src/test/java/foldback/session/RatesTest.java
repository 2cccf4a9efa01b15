package foldback.session;

import static org.assertj.core.api.Assertions.assertThat;

import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

/** Accounts, addresses and workspaces that ask without end, with limits small enough to reach them at once. */
@QuarkusTest
@TestProfile(RatesTest.Small.class)
@WithTestResource(FoldbackServers.class)
class RatesTest {
    private static final int OF_AN_ACCOUNT = 60;
    private static final int OF_A_WORKSPACE = 40;
    private static final int OF_AN_ADDRESS = 400;

    /** Far above all of them. */
    private static final int WITHOUT_END = 2000;

    /** So little that nothing comes back while a test runs, be the machine slow. */
    private static final String PER_SECOND = "0.01";

    public static final class Small implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "foldback.rate.account-per-second",
                    PER_SECOND,
                    "foldback.rate.account-at-once",
                    Integer.toString(OF_AN_ACCOUNT),
                    "foldback.rate.workspace-per-second",
                    PER_SECOND,
                    "foldback.rate.workspace-at-once",
                    Integer.toString(OF_A_WORKSPACE),
                    "foldback.rate.address-per-second",
                    PER_SECOND,
                    "foldback.rate.address-at-once",
                    Integer.toString(OF_AN_ADDRESS),
                    "foldback.rate.exempt-addresses",
                    "127.0.0.1");
        }
    }

    /** How many were answered before one was told to wait. */
    private static int taken(IntSupplier request) {
        for (int i = 0; i < WITHOUT_END; i++) {
            int status = request.getAsInt();
            if (status == 429) {
                return i;
            }
            assertThat(status).isIn(200, 401);
        }
        return WITHOUT_END;
    }

    @Test
    void an_account_that_asks_without_end_is_told_when_to_come_back_and_nobody_else_is() throws Exception {
        String session = Api.start("Loop", "Night Bus").id();
        assertThat(taken(() -> People.as("Loop").get("/api/processors").statusCode()))
                .isLessThan(OF_AN_ACCOUNT + 1)
                .isGreaterThan(OF_AN_ACCOUNT - 10);
        var refused =
                People.as("Loop").get("/api/processors").then().statusCode(429).extract();
        assertThat(refused.<String>path("type")).isEqualTo("urn:foldback:problem:too-often");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 100);
        assertThat(refused.<Integer>path("retryAfterSeconds")).isBetween(1, 100);
        People.as("Quiet").get("/api/processors").then().statusCode(200);
        try (Socket socket = Socket.open(RestAssured.port, session, "client=loop", "Loop")) {
            assertThat(socket.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void a_workspace_that_is_asked_without_end_waits_and_the_others_do_not() {
        String workspace = People.workspace("Busy");
        String path = "/api/accounts/workspaces/" + workspace + "/members";
        String link = People.as(People.OWNER)
                .body(Map.of("role", "viewer"))
                .post("/api/accounts/workspaces/" + workspace + "/invitations")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        People.as("Second")
                .body(Map.of("token", link.substring(link.indexOf('#') + 1)))
                .post("/api/accounts/invitations/join")
                .then()
                .statusCode(200);
        // Strangers are told that there is no such workspace, and take nothing of it.
        for (int i = 0; i < OF_A_WORKSPACE + 10; i++) {
            People.as("Stranger").get(path).then().statusCode(404);
        }
        assertThat(taken(() -> People.as("Second").get(path).statusCode()))
                .isBetween(OF_A_WORKSPACE - 10, OF_A_WORKSPACE);
        assertThat(People.as(People.OWNER)
                        .get(path)
                        .then()
                        .statusCode(429)
                        .extract()
                        .<String>path("detail"))
                .startsWith("This workspace");
        People.as(People.OWNER)
                .get("/api/accounts/workspaces/" + People.workspace("Idle") + "/members")
                .then()
                .statusCode(200);
    }

    @Test
    void an_address_that_asks_without_end_is_refused_before_anybody_looks_who_it_is() throws Exception {
        try (HttpClient elsewhere = HttpClient.newBuilder()
                .localAddress(InetAddress.ofLiteral("127.0.0.2"))
                .build()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + RestAssured.port + "/api/sessions"))
                    .build();
            int taken = taken(() -> status(elsewhere, request));
            assertThat(taken).isGreaterThanOrEqualTo(OF_AN_ADDRESS).isLessThan(OF_AN_ADDRESS + 5);
            HttpResponse<String> refused = elsewhere.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.body()).contains("urn:foldback:problem:too-often");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isBetween(1L, 100L);
        }
        People.nobody().get("/api/sessions").then().statusCode(401);
    }

    private static int status(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
