package foldback.accounts.application;

import foldback.accounts.persistence.AttemptRows;
import foldback.accounts.persistence.GuestLinkRows;
import foldback.kit.identity.AccessTokens;
import foldback.kit.identity.GuestPass;
import foldback.kit.identity.Identity;
import foldback.kit.identity.TokenSettings;
import foldback.kit.identity.WorkspaceEvent;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links that let people in who have no account: made for a session, or one revision of it, by who mixes it; good for what they say until they are
 * revoked or end. The token stands in the fragment of the address. Whoever comes says once what they are called; their browser keeps a token of its
 * own in a cookie, by which it is let in again without the link's password.
 */
@ApplicationScoped
public class GuestLinks {
    /** One who guesses keeps nobody waiting but their neighbours, until they guess from many places. */
    private static final Pace PASSWORDS_FROM_A_NEIGHBOURHOOD = new Pace(10, Duration.ofMinutes(5), Duration.ofHours(1));

    private static final Pace PASSWORDS_OF_A_LINK = new Pace(100, Duration.ofMinutes(5), Duration.ofHours(1));
    private static final Pace MISSES_FROM_A_NEIGHBOURHOOD = new Pace(30, Duration.ofMinutes(15), Duration.ofHours(4));
    private static final Duration BUSY = Duration.ofSeconds(2);

