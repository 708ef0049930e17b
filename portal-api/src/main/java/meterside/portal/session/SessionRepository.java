package meterside.portal.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sessions by the hash of their token, in hex. */
@Repository
class SessionRepository {

    private final DatabaseClient db;

    SessionRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A session as stored; whether it still lives, {@link Sessions} decides. */
    record Stored(
            long login,
            String email,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable Instant endedAt) {}

    Mono<Stored> find(String hash) {
        return db.sql("""
                        select s.login, l.email, s.created_at, s.last_seen_at, s.ended_at
                        from session s
                        join login l on l.id = s.login
                        where s.token_hash = decode(:hash, 'hex')
                        """).bind("hash", hash).mapProperties(Stored.class).one();
    }

    Mono<Void> insert(String hash, long login, Instant at) {
        return db.sql("""
                        insert into session (token_hash, login, created_at, last_seen_at)
                        values (decode(:hash, 'hex'), :login, :at, :at)
                        """)
                .bind("hash", hash)
                .bind("login", login)
                .bind("at", at)
                .then();
    }

    Mono<Void> touch(String hash, Instant at) {
        return db.sql("""
                        update session set last_seen_at = :at
                        where token_hash = decode(:hash, 'hex') and last_seen_at < :at
                        """).bind("hash", hash).bind("at", at).then();
    }

    /** Ends the session, if there is one and it has not ended. */
    Mono<Void> end(String hash, Instant at) {
        return db.sql("""
                        update session set ended_at = :at
                        where token_hash = decode(:hash, 'hex') and ended_at is null
                        """).bind("hash", hash).bind("at", at).then();
    }
}
