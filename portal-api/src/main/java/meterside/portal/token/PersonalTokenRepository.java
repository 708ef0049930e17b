package meterside.portal.token;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tokens, by their hash in hex or by their owner. */
@Repository
class PersonalTokenRepository {

    private final DatabaseClient db;

    PersonalTokenRepository(DatabaseClient db) {
        this.db = db;
    }

    /**
     * A token that is good now.
     *
     * @param accounts their ids with commas between; null for all
     */
    record Good(
            long id,
            long login,
            @Nullable String accounts,
            @Nullable LocalDate lastUsedOn) {}

    /**
     * A token as its owner sees it.
     *
     * @param accounts their ids with commas between; null for all
     */
    record Stored(
            long id,
            String name,
            @Nullable String accounts,
            Instant madeAt,
            Instant expiresAt,
            @Nullable LocalDate lastUsedOn) {}

    /** Good is a token that is neither revoked nor expired, and whose login may still see something that it reaches. */
    private static final String GOOD = """
            select t.id, t.login, array_to_string(t.accounts, ',') as accounts, t.last_used_on
            from token t
            where t.revoked_at is null and t.expires_at > :now
              and exists (select from account_access x
                          where x.login = t.login and (x.ended_at is null or x.ended_at > :now)
                            and (t.accounts is null or x.account = any(t.accounts)))
            """;

    Mono<Good> good(String hash, Instant now) {
        return db.sql(GOOD + "and t.token_hash = decode(:hash, 'hex')")
                .bind("hash", hash)
                .bind("now", now)
                .mapProperties(Good.class)
                .one();
    }

    Mono<Good> good(long id, Instant now) {
        return db.sql(GOOD + "and t.id = :id")
                .bind("id", id)
                .bind("now", now)
                .mapProperties(Good.class)
                .one();
    }

    /** Notes the day of use; not when it is noted already. */
    Mono<Void> used(long id, LocalDate day) {
        return db.sql("update token set last_used_on = :day where id = :id and last_used_on is distinct from :day")
                .bind("id", id)
                .bind("day", day)
                .then();
    }

    /** {@return the id} */
    Mono<Long> insert(long login, String name, String hash, List<Long> accounts, Instant now, Instant expiresAt) {
        return db.sql("""
                        insert into token (login, name, token_hash, accounts, made_at, expires_at)
                        values (:login, :name, decode(:hash, 'hex'),
                                case when cardinality(:accounts) = 0 then null else :accounts end, :now, :expiresAt)
                        returning id
                        """)
                .bind("login", login)
                .bind("name", name)
                .bind("hash", hash)
                .bind("accounts", accounts.toArray(Long[]::new))
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .mapValue(Long.class)
                .one();
    }

    /** {@return the login's tokens that were not revoked, the newest first} Expired ones too, for a month. */
    Flux<Stored> all(long login, Instant expiredAfter) {
        return db.sql("""
                        select id, name, array_to_string(accounts, ',') as accounts, made_at, expires_at, last_used_on
                        from token
                        where login = :login and revoked_at is null and expires_at > :expiredAfter
                        order by id desc
                        """)
                .bind("login", login)
                .bind("expiredAfter", expiredAfter)
                .mapProperties(Stored.class)
                .all();
    }

    /** {@return whether the login had such a token, and it is revoked now} */
    Mono<Boolean> revoke(long login, long id, Instant now) {
        return db.sql("update token set revoked_at = :now where login = :login and id = :id and revoked_at is null")
                .bind("login", login)
                .bind("id", id)
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