    /**
     * A link before it is made.
     *
     * @param password null for none
     * @param days how many it is good for; null for ever
     */
    public record Draft(
            GuestPass pass,
            String label,
            @Nullable String password,
            @Nullable Integer days) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Draft[pass=" + pass + "]";
        }
    }

    /** What came of making one. */
    public sealed interface Making {
        /**
         * It is made.
         *
         * @param address with a token that is shown this once
         */
        record Made(GuestLink link, String address) implements Making {}

        /** The session has as many as it can have. */
        record TooMany() implements Making {}

        record Busy(Duration retryAfter) implements Making {}
    }

    /** What came of wanting in. */
    public sealed interface Entry {
        /**
         * They are in.
         *
         * @param visitorToken what their browser keeps
         */
        record In(GuestVisitor visitor, GuestPass pass, String visitorToken, String accessToken, Duration lasts)
                implements Entry {}

        /** There is no such link, or not any longer. */
        record NoSuchLink() implements Entry {}

        record WrongPassword() implements Entry {}

        /** As many browsers have come by it as may. */
        record Full() implements Entry {}

        record TooOften(Duration retryAfter) implements Entry {}
    }

    private final GuestLinkRows rows;
    private final AttemptRows attempts;
    private final PasswordHashing hashing;
    private final Links links;
    private final SigningKeys keys;
    private final AccessTokens tokens;
    private final AccountsSettings settings;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    GuestLinks(
            GuestLinkRows rows,
            AttemptRows attempts,
            PasswordHashing hashing,
            Links links,
            SigningKeys keys,
            TokenSettings tokenSettings,
            AccountsSettings settings,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.attempts = attempts;
        this.hashing = hashing;
        this.links = links;
        this.keys = keys;
        this.tokens = new AccessTokens(tokenSettings.issuer(), tokenSettings.audience(), clock);
        this.settings = settings;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    // ---- for who mixes

    public Making make(Account maker, Draft draft, Client client) {
        Instant now = clock.instant();
        String password = draft.password();
        Optional<String> hash = password == null ? Optional.empty() : hashing.hash(password);
        if (password != null && hash.isEmpty()) {
            return new Making.Busy(BUSY);
        }
        Integer days = draft.days();
        String token = Secrets.fresh();
        GuestLink link = new GuestLink(
                UUID.randomUUID(),
                draft.pass(),
                draft.label(),
                hash.orElse(null),
                maker.id(),
                maker.name(),
                now,
                days == null ? null : now.plus(days, ChronoUnit.DAYS),
                0,
                null);
        boolean made = QuarkusTransaction.requiringNew().call(() -> {
            if (rows.ofSession(draft.pass().session(), now).size() >= Limits.GUEST_LINKS) {
                return false;
            }
            rows.add(Secrets.hash(token), link);
            note("guest-link-made", link, maker.id(), client);
            return true;
        });
        return made ? new Making.Made(link, links.page("guest", token)) : new Making.TooMany();
    }

    /** Those that are good still, the newest first. */
    public List<GuestLink> ofSession(UUID session) {
        return rows.ofSession(session, clock.instant());
    }

    /** Whether it was good until now. Whoever came by it is out at once. */
    public boolean revoke(Account by, UUID session, UUID id, Client client) {
        Instant now = clock.instant();
        boolean revoked = QuarkusTransaction.requiringNew().call(() -> {
            Optional<GuestLink> link = rows.ofSession(session, now).stream()
                    .filter(l -> l.id().equals(id))
                    .findFirst();
            if (link.isEmpty() || !rows.revoke(session, id, now)) {
                return false;
            }
            announcements.note(id, by.author(), new WorkspaceEvent.LoginsEnded(List.of(id)));
            note("guest-link-revoked", link.get(), by.id(), client);
            return true;
        });
        announcements.send();
        return revoked;
    }

    private void note(String what, GuestLink link, UUID account, Client client) {
        audit.note(
                what,
                link.pass().workspace(),
                account,
                client,
                link.id() + " session " + link.pass().session() + " " + link.label());
    }

    // ---- for guests

    /** What came of looking at a link. */
    public sealed interface Look {
        record Good(GuestLink link) implements Look {}

        record NoSuchLink() implements Look {}

        record TooOften(Duration retryAfter) implements Look {}
    }

    /** What a link is to. Whoever guesses waits longer and longer for being told no; nobody who has a link does. */
    public Look look(String token, Client client) {
        Instant now = clock.instant();
        Optional<GuestLink> found = rows.find(Secrets.hash(token), now);
        if (found.isPresent()) {
            return new Look.Good(found.get());
        }
        return attempts.begin("guests from " + client.neighbourhood(), MISSES_FROM_A_NEIGHBOURHOOD, now)
                .<Look>map(from -> new Look.TooOften(Duration.between(now, from)))
                .orElseGet(Look.NoSuchLink::new);
    }

    /**
     * Lets somebody in who says what they are called.
     *
     * @param password null if they gave none
     */
    public Entry enter(String token, @Nullable String password, String name, String colour, Client client) {
        return switch (look(token, client)) {
            case Look.NoSuchLink none -> new Entry.NoSuchLink();
            case Look.TooOften often -> new Entry.TooOften(often.retryAfter());
            case Look.Good good -> {
                Instant now = clock.instant();
                yield refusal(good.link(), password, client, now)
                        .orElseGet(() -> admit(good.link(), name, colour, client, now));
            }
        };
    }

    private Entry admit(GuestLink link, String name, String colour, Client client, Instant now) {
        if (link.visitors() >= Limits.VISITORS) {
            return new Entry.Full();
        }
        String visitorToken = Secrets.fresh();
        GuestVisitor visitor = new GuestVisitor(UUID.randomUUID(), link.id(), name, colour);
        QuarkusTransaction.requiringNew().run(() -> {
            rows.addVisitor(Secrets.hash(visitorToken), visitor, now);
            audit.note("guest-entered", link.pass().workspace(), visitor.id(), client, link.id() + " " + name);
        });
        return in(link, visitor, visitorToken, now);
    }

    private Optional<Entry> refusal(GuestLink link, @Nullable String password, Client client, Instant now) {
        String stored = link.passwordHash();
        if (stored == null) {
            return Optional.empty();
        }
        if (password == null) {
            return Optional.of(new Entry.WrongPassword());
        }
        String byLink = "guest link " + link.id();
        String byNeighbourhood = byLink + " from " + client.neighbourhood();
        Optional<Instant> tooEarly = attempts.begin(byNeighbourhood, PASSWORDS_FROM_A_NEIGHBOURHOOD, now)
                .or(() -> attempts.begin(byLink, PASSWORDS_OF_A_LINK, now));
        if (tooEarly.isPresent()) {
            return Optional.of(new Entry.TooOften(Duration.between(now, tooEarly.get())));
        }
        Optional<Boolean> right = hashing.verify(password, Optional.of(stored), false);
        if (right.isEmpty()) {
            return Optional.of(new Entry.TooOften(BUSY));
        }
        if (!right.get()) {
            audit.note(
                    "guest-password-wrong",
                    link.pass().workspace(),
                    link.maker(),
                    client,
                    link.id().toString());
            return Optional.of(new Entry.WrongPassword());
        }
        attempts.forgive(byNeighbourhood);
        attempts.takeBack(byLink);
        return Optional.empty();
    }

    /** Lets somebody in whose browser was in before. */
    public Entry refresh(UUID id, String visitorToken) {
        Instant now = clock.instant();
        Optional<GuestVisitor> visitor = visitor(id, visitorToken);
        Optional<GuestLink> link = visitor.flatMap(v -> rows.ofVisitor(v, now));
        if (visitor.isEmpty() || link.isEmpty()) {
            return new Entry.NoSuchLink();
        }
        rows.seen(visitor.get().id(), now);
        return in(link.get(), visitor.get(), visitorToken, now);
    }

    /** Forgets a browser. */
    public void leave(UUID id, String visitorToken, Client client) {
        Optional<GuestVisitor> visitor = visitor(id, visitorToken);
        Optional<GuestLink> link = visitor.flatMap(v -> rows.ofVisitor(v, clock.instant()));
        QuarkusTransaction.requiringNew().run(() -> {
            visitor.ifPresent(v -> rows.removeVisitor(Secrets.hash(visitorToken)));
            link.ifPresent(l -> audit.note(
                    "guest-left",
                    l.pass().workspace(),
                    visitor.map(GuestVisitor::id).orElse(l.maker()),
                    client,
                    l.id().toString()));
        });
    }

    private Optional<GuestVisitor> visitor(UUID link, String visitorToken) {
        return rows.visitor(Secrets.hash(visitorToken))
                .filter(visitor -> visitor.link().equals(link));
    }

    /** An access token ends with its link. */
    private Entry in(GuestLink link, GuestVisitor visitor, String visitorToken, Instant at) {
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        Instant usual = now.plus(settings.accessTokenLasts());
        Instant end = link.expiresAt();
        Instant until = end == null || usual.isBefore(end) ? usual : end.truncatedTo(ChronoUnit.SECONDS);
        String access = tokens.sign(
                new Identity(
                        visitor.id(), visitor.signature(), link.id(), Identity.Scope.STUDIO, now, until, link.pass()),
                keys.signer());
        return new Entry.In(visitor, link.pass(), visitorToken, access, Duration.between(now, until));
    }
}
