package foldback.accounts.application;

import foldback.accounts.persistence.WorkspaceRows;
import foldback.kit.identity.WorkspaceEvent;
import foldback.kit.identity.WorkspaceRole;
import foldback.log.Author;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Workspaces and who is what in them. */
@ApplicationScoped
public class Workspaces {
    /** What came of a change to the members. */
    public sealed interface Result {
        record Done() implements Result {}

        /** There is none, or the caller may not know of it. */
        record NoSuchMember() implements Result {}

        /** A workspace without an owner would be nobody's. */
        record LastOwner() implements Result {}
    }

    private final WorkspaceRows rows;
    private final Announcements announcements;
    private final Audit audit;
    private final Clock clock;

    Workspaces(WorkspaceRows rows, Announcements announcements, Audit audit, Clock clock) {
        this.rows = rows;
        this.announcements = announcements;
        this.audit = audit;
        this.clock = clock;
    }

    /** A workspace of somebody's own; empty if they own as many as anybody may. */
    public Optional<UUID> found(Account owner, String name, Client client) {
        Optional<UUID> founded = QuarkusTransaction.requiringNew().call(() -> {
            if (rows.ownedBy(owner.id()) >= Limits.WORKSPACES_OWNED) {
                return Optional.<UUID>empty();
            }
            UUID id = add(UUID.randomUUID(), owner, name);
            audit.note("workspace-founded", id, owner.id(), client, name);
            return Optional.of(id);
        });
        announcements.send();
        return founded;
    }

    /** Takes part in a transaction; whoever calls sends the announcements afterwards. */
    UUID add(UUID id, Account owner, String name) {
        rows.add(id, name, clock.instant());
        announcements.note(id, owner.author(), new WorkspaceEvent.WorkspaceNamed(name));
        set(id, owner, WorkspaceRole.OWNER, owner.author());
        return id;
    }

    /** Takes part in a transaction; whoever calls sends the announcements afterwards. */
    void set(UUID workspace, Account account, WorkspaceRole role, Author author) {
        rows.setMember(workspace, account.id(), role, clock.instant());
        announcements.note(workspace, author, new WorkspaceEvent.MemberSet(account.id(), role.word()));
    }

    /** What somebody is, everywhere. */
    public List<Membership> of(UUID account) {
        return rows.of(account);
    }

    public Optional<Membership> membership(UUID workspace, UUID account) {
        return rows.membership(workspace, account);
    }

    public List<Membership> members(UUID workspace) {
        return rows.members(workspace);
    }

    /** Gives a member another role. */
    public Result setRole(UUID workspace, UUID account, WorkspaceRole role, Account by, Client client) {
        Result result = QuarkusTransaction.requiringNew().call(() -> {
            rows.lock(workspace);
            Optional<Membership> before = rows.membership(workspace, account);
            if (before.isEmpty()) {
                return new Result.NoSuchMember();
            }
            if (role != WorkspaceRole.OWNER && isLastOwner(before.get())) {
                return new Result.LastOwner();
            }
            set(workspace, new Account(account, before.get().name(), null), role, by.author());
            audit.note("member-role-set", workspace, by.id(), client, account + " " + role.word());
            return new Result.Done();
        });
        announcements.send();
        return result;
    }

    /** Takes a member out: somebody else by an owner, or oneself. */
    public Result remove(UUID workspace, UUID account, Account by, Client client) {
        Result result = QuarkusTransaction.requiringNew().call(() -> {
            rows.lock(workspace);
            Optional<Membership> before = rows.membership(workspace, account);
            if (before.isEmpty()) {
                return new Result.NoSuchMember();
            }
            if (isLastOwner(before.get())) {
                return new Result.LastOwner();
            }
            rows.removeMember(workspace, account);
            announcements.note(workspace, by.author(), new WorkspaceEvent.MemberRemoved(account));
            audit.note("member-removed", workspace, by.id(), client, account.toString());
            return new Result.Done();
        });
        announcements.send();
        return result;
    }

    private boolean isLastOwner(Membership member) {
        return member.role() == WorkspaceRole.OWNER && rows.owners(member.workspace()) == 1;
    }
}
