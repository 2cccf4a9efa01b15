package foldback.accounts;

import static io.restassured.RestAssured.given;

import foldback.testservers.FoldbackServers;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Somebody at a browser: an access token, and cookies. */
final class Person {
    static final String PASSWORD = "correct horse battery";

    private final Map<String, String> cookies = new HashMap<>();
    private String accessToken = "";

    /** The owner that the first start made. */
    static Person firstOwner() {
        Person owner = new Person();
        owner.accessToken = given().contentType(ContentType.JSON)
                .body("{\"key\":\"" + FoldbackServers.LOCAL_KEY + "\"}")
                .post("/api/accounts/sign-in/local")
                .then()
                .statusCode(200)
                .extract()
                .path("accessToken");
        return owner;
    }

    /** Somebody new who accepts an invitation. */
    static Person invited(String link, String name) {
        Person person = new Person();
        person.signedIn(person.post(
                "/api/accounts/invitations/accept",
                "{\"token\":\"" + token(link) + "\",\"name\":\"" + name + "\",\"email\":\"" + address()
                        + "\",\"password\":\"" + PASSWORD + "\"}"));
        return person;
    }

    /** An address that nobody has yet. */
    static String address() {
        return "p" + UUID.randomUUID().toString().substring(0, 13) + "@example.org";
    }

    static String token(String link) {
        return link.substring(link.indexOf('#') + 1);
    }

    /** The same browser, as it is now, in somebody else's hands. */
    Person copy() {
        Person thief = new Person();
        thief.cookies.putAll(cookies);
        thief.accessToken = accessToken;
        return thief;
    }

    /** A browser that nobody has used. */
    static Person stranger() {
        return new Person();
    }

    RequestSpecification request() {
        RequestSpecification request = given().cookies(cookies).contentType(ContentType.JSON);
        return accessToken.isEmpty() ? request : request.header("Authorization", "Bearer " + accessToken);
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    ValidatableResponse post(String path, String body) {
        return request().body(body).post(path).then();
    }

    ValidatableResponse put(String path, String body) {
        return request().body(body).put(path).then();
    }

    ValidatableResponse delete(String path) {
        return request().delete(path).then();
    }

    ValidatableResponse signIn(String email, String password) {
        accessToken = "";
        ValidatableResponse answer =
                post("/api/accounts/sign-in", "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}");
        if (answer.extract().statusCode() == 200) {
            signedIn(answer);
        }
        return answer;
    }

    /** Refreshes, and keeps what comes of it. */
    ValidatableResponse refresh() {
        Response answer = request().post("/api/accounts/refresh");
        if (answer.statusCode() == 200) {
            signedIn(answer.then());
        }
        return answer.then();
    }

    /** Refreshes, and the answer is lost on its way. */
    void refreshInVain() {
        request().post("/api/accounts/refresh").then().statusCode(200);
    }

    /** Keeps what an answer wants kept, without signing in. */
    void keep(ValidatableResponse answer) {
        cookies.putAll(answer.extract().cookies());
    }

    void signedIn(ValidatableResponse answer) {
        Response response = answer.statusCode(200).extract().response();
        accessToken = response.path("accessToken");
        cookies.putAll(response.cookies());
    }

    void useToken(String token) {
        accessToken = token;
    }

    String accessToken() {
        return accessToken;
    }

    JsonPath me() {
        return get("/api/accounts/me").statusCode(200).extract().jsonPath();
    }

    String email() {
        return me().getString("email");
    }

    String id() {
        return me().getString("id");
    }

    String workspace(String name) {
        return post("/api/accounts/workspaces", "{\"name\":\"" + name + "\"}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** The link of an invitation. */
    String invite(String workspace, String role) {
        return post("/api/accounts/workspaces/" + workspace + "/invitations", "{\"role\":\"" + role + "\"}")
                .statusCode(201)
                .extract()
                .path("link");
    }
}
