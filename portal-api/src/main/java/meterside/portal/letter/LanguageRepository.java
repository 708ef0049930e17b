package meterside.portal.letter;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The languages that people chose for themselves. */
@Repository
class LanguageRepository {

    private final DatabaseClient db;

    LanguageRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<String> find(long login) {
        return db.sql("select language from preference where login = :login")
                .bind("login", login)
                .mapValue(String.class)
                .one();
    }
}
