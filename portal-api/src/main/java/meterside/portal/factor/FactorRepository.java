package meterside.portal.factor;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Second factors and recovery codes by login. */
@Repository
class FactorRepository {

    private final DatabaseClient db;

    FactorRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A second factor, its secret sealed. */
    record Stored(String secret, @Nullable Instant confirmedAt) {}

    Mono<Stored> find(long login) {
        return db.sql("select encode(secret, 'hex') as secret, confirmed_at from second_factor where login = :login")
                .bind("login", login)
                .mapProperties(Stored.class)
                .one();
    }

    Mono<Boolean> passwordStandsAlone(long login) {
        return db.sql("select password_stands_alone from login where id = :login")
                .bind("login", login)
                .mapValue(Boolean.class)
                .one();
    }

    /** {@return whether it was put} It is not in place of one that is confirmed. */
    Mono<Boolean> put(long login, String secret, Instant at) {
        return db.sql("""
                        insert into second_factor as f (login, secret, made_at, last_step) values (:login, decode(:secret, 'hex'), :at, -1)
                        on conflict (login) do update set secret = excluded.secret, made_at = :at, last_step = -1
                        where f.confirmed_at is null
                        """)
                .bind("login", login)
                .bind("secret", secret)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** {@return whether the step is newer than any used before} One statement, so that a code works once however often it comes. */
    Mono<Boolean> use(long login, long step) {
        return db.sql("update second_factor set last_step = :step where login = :login and last_step < :step")
                .bind("login", login)
                .bind("step", step)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> confirm(long login, Instant at) {
        return db.sql("update second_factor set confirmed_at = :at where login = :login and confirmed_at is null")
                .bind("login", login)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Boolean> remove(long login) {
        return db.sql("delete from second_factor where login = :login and confirmed_at is not null")
                .bind("login", login)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Integer> recoveryCodesLeft(long login) {
        return db.sql("select count(*)::int from recovery_code where login = :login and used_at is null")
                .bind("login", login)
                .mapValue(Integer.class)
                .one();
    }

    Mono<Boolean> useRecoveryCode(long login, byte[] hash, Instant at) {
        return db.sql("""
                        update recovery_code set used_at = :at
                        where login = :login and code_hash = :hash and used_at is null
                        """)
                .bind("login", login)
                .bind("hash", hash)
                .bind("at", at)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Puts new recovery codes in place of all before. */
    Mono<Void> replaceRecoveryCodes(long login, List<byte[]> hashes, Instant at) {
        var insert = Flux.fromIterable(hashes).concatMap(hash -> db.sql(
                        "insert into recovery_code (login, code_hash, made_at) values (:login, :hash, :at)")
                .bind("login", login)
                .bind("hash", hash)
                .bind("at", at)
                .then());
        return db.sql("update recovery_code set used_at = :at where login = :login and used_at is null")
                .bind("login", login)
                .bind("at", at)
                .then()
                .thenMany(insert)
                .then();
    }
}
