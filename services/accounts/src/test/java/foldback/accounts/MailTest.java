package foldback.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import foldback.testservers.FoldbackServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes by mail, with a mail server that takes it, where everybody may have an account. */
@QuarkusTest
@WithTestResource(FoldbackServers.class)
@WithTestResource(MailServer.class)
class MailTest {
    private static final Pattern LINK = Pattern.compile("http://\\S+/app/([a-z-]+)(?:#(\\S+))?");

    MailServer mail = new MailServer();

    @Inject
    TestClock clock;

    @BeforeEach
    void nothing_asked_for_lately() {
        clock.advance(Duration.ofHours(5));
    }

    @Test
    void whoever_reads_the_mail_of_an_account_chooses_another_password() {
        Person nora = signedUp("Nora");
        String email = nora.email();
        String key = nora.post("/api/accounts/me/api-tokens", "{\"name\":\"laptop\",\"scope\":\"read\",\"days\":3}")
                .statusCode(201)
                .extract()
                .path("secret");
        String next = "the night bus leaves at nine";
        Person.stranger()
                .post("/api/accounts/password-reset", "{\"email\":\"" + email + "\"}")
                .statusCode(202);
        String token = token(mail.mailTo(email, 2).get(1), "reset");
        Person browser = Person.stranger();
        browser.post("/api/accounts/password-reset/complete", reset(token, "password1234"))
                .statusCode(422);
        browser.signedIn(browser.post("/api/accounts/password-reset/complete", reset(token, next)));
        assertThat(browser.email()).isEqualTo(email);
        // it was good once, and everything from before is over
        Person.stranger()
                .post("/api/accounts/password-reset/complete", reset(token, next))
                .statusCode(404);
        nora.refresh().statusCode(401);
        Person.stranger()
                .post("/api/accounts/access", "{\"key\":\"" + key + "\"}")
                .statusCode(401);
        Person.stranger().signIn(email, Person.PASSWORD).statusCode(403);
        Person.stranger().signIn(email, next).statusCode(200);
    }

    @Test
    void a_reset_that_is_old_or_was_asked_for_again_is_good_for_nothing() {
        String email = signedUp("Nora").email();
        String ask = "{\"email\":\"" + email + "\"}";
        Person.stranger().post("/api/accounts/password-reset", ask).statusCode(202);
        String first = token(mail.mailTo(email, 2).get(1), "reset");
        Person.stranger().post("/api/accounts/password-reset", ask).statusCode(202);
        String second = token(mail.mailTo(email, 3).get(2), "reset");
        String next = "the night bus leaves at nine";
        Person.stranger()
                .post("/api/accounts/password-reset/complete", reset(first, next))
                .statusCode(404);
        clock.advance(Duration.ofMinutes(61));
        Person.stranger()
                .post("/api/accounts/password-reset/complete", reset(second, next))
                .statusCode(404);
    }

    @Test
    void asking_tells_nobody_whether_there_is_an_account_and_sends_only_so_much() {
        String email = signedUp("Nora").email();
        String nobody = Person.address();
        int letters = mail.now(email).size();
        for (String address : List.of(email, nobody)) {
            for (int i = 0; i < 8; i++) {
                Person.stranger()
                        .post("/api/accounts/password-reset", "{\"email\":\"" + address + "\"}")
                        .statusCode(202);
            }
        }
        // three an address, the sign-up's included; one that was asked for later than all of these has come, so these
        // have
        signedUp("Somebody else");
        assertThat(mail.now(email)).hasSize(letters + 2);
        assertThat(mail.now(nobody)).isEmpty();
    }

    @Test
    void signing_up_with_an_address_that_has_an_account_looks_the_same_and_only_its_owner_learns_of_it() {
        String email = signedUp("Nora").email();
        Person.stranger()
                .post("/api/accounts/sign-up", "{\"email\":\"" + email + "\"}")
                .statusCode(202);
        assertThat(mail.mailTo(email, 2).get(1)).contains("There is one", "/app/sign-in");
    }

    @Test
    void whoever_signs_up_owns_a_workspace_of_their_own() {
        Person nora = signedUp("Nora");
        assertThat(nora.me().getList("workspaces.role")).containsExactly("owner");
    }

    @Test
    void an_invitation_by_mail_says_who_invites_and_is_for_that_address() {
        Person olga = signedUp("Olga");
        String workspace = olga.me().getString("workspaces[0].id");
        String address = Person.address();
        olga.post(
                        "/api/accounts/workspaces/" + workspace + "/invitations",
                        "{\"role\":\"artist\",\"email\":\"" + address + "\"}")
                .statusCode(201);
        String letter = mail.mailTo(address, 1).getFirst();
        assertThat(letter).contains("Olga");
        Person nora = Person.stranger();
        nora.signedIn(nora.post(
                "/api/accounts/invitations/accept",
                "{\"token\":\"" + token(letter, "invitation") + "\",\"name\":\"Nora\",\"password\":\"" + Person.PASSWORD
                        + "\"}"));
        assertThat(nora.email()).isEqualTo(address);
    }

    @Test
    void an_address_is_one_address() {
        for (String address : List.of("a@b.c,d@e.f", "a@b.c\\r\\nBcc: d@e.f", "<a@b.c>", "a b@c.d", "@b.c")) {
            Person.stranger()
                    .post("/api/accounts/sign-up", "{\"email\":\"" + address + "\"}")
                    .statusCode(400)
                    .body("type", equalTo("urn:foldback:problem:malformed-request"));
        }
    }

    private Person signedUp(String name) {
        String address = Person.address();
        Person person = Person.stranger();
        person.post("/api/accounts/sign-up", "{\"email\":\"" + address + "\"}").statusCode(202);
        String token = token(mail.mailTo(address, 1).getFirst(), "sign-up");
        person.signedIn(person.post(
                "/api/accounts/sign-up/complete",
                "{\"token\":\"" + token + "\",\"name\":\"" + name + "\",\"password\":\"" + Person.PASSWORD + "\"}"));
        return person;
    }

    private static String token(String letter, String page) {
        Matcher link = LINK.matcher(letter);
        assertThat(link.find()).as(letter).isTrue();
        assertThat(link.group(1)).isEqualTo(page);
        return link.group(2);
    }

    private static String reset(String token, String password) {
        return "{\"token\":\"" + token + "\",\"password\":\"" + password + "\"}";
    }
}
