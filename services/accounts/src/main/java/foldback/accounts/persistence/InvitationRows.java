package foldback.accounts.persistence;

import foldback.accounts.application.Invitation;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Invitations, by the SHA-256 of their tokens. */
@Singleton
public final class InvitationRows {
    private static final String OPEN = """
            select i.id, i.workspace, w.name as workspace_name, i.role, i.email, i.invited_by, a.name as inviter,
              i.created_at, i.expires_at
            from invitation i join workspace w on w.id = i.workspace join account a on a.id = i.invited_by
            where i.accepted_at is null and i.withdrawn_at is null and i.expires_at > ?
            """;

    private final Sql sql;

    InvitationRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String hash, Invitation invitation) {
        sql.update(
                "insert into invitation (id, token_hash, workspace, role, email, invited_by, created_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)",
                invitation.id(),
                hash,
                invitation.workspace(),
                invitation.role().word(),
                invitation.email(),
                invitation.invitedBy(),
                invitation.createdAt(),
                invitation.expiresAt());
    }

    /** Those of a workspace that can still be accepted, the newest first. */
    public List<Invitation> open(UUID workspace, Instant now) {
        return sql.list(
                InvitationRows::invitation,
                OPEN + "and i.workspace = ? order by i.created_at desc, i.id",
                now,
                workspace);
    }

    /** Those that were sent to an address and can still be accepted. */
    public List<Invitation> openTo(String email, Instant now) {
        return sql.list(InvitationRows::invitation, OPEN + "and i.email = ? order by i.created_at, i.id", now, email);
    }

    public Optional<Invitation> find(String hash, Instant now) {
        return sql.first(InvitationRows::invitation, OPEN + "and i.token_hash = ?", now, hash);
    }

    /** Accepts one that is open; whoever calls has made sure that it stays so. */
    public void accept(UUID id, UUID account, Instant now) {
        sql.update("update invitation set accepted_at = ?, accepted_by = ? where id = ?", now, account, id);
    }

    /** Whether it could still be accepted until now. */
    public boolean withdraw(UUID workspace, UUID id, Instant now) {
        return sql.update(
                        "update invitation set withdrawn_at = ? where id = ? and workspace = ? and accepted_at is null"
                                + " and withdrawn_at is null",
                        now,
                        id,
                        workspace)
                == 1;
    }

    private static Invitation invitation(Sql.Row row) throws SQLException {
        return new Invitation(
                row.uuid("id"),
                row.uuid("workspace"),
                row.text("workspace_name"),
                WorkspaceRows.role(row),
                row.textOrNull("email"),
                row.uuid("invited_by"),
                row.text("inviter"),
                row.instant("created_at"),
                row.instant("expires_at"));
    }
}
