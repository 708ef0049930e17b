package meterside.portal.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
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
            long id,
            long login,
            String email,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable Instant provedAt,
            @Nullable Instant endedAt) {}

    /** A session as its owner sees it. */
    record Listed(
            long id,
            Instant createdAt,
            Instant lastSeenAt,
            @Nullable String browser) {}

    Mono<Stored> find(String hash) {
        return db.sql("""
                        select s.id, s.login, l.email, s.created_at, s.last_seen_at, s.proved_at, s.ended_at
                        from session s
                        join login l on l.id = s.login
                        where s.token_hash = decode(:hash, 'hex')
                        """).bind("hash", hash).mapProperties(Stored.class).one();
    }

    /** Whoever signs in has proved who they are. */
    Mono<Void> insert(String hash, long login, String browser, Instant at) {
        return db.sql("""
                        insert into session (token_hash, login, created_at, last_seen_at, proved_at, browser)
                        values (decode(:hash, 'hex'), :login, :at, :at, :at, nullif(:browser, ''))
                        """)
                .bind("hash", hash)
                .bind("login", login)
                .bind("browser", browser)
                .bind("at", at)
                .then();
    }

    Mono<Void> touch(String hash, Instant at) {
        return db.sql("""
                        update session set last_seen_at = :at
                        where token_hash = decode(:hash, 'hex') and last_seen_at < :at
                        """).bind("hash", hash).bind("at", at).then();
    }

    Mono<Void> prove(String hash, Instant at) {
        return db.sql("update session set proved_at = :at where token_hash = decode(:hash, 'hex')")
                .bind("hash", hash)
                .bind("at", at)
                .then();
    }

    /** Ends the session, if there is one and it has not ended. */
    Mono<Void> end(String hash, Instant at) {
        return db.sql("""
                        update session set ended_at = :at
                        where token_hash = decode(:hash, 'hex') and ended_at is null
                        """).bind("hash", hash).bind("at", at).then();
    }

    /** {@return the hash of the session, now ended} Nothing if this login has no such session that has not ended. */
    Mono<String> end(long login, long id, Instant at) {
        return db.sql("""
                        update session set ended_at = :at where login = :login and id = :id and ended_at is null
                        returning encode(token_hash, 'hex')
                        """)
                .bind("login", login)
                .bind("id", id)
                .bind("at", at)
                .mapValue(String.class)
                .one();
    }

    /** {@return the hashes of all sessions of the login but one, now ended} */
    Flux<String> endAllBut(long login, String kept, Instant at) {
        return db.sql("""
                        update session set ended_at = :at
                        where login = :login and ended_at is null and token_hash <> decode(:kept, 'hex')
                        returning encode(token_hash, 'hex')
                        """)
                .bind("login", login)
                .bind("kept", kept)
                .bind("at", at)
                .mapValue(String.class)
                .all();
    }

    /** {@return the login's sessions that live, the last used first} */
    Flux<Listed> all(long login, Instant seenAfter, Instant createdAfter) {
        return db.sql("""
                        select id, created_at, last_seen_at, browser
                        from session
                        where login = :login and ended_at is null and last_seen_at > :seenAfter and created_at > :createdAfter
                        order by last_seen_at desc, id desc
                        """)
                .bind("login", login)
                .bind("seenAfter", seenAfter)
                .bind("createdAfter", createdAfter)
                .mapProperties(Listed.class)
                .all();
    }
}
