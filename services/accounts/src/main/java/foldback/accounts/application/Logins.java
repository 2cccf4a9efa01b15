package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.LoginRows;
import foldback.kit.identity.AccessTokens;
import foldback.kit.identity.Identity;
import foldback.kit.identity.TokenSettings;
import foldback.kit.identity.WorkspaceEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins and what keeps them going. A refresh token is good once and comes back as its successor; one that comes a second time has been
 * stolen, by whoever of the two comes second, and ends the sign-in for both (OAuth 2.0 Security Best Current Practice, RFC 9700, 2025, section 4.14.2).
 */
@ApplicationScoped
public class Logins {
    /** An answer that was lost may be asked for again this long, if nobody has used it. */
    private static final Duration ASK_AGAIN_WITHIN = Duration.ofSeconds(30);

    /** What came of a refresh token. */
    public sealed interface Refreshed {
        record Done(SignedIn signedIn) implements Refreshed {}

        /** Unknown, expired or signed out: the person has to sign in. */
        record SignInAgain() implements Refreshed {}

        /** It was used before; the sign-in has ended now. */
        record UsedTwice() implements Refreshed {}
    }

    private final LoginRows rows;
    private final AccountRows accounts;
    private final SigningKeys keys;
    private final AccessTokens tokens;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    Logins(
            LoginRows rows,
            AccountRows accounts,
            SigningKeys keys,
            TokenSettings tokenSettings,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.keys = keys;
        this.tokens = new AccessTokens(tokenSettings.issuer(), tokenSettings.audience(), clock);
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Signs somebody in who has shown who they are.
     *
     * @param deviceToken the one that the device has already; null if it has none
     */
    SignedIn begin(Account account, Client client, @Nullable String deviceToken) {
        Instant now = clock.instant();
        Login login = new Login(
                UUID.randomUUID(), account.id(), client.device(), now, now, now.plus(settings.loginLasts()), null);
        String refresh = Secrets.fresh();
        String device = deviceToken == null ? Secrets.fresh() : deviceToken;
        QuarkusTransaction.requiringNew().run(() -> {
            endOldest(account, now);
            rows.add(login);
            rows.addToken(Secrets.hash(refresh), login.id(), now);
            rows.knowDevice(Secrets.hash(device), account.id(), now);
            audit.note("signed-in", account.id(), client, client.device());
        });
        announcements.send();
        return signedIn(account, login, refresh, device);
    }

    private void endOldest(Account account, Instant now) {
        List<Login> lasting = rows.lasting(account.id(), now);
        List<UUID> ended = new ArrayList<>();
        for (Login oldest : lasting.subList(Math.min(lasting.size(), Limits.LOGINS - 1), lasting.size())) {
            rows.end(oldest.id(), "too many", now);
            ended.add(oldest.id());
        }
        announceEnd(account, ended);
    }

    boolean knowsDevice(@Nullable String deviceToken, UUID account) {
        return deviceToken != null && rows.knowsDevice(Secrets.hash(deviceToken), account);
    }

    /** An access token for a login or an API token. */
    String accessToken(Account account, UUID login, Identity.Scope scope) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return tokens.sign(
                new Identity(account.id(), account.name(), login, scope, now, now.plus(settings.accessTokenLasts())),
                keys.signer());
    }

    /** Gives a refresh token for its successor and an access token. */
    public Refreshed refresh(String token, String deviceToken, Client client) {
        Refreshed refreshed =
                QuarkusTransaction.requiringNew().call(() -> refreshInTransaction(token, deviceToken, client));
        if (refreshed instanceof Refreshed.UsedTwice) {
            announcements.send();
        }
        return refreshed;
    }

