package foldback.cli.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Requests to one Foldback, and its answers as JSON. Follows no redirect: a token must not go where one leads. */
final class Wire {
    static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI base;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** @param base where Foldback answers */
    Wire(URI base) {
        this.base = base;
    }

    URI base() {
        return base;
    }

    <T> T get(String path, String accessToken, Class<T> type) throws ApiException {
        return read(requireOk(send(request(path, accessToken).build(), BodyHandlers.ofString())), type);
    }

    <T> T post(String path, @Nullable String accessToken, Object body, Class<T> type) throws ApiException {
        return read(posted(path, accessToken, body), type);
    }

    /** Posts, where the answer says nothing. */
    void post(String path, @Nullable String accessToken, Object body) throws ApiException {
        posted(path, accessToken, body);
    }

    void delete(String path, String accessToken) throws ApiException {
        requireOk(send(request(path, accessToken).DELETE().build(), BodyHandlers.ofString()));
    }

    private String posted(String path, @Nullable String accessToken, Object body) throws ApiException {
        try {
            HttpRequest request = request(path, accessToken)
                    .header("Content-Type", JSON_TYPE)
                    .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                    .build();
            return requireOk(send(request, BodyHandlers.ofString()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request is always JSON", e);
        }
    }

    private HttpRequest.Builder request(String path, @Nullable String accessToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Accept", JSON_TYPE)
                .header("User-Agent", "foldback");
        return accessToken == null ? request : request.header("Authorization", "Bearer " + accessToken);
    }

    /**
     * Sends a request as it is, be it to Foldback or to a presigned address.
     *
     * @throws ApiException with the status 0 if nobody answers
     */
    <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) throws ApiException {
        try {
            return http.send(request, handler);
        } catch (IOException e) {
            throw new ApiException(
                    0, "Foldback does not answer at " + request.uri().getAuthority(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(0, "interrupted", "");
        }
    }

    private static <T> T read(String json, Class<T> type) throws ApiException {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    200, "the server answered something else than docs/API.md says", e.getOriginalMessage());
        }
    }

    private static String requireOk(HttpResponse<String> answer) throws ApiException {
        if (answer.statusCode() < 300) {
            return answer.body();
        }
        String title = "the server answered " + answer.statusCode();
        String detail = "";
        String type = "";
        try {
            JsonNode problem = JSON.readTree(answer.body());
            title = problem.path("title").asText(title);
            detail = problem.path("detail").asText("");
            type = problem.path("type").asText("");
        } catch (JsonProcessingException e) {
            detail = "its answer was no problem document";
        }
        throw new ApiException(answer.statusCode(), type, title, detail);
    }
}
