package foldback.session;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The description of the routes that is checked in. {@code -Dfoldback.golden.rewrite=true} writes it anew; what differs then is what clients have
 * to be told of.
 */
@QuarkusTest
@TestProfile(OpenApiTest.Described.class)
@WithTestResource(FoldbackServers.class)
class OpenApiTest {
    private static final Path CHECKED_IN = Path.of("openapi.yaml");

    /** The document says what it describes, and nothing of the test that asks for it. */
    public static final class Described implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "mp.openapi.scan.exclude.packages", "foldback.accounts",
                    "quarkus.smallrye-openapi.info-title", "Foldback: session-store",
                    "quarkus.smallrye-openapi.info-version", "1",
                    "quarkus.smallrye-openapi.info-description", "docs/API.md says what all of it means.",
                    "quarkus.smallrye-openapi.auto-add-server", "false");
        }
    }

    @Test
    void the_description_of_the_routes_is_the_one_that_is_checked_in() throws IOException {
        String now = when().get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("foldback.golden.rewrite")) {
            Files.writeString(CHECKED_IN, now, StandardCharsets.UTF_8);
        }
        assertThat(now).isEqualTo(Files.readString(CHECKED_IN, StandardCharsets.UTF_8));
        assertThat(now).contains("/api/sessions/{id}/merge").contains("/api/admin/sessions/rebuild");
    }
}
