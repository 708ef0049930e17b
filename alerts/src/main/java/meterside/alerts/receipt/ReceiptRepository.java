package meterside.alerts.receipt;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import meterside.alerts.sender.Trouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Each change is one statement that says which states it comes after, so that order and repeats do not matter. */
@Repository
class ReceiptRepository {

    /** The notice by the id we gave along, else by the provider's; one given to the provider at least once. */
    private static final String NOTICE = """
             where id = coalesce((select n.id from notice n where n.id = :notice),
                                 (select n.id from notice n where n.provider_id = :message order by n.id limit 1))
               and tries > 0
            """;

    private final JdbcClient db;

    ReceiptRepository(JdbcClient db) {
        this.db = db;
    }

    /** {@return events not taken yet, the oldest first} Looks a little behind the newest taken, where a slow one may be. */
    List<Event> waiting(int limit) {
        return db.sql("""
                        select e.id, e.kind, coalesce(e.facts ->> 'message', '') as message,
                               coalesce(e.facts ->> 'state', e.facts ->> 'word', '') as word,
                               cast(e.facts ->> 'error' as integer) as error, cast(e.facts ->> 'notice' as bigint) as notice,
                               e.facts ->> 'from' as "from", e.received_at
                        from provider_event e
                        where e.id > (select coalesce(max(event), 0) from provider_event_taken) - 10000
                          and not exists (select from provider_event_taken t where t.event = e.id)
                        order by e.id
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, number) -> new Event(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("message"),
                        row.getString("word"),
                        row.getObject("error", Integer.class),
                        row.getObject("notice", Long.class),
                        row.getString("from"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    void taken(long event, Instant now) {
        db.sql(
                        "insert into provider_event_taken (event, taken_at) values (:event, :now) on conflict (event) do nothing")
                .param("event", event)
                .param("now", at(now))
                .update();
    }

    /** The provider has it: also where its answer was lost, or not yet noted. */
    void accepted(Event event) {
        change("""
                update notice set state = 'sent', reason = null, secret = null, provider_id = :message,
                                  sent_at = coalesce(sent_at, :at)
                """, "and state in ('pending', 'sending', 'unknown')", event);
    }

    void delivered(Event event) {
        change(
                """
                update notice set state = 'delivered', reason = null, secret = null, provider_id = :message,
                                  sent_at = coalesce(sent_at, :at), settled_at = :at
                """,
                "and (state in ('pending', 'sending', 'unknown', 'sent') or state = 'failed' and reason = 'undelivered')",
                event);
    }

    /** {@return the notice that failed by this; empty if it had its end before, or is none of ours} */
    Optional<Long> undelivered(Event event) {
        return change("""
                update notice set state = 'failed', reason = 'undelivered', secret = null, provider_id = :message,
                                  sent_at = coalesce(sent_at, :at), settled_at = :at
                """, "and state in ('pending', 'sending', 'unknown', 'sent')", event);
    }

    private Optional<Long> change(String update, String from, Event event) {
        return db.sql(update + NOTICE + from + " returning id")
                .param("message", event.message())
                .param("notice", event.notice(), java.sql.Types.BIGINT)
                .param("at", at(event.receivedAt()))
                .query(Long.class)
                .optional();
    }

    void addressFailed(Event event, Trouble trouble) {
        db.sql("""
                        insert into address_failure (medium, address, reason, notice, failed_at)
                        select 'sms', coalesce(c.address, n.address), :reason, n.id, :at
                        from notice n left join contact c on c.id = n.contact
                        where n.id = coalesce((select o.id from notice o where o.id = :notice),
                                              (select o.id from notice o where o.provider_id = :message order by o.id limit 1))
                        """)
                .param("reason", trouble.code())
                .param("at", at(event.receivedAt()))
                .param("notice", event.notice(), java.sql.Types.BIGINT)
                .param("message", event.message())
                .update();
    }

    /** Somebody else has the number now: no more goes there until it is verified anew (ML8). */
    void wrongNumber(Event event) {
        db.sql("""
                        insert into address_failure (medium, address, reason, failed_at)
                        values ('sms', :from, 'wrong-number', :at)
                        """)
                .param("from", event.from())
                .param("at", at(event.receivedAt()))
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
