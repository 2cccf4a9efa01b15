package foldback.accounts.application;

import foldback.accounts.persistence.AuditRows;
import foldback.log.Uuid7;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who did what, kept and logged. */
@Singleton
public final class Audit {
    private static final Logger LOG = Logger.getLogger(Audit.class);

    private final AuditRows rows;
    private final Uuid7 ids;
    private final Clock clock;

    Audit(AuditRows rows, Uuid7 ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    /** Something that somebody did with their own account. */
    void note(String what, @Nullable UUID account, @Nullable Client client, String detail) {
        note(what, null, account, client, detail);
    }

    void note(String what, @Nullable UUID workspace, @Nullable UUID account, @Nullable Client client, String detail) {
        AuditEntry entry = new AuditEntry(
                ids.next(),
                clock.instant(),
                what,
                workspace,
                account,
                client == null ? null : client.address(),
                detail);
        rows.add(entry);
        LOG.infof(
                "event=audit what=%s workspace=%s account=%s address=%s detail=\"%s\"",
                what, workspace, account, entry.address(), detail.replaceAll("[\\p{Cntrl}\"]", "?"));
    }

    /** What happened in a workspace, the newest first; before an entry, if one is named. */
    public List<AuditEntry> of(UUID workspace, @Nullable UUID before) {
        return rows.of(workspace, before, Limits.AUDIT_PAGE);
    }
}
