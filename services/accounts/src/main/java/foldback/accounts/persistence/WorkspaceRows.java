package foldback.accounts.persistence;

import foldback.accounts.application.Membership;
import foldback.kit.identity.WorkspaceRole;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The workspaces and their members. */
@Singleton
public final class WorkspaceRows {
    private static final String MEMBERS = """
            select m.workspace, w.name as workspace_name, m.account, a.name, m.role, m.since
            from membership m join workspace w on w.id = m.workspace join account a on a.id = m.account
            """;

    private final Sql sql;

    WorkspaceRows(Sql sql) {
        this.sql = sql;
    }

    public void add(UUID id, String name, Instant now) {
        sql.update("insert into workspace (id, name, created_at) values (?, ?, ?)", id, name, now);
    }

    /** How many workspaces somebody owns. */
    public long ownedBy(UUID account) {
        return sql.first(
                        row -> row.number("owned"),
                        "select count(*) as owned from membership where account = ? and role = 'owner'",
                        account)
                .orElse(0L);
    }

    /** Makes whoever changes the members of a workspace wait for each other, until the transaction ends. */
    public void lock(UUID workspace) {
        sql.list(row -> row.uuid("id"), "select id from workspace where id = ? for update", workspace);
    }

    public void setMember(UUID workspace, UUID account, WorkspaceRole role, Instant now) {
        sql.update(
                "insert into membership (workspace, account, role, since) values (?, ?, ?, ?)"
                        + " on conflict (workspace, account) do update set role = excluded.role",
                workspace,
                account,
                role.word(),
                now);
    }

    public void removeMember(UUID workspace, UUID account) {
        sql.update("delete from membership where workspace = ? and account = ?", workspace, account);
    }

    public Optional<Membership> membership(UUID workspace, UUID account) {
        return sql.first(
                WorkspaceRows::membership, MEMBERS + "where m.workspace = ? and m.account = ?", workspace, account);
    }

    /** The members of a workspace by name. */
    public List<Membership> members(UUID workspace) {
        return sql.list(WorkspaceRows::membership, MEMBERS + "where m.workspace = ? order by a.name, a.id", workspace);
    }

    /** What somebody is, by the names of the workspaces. */
    public List<Membership> of(UUID account) {
        return sql.list(WorkspaceRows::membership, MEMBERS + "where m.account = ? order by w.name, w.id", account);
    }

    public long owners(UUID workspace) {
        return sql.first(
                        row -> row.number("owners"),
                        "select count(*) as owners from membership where workspace = ? and role = 'owner'",
                        workspace)
                .orElse(0L);
    }

    public long size(UUID workspace) {
        return sql.first(
                        row -> row.number("members"),
                        "select count(*) as members from membership where workspace = ?",
                        workspace)
                .orElse(0L);
    }

    private static Membership membership(Sql.Row row) throws SQLException {
        return new Membership(
                row.uuid("workspace"),
                row.text("workspace_name"),
                row.uuid("account"),
                row.text("name"),
                role(row),
                row.instant("since"));
    }

    static WorkspaceRole role(Sql.Row row) throws SQLException {
        return WorkspaceRole.of(row.text("role")).orElseThrow(() -> new SQLException("no such role"));
    }
}
