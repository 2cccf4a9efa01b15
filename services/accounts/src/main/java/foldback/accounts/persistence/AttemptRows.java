package foldback.accounts.persistence;

import foldback.accounts.application.Pace;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How often somebody tried in vain. */
@Singleton
public final class AttemptRows {
    private final Sql sql;

    AttemptRows(Sql sql) {
        this.sql = sql;
    }

    /**
     * Counts one more attempt, unless it comes too early.
     *
     * @return empty if it may be made; otherwise from when on
     */
    public Optional<Instant> begin(String key, Pace pace, Instant now) {
        int counted = sql.update(
                """
                insert into attempt as a (key, failures, last_at, next_from) values (?, 1, ?, ?)
                on conflict (key) do update set
                  failures = case when a.last_at < ? then 1 else a.failures + 1 end,
                  last_at = excluded.last_at,
                  next_from = excluded.last_at + case
                    when a.last_at < ? or a.failures + 1 < ? then interval '0'
                    else interval '1 second' * least(?, ? * power(2, least(30, a.failures + 1 - ?))) end
                where a.next_from <= excluded.last_at""",
                key,
                now,
                now,
                now.minus(pace.forgottenAfter()),
                now.minus(pace.forgottenAfter()),
                pace.free(),
                pace.longest().toSeconds(),
                Pace.FIRST_DELAY.toSeconds(),
                pace.free());
        return counted == 1
                ? Optional.empty()
                : sql.first(row -> row.instant("next_from"), "select next_from from attempt where key = ?", key);
    }

    /** What was counted turned out well. */
    public void forgive(String key) {
        sql.update("delete from attempt where key = ?", key);
    }

    /** One attempt of many turned out well. */
    public void takeBack(String key) {
        sql.update("update attempt set failures = greatest(0, failures - 1), next_from = last_at where key = ?", key);
    }

    public void forget(Instant now, Duration after) {
        sql.update("delete from attempt where last_at < ?", now.minus(after));
    }
}
