package foldback.kit;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer that says what went wrong: M. Nottingham, E. Wilde, S. Dalal, <i>Problem Details for HTTP APIs</i>, RFC 9457, 2023.
 *
 * @param slug the stable end of the type {@code urn:foldback:problem:<slug>}
 * @param title what this type of problem is
 * @param detail what happened this time, what was kept, and what to do
 * @param members more that a program may want to know
 */
public record Problem(int status, String slug, String title, String detail, Map<String, Object> members) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String RETRY_AFTER = "retryAfterSeconds";
    private static final String TYPE_PREFIX = "urn:foldback:problem:";

    public Problem {
        members = Map.copyOf(members);
    }

    public static Problem of(int status, String slug, String title, String detail) {
        return new Problem(status, slug, title, detail, Map.of());
    }

    public static Problem malformed(String detail) {
        return of(400, "malformed-request", "The request cannot be read", detail + ". Nothing was changed.");
    }

    /** Nothing has the name that the request used. */
    public static Problem notFound(String what) {
        return of(404, "not-found", "Not found", "There is no " + what + ".");
    }

    /** Nobody is signed in, or not any longer. */
    public static Problem signInNeeded(String detail) {
        return of(401, "sign-in-needed", "Sign in first", detail + " Nothing was changed.");
    }

    /** It was tried too often; the answer says when it may be tried again. */
    public static Problem tooOften(String what, Duration wait) {
        long seconds = Math.max(1, (wait.toMillis() + 999) / 1000);
        return of(429, "too-often", "Too often", what + " Nothing was changed; try again in " + seconds + " seconds.")
                .with(RETRY_AFTER, seconds);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(members);
        more.put(member, value);
        return new Problem(status, slug, title, detail, more);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    public Response response() {
        Response.ResponseBuilder response =
                Response.status(status).type(MediaType.valueOf(MEDIA_TYPE)).entity(body());
        headers().forEach(response::header);
        return response.build();
    }

    /** What the answer says besides, where it is no resource that answers. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (status == 401) {
            headers.put("WWW-Authenticate", "Bearer");
        }
        if (members.containsKey(RETRY_AFTER)) {
            headers.put("Retry-After", String.valueOf(members.get(RETRY_AFTER)));
        }
        return headers;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", TYPE_PREFIX + slug);
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(members);
        return body;
    }
}
