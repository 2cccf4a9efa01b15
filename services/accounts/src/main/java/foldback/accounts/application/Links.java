package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.AttemptRows;
import foldback.accounts.persistence.LinkRows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Links that are good once: the first owner's welcome, a forgotten password, a sign-up, a browser for whoever has the data folder. The
 * token stands in the fragment of the address, which no browser sends to any server and no server writes to its log.
 */
@ApplicationScoped
public class Links {
    private static final Pace LETTERS_TO_AN_ADDRESS = new Pace(3, Duration.ofHours(1), Duration.ofHours(4));
    private static final Pace LETTERS_FOR_A_NEIGHBOURHOOD = new Pace(20, Duration.ofMinutes(15), Duration.ofHours(4));
    private static final Duration BUSY = Duration.ofSeconds(2);

    private final LinkRows rows;
    private final AccountRows accounts;
    private final AttemptRows attempts;
    private final Workspaces workspaces;
    private final PasswordHashing hashing;
    private final Logins logins;
    private final ApiTokens apiTokens;
    private final Post post;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    Links(
            LinkRows rows,
            AccountRows accounts,
            AttemptRows attempts,
            Workspaces workspaces,
            PasswordHashing hashing,
            Logins logins,
            ApiTokens apiTokens,
            Post post,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.attempts = attempts;
        this.workspaces = workspaces;
        this.hashing = hashing;
        this.logins = logins;
        this.apiTokens = apiTokens;
        this.post = post;
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** The address of a page with a token in its fragment. */
    String page(String page, String token) {
        return settings.url().resolve("/app/" + page) + "#" + token;
    }

    /** A new link for an account; those of the same purpose that it had are good for nothing any longer. */
    String make(LinkPurpose purpose, UUID account) {
        String token = Secrets.fresh();
        Instant now = clock.instant();
        QuarkusTransaction.joiningExisting().run(() -> {
            rows.withdraw(purpose, account, now);
            rows.add(Secrets.hash(token), purpose, new LinkRows.Owner(account, null), now);
        });
        return page(purpose.name().toLowerCase(Locale.ROOT).replace('_', '-'), token);
    }

    // ---- by mail

    /** Sends a link to choose another password, if there is such an account. Whoever asks learns neither. */
    public Optional<Duration> askForReset(String email, Client client) {
        String address = PasswordSignIn.canonical(email);
        return paced(
                address,
                client,
                () -> accounts.byEmail(address).ifPresent(stored -> {
                    audit.note("password-reset-asked", stored.account().id(), client, "");
                    post.send(new Letter(
                            address,
                            "Choose another password",
                            "Somebody, you most likely, asked for a new password for Foldback. Until you open this link nothing has"
                                    + " changed; it is good for an hour and once:",
                            make(LinkPurpose.RESET, stored.account().id())));
                }));
    }

    /** Sends a link to make an account with, if sign-up is open. */
    public Optional<Duration> askForAccount(String email, Client client) {
        String address = PasswordSignIn.canonical(email);
        return paced(address, client, () -> {
            if (accounts.byEmail(address).isPresent()) {
                post.send(new Letter(
                        address,
                        "You have an account already",
                        "Somebody, you most likely, asked for an account for Foldback at this address. There is one; sign in here:",
                        settings.url().resolve("/app/sign-in").toString()));
                return;
            }
            String token = Secrets.fresh();
            rows.add(Secrets.hash(token), LinkPurpose.SIGN_UP, new LinkRows.Owner(null, address), clock.instant());
            post.send(new Letter(
                    address,
                    "Make your account",
                    "Somebody, you most likely, asked for an account for Foldback at this address. This link makes it; it is"
                            + " good for a day and once:",
                    page("sign-up", token)));
        });
    }

    public boolean signUpIsOpen() {
        return settings.signUp() == AccountsSettings.SignUp.OPEN && post.reachesPeople();
    }

    /** Does something that sends mail; how long to wait instead, if it was asked for too often. */
    private Optional<Duration> paced(String address, Client client, Runnable work) {
        Instant now = clock.instant();
        Optional<Instant> tooEarly =
                attempts.begin("letters for " + client.neighbourhood(), LETTERS_FOR_A_NEIGHBOURHOOD, now);
        if (tooEarly.isPresent()) {
            return Optional.of(Duration.between(now, tooEarly.get()));
        }
        // Not told either: whether somebody else asked for the same address lately is nobody's business.
        if (attempts.begin("letters to " + Secrets.hash(address), LETTERS_TO_AN_ADDRESS, now)
                .isEmpty()) {
            work.run();
        }
        return Optional.empty();
    }

    // ---- opening

    /** Another password, for whoever reads the mail of an account. Signs out everywhere and revokes every API token. */
    public Entered reset(String token, String password, Client client) {
        return open(LinkPurpose.RESET, token, new NewPerson("", null, password), client, (owner, hash) -> {
            Optional<Account> account = accountOf(owner);
            account.ifPresent(a -> {
                accounts.setPassword(a.id(), hash);
                logins.endAll(a, null, "password reset");
                apiTokens.revokeAll(a);
                audit.note("password-reset", a.id(), client, "");
            });
            return account;
        });
    }

    /** The first owner's name, address and password. */
    public Entered welcome(String token, NewPerson person, Client client) {
        String email = person.email();
        if (email == null) {
            return new Entered.AddressMissing();
        }
        String address = PasswordSignIn.canonical(email);
        return open(
                LinkPurpose.WELCOME,
                token,
                person,
                client,
                (owner, hash) -> accountOf(owner)
                        .filter(a -> accounts.claim(a.id(), person.name(), address, hash))
                        .map(a -> {
                            audit.note("account-claimed", a.id(), client, "");
                            return new Account(a.id(), person.name(), address);
                        }));
    }

    /** An account for whoever reads the mail of an address, with a workspace of their own. */
    public Entered signUp(String token, NewPerson person, Client client) {
        return open(LinkPurpose.SIGN_UP, token, person, client, (owner, hash) -> {
            Account account = new Account(UUID.randomUUID(), person.name(), owner.email());
            if (owner.email() == null || !accounts.add(account, hash, clock.instant())) {
                return Optional.empty();
            }
            UUID workspace = workspaces.add(UUID.randomUUID(), account, person.name());
            audit.note("account-made", workspace, account.id(), client, "");
            return Optional.of(account);
        });
    }

    /** A browser that is signed in, for whoever was shown the link. */
    public Entered signIn(String token, Client client) {
        Optional<Account> account = QuarkusTransaction.requiringNew().call(() -> {
            Optional<LinkRows.Owner> owner = rows.take(Secrets.hash(token), LinkPurpose.SIGN_IN, clock.instant());
            rows.spend(Secrets.hash(token), clock.instant());
            return owner.flatMap(this::accountOf);
        });
        return account.<Entered>map(a -> new Entered.Done(logins.begin(a, client, null)))
                .orElseGet(Entered.NoSuchLink::new);
    }

    @FunctionalInterface
    private interface Opening {
        /** Whose the link was, after what it was good for has been done; empty if that cannot be, and nothing was done. */
        Optional<Account> open(LinkRows.Owner owner, String passwordHash);
    }

    /** @param good whether the link was */
    private record Opened(boolean good, Optional<Account> account) {}

    private Entered open(LinkPurpose purpose, String token, NewPerson person, Client client, Opening opening) {
        Optional<String> refusal = PasswordRules.refusal(person.password(), person.name(), person.email());
        if (refusal.isPresent()) {
            return new Entered.PasswordRefused(refusal.get());
        }
        Optional<String> hash = hashing.hash(person.password());
        if (hash.isEmpty()) {
            return new Entered.Busy(BUSY);
        }
        Opened result = QuarkusTransaction.requiringNew().call(() -> {
            Optional<LinkRows.Owner> owner = rows.take(Secrets.hash(token), purpose, clock.instant());
            Optional<Account> account = owner.flatMap(o -> opening.open(o, hash.get()));
            account.ifPresent(opened -> rows.spend(Secrets.hash(token), clock.instant()));
            return new Opened(owner.isPresent(), account);
        });
        announcements.send();
        if (!result.good()) {
            return new Entered.NoSuchLink();
        }
        return result.account()
                .<Entered>map(a -> new Entered.Done(logins.begin(a, client, null)))
                .orElseGet(Entered.AddressTaken::new);
    }

    private Optional<Account> accountOf(LinkRows.Owner owner) {
        UUID id = owner.account();
        return id == null ? Optional.empty() : accounts.find(id).map(AccountRows.Stored::account);
    }
}
