package meterside.portal.identity;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Logins by e-mail address, in lower case. */
@Repository
class LoginRepository {

    private final DatabaseClient db;

    LoginRepository(DatabaseClient db) {
        this.db = db;
    }

    /** A login and the hash of its password. */
    record Login(long id, String email, String passwordHash) {}

    Mono<Login> find(String email) {
        return db.sql("select id, email, password_hash from login where email = :email")
                .bind("email", email)
                .mapProperties(Login.class)
                .one();
    }
}
