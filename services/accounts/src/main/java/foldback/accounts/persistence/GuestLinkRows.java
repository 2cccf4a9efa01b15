package foldback.accounts.persistence;

import foldback.accounts.application.GuestLink;
import foldback.accounts.application.GuestVisitor;
import foldback.kit.identity.GuestPass;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Guest links and those who came by them, by the SHA-256 of their tokens. */
@Singleton
public final class GuestLinkRows {
    private static final String LINKS = """
            select l.id, l.session, l.workspace, l.revision, l.may, l.label, l.password_hash, l.made_by, a.name as maker,
              l.created_at, l.expires_at,
              (select count(*) from guest_visitor v where v.link = l.id) as visitors,
              (select max(v.last_used_at) from guest_visitor v where v.link = l.id) as last_used_at
            from guest_link l join account a on a.id = l.made_by
            where l.revoked_at is null and (l.expires_at is null or l.expires_at > ?)
            """;

    private final Sql sql;

    GuestLinkRows(Sql sql) {
        this.sql = sql;
    }

    public void add(String hash, GuestLink link) {
        sql.update(
                "insert into guest_link (id, token_hash, session, workspace, revision, may, label, password_hash, made_by,"
                        + " created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                link.id(),
                hash,
                link.pass().session(),
                link.pass().workspace(),
                link.pass().revision(),
                link.pass().rights().stream()
                        .sorted()
                        .map(GuestPass.Right::word)
                        .collect(Collectors.joining(" ")),
                link.label(),
                link.passwordHash(),
                link.maker(),
                link.createdAt(),
                link.expiresAt());
    }

    /** Those of a session that are good still, the newest first. */
    public List<GuestLink> ofSession(UUID session, Instant now) {
        return sql.list(
                GuestLinkRows::link, LINKS + "and l.session = ? order by l.created_at desc, l.id", now, session);
    }

    /** The link of a token, if it is good still. */
    public Optional<GuestLink> find(String hash, Instant now) {
        return sql.first(GuestLinkRows::link, LINKS + "and l.token_hash = ?", now, hash);
    }

    /** The link that somebody came by, if it is good still. */
    public Optional<GuestLink> ofVisitor(GuestVisitor visitor, Instant now) {
        return sql.first(GuestLinkRows::link, LINKS + "and l.id = ?", now, visitor.link());
    }

    /** Whether it was good until now. */
    public boolean revoke(UUID session, UUID link, Instant now) {
        return sql.update(
                        "update guest_link set revoked_at = ? where id = ? and session = ? and revoked_at is null",
                        now,
                        link,
                        session)
                == 1;
    }

    public void addVisitor(String hash, GuestVisitor visitor, Instant now) {
        sql.update(
                "insert into guest_visitor (id, token_hash, link, name, colour, created_at, last_used_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)",
                visitor.id(),
                hash,
                visitor.link(),
                visitor.name(),
                visitor.colour(),
                now,
                now);
    }

    public Optional<GuestVisitor> visitor(String hash) {
        return sql.first(
                row -> new GuestVisitor(row.uuid("id"), row.uuid("link"), row.text("name"), row.text("colour")),
                "select id, link, name, colour from guest_visitor where token_hash = ?",
                hash);
    }

    public void seen(UUID visitor, Instant now) {
        sql.update("update guest_visitor set last_used_at = ? where id = ?", now, visitor);
    }

    public void removeVisitor(String hash) {
        sql.update("delete from guest_visitor where token_hash = ?", hash);
    }

    /** Forgets links that were good until then at most, and who came by them. */
    public void forget(Instant before) {
        sql.update("delete from guest_link where revoked_at < ? or expires_at < ?", before, before);
    }

    private static GuestLink link(Sql.Row row) throws SQLException {
        return new GuestLink(
                row.uuid("id"),
                new GuestPass(
                        row.uuid("session"),
                        row.uuid("workspace"),
                        row.textOrNull("revision"),
                        rights(row.text("may"))),
                row.text("label"),
                row.textOrNull("password_hash"),
                row.uuid("made_by"),
                row.text("maker"),
                row.instant("created_at"),
                row.instantOrNull("expires_at"),
                row.number("visitors"),
                row.instantOrNull("last_used_at"));
    }

    private static Set<GuestPass.Right> rights(String words) {
        return Arrays.stream(words.split(" ", -1))
                .flatMap(word -> GuestPass.Right.of(word).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(GuestPass.Right.class)));
    }
}
