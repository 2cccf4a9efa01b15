package foldback.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import foldback.accounts.OidcServer.Lie;
import foldback.accounts.OidcServer.Subject;
import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in by an OpenID provider: the code flow, what is not believed, and whose account it is. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
@WithTestResource(OidcServer.class)
class OidcTest {
    OidcServer provider = new OidcServer();

    @Inject
    TestClock clock;

    private Person owner = Person.stranger();
    private String workspace = "";

    @BeforeEach
    void a_provider_that_speaks_the_truth() {
        clock.advance(Duration.ofHours(5));
        provider.tells(Lie.NONE);
        provider.isAway(false);
        owner = Person.firstOwner();
        workspace = owner.workspace("Night Bus");
    }

    private static Subject somebody() {
        return new Subject(UUID.randomUUID().toString(), "Nora Lind", Person.address(), true);
    }

    private void invite(String email) {
        owner.post(
                        "/api/accounts/workspaces/" + workspace + "/invitations",
                        "{\"role\":\"engineer\",\"email\":\"" + email + "\"}")
                .statusCode(201);
    }

    private static URI start(Person browser) {
        ValidatableResponse begun =
                browser.post("/api/accounts/oidc/start", "{}").statusCode(200);
        browser.keep(begun);
        return URI.create(begun.extract().path("address"));
    }

    private ValidatableResponse arrive(Person browser, Subject who) {
        URI address = start(browser);
        return complete(browser, provider.approve(address, who), OidcServer.state(address));
    }

    private static ValidatableResponse complete(Person browser, String code, String state) {
        return browser.post("/api/accounts/oidc/complete", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    private static void isRefused(ValidatableResponse answer, String slug) {
        answer.statusCode(403).body("type", equalTo("urn:foldback:problem:" + slug));
    }

    @Test
    void the_sign_in_page_is_told_of_the_provider() {
        Person.stranger()
                .get("/api/accounts/policy")
                .statusCode(200)
                .body("provider", equalTo("Northern Studios"))
                .body("passwords", equalTo(true));
    }

    @Test
    void whoever_was_invited_by_mail_is_a_member_once_the_provider_has_said_who_they_are() {
        Subject nora = somebody();
        invite(nora.email().toUpperCase(java.util.Locale.ROOT));
        Person browser = Person.stranger();
        browser.signedIn(arrive(browser, nora));
        assertThat(browser.me().getString("name")).isEqualTo("Nora Lind");
        assertThat(browser.email()).isEqualTo(nora.email());
        assertThat(browser.me().getString("workspaces.find{it.id=='" + workspace + "'}.role"))
                .isEqualTo("engineer");
        String account = browser.id();
        // The next time it is the same account, whatever they are called and whatever address they have by then.
        Person later = Person.stranger();
        later.signedIn(arrive(later, new Subject(nora.id(), "N. Berg", Person.address(), false)));
        assertThat(later.id()).isEqualTo(account);
        later.refresh().statusCode(200);
    }

    @Test
    void whoever_nobody_invited_gets_no_account() {
        isRefused(arrive(Person.stranger(), somebody()), "not-invited");
        Subject unverified = new Subject("u-" + UUID.randomUUID(), "Eve", Person.address(), false);
        invite(unverified.email());
        isRefused(arrive(Person.stranger(), unverified), "address-not-vouched-for");
    }

    @Test
    void whoever_made_an_account_in_somebodys_name_has_no_way_in_once_they_come_themselves() {
        Subject nora = somebody();
        Person thief = Person.stranger();
        String link = owner.invite(workspace, "viewer");
        thief.signedIn(thief.post(
                "/api/accounts/invitations/accept",
                "{\"token\":\"" + Person.token(link) + "\",\"name\":\"Nora\",\"email\":\"" + nora.email()
                        + "\",\"password\":\"" + Person.PASSWORD + "\"}"));
        String account = thief.id();
        String key = thief.post("/api/accounts/me/api-tokens", "{\"name\":\"x\",\"scope\":\"read\",\"days\":3}")
                .statusCode(201)
                .extract()
                .path("secret");
        Person browser = Person.stranger();
        browser.signedIn(arrive(browser, nora));
        assertThat(browser.id()).isEqualTo(account);
        thief.refresh().statusCode(401);
        thief.signIn(nora.email(), Person.PASSWORD).statusCode(403);
        Person.stranger()
                .post("/api/accounts/access", "{\"key\":\"" + key + "\"}")
                .statusCode(401);
    }

    @ParameterizedTest
    @EnumSource(value = Lie.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void a_word_of_the_provider_that_does_not_hold_signs_nobody_in(Lie lie) {
        Subject nora = somebody();
        invite(nora.email());
        provider.tells(lie);
        isRefused(arrive(Person.stranger(), nora), "provider-not-believed");
    }

    @Test
    void a_code_is_good_once_in_the_browser_that_was_sent_and_for_ten_minutes() {
        Subject nora = somebody();
        invite(nora.email());
        Person browser = Person.stranger();
        URI address = start(browser);
        String code = provider.approve(address, nora);
        String state = OidcServer.state(address);
        // Somebody who has the address that another browser came back with: whoever's code it is, they are not signed
        // in by it.
        isRefused(complete(Person.stranger(), code, state), "sign-in-not-under-way");
        Person other = Person.stranger();
        start(other);
        isRefused(complete(other, code, state), "sign-in-not-under-way");
        isRefused(complete(browser, code, "guessed"), "sign-in-not-under-way");
        complete(browser, code, state).statusCode(200);
        isRefused(complete(browser, code, state), "sign-in-not-under-way");

        Person late = Person.stranger();
        URI again = start(late);
        String old = provider.approve(again, nora);
        clock.advance(Duration.ofMinutes(11));
        isRefused(complete(late, old, OidcServer.state(again)), "sign-in-not-under-way");
    }

    @Test
    void a_code_of_another_sign_in_is_not_taken() {
        Subject nora = somebody();
        invite(nora.email());
        Person browser = Person.stranger();
        String foreign = provider.approve(start(Person.stranger()), nora);
        URI mine = start(browser);
        // It was asked for with another verifier.
        isRefused(complete(browser, foreign, OidcServer.state(mine)), "provider-not-believed");
        isRefused(complete(Person.stranger(), "x".repeat(4000), "y"), "sign-in-not-under-way");
    }

    @Test
    void a_provider_that_is_away_is_said_to_be() {
        Person browser = Person.stranger();
        URI address = start(browser);
        String code = provider.approve(address, somebody());
        provider.isAway(true);
        complete(browser, code, OidcServer.state(address))
                .statusCode(503)
                .body("type", equalTo("urn:foldback:problem:provider-away"));
    }

    @Test
    void what_the_browser_keeps_meanwhile_is_for_no_script_and_no_other_site() {
        String cookie = Person.stranger()
                .post("/api/accounts/oidc/start", "{}")
                .statusCode(200)
                .extract()
                .header("Set-Cookie");
        assertThat(cookie)
                .contains("foldback-oidc=", "HttpOnly", "SameSite=Strict", "Path=/api/accounts/oidc", "Max-Age=600");
    }
}
