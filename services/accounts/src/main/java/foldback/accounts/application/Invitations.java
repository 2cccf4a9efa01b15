package foldback.accounts.application;

import foldback.accounts.persistence.AccountRows;
import foldback.accounts.persistence.InvitationRows;
import foldback.accounts.persistence.WorkspaceRows;
import foldback.kit.identity.WorkspaceRole;
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

/** How people come into a workspace: each invitation is for one person, once, until it is withdrawn or too old. */
@ApplicationScoped
public class Invitations {
    private static final Duration BUSY = Duration.ofSeconds(2);

    /**
     * An invitation and its way in.
     *
     * @param link with a token that is shown this once
     */
    public record Made(Invitation invitation, String link) {
        /** Without the link. */
        @Override
        public String toString() {
            return "Made[invitation=" + invitation.id() + "]";
        }
    }

    private final InvitationRows rows;
    private final AccountRows accounts;
    private final WorkspaceRows workspaceRows;
    private final Workspaces workspaces;
    private final PasswordHashing hashing;
    private final Logins logins;
    private final Links links;
    private final Post post;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    Invitations(
            InvitationRows rows,
            AccountRows accounts,
            WorkspaceRows workspaceRows,
            Workspaces workspaces,
            PasswordHashing hashing,
            Logins logins,
            Links links,
            Post post,
            Announcements announcements,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.workspaceRows = workspaceRows;
        this.workspaces = workspaces;
        this.hashing = hashing;
        this.logins = logins;
        this.links = links;
        this.post = post;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Invites somebody; empty if as many invitations are open as can be.
     *
     * @param email whom to send it to; null for a link to pass on
     */
    public Optional<Made> invite(Membership by, WorkspaceRole role, @Nullable String email, Client client) {
        Instant now = clock.instant();
        String token = Secrets.fresh();
        String to = email == null ? null : PasswordSignIn.canonical(email);
        Invitation invitation = new Invitation(
                UUID.randomUUID(),
                by.workspace(),
                by.workspaceName(),
                role,
                to,
                by.account(),
                by.name(),
                now,
                now.plus(Limits.INVITATION_LASTS));
        boolean added = QuarkusTransaction.requiringNew().call(() -> {
            workspaceRows.lock(by.workspace());
            if (rows.open(by.workspace(), now).size() >= Limits.OPEN_INVITATIONS) {
                return false;
            }
            rows.add(Secrets.hash(token), invitation);
            audit.note("invitation-made", by.workspace(), by.account(), client, role.word());
            return true;
        });
        if (!added) {
            return Optional.empty();
        }
        String link = links.page("invitation", token);
        if (to != null) {
            post.send(new Letter(
                    to,
                    by.name() + " invites you to " + by.workspaceName(),
                    by.name() + " invites you to listen and work on music in " + by.workspaceName()
                            + ". This link is for you alone and is good until "
                            + invitation.expiresAt().truncatedTo(ChronoUnit.MINUTES) + ":",
                    link));
        }
        return Optional.of(new Made(invitation, link));
    }

    public List<Invitation> open(UUID workspace) {
        return rows.open(workspace, clock.instant());
    }

    /** Whether it could still be accepted until now. */
    public boolean withdraw(Membership by, UUID invitation, Client client) {
        boolean withdrawn = rows.withdraw(by.workspace(), invitation, clock.instant());
        if (withdrawn) {
            audit.note("invitation-withdrawn", by.workspace(), by.account(), client, invitation.toString());
        }
        return withdrawn;
    }

    /** What an invitation is to; empty if it is good for nothing. */
    public Optional<Invitation> look(String token) {
        return rows.find(Secrets.hash(token), clock.instant());
    }

    /** Accepts as somebody new. */
    public Entered accept(String token, NewPerson person, Client client) {
        Optional<Invitation> found = look(token);
        if (found.isEmpty()) {
            return new Entered.NoSuchLink();
        }
        String email = found.get().email() != null
                ? found.get().email()
                : person.email() == null ? null : PasswordSignIn.canonical(person.email());
        if (email == null) {
            return new Entered.AddressMissing();
        }
        Optional<String> refusal = PasswordRules.refusal(person.password(), person.name(), email);
        if (refusal.isPresent()) {
            return new Entered.PasswordRefused(refusal.get());
        }
        Optional<String> hash = hashing.hash(person.password());
        if (hash.isEmpty()) {
            return new Entered.Busy(BUSY);
        }
        Account account = new Account(UUID.randomUUID(), person.name(), email);
        return entered(account, join(found.get(), account, hash.get(), client), client);
    }

    /** Accepts as somebody who has an account and is signed in. */
    public Entered accept(String token, Account account, Client client) {
        return look(token)
                .map(invitation -> entered(account, join(invitation, account, null, client), client))
                .orElseGet(Entered.NoSuchLink::new);
    }

    /** Accepts one that was sent to the address of somebody who has no account until now. Takes part in a transaction. */
    void acceptAs(Invitation invitation, Account account, Client client) {
        joinIn(invitation, account, null, client);
    }

    private Entered entered(Account account, Optional<Entered> refusal, Client client) {
        announcements.send();
        return refusal.orElseGet(() -> new Entered.Done(logins.begin(account, client, null)));
    }

    /** Why not; empty if they are a member now. */
    private Optional<Entered> join(
            Invitation invitation, Account account, @Nullable String newPasswordHash, Client client) {
        return QuarkusTransaction.requiringNew().call(() -> joinIn(invitation, account, newPasswordHash, client));
    }

    private Optional<Entered> joinIn(
            Invitation invitation, Account account, @Nullable String newPasswordHash, Client client) {
        Instant now = clock.instant();
        workspaceRows.lock(invitation.workspace());
        if (workspaceRows.size(invitation.workspace()) >= Limits.MEMBERS) {
            return Optional.of(new Entered.WorkspaceFull());
        }
        // Whoever accepts an invitation into this workspace waits here, so that what is open now stays so.
        if (rows.open(invitation.workspace(), now).stream().noneMatch(i -> i.id().equals(invitation.id()))) {
            return Optional.of(new Entered.NoSuchLink());
        }
        if (newPasswordHash != null && !accounts.add(account, newPasswordHash, now)) {
            return Optional.of(new Entered.AddressTaken());
        }
        rows.accept(invitation.id(), account.id(), now);
        WorkspaceRole before = workspaceRows
                .membership(invitation.workspace(), account.id())
                .map(Membership::role)
                .orElse(WorkspaceRole.VIEWER);
        WorkspaceRole role = before.includes(invitation.role()) ? before : invitation.role();
        workspaces.set(invitation.workspace(), account, role, account.author());
        audit.note("member-joined", invitation.workspace(), account.id(), client, role.word());
        return Optional.empty();
    }
}
