package meterside.portal.profile;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Preferences by login. */
@Repository
class PreferenceRepository {

    private final DatabaseClient db;

    PreferenceRepository(DatabaseClient db) {
        this.db = db;
    }

    Mono<Preference> find(long login) {
        return db.sql("select language, zone, paperless from preference where login = :login")
                .bind("login", login)
                .mapProperties(Preference.class)
                .one();
    }

    Mono<Void> put(long login, Preference preference, Instant at) {
        return db.sql("""
                        insert into preference (login, language, zone, paperless, changed_at)
                        values (:login, :language, :zone, :paperless, :at)
                        on conflict (login) do update
                        set language = :language, zone = :zone, paperless = :paperless, changed_at = :at
                        """)
                .bind("login", login)
                .bind("language", preference.language())
                .bind("zone", preference.zone())
                .bind("paperless", preference.paperless())
                .bind("at", at)
                .then();
    }
}