    private Refreshed refreshInTransaction(String token, String deviceToken, Client client) {
        Instant now = clock.instant();
        Optional<LoginRows.RefreshToken> found = rows.takeToken(Secrets.hash(token));
        if (found.isEmpty()) {
            return new Refreshed.SignInAgain();
        }
        LoginRows.RefreshToken presented = found.get();
        Login login = presented.login();
        Optional<Account> account = accounts.find(login.account()).map(AccountRows.Stored::account);
        if (login.endedAt() != null || !login.expiresAt().isAfter(now) || account.isEmpty()) {
            return new Refreshed.SignInAgain();
        }
        if (presented.supersededAt() != null || (presented.usedAt() != null && !lostItsAnswer(presented, now))) {
            rows.end(login.id(), "refresh token used twice", now);
            announceEnd(account.get(), List.of(login.id()));
            audit.note("refresh-token-used-twice", account.get().id(), client, login.device());
            return new Refreshed.UsedTwice();
        }
        String successor = Secrets.fresh();
        rows.addToken(Secrets.hash(successor), login.id(), now);
        rows.useToken(presented.hash(), Secrets.hash(successor), now);
        rows.touch(login.id(), now, now.plus(settings.loginLasts()));
        return new Refreshed.Done(signedIn(account.get(), login, successor, deviceToken));
    }

    /**
     * Whether a token that was used may be used again: the answer must be a moment old, and nobody may have used what was in it. It
     * is superseded then, so that whoever has it after all is found out.
     */
    private boolean lostItsAnswer(LoginRows.RefreshToken presented, Instant now) {
        Instant usedAt = presented.usedAt();
        String successor = presented.successor();
        return usedAt != null
                && successor != null
                && usedAt.plus(ASK_AGAIN_WITHIN).isAfter(now)
                && rows.supersede(successor, now);
    }

    /** Whether there is such a sign-in that has not ended. */
    boolean lasts(UUID login) {
        return rows.find(login).filter(l -> l.endedAt() == null).isPresent();
    }

    /** The sign-ins of somebody that last. */
    public List<Login> of(UUID account) {
        return rows.lasting(account, clock.instant());
    }

    /** Signs out on the device that has a refresh token; whatever it is, it is good for nothing afterwards. */
    public void signOut(String refreshToken, Client client) {
        QuarkusTransaction.requiringNew()
                .run(() -> rows.takeToken(Secrets.hash(refreshToken))
                        .map(LoginRows.RefreshToken::login)
                        .ifPresent(login -> accounts.find(login.account())
                                .ifPresent(stored -> end(stored.account(), login.id(), client))));
        announcements.send();
    }

    /** Signs out on another device; whether there was such a sign-in. */
    public boolean end(UUID account, UUID login, Client client) {
        boolean ended = QuarkusTransaction.requiringNew()
                .call(() -> rows.find(login)
                        .filter(l -> l.account().equals(account))
                        .flatMap(l -> accounts.find(account).map(a -> end(a.account(), login, client)))
                        .orElse(false));
        announcements.send();
        return ended;
    }

    private boolean end(Account account, UUID login, Client client) {
        boolean ended = rows.end(login, "signed out", clock.instant());
        if (ended) {
            announceEnd(account, List.of(login));
            audit.note("signed-out", account.id(), client, "");
        }
        return ended;
    }

    /** Signs out everywhere, or everywhere else. Takes part in a transaction; whoever calls sends the announcements afterwards. */
    void endAll(Account account, @Nullable UUID except, String because) {
        announceEnd(account, rows.endAll(account.id(), except, because, clock.instant()));
    }

    /** Signs out everywhere. */
    public void endAll(UUID account, Client client) {
        QuarkusTransaction.requiringNew()
                .run(() -> accounts.find(account)
                        .map(AccountRows.Stored::account)
                        .ifPresent(a -> {
                            endAll(a, null, "signed out everywhere");
                            audit.note("signed-out-everywhere", account, client, "");
                        }));
        announcements.send();
    }

    private void announceEnd(Account account, List<UUID> logins) {
        if (!logins.isEmpty()) {
            announcements.note(account.id(), account.author(), new WorkspaceEvent.LoginsEnded(logins));
        }
    }

    private SignedIn signedIn(Account account, Login login, String refresh, String device) {
        return new SignedIn(
                account,
                accessToken(account, login.id(), Identity.Scope.ALL),
                settings.accessTokenLasts(),
                refresh,
                settings.loginLasts(),
                device);
    }
}
