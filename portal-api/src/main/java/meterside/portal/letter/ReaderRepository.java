package meterside.portal.letter;

import meterside.portal.letter.Letters.Reader;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The languages and zones that people chose for themselves. */
@Repository
class ReaderRepository {

    private final DatabaseClient db;

    ReaderRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Reader> find(long login) {
        return db.sql("select language, zone from preference where login = :login")
                .bind("login", login)
                .mapProperties(Reader.class)
                .one();
    }
}
