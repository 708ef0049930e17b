package meterside.portal.audit;

import java.time.Instant;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes entries; the database lets nobody change or remove one. */
@Repository
class AuditRepository {

    private final DatabaseClient db;
    private final JsonMapper json;

    AuditRepository(DatabaseClient db, JsonMapper json) {
        this.db = db;
        this.json = json;
    }

    Mono<Void> insert(
            Instant at, String actor, String action, String subject, Map<String, Object> detail, String network) {
        return db.sql("""
                        insert into audit_event (at, actor, action, subject, detail, network)
                        values (:at, :actor, :action, :subject, cast(:detail as jsonb), nullif(:network, ''))
                        """)
                .bind("at", at)
                .bind("actor", actor)
                .bind("action", action)
                .bind("subject", subject)
                .bind("detail", json.writeValueAsString(detail))
                .bind("network", network)
                .then();
    }
}
