package foldback.session;

import foldback.testservers.People;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Requests as one person sends them from one window. */
final class Api {
    private final String author;
    private final String session;
    private int sequence;

    private Api(String author, String session) {
        this.author = author;
        this.session = session;
    }

    /** A session of one's own. */
    static Api start(String author, String name) {
        String id = new Api(author, "")
                .request()
                .body("{\"name\":\"" + name + "\",\"sampleRate\":48000}")
                .post("/api/sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        return new Api(author, id);
    }

    /** The same session in somebody else's hands. */
    Api by(String other) {
        return new Api(other, session);
    }

    /** Another session in the same hands. */
    Api at(String other) {
        return new Api(author, other);
    }

    String id() {
        return session;
    }

    private RequestSpecification request() {
        return People.as(author);
    }

    int nextSequence() {
        return ++sequence;
    }

    ValidatableResponse change(String... events) {
        return post(
                "/changes",
                "{\"client\":\"" + author + "\",\"sequence\":" + nextSequence() + ",\"events\":["
                        + String.join(",", events) + "]}");
    }

    ValidatableResponse gesture(String gesture, String... events) {
        return post(
                "/changes",
                "{\"client\":\"" + author + "\",\"sequence\":" + nextSequence() + ",\"gesture\":\"" + gesture
                        + "\",\"events\":[" + String.join(",", events) + "]}");
    }

    /** A request that needs a number, and whatever else as members that begin with a comma. */
    ValidatableResponse step(String path, String more) {
        return post(path, "{\"client\":\"" + author + "\",\"sequence\":" + nextSequence() + more + "}");
    }

    ValidatableResponse post(String path, String body) {
        return request().body(body).post("/api/sessions/" + session + path).then();
    }

    ValidatableResponse get(String path) {
        return request().get("/api/sessions/" + session + path).then();
    }

    JsonPath json(String path) {
        return get(path).statusCode(200).extract().jsonPath();
    }

    static String track(String id) {
        return "{\"type\":\"TrackAdded\",\"track\":\"" + id + "\",\"name\":\"" + id + "\",\"colour\":\"#FF9F00\"}";
    }

    static String moved(String address, double value) {
        return "{\"type\":\"ParameterMoved\",\"address\":\"" + address + "\",\"value\":" + value + "}";
    }

    static String revision(String id) {
        return "{\"type\":\"RevisionCut\",\"revision\":\"" + id + "\",\"name\":\"" + id + "\"}";
    }
}
