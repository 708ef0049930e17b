package meterside.portal.identity;

import java.time.Instant;
import meterside.portal.identity.Logins.Login;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Logins by e-mail address, in lower case, and by id. */
@Repository
class LoginRepository {

    private final DatabaseClient db;

    LoginRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Login> find(String email) {
        return db.sql("select id, email, password_hash from login where email = :email")
                .bind("email", email)
                .mapProperties(Login.class)
                .one();
    }

    Mono<Login> find(long id) {
        return db.sql("select id, email, password_hash from login where id = :id")
                .bind("id", id)
                .mapProperties(Login.class)
                .one();
    }

    Mono<Long> insert(String email, String passwordHash, boolean standsAlone, Instant at) {
        return db.sql("""
                        insert into login (email, password_hash, password_stands_alone, created_at)
                        values (:email, :hash, :standsAlone, :at)
                        on conflict (email) do nothing
                        returning id
                        """)
                .bind("email", email)
                .bind("hash", passwordHash)
                .bind("standsAlone", standsAlone)
                .bind("at", at)
                .mapValue(Long.class)
                .one();
    }

    Mono<Void> grant(long login, long account, Instant at) {
        return db.sql("""
                        insert into account_access (login, account, granted_at) values (:login, :account, :at)
                        on conflict (login, account) do update set ended_at = null
                        """)
                .bind("login", login)
                .bind("account", account)
                .bind("at", at)
                .then();
    }

    Flux<Login> othersOf(long account, long login, Instant at) {
        return db.sql("""
                        select l.id, l.email, l.password_hash
                        from account_access x
                        join login l on l.id = x.login
                        where x.account = :account and x.login <> :login and (x.ended_at is null or x.ended_at > :at)
                        order by l.id
                        """)
                .bind("account", account)
                .bind("login", login)
                .bind("at", at)
                .mapProperties(Login.class)
                .all();
    }

    Mono<Void> changePassword(long login, String passwordHash, boolean standsAlone, Instant at) {
        return db.sql("""
                        update login
                        set password_hash = :hash, password_stands_alone = :standsAlone, password_changed_at = :at
                        where id = :login
                        """)
                .bind("hash", passwordHash)
                .bind("standsAlone", standsAlone)
                .bind("at", at)
                .bind("login", login)
                .then();
    }
}
