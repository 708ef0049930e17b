package meterside.portal.webhook;

import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ProviderEventRepository {

    private final DatabaseClient db;
    private final JsonMapper json;

    ProviderEventRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    /** {@return whether the event is new} Whoever tells the same at once waits until the first is done. */
    Mono<Boolean> insert(Happening happening, Instant now) {
        return db.sql("""
                        insert into provider_event (provider, provider_key, kind, facts, received_at)
                        values ('stripe', :key, :kind, cast(:facts as jsonb), :now)
                        on conflict (provider, provider_key) do nothing
                        """)
                .bind("key", happening.id())
                .bind("kind", happening.type())
                .bind("facts", json.writeValueAsString(happening.facts()))
                .bind("now", now)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }
}
