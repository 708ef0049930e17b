package meterside.alerts.backlog;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import meterside.alerts.sender.Medium;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class BacklogRepository {

    private final JdbcClient db;

    BacklogRepository(JdbcClient db) {
        this.db = db;
    }

    /**
     * How one medium fares.
     *
     * @param overdue notices due for more than two minutes
     * @param oldest since when the oldest of them is due
     * @param asked notices whose fate is being asked for
     * @param flagged notices of the last seven days whose fate nobody can tell
     * @param spent texts that wait for tomorrow since today's are spent
     * @param tries tries of the last quarter hour
     * @param taken how many of them were taken
     * @param answer what the provider last said to one that was not taken
     */
    record Fares(
            int overdue,
            @Nullable Instant oldest,
            int asked,
            int flagged,
            int spent,
            int tries,
            int taken,
            @Nullable String answer) {}

    Fares fares(Medium medium, Instant now) {
        return db.sql("""
                        with waiting as (
                            select n.state, n.due_at, n.reason, n.made_at
                            from notice n left join contact c on c.id = n.contact
                            where n.state in ('pending', 'sending', 'unknown') and coalesce(c.medium, n.medium) = :medium),
                        tried as (
                            select a.outcome, a.answer, a.id from notice_attempt a
                            where a.medium = :medium and a.at > :quarter),
                        refused as (
                            select answer from tried where outcome in ('later', 'unknown') order by id desc limit 1)
                        select (select count(*)::int from waiting where state <> 'unknown' and due_at < :overdue) as overdue,
                               (select min(due_at) from waiting where state <> 'unknown' and due_at < :overdue) as oldest,
                               (select count(*)::int from waiting where state = 'unknown' and due_at < 'infinity') as asked,
                               (select count(*)::int from waiting
                                where state = 'unknown' and due_at = 'infinity' and made_at > :week) as flagged,
                               (select count(*)::int from waiting where reason = 'texts-spent') as spent,
                               (select count(*)::int from tried) as tries,
                               (select count(*)::int from tried where outcome in ('accepted', 'reconciled', 'refused')) as taken,
                               (select answer from refused) as answer
                        """)
                .param("medium", medium.code())
                .param("quarter", at(now.minusSeconds(900)))
                .param("overdue", at(now.minusSeconds(120)))
                .param("week", at(now.minusSeconds(7 * 86_400)))
                .query((row, number) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    return new Fares(
                            row.getInt("overdue"),
                            oldest == null ? null : oldest.toInstant(),
                            row.getInt("asked"),
                            row.getInt("flagged"),
                            row.getInt("spent"),
                            row.getInt("tries"),
                            row.getInt("taken"),
                            row.getString("answer"));
                })
                .single();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
