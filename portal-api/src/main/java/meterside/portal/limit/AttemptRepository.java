package meterside.portal.limit;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** What was tried, by the SHA-256 of what is guessed at or from, or of a limit and its hour. */
@Repository
class AttemptRepository {

    private final DatabaseClient db;

    AttemptRepository(DatabaseClient db) {
        this.db = db;
    }

    /** What is remembered of a subject. */
    record Failures(int failures, Instant failedAt) {}

    /**
     * Counts one more failure unless the subject has to wait. One statement, so that a hundred guesses at once are not
     * all the first.
     *
     * @return true if the attempt may go on; it counts as failed until it is forgiven
     */
    Mono<Boolean> claim(byte[] subject, Waits waits, Instant at) {
        return db.sql("""
                        insert into sign_in_failure as f (subject, failures, failed_at)
                        values (:subject, 1, :at)
                        on conflict (subject) do update
                        set failures = case when f.failed_at < :forgotten then 1 else f.failures + 1 end, failed_at = :at
                        where f.failed_at < :forgotten or f.failures < 1
                           or f.failed_at + (:waits)[least(f.failures, cardinality(:waits))] * interval '1 second' <= :at
                        """)
                .bind("subject", subject)
                .bind("at", at)
                .bind("forgotten", at.minus(waits.forgotten()))
                .bind("waits", waits.seconds())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** {@return whether there was still one of {@code most} left} Counts it, if so. */
    Mono<Boolean> take(byte[] subject, int most, Instant at) {
        return db.sql("""
                        insert into sign_in_failure as f (subject, failures, failed_at) values (:subject, 1, :at)
                        on conflict (subject) do update set failures = f.failures + 1, failed_at = :at
                        where f.failures < :most
                        """)
                .bind("subject", subject)
                .bind("most", most)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Failures> find(byte[] subject) {
        return db.sql("select failures, failed_at from sign_in_failure where subject = :subject")
                .bind("subject", subject)
                .mapProperties(Failures.class)
                .one();
    }

    /** The attempt succeeded: it was not a failure after all. Earlier ones stay. */
    Mono<Void> forgive(byte[] subject) {
        return db.sql("update sign_in_failure set failures = failures - 1 where subject = :subject and failures > 0")
                .bind("subject", subject)
                .then();
    }

    /** Removes some of what was last tried before an instant. Those whom another sweep holds are left to it. */
    Mono<Void> removeBefore(Instant at, int most) {
        return db.sql("""
                        delete from sign_in_failure where subject in (
                            select subject from sign_in_failure where failed_at < :at order by failed_at limit :most
                            for update skip locked)
                        """).bind("at", at).bind("most", most).then();
    }

    /** Forgets the subject's failures. */
    Mono<Void> forget(byte[] subject) {
        return db.sql("delete from sign_in_failure where subject = :subject")
                .bind("subject", subject)
                .then();
    }
}
