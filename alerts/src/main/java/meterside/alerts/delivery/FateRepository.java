package meterside.alerts.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import meterside.alerts.permission.Due;
import meterside.alerts.sender.Medium;
import meterside.alerts.sender.Outcome;
import meterside.alerts.sender.Trouble;
import meterside.alerts.words.Rendered;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What becomes of notices. Each move names the state it moves from: a callback may have been quicker. */
@Repository
class FateRepository {

    private final JdbcClient db;

    FateRepository(JdbcClient db) {
        this.db = db;
    }

    /** Given to the provider from now on; found as abandoned when the lease ends without another word. */
    void sending(long notice, Instant now, Instant leaseEnd) {
        move(notice, "pending", """
                state = 'sending', reason = null, tries = tries + 1, claimed_at = :now, due_at = :due
                """, now, leaseEnd, null, null);
    }

    /** Asked about from now on; likewise. */
    void asking(long notice, Instant now, Instant leaseEnd) {
        move(notice, "unknown", "due_at = :due", now, leaseEnd, null, null);
    }

    void waits(long notice, Instant until, String reason) {
        move(notice, "pending", "due_at = :due, reason = :reason", until, until, reason, null);
    }

    void failed(long notice, String from, Instant now, String reason) {
        move(notice, from, """
                state = 'failed', reason = :reason, settled_at = :now, secret = null
                """, now, now, reason, null);
    }

    void accepted(long notice, String from, Instant now, @Nullable String providerId) {
        move(notice, from, """
                state = 'sent', reason = null, provider_id = :provider, sent_at = :now, secret = null
                """, now, now, null, providerId);
    }

    /** Certainly not sent: to be tried again. */
    void again(long notice, String from, Instant due, String reason) {
        move(notice, from, "state = 'pending', due_at = :due, reason = :reason", due, due, reason, null);
    }

    void unknown(long notice, String from, Instant due, String reason) {
        move(notice, from, "state = 'unknown', due_at = :due, reason = :reason", due, due, reason, null);
    }

    /** Unknown for good, for an engineer to see: nobody can be asked. */
    void flagged(long notice, String from, String reason) {
        db.sql("""
                        update notice set state = 'unknown', due_at = 'infinity', reason = :reason, secret = null
                        where id = :id and state = :from
                        """)
                .param("id", notice)
                .param("from", from)
                .param("reason", reason)
                .update();
    }

    private void move(
            long notice,
            String from,
            String set,
            Instant now,
            Instant due,
            @Nullable String reason,
            @Nullable String provider) {
        db.sql("update notice set " + set + " where id = :id and state = :from")
                .param("id", notice)
                .param("from", from)
                .param("now", at(now))
                .param("due", at(due))
                .param("reason", reason)
                .param("provider", provider)
                .update();
    }

    void attempt(Due due, Rendered said, String outcome, Outcome answer, Instant now) {
        db.sql("""
                        insert into notice_attempt (notice, at, medium, subject, body, outcome, provider_id, answer)
                        values (:notice, :at, :medium, :subject, :body, :outcome, :provider, :answer)
                        """)
                .param("notice", due.id())
                .param("at", at(now))
                .param("medium", due.medium().code())
                .param("subject", due.medium() == Medium.EMAIL ? masked(said.subject(), due.secret()) : null)
                .param("body", masked(said.text(), due.secret()))
                .param("outcome", outcome)
                .param("provider", answer.providerId())
                .param("answer", answer.answer())
                .update();
    }

    private static String masked(String text, String secret) {
        return secret.isEmpty() ? text : text.replace(secret, "••••••");
    }

    void addressFailed(Due due, Trouble trouble, Instant now) {
        db.sql("""
                        insert into address_failure (medium, address, reason, notice, failed_at)
                        values (:medium, :address, :reason, :notice, :at)
                        """)
                .param("medium", due.medium().code())
                .param("address", due.address())
                .param("reason", trouble.code())
                .param("notice", due.id())
                .param("at", at(now))
                .update();
    }

    /** {@return what the provider calls the other messages to this address} */
    Set<String> othersAt(Due due, Instant since) {
        return Set.copyOf(db.sql("""
                        select n.provider_id from notice n
                        left join contact c on c.id = n.contact
                        where n.provider_id is not null and n.id <> :id and n.sent_at >= :since
                          and coalesce(c.address, n.address) = :address
                        """)
                .param("id", due.id())
                .param("since", at(since))
                .param("address", due.address())
                .query(String.class)
                .list());
    }

    /** Makes the summary of the contact's local day, to be told when the day is over, unless there is one. */
    void summary(Due due, String key, String facts, Instant now, Instant dueAt) {
        db.sql("""
                        insert into notice (key, kind, account, login, contact, facts, urgent, made_at, expires_at, due_at)
                        select :key, 'summary', account, login, contact, cast(:facts as jsonb), false, :now, :expires, :due
                        from notice where id = :id
                        on conflict (key) do nothing
                        """)
                .param("key", key)
                .param("facts", facts)
                .param("now", at(now))
                .param("expires", at(dueAt.plusSeconds(86_400)))
                .param("due", at(dueAt))
                .param("id", due.id())
                .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
