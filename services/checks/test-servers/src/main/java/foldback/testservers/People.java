package foldback.testservers;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * People with accounts at the accounts service that runs beside what is tested. The first owner is there; whoever else is named is invited to the
 * first workspace as an engineer, and known by that name from then on; what follows a {@code #} only tells people of one name apart.
 */
public final class People {
    /** Whoever nobody else is. */
    public static final String OWNER = "Owner";

    private static final String AUTHORIZATION = "Authorization";
    private static final String PASSWORD = "correct horse battery";
    private static final String WORKSPACE = "home";

    /** Well within what an access token lasts. */
    private static final long KEPT_NANOS = Duration.ofMinutes(5).toNanos();

    private record SignedIn(int port, String token, long atNanos) {}

    // By the port, because a test profile starts the services anew, and by the name.
    private static final Map<String, SignedIn> SIGNED_IN = new ConcurrentHashMap<>();
    private static final Map<String, String> ADDRESSES = new ConcurrentHashMap<>();

    private People() {}

    /** From now on, requests that say nothing of who sends them are the first owner's. */
    public static void actAsOwner() {
        RestAssured.replaceFiltersWith(new AsOwner());
    }

    /** Requests by somebody. */
    public static RequestSpecification as(String name) {
        return given().header(AUTHORIZATION, "Bearer " + token(name)).contentType(ContentType.JSON);
    }

    /** An access token that counts for some minutes. */
    public static String token(String name) {
        SignedIn known = SIGNED_IN.get(name);
        if (known != null && known.port() == RestAssured.port && System.nanoTime() - known.atNanos() < KEPT_NANOS) {
            return known.token();
        }
        String token = name.equals(OWNER) ? ownersToken() : signedIn(name);
        SIGNED_IN.put(name, new SignedIn(RestAssured.port, token, System.nanoTime()));
        return token;
    }

    /** A workspace of the first owner's own, by its id. */
    public static String workspace(String name) {
        return as(OWNER)
                .body(Map.of("name", name))
                .post("/api/accounts/workspaces")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String ownersToken() {
        return token(nobody().body(Map.of("key", FoldbackServers.LOCAL_KEY)).post("/api/accounts/sign-in/local"));
    }

    private static String signedIn(String name) {
        return Optional.ofNullable(ADDRESSES.get(name))
                .map(email -> token(nobody().body(Map.of("email", email, "password", PASSWORD))
                        .post("/api/accounts/sign-in")))
                .orElseGet(() -> invited(name));
    }

    private static String invited(String name) {
        String link = as(OWNER)
                .body(Map.of("role", "engineer"))
                .post("/api/accounts/workspaces/" + WORKSPACE + "/invitations")
                .then()
                .statusCode(201)
                .extract()
                .path("link");
        String email = "p" + UUID.randomUUID() + "@example.org";
        String token = token(nobody().body(Map.of(
                        "token",
                        link.substring(link.indexOf('#') + 1),
                        "name",
                        name.replaceAll("#.*", ""),
                        "email",
                        email,
                        "password",
                        PASSWORD))
                .post("/api/accounts/invitations/accept"));
        ADDRESSES.put(name, email);
        return token;
    }

    private static String token(Response answer) {
        return answer.then().statusCode(200).extract().path("accessToken");
    }

    /** Requests by whoever is not signed in. */
    public static RequestSpecification nobody() {
        return given().noFiltersOfType(AsOwner.class).contentType(ContentType.JSON);
    }

    private static final class AsOwner implements Filter {
        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification response,
                FilterContext context) {
            boolean toUs = request.getPort() == RestAssured.port;
            if (toUs && !request.getHeaders().hasHeaderWithName(AUTHORIZATION)) {
                request.header(AUTHORIZATION, "Bearer " + token(OWNER));
            }
            return context.next(request, response);
        }
    }
}
