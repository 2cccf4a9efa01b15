package foldback.accounts.application;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.InvitationRows;
import foldback.accounts.persistence.OidcRows;
import foldback.kit.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Signing in by the OpenID provider of the installation. Whose account it is: that which the provider's subject was joined to before. Somebody who
 * comes for the first time is joined to the account of the address that the provider vouches for, on the terms of a password reset: whoever reads
 * the mail of an account may have it, so its password, its sign-ins and its API tokens are good for nothing afterwards, and nobody who made it in
 * advance keeps a way in. Where there is none, an account is made if somebody invited that address, or if everybody whom the provider knows may have one.
 */
@ApplicationScoped
public class OidcSignIn {
    private static final Duration ATTEMPT_LASTS = Duration.ofMinutes(10);

    /**
     * Somebody on their way to the provider.
     *
     * @param binding what the browser shows when they come back
     */
    public record Begun(URI address, String binding, Duration lasts) {}

    /** What came of coming back. */
    public sealed interface Result {
        record Done(SignedIn signedIn) implements Result {}

        /** Nobody was sent there so, not from this browser, too long ago, or they came back already. */
        record NotUnderWay() implements Result {}

        /** What the provider said is not to be believed. */
        record Refused(String why) implements Result {}

        record Away(String why) implements Result {}

        /** There is no account for them, and nobody invited them by the address that the provider vouches for. */
        record NotInvited() implements Result {}

        /** The provider vouches for no address, without which nobody new can be told apart. */
        record NoAddress() implements Result {}
    }

    private final OidcProvider provider;
    private final OidcRows rows;
    private final AccountRows accounts;
    private final InvitationRows invitations;
    private final Invitations accepting;
    private final Workspaces workspaces;
    private final Logins logins;
    private final ApiTokens apiTokens;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    OidcSignIn(
            OidcProvider provider,
            OidcRows rows,
            AccountRows accounts,
            InvitationRows invitations,
            Invitations accepting,
            Workspaces workspaces,
            Logins logins,
            ApiTokens apiTokens,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.provider = provider;
        this.rows = rows;
        this.accounts = accounts;
        this.invitations = invitations;
        this.accepting = accepting;
        this.workspaces = workspaces;
        this.logins = logins;
        this.apiTokens = apiTokens;
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the button says; empty if there is no provider. */
    public Optional<String> name() {
        return provider.isThere() ? Optional.of(settings.oidc().name()) : Optional.empty();
    }

    /** Whether passwords are taken beside it. */
    public boolean isTheOnlyWay() {
        return provider.isThere() && settings.oidc().only();
    }

    /** Sends somebody to the provider; empty if it is away. */
    public Optional<Begun> begin() {
        OidcProvider.Question question =
                new OidcProvider.Question(Secrets.fresh(), Secrets.fresh(), new CodeVerifier().getValue());
        String binding = Secrets.fresh();
        Instant now = clock.instant();
        return provider.address(question).map(address -> {
            rows.ask(
                    Secrets.hash(question.state()),
                    Secrets.hash(binding),
                    question.nonce(),
                    question.verifier(),
                    now.plus(ATTEMPT_LASTS));
            return new Begun(address, binding, ATTEMPT_LASTS);
        });
    }

    /**
     * Signs somebody in who comes back from the provider.
     *
     * @param binding of the browser; empty if it has none
     */
    public Result complete(String code, String state, String binding, Client client) {
        Optional<OidcRows.Asked> asked = rows.take(Secrets.hash(state), Secrets.hash(binding), clock.instant());
        if (asked.isEmpty()) {
            return new Result.NotUnderWay();
        }
        return switch (provider.answer(
                code,
                new OidcProvider.Question(
                        state, asked.get().nonce(), asked.get().verifier()))) {
            case OidcProvider.Answer.Away away -> new Result.Away(away.why());
            case OidcProvider.Answer.Refused refused -> {
                audit.note("oidc-refused", null, client, refused.why());
                yield new Result.Refused(refused.why());
            }
            case OidcProvider.Answer.Known known -> {
                Admission admission = QuarkusTransaction.requiringNew().call(() -> admit(known.person(), client));
                announcements.send();
                yield switch (admission) {
                    // What was written is there before the sign-in, which has a transaction of its own.
                    case Admission.Of of -> new Result.Done(logins.begin(of.account(), client, null));
                    case Admission.Not not -> not.why();
                };
            }
        };
    }

    /** Whose account it is. */
    private sealed interface Admission {
        record Of(Account account) implements Admission {}

        record Not(Result why) implements Admission {}
    }

    private Admission admit(OidcProvider.Person person, Client client) {
        Optional<Account> joined = rows.account(person.issuer(), person.subject())
                .flatMap(accounts::find)
                .map(AccountRows.Stored::account);
        if (joined.isPresent()) {
            return new Admission.Of(joined.get());
        }
        String said = person.email();
        if (said == null) {
            return new Admission.Not(new Result.NoAddress());
        }
        String email = PasswordSignIn.canonical(said);
        return accounts.byEmail(email)
                .map(AccountRows.Stored::account)
                .map(account -> join(account, person, client))
                .orElseGet(() -> newcomer(person, email, client));
    }

    /** As after a reset by mail: whoever had another way in has it no longer. */
    private Admission join(Account account, OidcProvider.Person person, Client client) {
        accounts.forgetPassword(account.id());
        logins.endAll(account, null, "joined to the OpenID provider");
        apiTokens.revokeAll(account);
        remember(account, person, client);
        return new Admission.Of(account);
    }

    private Admission newcomer(OidcProvider.Person person, String email, Client client) {
        List<Invitation> invited = invitations.openTo(email, clock.instant());
        if (invited.isEmpty() && settings.oidc().newcomers() == AccountsSettings.Newcomers.INVITED) {
            return new Admission.Not(new Result.NotInvited());
        }
        Account account = new Account(UUID.randomUUID(), called(person, email), email);
        accounts.add(account, null, clock.instant());
        remember(account, person, client);
        if (invited.isEmpty()) {
            UUID workspace = workspaces.add(UUID.randomUUID(), account, account.name());
            audit.note("account-made", workspace, account.id(), client, "by the OpenID provider");
        }
        invited.forEach(invitation -> accepting.acceptAs(invitation, account, client));
        return new Admission.Of(account);
    }

    private void remember(Account account, OidcProvider.Person person, Client client) {
        rows.join(person.issuer(), person.subject(), account.id(), clock.instant());
        audit.note("identity-joined", account.id(), client, person.issuer() + " " + person.subject());
    }

    private static String called(OidcProvider.Person person, String email) {
        String name = cut(person.name());
        return name != null ? name : email.substring(0, Math.min(email.indexOf('@'), Limits.NAME_CHARACTERS));
    }

    private static @Nullable String cut(@Nullable String name) {
        if (name == null) {
            return null;
        }
        String said = name.strip();
        String shown = said.length() > Limits.NAME_CHARACTERS ? said.substring(0, Limits.NAME_CHARACTERS) : said;
        return Caller.isName(shown) ? shown : null;
    }
}
