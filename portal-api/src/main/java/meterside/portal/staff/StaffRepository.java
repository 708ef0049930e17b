package meterside.portal.staff;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Roles by login. */
@Repository
class StaffRepository {

    private final DatabaseClient db;

    StaffRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<String> roleOf(long login) {
        return db.sql("select role from staff where login = :login and ended_at is null")
                .bind("login", login)
                .mapValue(String.class)
                .one();
    }
}
