package foldback.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import foldback.testservers.FoldbackServers;
import foldback.testservers.People;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a scanner sends to find a hole, byte by byte: verbs, addresses, sizes, types. Whatever comes is refused, and the answer tells nothing. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class ProbesTest {
    private static final int PATIENCE_MS = 20_000;
    private static final List<String> TALES = List.of("Exception", "\tat ", "java.", "root:x:", "/home/", "postgres");

    private String token = "";

    @BeforeEach
    void somebody_is_signed_in() {
        token = People.token("Engineer");
    }

    private record Answer(int status, String head, String body) {
        boolean has(String header) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + header.toLowerCase(Locale.ROOT));
        }
    }

    /** Sends exactly this and reads what comes until the other side hangs up. */
    private static Answer say(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            String text = read(socket.getInputStream());
            int end = text.indexOf("\r\n\r\n");
            String head = end < 0 ? text : text.substring(0, end);
            // What cannot be read as HTTP/1.1 is answered in HTTP/1.0.
            int status = head.startsWith("HTTP/1.") ? Integer.parseInt(head.substring(9, 12)) : 0;
            return new Answer(status, head, end < 0 ? "" : text.substring(end));
        }
    }

    private static String read(InputStream in) throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    private String request(String verb, String path, String headers, String body) {
        return verb + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer " + token
                + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void tellsNothing(String what, Answer answer) {
        assertThat(answer.status()).as(what).isBetween(400, 499);
        assertThat(TALES).as(what + ": " + answer.body()).noneMatch(answer.body()::contains);
    }

    @Test
    void answers_say_what_they_are_and_not_what_made_them() throws IOException {
        for (String path : List.of("/api/accounts/policy", "/api/sessions", "/", "/app/guest", "/api/nothing")) {
            Answer answer = say(request("GET", path, "", ""));
            assertThat(answer.has("x-content-type-options: nosniff")).as(path).isTrue();
            assertThat(answer.has("server:")).as(path).isFalse();
            assertThat(answer.has("x-powered-by:")).as(path).isFalse();
            assertThat(answer.has("access-control-allow-origin:")).as(path).isFalse();
        }
    }

    @Test
    void verbs_that_no_route_has_do_nothing() throws IOException {
        for (String verb : List.of("TRACE", "CONNECT", "PROPFIND", "DEBUG", "PUT", "DELETE", "PATCH", "X")) {
            Answer answer = say(request(verb, "/api/sessions", "X-Echo: do-not-say-this\r\n", ""));
            tellsNothing(verb, answer);
            assertThat(answer.body()).doesNotContain("do-not-say-this");
        }
        for (String override : List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")) {
            assertThat(say(request("GET", "/api/projects", override + ": DELETE\r\n", ""))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void addresses_that_lead_out_of_the_house_lead_nowhere() throws IOException {
        List<String> ways = new ArrayList<>();
        for (String up :
                List.of("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..;/", "%252e%252e%252f", "..%c0%af")) {
            ways.add("/api/stems/" + up.repeat(6) + "etc/passwd");
            ways.add("/api/renders/" + up.repeat(6) + "etc/passwd/audio");
            ways.add("/assets/" + up.repeat(8) + "etc/passwd");
        }
        ways.addAll(List.of(
                "/api/renders/%00/audio",
                "/api/sessions/%0d%0aSet-Cookie:x=y", "/WEB-INF/web.xml", "/.git/config", "/META-INF/resources/"));
        for (String way : ways) {
            Answer answer = say(request("GET", way, "", ""));
            tellsNothing(way, answer);
            assertThat(answer.has("set-cookie: x")).as(way).isFalse();
        }
        System.out.println("probes of addresses: " + ways.size());
    }

    @Test
    void what_is_too_large_is_not_read() throws IOException {
        tellsNothing("a header", say(request("GET", "/api/sessions", "X-Long: " + "a".repeat(64 * 1024) + "\r\n", "")));
        tellsNothing("headers", say(request("GET", "/api/sessions", "X-Many: a\r\n".repeat(10_000), "")));
        tellsNothing("an address", say(request("GET", "/api/sessions?x=" + "a".repeat(64 * 1024), "", "")));
        tellsNothing(
                "a body that is announced",
                say("POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                        + token + "\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n{"));
        tellsNothing(
                "a body deep as a well",
                say(request("POST", "/api/sessions", "Content-Type: application/json\r\n", "[".repeat(100_000))));
        tellsNothing(
                "a number without an end",
                say(request(
                        "POST",
                        "/api/sessions",
                        "Content-Type: application/json\r\n",
                        "{\"name\":\"x\",\"sampleRate\":" + "9".repeat(100_000) + "}")));
    }

    @Test
    void only_json_is_taken_where_json_is_asked_for() throws IOException {
        String xml = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>";
        for (String type : List.of(
                "application/xml",
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/x-java-serialized-object",
                "text/html")) {
            tellsNothing(type, say(request("POST", "/api/sessions", "Content-Type: " + type + "\r\n", xml)));
        }
        tellsNothing("a lie", say(request("POST", "/api/sessions", "Content-Type: application/json\r\n", xml)));
        tellsNothing(
                "a class to make",
                say(request(
                        "POST",
                        "/api/sessions",
                        "Content-Type: application/json\r\n",
                        "{\"@class\":\"java.lang.Runtime\",\"name\":1,\"sampleRate\":\"x\"}")));
    }

    @Test
    void two_lengths_of_one_request_are_one_too_many() throws IOException {
        String smuggled = "GET /api/accounts/me HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        tellsNothing(
                "length and chunks",
                say(
                        "POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled));
        tellsNothing(
                "two lengths",
                say(
                        "POST /api/sessions HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                                + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + smuggled));
    }

    @Test
    void a_page_of_another_site_and_another_name_of_this_server_are_refused() throws IOException {
        Answer foreign = say(request(
                "POST",
                "/api/accounts/guests/look",
                "Origin: https://evil.example\r\nContent-Type: application/json\r\n",
                "{}"));
        assertThat(foreign.status()).isEqualTo(403);
        Answer rebound = say("GET /api/accounts/policy HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        assertThat(rebound.status()).isEqualTo(421);
    }
}
