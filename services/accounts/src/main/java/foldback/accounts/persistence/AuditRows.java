package foldback.accounts.persistence;

import foldback.accounts.application.AuditEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who did what. Rows are added, and deleted when they are old; none is changed. */
@Singleton
public final class AuditRows {
    private final Sql sql;

    AuditRows(Sql sql) {
        this.sql = sql;
    }

    public void add(AuditEntry entry) {
        sql.update(
                "insert into audit_entry (id, at, what, workspace, account, address, detail) values (?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                entry.at(),
                entry.what(),
                entry.workspace(),
                entry.account(),
                entry.address(),
                entry.detail());
    }

    /** What happened in a workspace, the newest first; after an entry, if one is named. */
    public List<AuditEntry> of(UUID workspace, @Nullable UUID before, int limit) {
        return sql.list(
                row -> new AuditEntry(
                        row.uuid("id"),
                        row.instant("at"),
                        row.text("what"),
                        row.uuidOrNull("workspace"),
                        row.uuidOrNull("account"),
                        row.textOrNull("address"),
                        row.text("detail")),
                "select id, at, what, workspace, account, address, detail from audit_entry where workspace = ?"
                        + " and (cast(? as uuid) is null or id < cast(? as uuid)) order by id desc limit ?",
                workspace,
                before,
                before,
                limit);
    }

    public void forget(Instant before) {
        sql.update("delete from audit_entry where at < ?", before);
    }
}
