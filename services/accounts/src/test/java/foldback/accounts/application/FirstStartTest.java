package foldback.accounts.application;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import foldback.accounts.persistence.AccountRows;
import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** The link that a start prints is read from the log by people; here it is made again. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
class FirstStartTest {
    @Inject
    AccountRows accounts;

    @Inject
    Links links;

    @Test
    void whoever_reads_the_log_claims_the_first_owners_account_once() {
        Account owner = accounts.first().orElseThrow();
        assertThat(owner.email()).isNull();
        String spent = token(links.make(LinkPurpose.WELCOME, owner.id()));
        String good = token(links.make(LinkPurpose.WELCOME, owner.id()));
        claim(spent, "olga@example.org").statusCode(404);
        String access = claim(good, "olga@example.org")
                .statusCode(200)
                .body("account.id", equalTo(owner.id().toString()))
                .extract()
                .path("accessToken");
        given().header("Authorization", "Bearer " + access)
                .get("/api/accounts/me")
                .then()
                .statusCode(200)
                .body("name", equalTo("Olga"))
                .body("workspaces[0].role", equalTo("owner"));
        claim(good, "mallory@example.org").statusCode(404);
        // a second link, were there one, could not take over what has been claimed
        claim(token(links.make(LinkPurpose.WELCOME, owner.id())), "mallory@example.org")
                .statusCode(409);
        assertThat(accounts.first().orElseThrow().email()).isEqualTo("olga@example.org");
    }

    private static ValidatableResponse claim(String token, String email) {
        return given().contentType(ContentType.JSON)
                .body("{\"token\":\"" + token + "\",\"name\":\"Olga\",\"email\":\"" + email
                        + "\",\"password\":\"correct horse battery\"}")
                .post("/api/accounts/welcome")
                .then();
    }

    private static String token(String link) {
        return link.substring(link.indexOf('#') + 1);
    }
}
